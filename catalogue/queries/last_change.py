"""When something last changed, as a sequence number: what carries it need not change with every publication."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from catalogue.models import OutboxRow, Reach
from catalogue.queries.live import Live
from catalogue.sources import FOLLOWED

if TYPE_CHECKING:
    from catalogue.context import Reading


def get_last_change(reading: Reading, objects: Iterable[Live]) -> int:
    """Return the sequence number of the last publication that may have changed what is made of these objects.

    Of those that only cards were fetched of, a change inside counts for nothing. The number stays the same for as long
    as what is made of the objects does, so it counts as made of nothing else.
    """
    ids: dict[bool, list[int]] = {True: [], False: []}
    for live in objects:
        ids[live.facts is not None or bool(live.words)].append(live.id)
    last = reading.session.scalar(
        select(func.max(OutboxRow.sequence)).where(
            OutboxRow.due <= reading.now,
            or_(
                OutboxRow.reach == Reach.EVERYTHING,
                OutboxRow.object_id.in_(sorted(ids[True])),
                and_(OutboxRow.reach == Reach.OBJECT, OutboxRow.object_id.in_(sorted(ids[False]))),
            ),
        ),
        execution_options={FOLLOWED: True},
    )
    # Codes of before a restore know numbers up to that of the restore.
    return max(last or 0, reading.pulse.restored)
