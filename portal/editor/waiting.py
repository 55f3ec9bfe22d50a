"""A file that was uploaded waits here: what it would change is shown, and then taken over or thrown away."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.exchange.waiting import Waiting, find_waiting, forget_waiting
from catalogue.rights import Action
from portal import work
from portal.editor.blueprint import editor
from portal.editor.exchange import show_exchange
from portal.editor.exchange_content import ask_content, take_content
from portal.editor.exchange_words import ask_words, take_words
from portal.extensions import get_house
from portal.staff.who import person, staff


@editor.get("/exchange/waiting")
@staff(Action.TRANSLATE, Action.MANAGE_PEOPLE)
def waiting() -> ResponseReturnValue:
    """Show what the uploaded file would change, and what of it is refused."""
    found = _find()
    if found is None:
        return show_exchange([], lapsed=True)
    changed = "changed" in request.args
    return ask_content(found, changed=changed) if found.purpose == "content" else ask_words(found, changed=changed)


@editor.post("/exchange/waiting")
@staff(Action.TRANSLATE, Action.MANAGE_PEOPLE)
def confirm() -> ResponseReturnValue:
    """Take over as drafts what was shown, or throw the file away."""
    found = _find()
    if found is None or request.form.get("file-mark") != found.mark:
        # Another file came since, or none waits any more: nothing is taken that was not shown.
        return redirect(url_for("editor.waiting", changed="yes"), 303)
    done = "dropped"
    if request.form.get("do") != "drop":
        refused = take_content(found) if found.purpose == "content" else take_words(found)
        if refused is not None:
            return refused
        done = "drafts"
    forget_waiting(get_house().catalogue.settings.home, person())
    return redirect(url_for("editor.exchange", done=done), 303)


def _find() -> Waiting | None:
    return find_waiting(get_house().catalogue.settings.home, person(), work.reading().now)
