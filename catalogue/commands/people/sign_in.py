"""Signing in: a password, then a one-time code where the person has set them up, then a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from catalogue.commands.people import throttle
from catalogue.commands.people.accounts import get_account
from catalogue.context import Catalogue, Work
from catalogue.database import insert_into
from catalogue.errors import WrongCredentials
from catalogue.models import Account, KnownDevice, StaffSession
from catalogue.passwords import digest_of_token, hash_of, is_outdated, matches, new_token

LONGEST_SESSION = timedelta(hours=24)
MINUTES_FOR_CODE = 10
DAYS_KNOWN = 180
"""For so long a browser on which a person signed in is known."""
LONGEST_MAIL = 254


@dataclass(frozen=True)
class Attempt:
    """What somebody sent to sign in, and from where."""

    mail: str
    password: str
    network: str | None
    """The network address; None where all readers have the same, behind a proxy that is not known."""
    device: str
    """The token by which the browser may be known; empty for none."""


@dataclass(frozen=True)
class Opened:
    """A session that begins."""

    token: str
    account: int
    waits_for_code: bool


def sign_in(catalogue: Catalogue, attempt: Attempt) -> Opened:
    """Open a session for the right mail and password.

    Raises `WrongCredentials`, after the same work whether there is such an account or not, and `TooManyAttempts`.
    """
    mail = attempt.mail.strip().lower()[:LONGEST_MAIL]
    seal = catalogue.staff_seal
    with catalogue.work(mail) as work:
        known = _is_known(work, mail, attempt.device)
        counts = _counts(mail, attempt, known)
        throttle.begin_attempt(work, seal, counts)
        account = work.session.scalars(select(Account).where(Account.mail == mail)).first()
        usable = account is not None and account.disabled_at is None
        id, kept = (account.id, account.password) if account is not None and usable else (0, None)
    # Outside of any transaction: it takes a tenth of a second, for which nobody else could write.
    if not matches(attempt.password, kept):
        raise WrongCredentials
    renewed = hash_of(attempt.password) if kept is not None and is_outdated(kept) else None
    with catalogue.work(mail) as work:
        account = get_account(work, id)
        # It may have been disabled, or have got another password, within that tenth of a second.
        if account.disabled_at is not None or account.password != kept:
            raise WrongCredentials
        account.password = renewed or account.password
        whole = [count for count in counts if not count.whose.startswith("network ")]
        throttle.take_back(work, seal, cleared=whole, lowered=[count for count in counts if count not in whole])
        return open_session(work, account, waits_for_code=account.code_secret is not None)


def open_session(work: Work, account: Account, *, waits_for_code: bool) -> Opened:
    """Begin a session; sessions that ended are cleared away."""
    token = new_token()
    ends = work.now + (timedelta(minutes=MINUTES_FOR_CODE) if waits_for_code else LONGEST_SESSION)
    work.session.execute(delete(StaffSession).where(StaffSession.ends_at <= work.now))
    work.session.add(
        StaffSession(
            digest=digest_of_token(token),
            account_id=account.id,
            waits_for_code=waits_for_code,
            began_at=work.now,
            seen_at=work.now,
            ends_at=ends,
        )
    )
    return Opened(token, account.id, waits_for_code)


def remember_device(work: Work, account: int, device: str) -> str:
    """Know this browser from now on; return its token, a new one where it has none that is known."""
    oldest = work.now - timedelta(days=DAYS_KNOWN)
    work.session.execute(delete(KnownDevice).where(KnownDevice.seen_at < oldest))
    # A token that we did not give out is not taken over: somebody could have planted it.
    given = (
        device
        and work.session.scalars(
            select(KnownDevice.digest).where(KnownDevice.digest == digest_of_token(device)).limit(1)
        ).first()
    )
    token = device if given else new_token()
    row = insert_into(work.session, KnownDevice).values(
        digest=digest_of_token(token), account_id=account, seen_at=work.now
    )
    work.session.execute(
        row.on_conflict_do_update(index_elements=["digest", "account_id"], set_={"seen_at": row.excluded.seen_at})
    )
    return token


def touch(work: Work, token: str) -> None:
    """Note that somebody is still there."""
    session = work.session.get(StaffSession, digest_of_token(token))
    if session is not None:
        session.seen_at = work.now


def end_session(work: Work, token: str) -> None:
    """End one session; a token of none is of no matter."""
    work.session.execute(delete(StaffSession).where(StaffSession.digest == digest_of_token(token)))


def _counts(mail: str, attempt: Attempt, known: bool) -> list[throttle.Count]:
    if known:
        return [throttle.by_device(mail, attempt.device)]
    counts = [throttle.by_account_and_address(mail, attempt.network or "-"), throttle.by_account(mail)]
    return counts if attempt.network is None else [*counts, throttle.by_address(attempt.network)]


def _is_known(work: Work, mail: str, device: str) -> bool:
    if not device:
        return False
    found = (
        select(KnownDevice.digest)
        .join(Account, Account.id == KnownDevice.account_id)
        .where(
            Account.mail == mail,
            KnownDevice.digest == digest_of_token(device),
            KnownDevice.seen_at > work.now - timedelta(days=DAYS_KNOWN),
        )
    )
    return work.session.scalars(found).first() is not None
