"""How attempts to sign in are slowed down, without locking out those whom they pretend to be.

Failures are counted by account and network address together, by address, and by account. A few are free; then each
makes the next attempt wait twice as long. A browser on which the person signed in before has a count of its own, so
nobody else's failures keep its owner waiting. An attempt is counted before it is judged: many at once gain nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from sqlalchemy import delete, select, update

from catalogue.context import Work
from catalogue.database import insert_into
from catalogue.errors import TooManyAttempts
from catalogue.models import SignInFailures
from catalogue.sealing import Seal

FORGOTTEN_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Count:
    """One count of failures: whose, how many are free, and how long the wait becomes at most, in seconds."""

    whose: str
    free: int
    longest: int


def by_account_and_address(mail: str, network: str) -> Count:
    """Return the count of one person's attempts, or of one who tries that person's account from one address."""
    return Count(f"both {mail} {network}", 5, 15 * 60)


def by_address(network: str) -> Count:
    """Return the count of an address, behind which a whole office may sit."""
    return Count(f"network {network}", 40, 15 * 60)


def by_account(mail: str) -> Count:
    """Return the count of an account, attacked from many addresses; its owner waits a minute for a turn at most."""
    return Count(f"account {mail}", 30, 60)


def by_device(mail: str, device: str) -> Count:
    """Return the count of a browser on which this person signed in before."""
    return Count(f"device {mail} {device}", 10, 15 * 60)


def by_code(account: int, device: str) -> Count:
    """Return the count of one-time codes, of which there are only a million, after a right password."""
    return Count(f"code {account} {device}", 5, 15 * 60)


def begin_attempt(work: Work, seal: Seal, counts: Iterable[Count]) -> None:
    """Count an attempt as a failure, until `take_back` says otherwise.

    Raises `TooManyAttempts` while one of the counts has to wait; such an attempt is not counted.
    """
    digests = {seal.digest(count.whose): count for count in counts}
    work.session.execute(delete(SignInFailures).where(SignInFailures.last_at < work.now - FORGOTTEN_AFTER))
    for digest in sorted(digests):
        # The row is there and locked before it is read, so that attempts at once come one after the other.
        work.session.execute(
            insert_into(work.session, SignInFailures)
            .values(digest=digest, failures=0, last_at=work.now)
            .on_conflict_do_nothing()
        )
    rows = work.session.scalars(
        select(SignInFailures)
        .where(SignInFailures.digest.in_(digests))
        .order_by(SignInFailures.digest)
        .with_for_update()
    ).all()
    waits = [_wait(row, digests[row.digest], work) for row in rows]
    if max(waits, default=0) > 0:
        raise TooManyAttempts(ceil(max(waits)))
    for row in rows:
        row.failures += 1
        row.last_at = work.now
    work.session.flush()


def take_back(work: Work, seal: Seal, *, cleared: Iterable[Count] = (), lowered: Iterable[Count] = ()) -> None:
    """Say that an attempt was right: some counts begin anew, others only lose what `begin_attempt` added.

    The count of an address is never cleared, else anybody with an account could go on guessing others' for ever.
    """
    work.session.execute(
        delete(SignInFailures).where(SignInFailures.digest.in_([seal.digest(count.whose) for count in cleared]))
    )
    work.session.execute(
        update(SignInFailures)
        .where(SignInFailures.digest.in_([seal.digest(count.whose) for count in lowered]), SignInFailures.failures > 0)
        .values(failures=SignInFailures.failures - 1)
        .execution_options(synchronize_session=False)
    )


def _wait(row: SignInFailures, count: Count, work: Work) -> float:
    """Return the seconds until the next attempt may be made; 0 or less when it may be made now."""
    over = row.failures - count.free
    if over < 0:
        return 0
    pause = min(2 ** min(over, 20), count.longest)
    return (row.last_at + timedelta(seconds=pause) - work.now).total_seconds()
