"""Accounts: added, found by mail, disabled and enabled. Who may do that is asked by `authority`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import delete, select

from catalogue.commands.people.authority import require_over, require_to_give
from catalogue.commands.people.grants import checked
from catalogue.commands.people.log import log, plain
from catalogue.context import Work
from catalogue.errors import AlreadyThere, BadMail, NotAllowed, NotFound
from catalogue.languages import languages
from catalogue.models import Account, AccountGrant, Invitation, KnownDevice, StaffSession
from catalogue.rights import Action, Grant, Person, require

_MAIL = re.compile(r"[^\s@<>\"',;:\x00-\x1f]{1,64}@[^\s@<>\"',;:\x00-\x1f]{1,180}\.[^\s@<>\"',;:\x00-\x1f]{2,60}")


def add_account(work: Work, person: Person | None, mail: str, grants: Iterable[Grant], language: str) -> Account:
    """Add an account without a password; an invitation lets its person set one.

    `person` adds it, None is the operator of the machine. Raises `NotAllowed`, `BadMail`, `AlreadyThere`, and
    `NotFound` for an organisation, a place or a language that there is not.
    """
    given = list(dict.fromkeys(grants))
    if person is not None:
        require(person, Action.MANAGE_PEOPLE)
        for grant in given:
            require_to_give(work, person, grant)
    address = normal_mail(mail)
    if language not in languages():
        raise NotFound("language", language)
    for grant in given:
        checked(work, grant)
    if work.session.scalars(select(Account.id).where(Account.mail == address)).first() is not None:
        raise AlreadyThere("account", address)
    account = Account(mail=address, name="", language=language, created_at=work.now)
    account.grants = [AccountGrant.of(grant) for grant in given]
    work.session.add(account)
    work.session.flush()
    log(work, "account_added", account, after={"grants": plain(given)})
    return account


def disable_account(work: Work, person: Person | None, mail: str) -> Account:
    """Let an account be used no more, from this moment on; who is signed in with it is not any longer.

    Raises `NotFound` and `NotAllowed`; nobody disables their own account.
    """
    account = _change_whether_disabled(work, person, mail)
    if account.disabled_at is None:
        account.disabled_at = work.now
        end_all(work, account, devices=True)
        log(work, "account_disabled", account)
    return account


def enable_account(work: Work, person: Person | None, mail: str) -> Account:
    """Let a disabled account be used again. Raises `NotFound` and `NotAllowed`."""
    account = _change_whether_disabled(work, person, mail)
    if account.disabled_at is not None:
        account.disabled_at = None
        log(work, "account_enabled", account)
    return account


def find_account(work: Work, mail: str) -> Account:
    """Return an account, locked until the work ends. Raises `NotFound`."""
    statement = select(Account).where(Account.mail == mail.strip().lower()).with_for_update()
    account = work.session.scalars(statement).first()
    if account is None:
        raise NotFound("account", mail)
    return account


def get_account(work: Work, id: int) -> Account:
    """Return an account by its number, locked until the work ends. Raises `NotFound`."""
    account = work.session.scalars(select(Account).where(Account.id == id).with_for_update()).first()
    if account is None:
        raise NotFound("account", str(id))
    return account


def end_all(work: Work, account: Account, *, but: str | None = None, devices: bool = False) -> None:
    """End all sessions of an account but one (by its digest), and all its open invitations; forget devices if told."""
    ended = delete(StaffSession).where(StaffSession.account_id == account.id)
    work.session.execute(ended if but is None else ended.where(StaffSession.digest != but))
    work.session.execute(delete(Invitation).where(Invitation.account_id == account.id))
    if devices:
        work.session.execute(delete(KnownDevice).where(KnownDevice.account_id == account.id))


def normal_mail(mail: str) -> str:
    """Return a mail address as accounts are known by. Raises `BadMail`."""
    address = mail.strip().lower()
    if not _MAIL.fullmatch(address) or len(address) > 254:
        raise BadMail(mail.strip())
    return address


def _change_whether_disabled(work: Work, person: Person | None, mail: str) -> Account:
    account = find_account(work, mail)
    if person is not None:
        if person.id == account.id:
            raise NotAllowed(Action.MANAGE_PEOPLE)
        require_over(work, person, [row.granted for row in account.grants])
    return account
