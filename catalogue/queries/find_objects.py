"""Finding what to edit: by kind, by words of its title, its id or its code, and by how it stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.facts import Kind
from catalogue.languages import formats
from catalogue.models import CatalogueObject, Edition
from catalogue.queries.open_parts import list_open_parts, list_scheduled_parts
from catalogue.queries.standing import get_standings
from catalogue.read_models.review import Stage
from catalogue.search.folding import fold

if TYPE_CHECKING:
    from catalogue.context import Reading

PAGE = 50
"""Objects on one page."""


@dataclass(frozen=True, slots=True)
class Found:
    """One object, with where its parts stand."""

    kind: Kind
    key: str
    title: str
    stages: tuple[Stage, ...]
    """What its parts are, each once: live, draft, in review …"""


@dataclass(frozen=True)
class FoundPage:
    """One page of objects."""

    objects: tuple[Found, ...]
    total: int
    page: int
    pages: int


def find_objects(
    reading: Reading,
    *,
    words: str = "",
    kind: Kind | None = None,
    stage: Stage | None = None,
    page: int = 1,
) -> FoundPage:
    """Return objects by kind and title. All words must be in the titles (of any language), in the id or in the code."""
    everything = _everything(reading)
    wanted = [fold(word) for word in words.split()]
    found = [
        one
        for one, said in everything
        if (kind is None or one.kind == kind)
        and (stage is None or stage in one.stages)
        and all(word in said for word in wanted)
    ]
    order = list(Kind)
    found.sort(key=lambda one: (order.index(one.kind), formats.sort_key(one.title, reading.language), one.key))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    return FoundPage(tuple(found[(page - 1) * PAGE : page * PAGE]), len(found), page, pages)


def _everything(reading: Reading) -> list[tuple[Found, str]]:
    standings = get_standings(reading)
    titles = {id_: one.title(reading.language, reading.source_language) for id_, one in standings.items()}
    said = {
        (one.kind, one.key): fold(" ".join([one.key, one.duty.code or "", *one.titles.values()]))
        for one in standings.values()
    }
    names = {(one.kind, one.key): titles[id_] for id_, one in standings.items()}
    stages: defaultdict[tuple[Kind, str], set[Stage]] = defaultdict(set)
    for name in names:
        stages[name].add(Stage.LIVE)
    for part in list_open_parts(reading.session, titles):
        name = (part.kind, part.key)
        stages[name].add(part.stage)
        if name not in said or part.title not in names.values():
            said[name] = f"{said.get(name, fold(part.key))} {fold(part.title)}"
        names.setdefault(name, part.title)
    for scheduled in list_scheduled_parts(reading.session, titles, reading.now):
        name = (scheduled.kind, scheduled.key)
        stages[name].add(Stage.SCHEDULED)
        names.setdefault(name, scheduled.title)
    _add_withdrawn(reading, names, stages)
    order = list(Stage)
    return [
        (
            Found(name[0], name[1], title, tuple(sorted(stages[name], key=order.index))),
            said.get(name, fold(f"{name[1]} {title}")),
        )
        for name, title in names.items()
    ]


def _add_withdrawn(
    reading: Reading, names: dict[tuple[Kind, str], str], stages: defaultdict[tuple[Kind, str], set[Stage]]
) -> None:
    rows = reading.session.execute(
        select(CatalogueObject.kind, CatalogueObject.key, Edition.title)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(CatalogueObject.withdrawn_at.is_not(None))
        .order_by(Edition.part != reading.language, Edition.number.desc())
    )
    for row in rows:
        name = (Kind(row.kind), row.key)
        stages[name].add(Stage.WITHDRAWN)
        if row.title or name not in names:
            names.setdefault(name, row.title or row.key)
