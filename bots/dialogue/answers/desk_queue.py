"""The queue of the desk: offered while it is open, joined by a button, left at any time, and what a clerk tells."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bots.dialogue.answers.opening_hours import week
from bots.dialogue.answers.phrasing import clock, contact, openness, said
from bots.dialogue.life_events.at_hand import take_in_hand
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Answer, Block, Button, Intent, Line, listed, paragraph
from bots.dialogue.turn import NotUnderstood, Outcome, Turn, button
from catalogue.commands.desk.queue import join_queue, leave_queue
from catalogue.errors import CatalogueError
from catalogue.facts.kinds import Kind
from catalogue.handed_over import Codes, DeskReply
from catalogue.languages import formats
from catalogue.plans.symbols import spoken
from catalogue.queries.offices import get_office
from catalogue.queries.queue import find_place
from catalogue.read_models.office import OfficePage
from catalogue.read_models.queue import DeskAnswer, PlaceInQueue

ACTOR = "bot"
TICKET_BYTES = 10


def offer(turn: Turn) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    """Return how one gets into the queue: a button while the desk is open, else when that will be.

    Nothing where no office answers questions, and in previews.
    """
    card = turn.frame.contact
    if card is None or not turn.catalogue.counts:
        return (), ()
    if (place := own_place(turn)) is not None:
        return _standing(turn, place), _buttons(turn)
    state = card.openness
    if state.open and state.until is not None:
        may = turn.gettext("Or somebody at the desk answers you here, until %(time)s.", time=clock(turn, state.until))
        codes = turn.gettext(
            "They see codes only: the life event, the service, your place, your language and the code of your plan."
            " Nothing that you wrote, and not who you are."
        )
        return (paragraph(may, codes),), (_join_button(turn),)
    if state.next_opening is not None:
        day = formats.weekday_date(state.next_opening.date(), turn.language)
        time = clock(turn, state.next_opening)
        again = turn.gettext(
            "From %(day)s at %(time)s somebody at the desk can also answer you here.", day=day, time=time
        )
        return (paragraph(again),), ()
    return (), ()


def queue(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Join the queue, look for an answer, or leave: `queue:join:TICKET`, `queue:look`, `queue:leave`."""
    match arguments:
        case ("join", ticket) if len(ticket) == TICKET_BYTES * 2 and ticket.isalnum():
            return _join(turn, ticket)
        case ("look",):
            return _look(turn)
        case ("leave",):
            text = turn.gettext("You are not in the queue any more. Your codes are deleted.")
            return _told(turn, withdrawn(turn), paragraph(text))
        case _:
            raise NotUnderstood


def withdrawn(turn: Turn) -> Memory:
    """Take the conversation out of the queue, if it stands there; return the memory without its ticket."""
    if turn.memory.ticket is not None and turn.catalogue.counts:
        with turn.catalogue.work(ACTOR) as work:
            leave_queue(work, turn.memory.ticket)
    return without_ticket(turn.memory)


def without_ticket(memory: Memory) -> Memory:
    """Return the memory of a conversation that stands in no queue."""
    return replace(memory, ticket=None, ticket_day=None)


def own_place(turn: Turn) -> PlaceInQueue | None:
    """Return the place of the conversation in today's queue, if it has one."""
    if turn.memory.ticket is None or turn.memory.ticket_day != turn.reading.today:
        return None
    return find_place(turn.reading, turn.memory.ticket)


def news(turn: Turn, memory: Memory) -> tuple[tuple[Block, ...], tuple[Button, ...], Memory]:
    """Return what a clerk told since the last turn, with the memory that has heard it; nothing most of the time.

    A ticket of another day is forgotten; that of a queue which was joined in this very turn is not found yet.
    """
    if memory.ticket is None:
        return (), (), memory
    if memory.ticket_day != turn.reading.today:
        return (), (), without_ticket(memory)
    place = own_place(replace(turn, memory=memory))
    if place is None or place.answer is None:
        return (), (), memory
    blocks, buttons = _answered(turn, place.answer)
    return blocks, buttons, without_ticket(memory)


def say_answer(turn: Turn) -> Outcome | None:
    """Return what a clerk told, to be sent unasked; None while there is nothing."""
    blocks, buttons, memory = news(turn, turn.memory)
    return Outcome(memory, (Answer(Intent.HUMAN, blocks),), buttons=buttons) if blocks else None


