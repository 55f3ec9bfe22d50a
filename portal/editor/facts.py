"""Facts are changed here: a form for every noun, saved as a draft, merged with what others changed meanwhile."""

from __future__ import annotations

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue

from catalogue.commands.edit_draft import edit_draft
from catalogue.facts import KINDS
from catalogue.merging import Collision, Side
from catalogue.queries.subjects import get_subject
from catalogue.rights import FACTS_PART, Action, may
from portal import work
from portal.editor.addresses import OBJECT
from portal.editor.blueprint import editor
from portal.editor.collision import describe_collision
from portal.editor.facts_page import FactsPage, open_facts_page
from portal.editor.forms.sent import Sent
from portal.editor.kinds import facts_address, read_kind
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page

SAVE, CHECK = "save", "check"


@editor.get(OBJECT + "facts")
@staff(Action.SEE_DRAFTS)
def facts(kind: str, key: str) -> ResponseReturnValue:
    """Show the form, filled with the open draft or with what is in force."""
    page = open_facts_page(work.reading(), read_kind(kind), key)
    return _answer(page, page.opened.lock, saved=request.args.get("saved", ""))


@editor.post(OBJECT + "facts")
@staff(Action.EDIT, Action.STEER_SEARCH)
def save_facts(kind: str, key: str) -> ResponseReturnValue:
    """Do what the pressed button says. What was typed is never lost, whatever comes of it."""
    page = open_facts_page(work.reading(), read_kind(kind), key)
    sent = Sent(request.form.items(multi=True))
    lock, against, button = sent.text("lock"), sent.text("against"), sent.text("do") or SAVE
    chosen = _new_row(sent, button)
    choices = _choices(sent)
    sent.text("csrf_token")
    page.read(sent)
    if button not in (SAVE, CHECK):
        page.press(button, chosen)
        return _answer(page, lock)
    body = page.body()
    by_itself = request.accept_mimetypes.best == "application/json"
    if by_itself and page.opened.lock != lock:
        # A form that saves by itself shows nobody what it would merge; the person is asked to press the button.
        return {"saved": ""}, 409
    try:
        with get_house().catalogue.work(person().mail) as unit:
            saved = edit_draft(
                unit,
                person(),
                page.kind,
                page.key,
                FACTS_PART,
                body,
                lock=lock,
                choices=choices,
                chosen_against=against or None,
            )
    except Collision as collision:
        told = describe_collision(page.view, collision)
        return _answer(page, lock, status=409, collision=told, against=collision.lock)
    if by_itself:
        return {"saved": "merged" if saved.taken_over else "draft", "lock": saved.lock}
    page.show(saved.body)
    if button == CHECK and not page.check(work.reading(), saved.body):
        return _answer(page, saved.lock, status=422, saved="draft")
    said = "merged" if saved.taken_over else "checked" if button == CHECK else "draft"
    return redirect(facts_address(page.kind, page.key, saved=said), 303)


def _answer(page: FactsPage, lock: str, *, status: int = 200, **values: object) -> ResponseReturnValue:
    subject = get_subject(work.reading().session, page.kind, page.key, FACTS_PART, now=work.reading().now)
    action = Action.STEER_SEARCH if KINDS[page.kind].steers_search else Action.EDIT
    may_save = may(person(), action, subject)
    told = {"saved": "", "collision": None, "against": "", "may_save": may_save, **values}
    return make_response(staff_page("editor/facts.html", page=page, form=page.view, lock=lock, **told), status)


def _new_row(sent: Sent, button: str) -> str:
    """Return what the select beside the pressed button says; of all such selects nothing else is asked."""
    verb, _, name = button.partition(":")
    chosen = sent.text("changes-new")
    return chosen if (verb, name) == ("add", "changes") else ""


def _choices(sent: Sent) -> dict[str, Side]:
    """Return whose value was chosen where two people changed the same."""
    choices = {}
    for number in sent.rows("take"):
        path, side = sent.text(f"take-{number}-path"), sent.text(f"take-{number}-side")
        if path and side in tuple(Side):
            choices[path] = Side(side)
    return choices
