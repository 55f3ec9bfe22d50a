"""Recording what came of visits to other sites, and forgetting addresses that nothing names any more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

from sqlalchemy import delete, select

from catalogue.care.visits import Fault, Visit
from catalogue.context import Work
from catalogue.models import LinkCheck

AGAIN_WHEN_WELL = timedelta(days=7)
AGAIN_WHEN_FAILING = timedelta(days=1)
PASSING = frozenset({Fault.FAILED, Fault.SLOW, Fault.UNREACHABLE})
"""Faults that mostly pass: they are looked at again soon, before anybody is told."""
AGAIN_WHEN_NEW = timedelta(hours=3)


def record_visits(work: Work, visits: Mapping[str, Visit]) -> None:
    """Write down what came of these visits, and when each address is due again."""
    known = {
        check.address: check
        for check in work.session.scalars(select(LinkCheck).where(LinkCheck.address.in_(list(visits))))
    }
    for address, visit in visits.items():
        check = known.get(address)
        if check is None:
            check = LinkCheck(address=address, failing_since=None)
            work.session.add(check)
        check.visited_at, check.status = work.now, visit.status
        check.fault = visit.fault.value if visit.fault else None
        is_new = visit.fault is not None and check.failing_since is None
        check.failing_since = None if visit.fault is None else check.failing_since or work.now
        pause = AGAIN_WHEN_WELL if visit.fault is None else AGAIN_WHEN_FAILING
        if is_new and visit.fault in PASSING:
            pause = AGAIN_WHEN_NEW
        check.next_at = work.now + max(
            pause if visit.status != 429 else timedelta(), timedelta(seconds=visit.wait or 0)
        )


def forget_unnamed(work: Work, named: Collection[str]) -> None:
    """Forget addresses that the catalogue names no more."""
    stored = set(work.session.scalars(select(LinkCheck.address)))
    gone = stored.difference(named)
    if gone:
        work.session.execute(delete(LinkCheck).where(LinkCheck.address.in_(sorted(gone))))