def _join(turn: Turn, ticket: str) -> Outcome:
    card = turn.frame.contact
    if own_place(turn) is not None:
        return _look(turn)
    if card is None or not turn.catalogue.counts or not card.openness.open:
        closed = (openness(turn, card.openness),) if card is not None else ()
        return _told(turn, turn.memory, paragraph(turn.gettext("The desk is closed now."), *closed))
    with turn.catalogue.work(ACTOR) as work:
        number = join_queue(work, ticket, _codes(turn))
    if number is None:
        full = turn.gettext("Too many people are waiting at the desk right now. Please call, or try again later.")
        return _told(turn, turn.memory, paragraph(full), *_reach(turn, get_office(turn.reading, card.id)))
    joined = turn.remembering(ticket=ticket, ticket_day=turn.reading.today)
    with turn.catalogue.reading(turn.language, place=turn.reading.place) as anew:
        place = find_place(anew, ticket)
    if place is None:
        raise NotUnderstood
    return Outcome(joined.memory, (Answer(Intent.HUMAN, _standing(joined, place)),), buttons=_buttons(joined))


def _look(turn: Turn) -> Outcome:
    place = own_place(turn)
    if place is None:
        text = turn.gettext("You are not in the queue. It ends every evening.")
        return _told(turn, without_ticket(turn.memory), paragraph(text))
    if place.answer is not None:
        blocks, buttons = _answered(turn, place.answer)
        return Outcome(without_ticket(turn.memory), (Answer(Intent.HUMAN, blocks),), buttons=buttons)
    return Outcome(turn.memory, (Answer(Intent.HUMAN, _standing(turn, place)),), buttons=_buttons(turn))


def _standing(turn: Turn, place: PlaceInQueue) -> tuple[Block, ...]:
    number = formats.number(place.number, turn.language)
    lines = [turn.gettext("You are number %(number)s in the queue of the desk.", number=number)]
    if place.state == "taken":
        lines.append(turn.gettext("Somebody at the desk is looking at it now."))
    elif place.before:
        ahead = formats.number(place.before, turn.language)
        lines.append(
            turn.ngettext("One person is before you.", "%(num)s people are before you.", place.before, num=ahead)
        )
    else:
        lines.append(turn.gettext("You are next."))
    how = turn.gettext("The answer comes here today. If you see none, ask for it with the button.")
    return (paragraph(*lines, how),)


def _answered(turn: Turn, answer: DeskAnswer) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    """Return what a clerk told in our own words, with what the catalogue says of the office today."""
    head = turn.gettext("The desk has answered you:")
    if answer.reply is DeskReply.SLIP and answer.slip is not None:
        code = formats.left_to_right(spoken(answer.slip), turn.language)
        listed_there = turn.gettext("Here is the list of what you still need. Its code: %(code)s", code=code)
        return (paragraph(head, listed_there),), (button(turn.gettext("Show the list"), "start", answer.slip),)
    try:
        office = get_office(turn.reading, answer.office or "")
    except CatalogueError:
        # It was closed for good since the clerk named it.
        sorry = turn.gettext("Please ask again: the office that was named is not there any more.")
        return (paragraph(head, sorry),), (button(turn.gettext("Talk to a person"), "human"),)
    name = said(turn, office.title)
    if answer.reply is DeskReply.CALL:
        text = turn.gettext("Please call: %(office)s", office=name)
    else:
        text = turn.gettext("Please come to: %(office)s", office=name)
    shown = button(turn.gettext("About this office"), "about", Kind.OFFICE.value, office.id)
    return (paragraph(head, text), *_reach(turn, office)), (shown,)


def _reach(turn: Turn, office: OfficePage) -> tuple[Block, ...]:
    lines: list[str | Line] = [office.post] if office.post else []
    hours = week(turn, office)
    reached = paragraph(openness(turn, office.openness), *lines, *contact(turn, office.phone, office.mail))
    return (reached, listed(*hours)) if hours else (reached,)


def _codes(turn: Turn) -> Codes:
    memory = turn.memory
    plan = None
    if memory.life_event is not None:
        try:
            plan = take_in_hand(turn).plan.code
        except (CatalogueError, NotUnderstood):
            plan = None
    service = memory.subject.id if memory.subject and memory.subject.kind == "service" else None
    return Codes(turn.language, memory.life_event, service, memory.place, plan)


def _join_button(turn: Turn) -> Button:
    # The ticket is made when the button is: pressed twice, it is still one place, in any channel.
    return button(turn.gettext("Put me in the queue"), "queue", "join", secrets.token_hex(TICKET_BYTES))


def _buttons(turn: Turn) -> tuple[Button, ...]:
    return (
        button(turn.gettext("Is there an answer?"), "queue", "look"),
        button(turn.gettext("Leave the queue"), "queue", "leave"),
    )


def _told(turn: Turn, memory: Memory, *blocks: Block) -> Outcome:
    from bots.dialogue.menu import menu_button

    return Outcome(memory, (Answer(Intent.HUMAN, blocks),), buttons=(menu_button(turn),))
