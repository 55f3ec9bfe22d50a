"""What changed since the clerk last looked: in the services they opened within a month, field by field."""

from __future__ import annotations

from datetime import date

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.commands.desk.opened import note_opened
from catalogue.differences import Tell
from catalogue.facts import Kind
from catalogue.queries.opened_services import find_opened, list_changed, live_editions
from catalogue.rights import FACTS_PART, Action
from portal.desk.asked import read_id
from portal.desk.blueprint import desk
from portal.editor.path_names import FactsInWords
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page
from portal.work import reading


@desk.get("/changes")
@staff(Action.USE_DESK)
def changes() -> str:
    """Show what changed."""
    in_words: dict[str, FactsInWords] = {}

    def tell_of(service: str) -> Tell:
        in_words[service] = FactsInWords(Kind.SERVICE, service)
        return in_words[service].tell

    found = list_changed(reading(), person(), tell_of)
    names = {
        (one.service, part.part): in_words[one.service].name_paths(part.part, [each.path for each in part.differences])
        for one in found
        for part in one.parts
    }
    return staff_page("desk/changes.html", changed=found, names=names)


@desk.post("/changes")
@staff(Action.USE_DESK)
def seen() -> ResponseReturnValue:
    """Take note that a clerk has seen what changed in one service."""
    service = read_id(request.form.get("service", ""))
    if service is None:
        abort(400)
    # Whatever was never opened is not kept in mind: this only moves on what is there.
    if find_opened(reading(), person(), service) is not None:
        _keep(service, live_editions(reading(), service))
    return redirect(url_for("desk.changes"), 303)


def look_at(service: str) -> date | None:
    """Keep in mind that the clerk opened a service; return the day they saw it last where it has changed since.

    While it has, what they saw stays in mind until they say that they have seen the changes.
    """
    live, found = live_editions(reading(), service), find_opened(reading(), person(), service)
    if found is not None and found[0] != live:
        read = {FACTS_PART, reading().language, reading().source_language}
        if any(found[0].get(part) != live.get(part) for part in read):
            return found[1]
    if found != (live, reading().today):
        _keep(service, live)
    return None


def _keep(service: str, editions: dict[str, int]) -> None:
    with get_house().catalogue.work(person().mail) as unit:
        note_opened(unit, person(), service, editions, reading().today)
