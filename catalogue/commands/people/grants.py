"""Grants: given and taken, one at a time; never one's own."""

from __future__ import annotations

from sqlalchemy import select

from catalogue.commands.people.authority import require_to_give
from catalogue.commands.people.log import log, plain
from catalogue.context import Work
from catalogue.errors import NotAllowed, NotFound
from catalogue.facts import Kind
from catalogue.languages import languages
from catalogue.models import Account, AccountGrant, CatalogueObject
from catalogue.rights import Action, Grant, Person


def give(work: Work, person: Person | None, account: Account, grant: Grant) -> None:
    """Give a grant; one that is held already stays. `person` gives it, None is the operator of the machine.

    Raises `NotAllowed`, and `NotFound` for an organisation, a place or a language that there is not.
    """
    _require(work, person, account, grant)
    checked(work, grant)
    before = [row.granted for row in account.grants]
    if grant not in before:
        account.grants.append(AccountGrant.of(grant))
        log(work, "granted", account, before=plain(before), after=plain([*before, grant]))


def take(work: Work, person: Person | None, account: Account, grant: Grant) -> None:
    """Take a grant away. Raises `NotAllowed`, and `NotFound` when the account does not hold it."""
    _require(work, person, account, grant)
    before = [row.granted for row in account.grants]
    if grant not in before:
        raise NotFound("grant", grant.role)
    account.grants = [row for row in account.grants if row.granted != grant]
    log(work, "revoked", account, before=plain(before), after=plain([held for held in before if held != grant]))


def checked(work: Work, grant: Grant) -> None:
    """Raise `NotFound` for a grant that names an organisation, a place or a language that there is not."""
    for kind, key in ((Kind.ORGANISATION, grant.organisation), (Kind.PLACE, grant.place)):
        found = select(CatalogueObject.id).where(CatalogueObject.kind == kind, CatalogueObject.key == key)
        if key is not None and work.session.scalars(found).first() is None:
            raise NotFound(kind, key)
    if grant.language is not None and grant.language not in languages():
        raise NotFound("language", grant.language)


def _require(work: Work, person: Person | None, account: Account, grant: Grant) -> None:
    if person is None:
        return
    if person.id == account.id:
        raise NotAllowed(Action.MANAGE_PEOPLE)
    require_to_give(work, person, grant)
