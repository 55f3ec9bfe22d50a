"""Withdrawing by a member of staff: with a reason, with where old addresses lead, and never while in use."""

from __future__ import annotations

from sqlalchemy import delete, update

from catalogue.commands.bodies import find_facts
from catalogue.commands.parts import find_object
from catalogue.commands.staff import require_for
from catalogue.commands.withdraw import withdraw
from catalogue.context import Work
from catalogue.errors import BadRedirect, InUse
from catalogue.facts import Kind
from catalogue.models import FACTS, Redirect
from catalogue.queries.used_in import list_uses
from catalogue.rights import Action, Person


def retire(
    work: Work,
    person: Person,
    kind: Kind,
    key: str,
    *,
    reason: str,
    to: str | None = None,
    part: str | None = None,
) -> None:
    """Withdraw an object with all its parts, or its words in one language, and say why.

    Old addresses lead to the object `to` of the same kind, and so do those that led here: nobody is redirected twice.
    Raises `InUse` while others name the object, now or from an instant to come; `BadRedirect` when `to` is not
    published or is the object itself; `ValueError` without a reason; `NotFound`, `Gone`.
    """
    reason = reason.strip()
    if not reason:
        raise ValueError("what is withdrawn is withdrawn for a reason")
    part = None if part == FACTS else part
    require_for(work, person, Action.WITHDRAW, kind, key, part)
    work.lock()
    if part is None:
        uses = list_uses(work.session, kind, key, work.now)
        if uses:
            raise InUse(kind, key, uses)
        _check_redirect(work, kind, key, to)
    withdraw(work, kind, key, part=part, reason=reason)
    if part is None:
        _redirect(work, kind, key, to)


def _check_redirect(work: Work, kind: Kind, key: str, to: str | None) -> None:
    if to is None:
        return
    target = find_object(work.session, kind, to)
    if to == key or target is None or find_facts(work.session, kind, to, work.now) is None:
        raise BadRedirect(kind, key, to)


def _redirect(work: Work, kind: Kind, key: str, to: str | None) -> None:
    session = work.session
    # What is published has pages of its own: a redirect away from it is from an earlier life, and would be a circle.
    session.execute(delete(Redirect).where(Redirect.kind == kind, Redirect.key.in_([key, *([to] if to else [])])))
    if to is None:
        return
    session.execute(update(Redirect).where(Redirect.kind == kind, Redirect.to_key == key).values(to_key=to))
    session.add(Redirect(kind=kind, key=key, to_key=to))
