"""People to turn to: to talk to somebody, to complain, and to ask where one's own application stands."""

from __future__ import annotations

from dataclasses import replace

from bots.dialogue.answers.cases import in_writing
from bots.dialogue.answers.citing import cite_service, service_source
from bots.dialogue.answers.desk_queue import offer
from bots.dialogue.answers.opening_hours import week
from bots.dialogue.answers.phrasing import contact, item, only_ways, openness, said, sentences
from bots.dialogue.answers.prose import prose
from bots.dialogue.answers.times import promised
from bots.dialogue.memory import Subject
from bots.dialogue.reply import Answer, Block, Button, Intent, Line, heading, listed, paragraph
from bots.dialogue.turn import Outcome, Turn, about, button
from catalogue.queries.offices import get_office
from catalogue.queries.services import get_service
from catalogue.read_models.service import ServicePage


def human(turn: Turn, arguments: tuple[str, ...] = ()) -> Outcome:
    """Tell with whom one can talk: the office for questions, and the body responsible for what was spoken of."""
    page = _page(turn, arguments)
    offered, ways = offer(turn)
    outcome = _outcome(turn, Intent.HUMAN, (*human_blocks(turn, page), *offered), page)
    return replace(outcome, buttons=(*ways, *outcome.buttons))


def human_at_once(turn: Turn) -> Outcome:
    """Tell whom to call. Whoever is in danger waits in no queue."""
    return _outcome(turn, Intent.HUMAN, human_blocks(turn, None), None)


def complaint(turn: Turn, arguments: tuple[str, ...] = ()) -> Outcome:
    """Tell how to complain, and to whom."""
    page = _page(turn, arguments)
    return _outcome(turn, Intent.COMPLAINT, (*complaint_blocks(turn, page), in_writing(turn, page)), page)


def own_case(turn: Turn, arguments: tuple[str, ...] = ()) -> Outcome:
    """Tell where to ask after one's own application, since no catalogue knows it."""
    page = _page(turn, arguments)
    return _outcome(turn, Intent.OWN_CASE, own_case_blocks(turn, page), page)


def human_blocks(turn: Turn, page: ServicePage | None) -> tuple[Block, ...]:
    """Return the office for questions with its phone and hours, and the body behind the service, if one is named."""
    blocks = [paragraph(turn.gettext("You can talk to a person:")), *_office_for_questions(turn)]
    return (*blocks, *(_body(turn, page) if page else ()))


def complaint_blocks(turn: Turn, page: ServicePage | None) -> tuple[Block, ...]:
    """Return what the service says of complaints, and whom to write to."""
    if page is not None and page.complaint is not None:
        return (*prose(page.complaint, turn.language), *_body(turn, page))
    advice = turn.gettext("Ask the office first. If that does not help, write to the body that is responsible.")
    return (paragraph(advice), *(_body(turn, page) if page else _office_for_questions(turn)))


def own_case_blocks(turn: Turn, page: ServicePage | None) -> tuple[Block, ...]:
    """Return that only the responsible body knows, how to reach it, what it will ask for, and when one may complain."""
    _ = turn.gettext
    blocks = [paragraph(_("I know the rules, but not your own case. Only the office that has it can tell you."))]
    blocks += _body(turn, page) if page else _office_for_questions(turn)
    blocks.append(paragraph(_("Have the number on your receipt ready.")))
    if page is not None and page.times:
        # The longest promise is the usual time where no other is made.
        promises = (promised(turn, replace(time, maximum=time.maximum or time.usual)) for time in page.times)
        ways = (only_ways(turn, time.channels, page) for time in page.times)
        told = [sentences(turn, both) for both in zip(promises, ways, strict=True) if both[0]]
        if told:
            blocks += [paragraph(_("You may complain, free of charge, when the promised time is over:")), listed(*told)]
    return tuple(blocks)


def _page(turn: Turn, arguments: tuple[str, ...]) -> ServicePage | None:
    """Return the service that is named, or that the conversation is about."""
    subject = turn.memory.subject
    named = arguments[0] if arguments else subject.id if subject and subject.kind == "service" else None
    return get_service(turn.reading, named) if named else None


def _office_for_questions(turn: Turn) -> tuple[Block, ...]:
    card = turn.frame.contact
    if card is None:
        return ()
    office = get_office(turn.reading, card.id)
    name = item(turn, said(turn, office.title), [openness(turn, office.openness)])
    hours = week(turn, office)
    reached = paragraph(name, *contact(turn, office.phone, office.mail, office.address))
    return (reached, listed(*hours)) if hours else (reached,)


def _body(turn: Turn, page: ServicePage) -> tuple[Block, ...]:
    reach = contact(turn, page.organisation_phone, page.organisation_mail, page.organisation_address)
    return (paragraph(Line.of(page.organisation.title, turn.language), *reach),)


def _outcome(turn: Turn, intent: Intent, blocks: tuple[Block, ...], page: ServicePage | None) -> Outcome:
    if page is None:
        buttons: tuple[Button, ...] = (button(turn.gettext("Find an office near you"), "near"),)
        return Outcome(turn.memory, (Answer(intent, blocks),), buttons=buttons)
    title = heading(Line.of(page.title, turn.language))
    answer = Answer(intent, (title, *blocks, cite_service(turn, page)), page.id, sources=(service_source(turn, page),))
    return Outcome(
        about(turn, Subject("service", page.id), (intent,)).memory,
        (answer,),
        buttons=(button(turn.gettext("Where to go"), "tell", Intent.WHERE.value, page.id),),
        rateable=True,
    )
