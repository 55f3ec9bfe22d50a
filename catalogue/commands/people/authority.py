"""Who may manage whom: an owner gives and takes only what lies within what they look after themselves."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.context import Work
from catalogue.errors import NotAllowed
from catalogue.queries.subjects import organisations_with
from catalogue.rights import Action, Grant, Person, may_give, require


def require_to_give(work: Work, person: Person, grant: Grant) -> None:
    """Raise `NotAllowed` unless the person may give this grant, or take it away."""
    above = organisations_with(work.session, grant.organisation, now=work.now)
    if not may_give(person, grant, above):
        raise NotAllowed(Action.MANAGE_PEOPLE)


def require_over(work: Work, person: Person, grants: Iterable[Grant]) -> None:
    """Raise `NotAllowed` unless the person may manage somebody who holds all these grants.

    All of them: whoever can send a new link for an account could sign in as its person, so an owner of one
    organisation must not reach somebody who is trusted with more than that.
    """
    require(person, Action.MANAGE_PEOPLE)
    for grant in grants:
        require_to_give(work, person, grant)
