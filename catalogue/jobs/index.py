"""Keeps the search index of this machine level with the catalogue; builds it anew whenever in doubt."""

from __future__ import annotations

import logging

from sqlalchemy import select, union
from sqlalchemy.orm import aliased

from catalogue.context import Catalogue, Pulse, Reading
from catalogue.errors import NotReady
from catalogue.models import CatalogueObject, OutboxRow, Reference
from catalogue.queries.search_documents import ROLES_TOLD, list_search_documents
from catalogue.queries.search_rules import STEERING, list_search_rules

_log = logging.getLogger(__name__)


def update_index(catalogue: Catalogue) -> bool:
    """Bring the index up to the catalogue's sequence number, if it lags; tell whether it is level now.

    One process per index folder does the work; while another is at it, nothing is done. When that one is killed, the
    next one goes on at once. What cannot be followed step by step is built anew.
    """
    if is_level(catalogue):
        return True
    with catalogue.search_index.following() as alone:
        if not alone:
            return False
        try:
            if _can_follow(catalogue.search_index.sequence, catalogue.pulse()):
                _follow(catalogue)
                return True
        except NotReady:
            _log.warning("the search index cannot be updated and is built anew")
        rebuild_index(catalogue)
    return True


def is_level(catalogue: Catalogue) -> bool:
    """Tell whether the index shows the catalogue as it is."""
    reached, pulse = catalogue.search_index.sequence, catalogue.pulse()
    return reached == pulse.sequence and _can_follow(reached, pulse)


def _can_follow(reached: int | None, pulse: Pulse) -> bool:
    # A number from the future is that of another database, one from before a restore that of a state now gone.
    return reached is not None and pulse.restored <= reached <= pulse.sequence


def rebuild_index(catalogue: Catalogue, engine: str | None = None) -> int:
    """Build the index anew beside the one that answers and let it take over; return the number of its documents.

    The engine named here answers from then on; without a name it stays the one that there was. Raises `UnknownEngine`.
    """
    with catalogue.reading("en") as reading:
        documents = list_search_documents(reading, reading.all_languages)
        return catalogue.search_index.rebuild(documents, reading.sequence, engine, rules=list_search_rules(reading))


def _follow(catalogue: Catalogue) -> None:
    index = catalogue.search_index
    with catalogue.reading("en") as reading:
        keys = _list_changed(reading, index.sequence or 0)
        documents = list_search_documents(reading, reading.all_languages, keys)
        rules = list_search_rules(reading) if any(kind in STEERING for kind, _ in keys) else None
        index.update(documents, removed=keys, sequence=reading.sequence, rules=rules)


def _list_changed(reading: Reading, reached: int) -> list[tuple[str, str]]:
    """Return what changed since a sequence number, and what tells its title: a paper is found with its service."""
    changed = select(OutboxRow.object_id).where(OutboxRow.sequence > reached, OutboxRow.due <= reading.now)
    target, source = aliased(CatalogueObject), aliased(CatalogueObject)
    naming = (
        select(source.id, source.parent_id)
        .join(Reference, Reference.source_id == source.id)
        .join(target, (target.kind == Reference.target_kind) & (target.key == Reference.target_key))
        .where(target.id.in_(changed), Reference.role.in_(ROLES_TOLD), Reference.live_at(reading.now))
    ).cte()
    touched = union(changed, select(naming.c.id), select(naming.c.parent_id))
    rows = reading.session.execute(
        select(CatalogueObject.kind, CatalogueObject.key).where(CatalogueObject.id.in_(touched))
    )
    return sorted((kind, key) for kind, key in rows)
