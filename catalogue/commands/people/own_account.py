"""What people change of their own account: name and language, their password, where they are signed in."""

from __future__ import annotations

from catalogue.commands.people import throttle
from catalogue.commands.people.accounts import end_all, get_account
from catalogue.commands.people.invitations import LONGEST_NAME
from catalogue.commands.people.log import log
from catalogue.context import Catalogue, Work
from catalogue.errors import NotFound, WrongCredentials
from catalogue.languages import languages
from catalogue.models import Account
from catalogue.passwords import digest_of_token, hash_of, matches, refuse_weak
from catalogue.rights import Person


def change_account(work: Work, person: Person, *, name: str, language: str) -> None:
    """Change name and language. An empty name stays as it was. Raises `NotFound` for a language that there is not."""
    if language not in languages():
        raise NotFound("language", language)
    account = get_account(work, person.id)
    before = {"name": account.name, "language": account.language}
    account.name = " ".join(name.split())[:LONGEST_NAME] or account.name
    account.language = language
    after = {"name": account.name, "language": account.language}
    if after != before:
        log(work, "account_changed", account, before=before, after=after)


def check_password(catalogue: Catalogue, person: Person, password: str) -> str:
    """Ask for the password again, before what a session alone must not do; return what is kept of it.

    It is slowed down as signing in is. Raises `WrongCredentials` and `TooManyAttempts`.
    """
    count = throttle.by_device(person.mail, "signed in")
    with catalogue.work(person.mail) as work:
        throttle.begin_attempt(work, catalogue.staff_seal, [count])
        kept = work.session.get_one(Account, person.id).password
    if not matches(password, kept) or kept is None:
        raise WrongCredentials
    with catalogue.work(person.mail) as work:
        throttle.take_back(work, catalogue.staff_seal, cleared=[count])
    return kept


def change_password(catalogue: Catalogue, person: Person, old: str, new: str, *, token: str) -> None:
    """Change a password. All other sessions than the one of `token` end, and other browsers are known no more.

    Raises `WrongCredentials` and `TooManyAttempts` for the old password, `BadPassword` for the new one.
    """
    refuse_weak(new, person.mail, person.name)
    kept_before = check_password(catalogue, person, old)
    kept = hash_of(new)
    with catalogue.work(person.mail) as work:
        account = get_account(work, person.id)
        if account.password != kept_before:
            raise WrongCredentials
        account.password = kept
        end_all(work, account, but=digest_of_token(token), devices=True)
        log(work, "password_changed", account)


def sign_out_elsewhere(work: Work, person: Person, *, token: str) -> None:
    """End all sessions of a person but the one of `token`, and know none of their browsers any more."""
    account = get_account(work, person.id)
    end_all(work, account, but=digest_of_token(token), devices=True)
    log(work, "signed_out_elsewhere", account)
