"""The slip of what a visitor still needs: the papers that were not ticked, in their language, without a name."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from catalogue.plans.slip import Slip
from catalogue.rights import Action
from portal.desk.asked import read_asked
from portal.desk.blueprint import desk
from portal.desk.counter import show
from portal.slips import arrange
from portal.staff.who import staff, staff_page


@desk.get("/slip")
@staff(Action.USE_DESK)
def slip() -> ResponseReturnValue:
    """Show the slip to print. Nothing of it is stored: its code carries what it says."""
    asked = read_asked()
    shown = show(asked, asked.service) if asked.service else None
    if shown is None:
        return redirect(url_for("desk.counter"), 303)
    # The visitor reads the first column.
    first, second = (shown.beside, shown.sheet) if shown.beside else (shown.sheet, None)
    lacking = first.lacking(asked.have)
    place = first.page.place.place if first.page.place else None
    told = Slip(first.page.id, place, asked.known.event_date, asked.known.way, asked.known.answers)
    return staff_page(
        "desk/slip.html",
        asked=replace(asked, service=first.page.id),
        shown=arrange(first, second, lacking, told),
        lacking=lacking,
    )
