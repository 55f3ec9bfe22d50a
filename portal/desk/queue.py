"""The queue of people whom the chat hands over: clerks take one, open the counter with their codes, and tell them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.commands.desk.queue import put_back, take_from_queue, tell_person
from catalogue.context import Work
from catalogue.errors import CatalogueError, NotFound, WrongState
from catalogue.handed_over import DeskReply
from catalogue.queries.counter import AtCounter
from catalogue.queries.queue import get_entry, list_queue
from catalogue.queries.services import get_service
from catalogue.read_models.office import OfficeCard
from catalogue.read_models.queue import QueueLine
from catalogue.rights import Action
from portal.desk.asked import Asked
from portal.desk.blueprint import desk
from portal.extensions import get_house
from portal.locale import page_language
from portal.public.code_address import read_plan
from portal.staff.who import person, staff, staff_page
from portal.work import frame, reading

Errors = list[tuple[str, str]]


@desk.get("/queue/")
@staff(Action.USE_DESK)
def queue() -> str:
    """Show who waits today, in the order in which they came."""
    return _list([])


@desk.get("/queue/<int:entry>")
@staff(Action.USE_DESK)
def queue_entry(entry: int) -> ResponseReturnValue:
    """Show one of them with all that a clerk can do."""
    return _entry(entry, [])


@desk.post("/queue/<int:entry>")
@staff(Action.USE_DESK)
def act_on_queue(entry: int) -> ResponseReturnValue:
    """Take somebody, let them wait again, or tell them."""
    act = _ACTS.get(request.form.get("do", ""))
    if act is None:
        abort(400)
    try:
        with get_house().catalogue.work(person().mail) as work:
            act(work, entry)
    except WrongState:
        quicker = gettext("A colleague was quicker, or the person has left. Nothing was changed.")
        return _list([("queue", quicker)]), 422
    except NotFound:
        return _over()
    except ValueError:
        return _entry(entry, [("slip", gettext("This is no code of a slip. Look at it again."))], 422)
    told = request.form["do"] in tuple(DeskReply)
    return redirect(url_for("desk.queue", said="told") if told else url_for("desk.queue_entry", entry=entry), 303)


def _tell(reply: DeskReply) -> Callable[[Work, int], None]:
    def tell(work: Work, entry: int) -> None:
        tell_person(
            work,
            person(),
            entry,
            reply,
            office=request.form.get("office", ""),
            slip=request.form.get("slip", ""),
        )

    return tell


_ACTS: dict[str, Callable[[Work, int], None]] = {
    "take": lambda work, entry: take_from_queue(work, person(), entry),
    "back": lambda work, entry: put_back(work, person(), entry),
    **{reply.value: _tell(reply) for reply in DeskReply},
}


def _list(errors: Errors) -> str:
    with get_house().catalogue.reading(page_language()) as now:
        lines = list_queue(now, person())
    contact = frame().contact
    return staff_page(
        "desk/queue.html",
        errors=errors,
        lines=lines,
        openness=contact.openness if contact else None,
        minutes=_minutes,
        place_of=_places(),
        said=request.args.get("said", "") if not errors else "",
    )


def _entry(entry: int, errors: Errors, status: int = 200) -> ResponseReturnValue:
    try:
        with get_house().catalogue.reading(page_language()) as now:
            line = get_entry(now, person(), entry)
    except NotFound:
        return _over()
    if line.state == "gone":
        return _over()
    page = staff_page(
        "desk/queue_entry.html",
        errors=errors,
        line=line,
        minutes=_minutes,
        place_of=_places(),
        mine=line.taken_by == person().mail,
        offices=_offices(line),
        counter=_at_counter(line),
        typed=request.form.get("slip", request.args.get("slip", "")),
    )
    return page, status


def _over() -> ResponseReturnValue:
    return redirect(url_for("desk.queue", said="over"), 303)


def _minutes(line: QueueLine) -> int:
    """Return for how many minutes somebody has stood in the queue."""
    return int((reading().now - line.since).total_seconds() // 60)


def _places() -> dict[str, str]:
    return {place.place: place.title.value for place in frame().places}


def _offices(line: QueueLine) -> tuple[OfficeCard, ...]:
    """Return the offices that a clerk can name: those of the service for the person's place, the one for questions."""
    found: dict[str, OfficeCard] = {}
    try:
        page = get_service(replace(reading(), place=line.place), line.service) if line.service else None
    except CatalogueError:
        page = None
    for channel in page.channels if page else ():
        found |= {office.id: office for office in channel.offices}
    contact = frame().contact
    if contact is not None:
        found.setdefault(contact.id, contact)
    return tuple(found.values())


def _at_counter(line: QueueLine) -> str | None:
    """Return the address of the counter for the codes; None where they name nothing that it shows."""
    if line.service is None and line.life_event is None:
        return None
    known = AtCounter()
    if line.plan is not None:
        try:
            situation = read_plan(line.plan).situation
        except CatalogueError:
            # The plan is of an older catalogue; the other codes still help.
            pass
        else:
            known = AtCounter(dict(situation.answers), situation.event_date)
    asked = Asked(
        typed="",
        service=line.service,
        event=line.life_event,
        beside=line.language if line.language != page_language() else None,
        place=line.place,
        known=known,
        have=frozenset(),
        queue=str(line.id),
    )
    return asked.address()
