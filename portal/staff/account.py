"""A person's own account."""

from __future__ import annotations

from catalogue.queries.accounts import list_sessions
from portal.staff.blueprint import staff
from portal.staff.who import browser, person, staff_page
from portal.staff.who import staff as for_staff
from portal.work import reading


@staff.get("/account")
@for_staff()
def account() -> str:
    """Show a person their account: what they are trusted with and where they are signed in."""
    return staff_page("staff/account.html", me=person(), sessions=list_sessions(reading(), person(), browser().token))
