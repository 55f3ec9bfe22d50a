"""When something last changed, as a sequence number: what carries it need not change with every publication."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import func, not_, or_, select

from catalogue.models import OutboxRow
from catalogue.sources import FOLLOWED

if TYPE_CHECKING:
    from catalogue.context import Reading


def get_last_change(reading: Reading, ids: Iterable[int]) -> int:
    """Return the sequence number of the last publication that may have changed what is made of these objects.

    That is one of an object itself, or one that was not contained in other objects (`OutboxRow.contained`). It stays
    the same for as long as what is made of them does, so it counts as made of nothing else.
    """
    last = reading.session.scalar(
        select(func.max(OutboxRow.sequence)).where(
            OutboxRow.due <= reading.now, or_(not_(OutboxRow.contained), OutboxRow.object_id.in_(sorted(ids)))
        ),
        execution_options={FOLLOWED: True},
    )
    # Codes of before a restore know numbers up to that of the restore.
    return max(last or 0, reading.pulse.restored)
