"""What is called much like something that is about to be begun: what is live, and what somebody is preparing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from catalogue.care.duplicates import MUCH_ALIKE, Alike, how_alike
from catalogue.commands.parts import OPEN
from catalogue.facts import Kind
from catalogue.models import CatalogueObject, Edition

if TYPE_CHECKING:
    from catalogue.context import Reading


def find_alike(reading: Reading, kind: Kind, title: str, languages: Iterable[str]) -> tuple[Alike, ...]:
    """Return the objects of a kind whose title or alias in one of these languages is much like `title`.

    The most alike first, each once, called by its title in the language in which it is most alike; of languages in
    which it is equally so, in the first.
    """
    order = list(dict.fromkeys(languages))
    rows = reading.session.execute(
        select(CatalogueObject.key, Edition.part, Edition.body)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(CatalogueObject.kind == kind, CatalogueObject.withdrawn_at.is_(None), Edition.part.in_(order))
        .where(or_(Edition.live_at(reading.now), Edition.state.in_(OPEN)))
    )
    found: dict[str, tuple[float, int, Alike]] = {}
    for key, language, body in rows:
        sections = body.get("sections", {})
        likeness = how_alike(title, sections, language)
        rank = (likeness, -order.index(language))
        if likeness >= MUCH_ALIKE and (key not in found or rank > found[key][:2]):
            found[key] = (*rank, Alike(kind, key, str(sections.get("title") or key), likeness))
    return tuple(sorted((alike for *_, alike in found.values()), key=lambda alike: (-alike.likeness, alike.key)))
