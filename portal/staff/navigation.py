"""The ways through the rooms of staff: each room adds a row, and everybody sees those that are open to them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request
from flask_babel import gettext

from catalogue.rights import Action, may
from portal.staff.naming import organisation_title, place_title
from portal.staff.single_sign_on import single_sign_on
from portal.staff.who import is_signed_in, person
from portal.urls import with_parameters


@dataclass(frozen=True, slots=True)
class Way:
    """One link: the endpoint it leads to, what it says, and the actions of which one opens it (none: all)."""

    endpoint: str
    label: str
    actions: tuple[Action, ...] = ()


def staff_ways() -> list[Way]:
    """Return the ways that are open to whoever is signed in, in their order."""
    if not is_signed_in():
        return []
    ways = (
        Way("editor.desk", gettext("Work")),
        Way("desk.counter", gettext("Counter"), (Action.USE_DESK,)),
        Way("desk.queue", gettext("From the chat"), (Action.USE_DESK,)),
        Way("desk.cases", gettext("Cases"), (Action.USE_DESK, Action.REVIEW)),
        Way("editor.objects", gettext("Find something to edit"), (Action.SEE_DRAFTS,)),
        Way("editor.care", gettext("Care"), (Action.SEE_DRAFTS,)),
        Way("editor.reports", gettext("Reports"), (Action.SEE_DRAFTS,)),
        Way("editor.searches", gettext("Failed searches"), (Action.STEER_SEARCH,)),
        Way("editor.exchange", gettext("Files"), (Action.TRANSLATE, Action.MANAGE_PEOPLE)),
        Way("insights.overview", gettext("Figures"), (Action.SEE_INSIGHTS,)),
        Way("staff.people", gettext("People"), (Action.MANAGE_PEOPLE,)),
        Way("staff.log", gettext("Log"), (Action.SEE_LOG,)),
        Way("staff.account", gettext("Your account")),
    )
    return [way for way in ways if not way.actions or any(may(person(), action) for action in way.actions)]


def staff_page_in(code: str) -> str:
    """Build the address of this page in another language, for people who have not signed in yet."""
    kept = {name: value for name, value in request.args.items() if name != "language"}
    return with_parameters(request.path, {**kept, "language": code})


def add_ways(app: Flask) -> None:
    """Let the templates of staff know who is signed in and where they can go."""
    app.jinja_env.globals.update(
        is_signed_in=is_signed_in,
        organisation_title=organisation_title,
        person=person,
        place_title=place_title,
        single_sign_on=single_sign_on,
        staff_page_in=staff_page_in,
        staff_ways=staff_ways,
    )
