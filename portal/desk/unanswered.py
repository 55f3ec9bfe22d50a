"""A question that had no answer: noted with one key, masked, among the failed searches of all doors."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.commands.note_failed_search import note_failed_search
from catalogue.figures.deeds import Channel, Deed
from catalogue.rights import Action
from portal.counting import count_now
from portal.desk.blueprint import desk
from portal.extensions import get_house
from portal.public.typed import read_typed
from portal.staff.who import staff
from portal.work import reading


@desk.post("/unanswered")
@staff(Action.USE_DESK)
def note_unanswered() -> ResponseReturnValue:
    """Note what a visitor asked for and nobody could answer; the clerk's words, nobody's name."""
    words = read_typed(request.form.get("q", "")).words
    if not words:
        abort(400)
    noted = note_failed_search(get_house().catalogue, reading(), words, at_desk=True)
    if noted:
        count_now(Deed.SEARCH_FAILED, Channel.DESK)
    return redirect(url_for("desk.counter", said="noted" if noted else "masked"), 303)
