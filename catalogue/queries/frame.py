"""What stands around every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.facts import Kind
from catalogue.languages import languages
from catalogue.queries.live import fetch, selection
from catalogue.queries.named import every, named_by
from catalogue.queries.office_cards import office_card
from catalogue.queries.shared import get_shared
from catalogue.queries.values import title_value, titles_in
from catalogue.queries.wording import wording
from catalogue.read_models.pages import Frame
from catalogue.read_models.text import Text

if TYPE_CHECKING:
    from catalogue.context import Reading

_MENTIONED = selection(cards=named_by(every(Kind.PACK), "mentions"))


def get_frame(reading: Reading) -> Frame:
    """Return the names of country and portal, the places to choose from, and whom to ask."""
    shared = get_shared(reading)
    words = wording(shared.pack_words, reading)
    shown = tuple(code for code in languages() if code in shared.pack.languages)
    return Frame(
        country=words.title,
        portal=words.text("portal") or words.title,
        tagline=words.text("tagline") or words.title,
        places=shared.choosable(reading),
        country_place=shared.pack.country,
        languages=shown,
        source_language=shared.pack.source_language,
        currency=shared.pack.currency,
        contact=office_card(shared.contact, shared, reading) if shared.contact else None,
        leave_address=shared.pack.leave_address,
        sequence=reading.sequence,
    )


def get_page_text(reading: Reading, page: str) -> Text | None:
    """Return one of the pack's own pages: `about`, `privacy` or `accessibility`."""
    title_of = titles_in(fetch(reading, _MENTIONED))
    words = wording(
        get_shared(reading).pack_words,
        reading,
        value_of=lambda language, placeholder: title_value(title_of, language, placeholder),
    )
    return words.text(page)
