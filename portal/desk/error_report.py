"""An error in the entry that is open, reported with one key: it lands in the editors' inbox, and is of nobody."""

from __future__ import annotations

import secrets

from flask import abort, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from catalogue.commands.reports.report_error import report_error
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.reporting import Channel, Matter
from catalogue.rights import FACTS_PART, Action
from portal.desk.asked import read_id
from portal.desk.blueprint import desk
from portal.extensions import get_house
from portal.staff.addresses import own_path
from portal.staff.who import person, staff
from portal.work import reading

_LONGEST_FORM = 40


def new_form() -> str:
    """Return the random key of a form, by which a second click is known."""
    return secrets.token_urlsafe(18)


@desk.post("/report")
@staff(Action.USE_DESK)
def report() -> ResponseReturnValue:
    """Report that something is wrong in the entry that is open; what is wrong may be left out."""
    service = read_id(request.form.get("service", ""))
    form = request.form.get("form", "")[:_LONGEST_FORM]
    matter = request.form.get("matter") or Matter.OTHER
    if service is None or not form or matter not in tuple(Matter):
        abort(400)
    try:
        with get_house().catalogue.work(person().mail) as work:
            report_error(
                work,
                Kind.SERVICE,
                service,
                part=_part(Matter(matter)),
                field=matter,
                place=read_id(request.form.get("place", "")),
                language=reading().language,
                channel=Channel.DESK,
                text=request.form.get("text", "").strip(),
                # Another clerk's form never is this one's, whatever it says.
                form=f"{person().id} {form}",
            )
    except NotFound:
        abort(400)
    back = own_path(request.form.get("back")) or url_for("desk.counter", service=service)
    return redirect(f"{back}{'&' if '?' in back else '?'}said=reported", 303)


def _part(matter: Matter) -> str | None:
    """Return the part of the entry that is wrong, as far as that can be told."""
    if matter is Matter.WORDS:
        return reading().language
    return None if matter is Matter.OTHER else FACTS_PART


@desk.record
def tell_templates(state: BlueprintSetupState) -> None:
    """Let the counter's form of a report name its key and what can be wrong."""
    state.app.jinja_env.globals.update(new_form=new_form, matters=tuple(Matter))
