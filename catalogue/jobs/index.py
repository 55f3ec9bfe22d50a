"""Keeps the search index of this machine level with the catalogue; builds it anew whenever in doubt."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic

from sqlalchemy import Select, select, union
from sqlalchemy.orm import aliased

from catalogue.context import Catalogue, Pulse, Reading
from catalogue.errors import NotReady
from catalogue.facts import Kind
from catalogue.models import CatalogueObject, OutboxRow, Reference
from catalogue.queries.search_documents import ROLES_TOLD, list_search_documents
from catalogue.queries.search_rules import STEERING, list_search_rules

SECONDS_OF_LAG = 3.0
"""After so long somebody else does the work of the process whose it is."""

_log = logging.getLogger(__name__)


class StandingIn:
    """Updates the index where another process does so as a rule: only when it lags, and goes on lagging for seconds."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._lags_since: float | None = None

    def __call__(self, catalogue: Catalogue) -> None:
        if is_level(catalogue):
            self._lags_since = None
        elif self._lags_since is None:
            self._lags_since = self._now()
        elif self._now() - self._lags_since >= SECONDS_OF_LAG:
            update_index(catalogue)


def update_index(catalogue: Catalogue) -> bool:
    """Bring the index up to the catalogue's sequence number, if it lags; tell whether it is level now.

    One process per index folder does the work; while another is at it, nothing is done. When that one is killed, the
    next one goes on at once. What cannot be followed step by step is built anew, unless somebody is building already.
    """
    if is_level(catalogue):
        return True
    with catalogue.search_index.following() as alone:
        if not alone:
            return False
        if not _followed(catalogue):
            if _build(catalogue, wait=False) is None:
                return False
            _log.warning("the search index could not be updated and was built anew")
            # What was published meanwhile.
            _followed(catalogue)
    return is_level(catalogue)


def is_level(catalogue: Catalogue) -> bool:
    """Tell whether the index shows the catalogue as it is."""
    reached, pulse = catalogue.search_index.sequence, catalogue.pulse()
    return reached == pulse.sequence and _can_follow(reached, pulse)


def _can_follow(reached: int | None, pulse: Pulse) -> bool:
    # A number from the future is that of another database, one from before a restore that of a state now gone.
    return reached is not None and pulse.restored <= reached <= pulse.sequence


def rebuild_index(catalogue: Catalogue, engine: str | None = None) -> int:
    """Build the index anew beside the one that answers and let it take over; return the number of its documents.

    The engine named here answers from then on; without a name it stays the one that there was. While somebody else
    builds this waits. Meanwhile the index that answers is kept level by those who follow the catalogue; the new one is
    made level at the end. Raises `UnknownEngine`.
    """
    number = _build(catalogue, engine, wait=True)
    update_index(catalogue)
    return number or 0


def _build(catalogue: Catalogue, engine: str | None = None, *, wait: bool) -> int | None:
    """Build the index anew and return the number of its documents; None when somebody builds and this is not to wait.

    Everything is read as it is once the turn has come.
    """
    index = catalogue.search_index
    with index.building(wait=wait) as alone:
        if not alone:
            return None
        sequence = catalogue.sequence()
        with catalogue.reading("en") as reading:
            documents = list_search_documents(reading, reading.all_languages)
            return index.rebuild(documents, sequence, engine, rules=list_search_rules(reading))


def _followed(catalogue: Catalogue) -> bool:
    """Do what changed since the index was level, if it can be done step by step; tell whether it can.

    The number that is noted is asked for before the catalogue is read: whatever has it by then, is read. What is
    published between the two may be read already, and is read again the next time.
    """
    index = catalogue.search_index
    reached, pulse = index.sequence, catalogue.pulse()
    if reached is None or not _can_follow(reached, pulse):
        return False
    try:
        with catalogue.reading("en") as reading:
            changed = _list_changed(reading, reached)
            kinds = {kind for kind, _ in changed}
            if Kind.PACK in kinds:
                # It says which languages there are and what stands in for a translation: every document may change.
                return False
            documents = list_search_documents(reading, reading.all_languages, changed)
            rules = list_search_rules(reading) if kinds.intersection(STEERING) else None
            # When a new index, read earlier, has taken the place of this one, the next step begins at its number.
            index.update(documents, removed=changed, sequence=pulse.sequence, since=reached, rules=rules)
    except NotReady as damage:
        _log.warning("the search index cannot be written", exc_info=damage)
        return False
    return True


def _list_changed(reading: Reading, reached: int) -> list[tuple[str, str]]:
    """Return what changed since a sequence number, and what tells of it.

    A paper's title is told by its service, and what lies in a place by all that is of this place.
    """
    changed = select(OutboxRow.object_id).where(OutboxRow.sequence > reached, OutboxRow.due <= reading.now)
    target, source = aliased(CatalogueObject), aliased(CatalogueObject)
    naming = (
        select(source.id, source.parent_id)
        .join(Reference, Reference.source_id == source.id)
        .join(target, (target.kind == Reference.target_kind) & (target.key == Reference.target_key))
        .where(target.id.in_(changed), Reference.role.in_(ROLES_TOLD), Reference.live_at(reading.now))
    ).cte()
    touched = union(changed, select(naming.c.id), select(naming.c.parent_id), _found_around_places(changed, reading))
    rows = reading.session.execute(
        select(CatalogueObject.kind, CatalogueObject.key).where(CatalogueObject.id.in_(touched))
    )
    return sorted((kind, key) for kind, key in rows)


def _found_around_places(changed: Select[tuple[int]], reading: Reading) -> Select[tuple[int]]:
    """Return the ids of what is of a changed place, or of one that it lies in or ever lay in: it serves other readers.

    Services and offices say for the readers of which places they are, and those within are among them. What is of the
    country is for everybody.
    """
    country = aliased(Reference)
    moved = aliased(CatalogueObject)
    around = select(moved.key.label("place")).where(moved.id.in_(changed), moved.kind == Kind.PLACE).cte(recursive=True)
    inner = aliased(CatalogueObject)
    around = around.union(
        select(Reference.target_key)
        .join(inner, inner.id == Reference.source_id)
        .join(around, (inner.kind == Kind.PLACE) & (inner.key == around.c.place))
        .where(Reference.role == "parent", Reference.target_kind == Kind.PLACE)
    )
    return select(Reference.source_id).where(
        Reference.role == "place",
        Reference.target_kind == Kind.PLACE,
        Reference.target_key.in_(select(around.c.place)),
        Reference.target_key.not_in(select(country.target_key).where(country.role == "country")),
        Reference.live_at(reading.now),
    )
