"""Folding counts: months that are long over become one sum each, and are removed when their time has come."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import delete, select

from catalogue.commands.counts.record_deeds import ACTOR, add_deeds
from catalogue.context import Catalogue
from catalogue.figures.deeds import Channel, Counted, Deed
from catalogue.figures.spans import first_day_by_day, first_day_kept
from catalogue.models import Count

_COLUMNS = (
    Count.deed,
    Count.channel,
    Count.language,
    Count.kind,
    Count.key,
    Count.place,
    Count.target_group,
    Count.times,
)


def fold_counts(catalogue: Catalogue) -> int:
    """Fold and remove what is due; return how many days and months that were.

    Each day is a transaction of its own: what is folded is taken away and added in one, so that several processes may
    fold at once, and one that is killed has folded whole days.
    """
    with catalogue.reading("en") as reading:
        by_day, kept = first_day_by_day(reading.today), first_day_kept(reading.today)
        days = reading.session.scalars(select(Count.day).distinct().where(Count.day < by_day)).all()
    due = [day for day in sorted(days) if day.day != 1 or day < kept]
    for day in due:
        with catalogue.work(ACTOR) as work:
            taken = work.session.execute(delete(Count).where(Count.day == day).returning(*_COLUMNS)).all()
            if day >= kept:
                add_deeds(work.session, _in_month_of(day, taken))
    return len(due)


def _in_month_of(day: date, rows: list) -> Counter[Counted]:
    first = day - timedelta(days=day.day - 1)
    folded: Counter[Counted] = Counter()
    for deed, channel, *rest, times in rows:
        folded[Counted(first, Deed(deed), Channel(channel), *rest)] += times
    return folded
