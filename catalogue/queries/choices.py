"""What a form of facts offers to choose from: every object by its title, answers of questions, deadlines of services.

Drafts are among them: what is being prepared may be named before it is published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from catalogue.commands.parts import OPEN
from catalogue.facts import Kind
from catalogue.models import FACTS, CatalogueObject, Edition

if TYPE_CHECKING:
    from catalogue.context import Reading

Named = tuple[tuple[str, str], ...]
"""Ids and titles, in the order in which they are offered."""


@dataclass(frozen=True)
class Choices:
    """What can be named, with titles in one language or, where there are none, in the source language."""

    titles: Mapping[Kind, Named]
    options: Mapping[str, Named]
    """By question: its possible answers."""
    deadlines: Mapping[str, Named]
    """By service: its deadlines."""

    def title(self, kind: Kind, key: str) -> str | None:
        """Return the title of an object, or None when there is no such object."""
        return next((title for known, title in self.titles.get(kind, ()) if known == key), None)


def get_choices(reading: Reading) -> Choices:
    """Return what forms offer to choose from."""
    titles: defaultdict[Kind, dict[str, tuple[int, str]]] = defaultdict(dict)
    rows = reading.session.execute(
        select(CatalogueObject.kind, CatalogueObject.key, Edition.part, Edition.title)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(CatalogueObject.withdrawn_at.is_(None), _seen(reading), Edition.part.in_((FACTS, *_languages(reading))))
    )
    for kind, key, part, title in rows:
        rank = _rank(reading, part) if title else 0
        known = titles[Kind(kind)].get(key)
        if known is None or rank > known[0]:
            titles[Kind(kind)][key] = (rank, title or key)
    return Choices(
        {kind: _sorted({key: title for key, (_, title) in named.items()}) for kind, named in titles.items()},
        _within(reading, Kind.QUESTION, "options", "options.{}"),
        _within(reading, Kind.SERVICE, "deadlines", "deadlines.{}"),
    )


def get_part_titles(reading: Reading, kind: Kind, key: str) -> dict[str, str]:
    """Return what the sections of an object's words say in one line: `fees.standard` → “Registration”."""
    titles: dict[str, str] = {}
    for _, sections in _words(reading, kind, key):
        titles.update({name: text for name, text in sections.items() if isinstance(text, str) and "\n" not in text})
    return titles


def _within(reading: Reading, kind: Kind, list_name: str, section: str) -> dict[str, Named]:
    """Return the parts of a list of every object of a kind, called as the words of the object call them."""
    said: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for key, sections in _words(reading, kind):
        said[key].update(sections)
    rows = reading.session.execute(
        select(CatalogueObject.key, Edition.body)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(CatalogueObject.kind == kind, Edition.part == FACTS, _seen(reading))
        .order_by(Edition.number)
    )
    return {
        key: tuple(
            (part["id"], str(said[key].get(section.format(part["id"]), part["id"])))
            for part in body.get(list_name) or ()
            if isinstance(part, dict) and isinstance(part.get("id"), str)
        )
        for key, body in rows
    }


def _words(reading: Reading, kind: Kind, key: str | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield keys and sections, what is to be preferred last."""
    chosen = select(CatalogueObject.key, Edition.part, Edition.body).join(
        Edition, Edition.object_id == CatalogueObject.id
    )
    chosen = chosen.where(CatalogueObject.kind == kind, Edition.part.in_(_languages(reading)), _seen(reading))
    if key is not None:
        chosen = chosen.where(CatalogueObject.key == key)
    rows = reading.session.execute(chosen.order_by(Edition.number)).all()
    for row in sorted(rows, key=lambda row: _rank(reading, row.part)):
        yield row.key, row.body.get("sections", {})


def _seen(reading: Reading) -> Any:
    return or_(Edition.live_at(reading.now), Edition.state.in_(OPEN))


def _languages(reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys((reading.language, reading.country.source_language)))


def _rank(reading: Reading, part: str) -> int:
    return 2 if part == reading.language else 1


def _sorted(named: dict[str, str]) -> Named:
    return tuple(sorted(named.items(), key=lambda item: (item[1].casefold(), item[0])))
