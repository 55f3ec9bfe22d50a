"""Invitations: a link by which a person sets name and password, once – at first, and again when all else is lost."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from catalogue.commands.people.accounts import end_all, get_account
from catalogue.commands.people.authority import require_over
from catalogue.commands.people.log import log
from catalogue.context import Work
from catalogue.errors import NotAllowed, NotFound
from catalogue.languages import languages
from catalogue.models import Account, Invitation
from catalogue.passwords import digest_of_token, new_token, refuse_weak
from catalogue.rights import Action, Person

DAYS_GOOD = 7
LONGEST_NAME = 120


def invite(work: Work, person: Person | None, account: Account) -> str:
    """Return the token of a new invitation; earlier ones are good no more. None as person is the machine's operator.

    Raises `NotAllowed`: who can invite anew could sign in instead of the person invited.
    """
    if person is not None:
        if person.id == account.id:
            raise NotAllowed(Action.MANAGE_PEOPLE)
        require_over(work, person, [row.granted for row in account.grants])
    token = new_token()
    work.session.execute(delete(Invitation).where(Invitation.account_id == account.id))
    ends = work.now + timedelta(days=DAYS_GOOD)
    work.session.add(Invitation(digest=digest_of_token(token), account_id=account.id, made_at=work.now, ends_at=ends))
    log(work, "invited", account, after={"until": ends.isoformat()})
    return token


def find_invited(work: Work, token: str) -> Account:
    """Return the account that an invitation is for. Raises `NotFound` for one that was used, ended or never given."""
    found = select(Invitation).where(Invitation.digest == digest_of_token(token), Invitation.ends_at > work.now)
    invitation = work.session.scalars(found.with_for_update()).first()
    account = get_account(work, invitation.account_id) if invitation else None
    if account is None or account.disabled_at is not None:
        raise NotFound("invitation", "")
    return account


def accept_invitation(work: Work, token: str, *, name: str, password: str, kept: str, language: str) -> Account:
    """Let the invited person set name, password and language; whoever was signed in with the account is not any longer.

    `kept` is the password's `hash_of`, made before the work began: it takes a tenth of a second, for which nobody else
    could write. Raises `NotFound`, and `BadPassword` for a weak one.
    """
    account = find_invited(work, token)
    refuse_weak(password, account.mail, name)
    before = {"name": account.name, "had_password": account.password is not None}
    account.name = " ".join(name.split())[:LONGEST_NAME] or account.mail
    account.language = language if language in languages() else account.language
    account.password = kept
    end_all(work, account, devices=True)
    log(work, "invitation_accepted", account, before=before, after={"name": account.name})
    return account
