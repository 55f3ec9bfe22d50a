"""Accounts and who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from catalogue.errors import NotFound
from catalogue.models import Account, AccountIdentity, Invitation, RecoveryCode, StaffSession
from catalogue.passwords import digest_of_token
from catalogue.queries.subjects import Hierarchy
from catalogue.read_models.account import AccountLine, OwnAccount, SessionLine
from catalogue.rights import Grant, Person, may_give

if TYPE_CHECKING:
    from catalogue.context import Reading


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a session says: who it is, and whether the one-time code is still to come."""

    person: Person
    waits_for_code: bool
    seen_at: datetime


def find_signed_in(reading: Reading, token: str, idle: timedelta) -> SignedIn | None:
    """Return whose session a token is; None once it ended, was idle for too long, or its account was disabled."""
    found = (
        select(StaffSession)
        .where(
            StaffSession.digest == digest_of_token(token),
            StaffSession.ends_at > reading.now,
            StaffSession.seen_at > reading.now - idle,
        )
        .options(joinedload(StaffSession.account).selectinload(Account.grants))
    )
    session = reading.session.scalars(found).first()
    if session is None or session.account.disabled_at is not None:
        return None
    return SignedIn(_person(session.account), session.waits_for_code, session.seen_at)


def list_accounts(reading: Reading) -> tuple[AccountLine, ...]:
    """Return all accounts, by mail."""
    rows = reading.session.execute(
        select(StaffSession.account_id, func.max(StaffSession.seen_at))
        .where(StaffSession.ends_at > reading.now, StaffSession.waits_for_code.is_(False))
        .group_by(StaffSession.account_id)
    )
    seen: dict[int, datetime] = dict(rows.all())
    accounts = reading.session.scalars(select(Account).options(selectinload(Account.grants)).order_by(Account.mail))
    bound = set(reading.session.scalars(select(AccountIdentity.account_id)))
    return tuple(_line(account, seen.get(account.id), account.id in bound) for account in accounts)


def list_managed(reading: Reading, person: Person) -> tuple[AccountLine, ...]:
    """Return the accounts that an owner looks after: those trusted with something of theirs, or with nothing yet."""
    reach = reach_of(reading, person)
    return tuple(
        account
        for account in list_accounts(reading)
        if not account.grants or any(reach(grant) for grant in account.grants)
    )


def get_managed(reading: Reading, person: Person, id: int) -> AccountLine:
    """Return an account that an owner looks after. Raises `NotFound`, also for one of others."""
    account = next((account for account in list_managed(reading, person) if account.id == id), None)
    if account is None:
        raise NotFound("account", str(id))
    return account


def reach_of(reading: Reading, person: Person) -> Callable[[Grant], bool]:
    """Return what tells of a grant whether this owner may give it and take it."""
    hierarchy = Hierarchy.read(reading.session, now=reading.now)
    return lambda grant: may_give(person, grant, hierarchy.up_from(grant.organisation))


def get_own_account(reading: Reading, person: Person, token: str) -> OwnAccount:
    """Return what a person sees of their account; `token` is that of the session they ask in."""
    good = RecoveryCode.account_id == person.id, RecoveryCode.used_at.is_(None)
    secret = reading.session.scalar(select(Account.code_secret).where(Account.id == person.id))
    left = reading.session.scalar(select(func.count()).select_from(RecoveryCode).where(*good)) or 0
    return OwnAccount(person.mail, person.grants, secret is not None, left, _sessions(reading, person, token))


def get_invited(reading: Reading, token: str) -> tuple[str, str]:
    """Return mail and name of whom an invitation is for. Raises `NotFound` for one that is good no more."""
    found = reading.session.execute(
        select(Account.mail, Account.name)
        .join(Invitation, Invitation.account_id == Account.id)
        .where(
            Invitation.digest == digest_of_token(token),
            Invitation.ends_at > reading.now,
            Account.disabled_at.is_(None),
        )
    ).first()
    if found is None:
        raise NotFound("invitation", "")
    return found.mail, found.name


def _sessions(reading: Reading, person: Person, token: str) -> tuple[SessionLine, ...]:
    """Return where a person is signed in, this browser first."""
    rows = reading.session.scalars(
        select(StaffSession)
        .where(
            StaffSession.account_id == person.id,
            StaffSession.ends_at > reading.now,
            StaffSession.waits_for_code.is_(False),
        )
        .order_by(StaffSession.seen_at.desc())
    )
    own, zone = digest_of_token(token), reading.country.zone
    lines = [
        SessionLine(row.began_at.astimezone(zone), row.seen_at.astimezone(zone), row.digest == own) for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: not line.is_this))


def _person(account: Account) -> Person:
    return Person(
        account.id, account.mail, account.name, tuple(row.granted for row in account.grants), account.language
    )


def _line(account: Account, seen_at: datetime | None, is_bound: bool) -> AccountLine:
    state = "disabled" if account.disabled_at else "active" if account.password or is_bound else "invited"
    grants = tuple(row.granted for row in account.grants)
    return AccountLine(account.id, account.mail, account.name, state, account.code_secret is not None, grants, seen_at)
