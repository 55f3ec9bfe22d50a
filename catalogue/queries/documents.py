"""Kinds of paper: who issues them, how to get them, which services want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.facts import Document, Kind
from catalogue.languages import formats
from catalogue.queries.live import fetch, selection
from catalogue.queries.moved import missing
from catalogue.queries.named import every, named_by, naming, one, together
from catalogue.queries.values import title_value, titles_in
from catalogue.queries.wording import card, wording
from catalogue.read_models.cards import Card
from catalogue.read_models.pages import DocumentPage, ListPage

if TYPE_CHECKING:
    from catalogue.context import Reading

_ALL = selection(cards=every(Kind.DOCUMENT))
_THIS = one(Kind.DOCUMENT)
_ONE = selection(
    _THIS,
    together(
        naming(_THIS, "requires", kinds=(Kind.SERVICE,)),
        # A variant that wants the paper counts as its service.
        named_by(naming(_THIS, "requires", kinds=(Kind.VARIANT,)), "of"),
        named_by(_THIS, "issued_by", "mentions"),
    ),
)


def list_documents(reading: Reading) -> ListPage:
    """Return all kinds of paper by title."""
    bundle = fetch(reading, _ALL)
    cards = (card(live, reading) for live in bundle.of(Kind.DOCUMENT))
    return ListPage(tuple(sorted(cards, key=lambda found: formats.sort_key(found.title.value, reading.language))))


def get_document(reading: Reading, key: str) -> DocumentPage:
    """Return one kind of paper. Raises `NotFound`, `Gone` or `Moved`."""
    bundle = fetch(reading, _ONE, key=key)
    live = bundle.get((Kind.DOCUMENT, key))
    if live is None or live.facts is None:
        raise missing(reading, Kind.DOCUMENT, key)
    facts: Document = live.facts

    title_of = titles_in(bundle)

    words = wording(live, reading, value_of=lambda language, name: title_value(title_of, language, name))

    def issuer(kind: Kind, other: str | None) -> Card | None:
        found = bundle.get((kind, other or ""))
        return card(found, reading) if found else None

    wanted = [card(found, reading) for found in bundle.of(Kind.SERVICE) if found.key != facts.issued_by_service]
    return DocumentPage(
        key,
        words.title,
        words.text("summary"),
        words.text("issuer"),
        issuer(Kind.SERVICE, facts.issued_by_service),
        issuer(Kind.ORGANISATION, facts.issued_by_organisation),
        words.text("obtain"),
        facts.valid_for,
        tuple(sorted(wanted, key=lambda found: formats.sort_key(found.title.value, reading.language))),
    )
