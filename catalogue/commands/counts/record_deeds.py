"""Writing the gathered deeds into their counts."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from catalogue.context import Catalogue
from catalogue.database import insert_into
from catalogue.figures.deeds import Counted
from catalogue.models import Count

ACTOR = "counts"
_ROWS_AT_ONCE = 200
_KEY = ["day", "deed", "channel", "kind", "key", "language", "place", "target_group"]


def record_deeds(catalogue: Catalogue) -> int:
    """Write what this process has gathered, in one transaction; return how many deeds that were.

    What cannot be written is gathered again, within the bound of the tally.
    """
    gathered = catalogue.deeds.take()
    if not gathered:
        return 0
    try:
        with catalogue.work(ACTOR) as work:
            add_deeds(work.session, gathered)
    except BaseException:
        catalogue.deeds.put_back(gathered)
        raise
    return sum(gathered.values())


def add_deeds(session: Session, deeds: Mapping[Counted, int]) -> None:
    """Add deeds to the counts."""
    # Always in the same order, so that two processes that write at once wait for each other and not in a circle.
    rows = [counted._asdict() | {"times": times} for counted, times in sorted(deeds.items())]
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        statement = insert_into(session, Count).values(rows[start : start + _ROWS_AT_ONCE])
        session.execute(
            statement.on_conflict_do_update(index_elements=_KEY, set_={"times": Count.times + statement.excluded.times})
        )
