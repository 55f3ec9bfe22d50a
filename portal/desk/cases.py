"""Cases at the desk: the lists, and one case – to take, pass on, answer, close and tell the public of."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.commands.inquiries.handle import answer, close, involve, take, transfer
from catalogue.commands.inquiries.tell_public import publish_note, take_note_back, write_note
from catalogue.context import Work
from catalogue.errors import AlreadyThere, BadInquiry, NotFound, WrongState
from catalogue.inquiries.kinds import NoteOutcome
from catalogue.inquiries.numbers import read_number
from catalogue.inquiries.words import case_words
from catalogue.languages import languages
from catalogue.queries.cases import Choice, get_case, list_cases
from catalogue.queries.organisations import list_organisations
from catalogue.queries.similar_cases import list_similar
from catalogue.rights import Action, may
from portal.desk.blueprint import desk
from portal.extensions import get_house
from portal.public.case_faults import errors_of
from portal.staff.who import person, staff, staff_page
from portal.work import reading

Errors = list[tuple[str, str]]
handles_cases = staff(Action.USE_DESK, Action.REVIEW)


@desk.get("/cases/")
@handles_cases
def cases() -> ResponseReturnValue:
    """List the cases of this person's organisations, or lead to the one whose number was typed."""
    typed = request.args.get("number", "").strip()
    if typed and read_number(typed):
        return redirect(url_for("desk.case", number=read_number(typed)), 303)
    chosen = _choice()
    page = request.args.get("page", "1")
    return staff_page(
        "desk/cases.html",
        found=list_cases(reading(), person(), chosen, page=int(page) if page.isdecimal() and len(page) < 7 else 1),
        chosen=chosen,
        choices=[
            (Choice.OPEN, gettext("Waiting for an answer")),
            (Choice.MINE, gettext("Mine")),
            (Choice.LATE, gettext("Late")),
            (Choice.DONE, gettext("Answered")),
        ],
        errors=[("number", gettext("This is no number of a case. Look at it again."))] if typed else [],
        typed=typed,
        may_enter=may(person(), Action.USE_DESK),
        address_of_page=lambda number: url_for("desk.cases", show=chosen.value, page=number),
    )


@desk.get("/cases/<number>")
@handles_cases
def case(number: str) -> str:
    """Show one case."""
    return _page(number, [])


@desk.post("/cases/<number>")
@handles_cases
def act_on_case(number: str) -> ResponseReturnValue:
    """Do to a case what was chosen."""
    act = _ACTS.get(request.form.get("do", ""))
    if act is None:
        abort(400)
    # Whose case it is comes before what is wrong with the form.
    get_case(reading(), person(), get_house().catalogue.inquiry_seal, number)
    try:
        with get_house().catalogue.work(person().mail) as work:
            act(work, number)
    except BadInquiry as fault:
        return _page(number, errors_of(fault)), 422
    except AlreadyThere:
        return _page(number, [("organisation", gettext("This organisation has the case already."))]), 422
    except WrongState:
        sentence = gettext("Somebody was quicker: the case stands otherwise by now. Nothing was changed.")
        return _page(number, [("state", sentence)]), 422
    try:
        _look_again(number)
    except NotFound:
        # It was passed on to an organisation whose cases this person does not see.
        return redirect(url_for("desk.cases"), 303)
    return redirect(url_for("desk.case", number=number), 303)


def _look_again(number: str) -> None:
    """Look whether this person still sees a case. Raises `NotFound`."""
    catalogue = get_house().catalogue
    with catalogue.reading(person().language) as anew:
        get_case(anew, person(), catalogue.inquiry_seal, number)


def _publish(work: Work, number: str) -> None:
    try:
        publish_note(work, person(), number, request.form.get("seen", ""))
    except NotFound:
        raise WrongState("inquiry", number, "published", None) from None


_ACTS: dict[str, Callable[[Work, str], None]] = {
    "take": lambda work, number: take(work, person(), number),
    "transfer": lambda work, number: transfer(work, person(), number, request.form.get("organisation", "")),
    "involve": lambda work, number: involve(work, person(), number, request.form.get("organisation", "")),
    "answer": lambda work, number: answer(
        work, person(), number, request.form.get("text", ""), request.form.get("language", "")
    ),
    "close": lambda work, number: close(work, person(), number),
    "note": lambda work, number: write_note(
        work,
        person(),
        number,
        request.form.get("outcome", ""),
        request.form.get("text", ""),
        request.form.get("language", ""),
    ),
    "publish": _publish,
    "unpublish": lambda work, number: take_note_back(work, person(), number),
}


def _choice() -> Choice:
    asked = request.args.get("show")
    return next((choice for choice in Choice if choice == asked), Choice.OPEN)


def _page(number: str, errors: Errors) -> str:
    catalogue = get_house().catalogue
    with catalogue.reading(person().language) as now:
        found = get_case(now, person(), catalogue.inquiry_seal, number)
        similar = list_similar(now, person(), number)
    templates = case_words(found.language).templates
    done = request.form.get("do", "")
    typed = request.form.get("text", "")
    return staff_page(
        "desk/case.html",
        case=found,
        similar=similar,
        errors=errors,
        done=done,
        answer_text=typed if done == "answer" else templates.get(request.args.get("begin", ""), ""),
        note_text=typed if done == "note" else found.note.text if found.note else "",
        note_outcome=request.form.get("outcome", "") if done == "note" else found.note.outcome if found.note else "",
        templates=templates,
        outcomes=list(NoteOutcome),
        organisations=list_organisations(reading()).cards,
        all_languages=list(languages()),
        zone=reading().country.zone,
    )
