"""Who is signed in, and what a view of staff needs of them: `person()` and `@staff(Action…)`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from flask import g, render_template, session

from catalogue.commands.people.sign_in import touch
from catalogue.errors import NotAllowed
from catalogue.queries.accounts import SignedIn, find_signed_in
from catalogue.rights import Action, Person, may
from portal.extensions import get_house
from portal.locale import page_language
from portal.staff.session import BrowserSession

View = TypeVar("View", bound=Callable[..., Any])

NOTED_EVERY = timedelta(minutes=2)
"""How exactly it is known when somebody was last seen: not every page writes."""


class NotSignedIn(Exception):
    """A view asked who is signed in, and nobody is."""


def person() -> Person:
    """Return who is signed in. Raises `NotSignedIn`, which no view behind the door of its blueprint has to fear."""
    found = signed_in()
    if found is None or found.waits_for_code:
        raise NotSignedIn
    return found.person


def is_signed_in() -> bool:
    """Tell whether somebody is signed in, their one-time code included."""
    found = signed_in()
    return found is not None and not found.waits_for_code


def staff(*actions: Action) -> Callable[[View], View]:
    """Mark a view as one of staff, and name the actions of which its visitor must be trusted with one, anywhere.

    A view without this mark is refused to everybody. What the visitor may do to one object the view's command asks.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*values: Any, **named: Any) -> Any:
            if actions and not any(may(person(), action) for action in actions):
                raise NotAllowed(actions[0].value)
            return view(*values, **named)

        guarded.for_staff = actions  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return mark


def browser() -> BrowserSession:
    """Return what the browser holds. Only pages of staff have it."""
    if not isinstance(session._get_current_object(), BrowserSession):  # type: ignore[attr-defined]
        raise NotSignedIn
    return session  # type: ignore[return-value]


def signed_in() -> SignedIn | None:
    """Return whose session came with this request, also while its one-time code is still to come."""
    if "signed_in" not in g:
        g.signed_in = _look()
    return g.signed_in


def forget_who() -> None:
    """Look anew who is signed in: the session was just changed."""
    g.pop("signed_in", None)


def staff_page(template: str, **values: Any) -> str:
    """Write a page of staff."""
    return render_template(template, **values)


def _look() -> SignedIn | None:
    token = browser().given
    if token is None:
        return None
    house = get_house()
    idle = timedelta(minutes=house.settings.staff_idle_minutes)
    with house.catalogue.reading(page_language()) as reading:
        found = find_signed_in(reading, token, idle)
        late = found is not None and reading.now - found.seen_at > NOTED_EVERY
    if late:
        with house.catalogue.work("session") as work:
            touch(work, token)
    return found
