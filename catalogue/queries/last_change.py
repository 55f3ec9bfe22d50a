"""When something last changed, as a sequence number: what carries it need not change with every publication."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, func, or_, select

from catalogue.models import OutboxRow, Reach
from catalogue.queries.live import Live
from catalogue.queries.named import NOW
from catalogue.sources import FOLLOWED

if TYPE_CHECKING:
    from catalogue.context import Reading


_LAST = select(func.max(OutboxRow.sequence)).where(
    OutboxRow.due <= NOW,
    or_(
        OutboxRow.reach == Reach.EVERYTHING,
        OutboxRow.object_id.in_(bindparam("whole", expanding=True)),
        and_(OutboxRow.reach == Reach.OBJECT, OutboxRow.object_id.in_(bindparam("cards", expanding=True))),
    ),
)


def get_last_change(reading: Reading, objects: Iterable[Live]) -> int:
    """Return the sequence number of the last publication that may have changed what is made of these objects.

    Of those that only cards were fetched of, a change inside counts for nothing. The number stays the same for as long
    as what is made of the objects does, so it counts as made of nothing else.
    """
    ids: dict[bool, list[int]] = {True: [], False: []}
    for live in objects:
        ids[live.facts is not None or bool(live.words)].append(live.id)
    asked = {"now": reading.now, "whole": ids[True], "cards": ids[False]}
    last = reading.session.scalar(_LAST, asked, execution_options={FOLLOWED: True})
    # Codes of before a restore know numbers up to that of the restore.
    return max(last or 0, reading.pulse.restored)
