"""Offices: all that have a service, one with its hours and access, and those nearest to a point on the map."""

from __future__ import annotations

from decimal import Decimal

from bots.dialogue.answers.citing import cite_page, cite_service, page_source, service_source
from bots.dialogue.answers.opening_hours import dated, on_day, stop, week
from bots.dialogue.answers.phrasing import (
    contact,
    item,
    label,
    language_names,
    openness,
    said,
    short_label,
    stale_notes,
    together,
)
from bots.dialogue.answers.prose import prose
from bots.dialogue.answers.where import office_line, offices_of
from bots.dialogue.memory import Subject
from bots.dialogue.reply import Answer, Block, Button, Intent, Line, heading, listed, paragraph
from bots.dialogue.turn import NotUnderstood, Outcome, Turn, about, button
from bots.dialogue.utterance import Action
from catalogue.facts.kinds import Kind
from catalogue.languages import formats
from catalogue.queries.nearest_offices import NearOffice, list_nearest_offices
from catalogue.queries.offices import get_office
from catalogue.queries.services import get_service
from catalogue.read_models.office import OfficePage

PER_PAGE = 6
NEAREST = 3
DATED_SHOWN = 4


def offices(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Tell one page of the offices that have a service, and offer the other pages."""
    if len(arguments) != 2 or not arguments[1].isascii() or not arguments[1].isdigit():
        raise NotUnderstood
    page = get_service(turn.reading, arguments[0])
    found = offices_of(turn, page)
    pages = max(1, -(-len(found) // PER_PAGE))
    number = min(max(1, int(arguments[1])), pages)
    shown = found[(number - 1) * PER_PAGE : number * PER_PAGE]
    blocks: list[Block] = [heading(Line.of(page.title, turn.language))]
    if shown:
        blocks.append(listed(*(office_line(turn, office) for office in shown)))
    else:
        blocks.append(paragraph(turn.gettext("No office has this service here.")))
    if pages > 1:
        blocks.append(paragraph(turn.gettext("Page %(number)s of %(count)s", number=number, count=pages)))
    buttons = [button(short_label(office.title.value), "office", office.id) for office in shown]
    if number > 1:
        buttons.append(button(turn.gettext("Previous page"), "offices", page.id, str(number - 1)))
    if number < pages:
        buttons.append(button(turn.gettext("Next page"), "offices", page.id, str(number + 1)))
    told = about(turn, Subject("service", page.id), (Intent.WHERE,))
    answer = Answer(Intent.WHERE, (*blocks, cite_service(turn, page)), page.id, sources=(service_source(turn, page),))
    return Outcome(told.memory, (answer,), buttons=tuple(buttons), rateable=True)


def office(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Tell about one office: open now, its hours, how to reach it and what to know before going."""
    if len(arguments) != 1:
        raise NotUnderstood
    return open_office(turn, arguments[0])


def open_office(turn: Turn, id: str) -> Outcome:
    """Tell about one office. Raises `NotFound`, `Gone` or `Moved`."""
    page = get_office(turn.reading, id)
    blocks = (
        heading(Line.of(page.title, turn.language)),
        *_state(turn, page),
        *_reach(turn, page),
        *_hours(turn, page),
        *_visit(turn, page),
        *stale_notes(turn, (page.title, page.directions, page.waiting)),
        cite_page(turn, Kind.OFFICE, page.id),
    )
    told = about(turn, Subject("office", page.id), (Intent.WHERE,))
    answer = Answer(Intent.WHERE, blocks, sources=(page_source(turn, Kind.OFFICE, page.id),))
    return Outcome(told.memory, (answer,), buttons=_map(turn, page), rateable=True)


def near(turn: Turn, arguments: tuple[str, ...] = ()) -> Outcome:
    """Tell the nearest offices to where the person is – those with the service spoken of – or ask where that is."""
    here = turn.location
    if here is None:
        asking = turn.remembering(awaiting=Action("near"))
        ask = paragraph(turn.gettext("Send me your location and I look for the nearest offices. It is not kept."))
        choose = button(turn.gettext("Choose your place"), "place")
        return Outcome(asking.memory, (Answer(Intent.WHERE, (ask,)),), buttons=(choose,))
    subject = turn.memory.subject
    service = subject.id if subject is not None and subject.kind == "service" else None
    found = list_nearest_offices(turn.reading, here.latitude, here.longitude, NEAREST, service)
    if not found:
        service, found = None, list_nearest_offices(turn.reading, here.latitude, here.longitude, NEAREST)
    told = turn.remembering(awaiting=None)
    if not found:
        nothing = paragraph(turn.gettext("No office is known near you."))
        return Outcome(told.memory, (Answer(Intent.WHERE, (nothing,)),))
    blocks = [heading(turn.gettext("Offices near you")), listed(*(_near_line(turn, one) for one in found))]
    buttons = tuple(button(short_label(one.office.title.value), "office", one.office.id) for one in found)
    if service is None:
        sources = tuple(page_source(turn, Kind.OFFICE, one.office.id) for one in found)
        cited = cite_page(turn, Kind.OFFICE, found[0].office.id)
        return Outcome(told.memory, (Answer(Intent.WHERE, (*blocks, cited), sources=sources),), buttons=buttons)
    page = get_service(turn.reading, service)
    blocks.insert(0, heading(Line.of(page.title, turn.language)))
    answer = Answer(Intent.WHERE, (*blocks, cite_service(turn, page)), service, sources=(service_source(turn, page),))
    return Outcome(told.memory, (answer,), buttons=buttons, rateable=True)


def _near_line(turn: Turn, one: NearOffice) -> str:
    # Tenths of a kilometre are as fine as a straight line is of use.
    far = formats.number(Decimal(f"{one.kilometres:.1f}"), turn.language)
    distance = turn.gettext("%(distance)s km away", distance=far)
    return together([office_line(turn, one.office), said(turn, one.stop) if one.stop else "", distance])


def _state(turn: Turn, page: OfficePage) -> tuple[Block, ...]:
    lines = [openness(turn, page.openness)]
    if turn.day is not None and turn.day != turn.reading.today:
        lines.insert(0, on_day(turn, page, turn.day))
    return (paragraph(*lines, together([label(turn, page.kind), said(turn, page.place.title)])),)


def _reach(turn: Turn, page: OfficePage) -> tuple[Block, ...]:
    lines: list[str | Line] = []
    if page.post:
        lines.append(formats.isolate(", ".join(page.post), turn.language))
    lines += contact(turn, page.phone, page.mail, page.address)
    directions = prose(page.directions, turn.language) if page.directions else ()
    return ((paragraph(*lines), *directions)) if lines else directions


def _hours(turn: Turn, page: OfficePage) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if page.stops:
        blocks += [
            paragraph(turn.gettext("Where the mobile unit stands")),
            listed(*(stop(turn, one) for one in page.stops)),
        ]
    ordinary = week(turn, page)
    if ordinary:
        blocks += [paragraph(turn.gettext("In an ordinary week")), listed(*ordinary)]
    coming = page.dated[:DATED_SHOWN]
    if coming:
        title = turn.gettext("Holidays and other hours in the coming weeks")
        blocks += [paragraph(title), listed(*(dated(turn, row) for row in coming))]
    return tuple(blocks)


def _visit(turn: Turn, page: OfficePage) -> tuple[Block, ...]:
    lines = [label(turn, page.appointment)]
    if page.waiting_minutes is not None:
        one, many = "People usually wait %(num)s minute.", "People usually wait %(num)s minutes."
        lines.append(turn.ngettext(one, many, page.waiting_minutes))
    if page.waiting:
        lines.append(said(turn, page.waiting))
    access = together(label(turn, each) for each in page.accessibility)
    if access:
        lines.append(item(turn, turn.gettext("Access and comfort"), [access]))
    if page.languages:
        lines.append(item(turn, turn.gettext("Languages spoken"), [language_names(turn, page.languages)]))
    return (paragraph(*lines),)


def _map(turn: Turn, page: OfficePage) -> tuple[Button, ...]:
    if page.latitude is None or page.longitude is None:
        return ()
    return (Button(turn.gettext("Open in a map app"), address=f"geo:{page.latitude},{page.longitude}"),)
