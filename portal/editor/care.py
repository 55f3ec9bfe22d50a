"""Care: changed laws, passed overrides, broken links, and what is unused or unsound, each with what to do about it."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.commands.settle_override import Decision, settle_override
from catalogue.errors import WrongState
from catalogue.facts import Kind
from catalogue.queries.care import get_care_list
from catalogue.queries.standing import get_titles
from catalogue.queries.subjects import get_subject
from catalogue.queries.work_list import list_overdue
from catalogue.rights import FACTS_PART, Action, require
from furniture.labels import N_
from portal import work
from portal.editor.blueprint import editor
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page

FAULTS = {
    "gone": N_("The page is gone."),
    "refused": N_("The site refuses visitors."),
    "failed": N_("The site answers with an error."),
    "unreachable": N_("The site cannot be reached."),
    "untrusted": N_("The site’s certificate is not valid."),
    "slow": N_("The site does not answer in time."),
    "sent_home": N_("The page is gone: visitors are sent to the site’s first page."),
    "circle": N_("The site sends visitors in a circle."),
    "inside": N_("The address leads into a private network."),
}
"""What editors read of a link that leads nowhere."""


@editor.get("/care")
@staff(Action.SEE_DRAFTS)
def care() -> ResponseReturnValue:
    """Show everything that asks for somebody's eye."""
    return _page()


@editor.post("/care/overrides/<path:key>")
@staff(Action.EDIT)
def settle(key: str) -> ResponseReturnValue:
    """Keep a place's own rule or take the national one over, as a draft."""
    reading = work.reading()
    require(person(), Action.EDIT, get_subject(reading.session, Kind.VARIANT, key, FACTS_PART, now=reading.now))
    part, reason = request.form.get("part", ""), request.form.get("reason", "").strip()
    chosen = request.form.get("decision", "")
    if chosen not in tuple(Decision):
        abort(400)
    if not reason:
        return _page([(f"reason-{key}-{part}", gettext("Say why, for whoever reviews it."))]), 422
    try:
        with get_house().catalogue.work(person().mail) as unit:
            settle_override(unit, person(), key, part, Decision(chosen), reason)
    except WrongState:
        said = gettext("A draft of this local rule is open, or it is settled already. Finish the draft first.")
        return _page([(f"reason-{key}-{part}", said)]), 409
    return redirect(url_for("editor.care", said="draft"), 303)


def _page(errors: list[tuple[str, str]] | None = None) -> str:
    reading = work.reading()
    return staff_page(
        "editor/care.html",
        care=get_care_list(reading),
        titles=get_titles(reading),
        overdue=list_overdue(reading, person()),
        variant=Kind.VARIANT,
        law=Kind.LAW,
        faults={fault: gettext(said) for fault, said in FAULTS.items()},
        errors=errors or [],
        said=request.args.get("said", ""),
        form=request.form,
    )
