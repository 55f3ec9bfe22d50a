"""The log: who did what, when, to what, before and after."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext

from catalogue.queries.log import list_log
from catalogue.rights import Action
from portal.staff.blueprint import staff
from portal.staff.who import person, staff_page
from portal.staff.who import staff as for_staff
from portal.work import reading


@staff.get("/log")
@for_staff(Action.SEE_LOG)
def log() -> str:
    """Show the newest acts, or those before the one that the address names."""
    before = request.args.get("before", type=int)
    return staff_page("staff/log.html", page=list_log(reading(), person(), before=before), act=act, told=told)


def act(action: str) -> str:
    """Return what an act is called; one that nobody named yet keeps its code."""
    return {
        "saved": gettext("saved a draft"),
        "loaded": gettext("loaded from files"),
        "told apart": gettext("began it, and said that it is none of these"),
        "published": gettext("published"),
        "withdrawn": gettext("withdrew"),
        "report valid": gettext("said that a report is valid"),
        "report fixed": gettext("said that a report is fixed"),
        "report irrelevant": gettext("said that a report is irrelevant"),
        "change told": gettext("told readers of a change"),
        "account_added": gettext("added the account"),
        "account_changed": gettext("changed name or language"),
        "account_disabled": gettext("disabled the account"),
        "account_enabled": gettext("let the account be used again"),
        "invited": gettext("made an invitation"),
        "invitation_accepted": gettext("accepted the invitation"),
        "granted": gettext("gave a right"),
        "revoked": gettext("took a right away"),
        "password_changed": gettext("changed the password"),
        "codes_set_up": gettext("set up one-time codes"),
        "codes_removed": gettext("stopped one-time codes"),
        "recovery_codes_renewed": gettext("made new recovery codes"),
        "recovery_code_used": gettext("signed in with a recovery code"),
        "signed_in_by_provider": gettext("signed in by single sign-on"),
        "identity_bound": gettext("bound the account to a person at the provider of single sign-on"),
        "identity_loosened": gettext("loosened the account from the person at the provider of single sign-on"),
        "signed_out_elsewhere": gettext("signed out everywhere else"),
    }.get(action, action.replace("_", " "))


def told(value: Any) -> str:
    """Write what was before or after an act on one line."""
    match value:
        case dict():
            return ", ".join(f"{name}: {told(inner)}" for name, inner in value.items())
        case list():
            return "; ".join(told(inner) for inner in value) or "–"
        case None:
            return "–"
    return str(value)
