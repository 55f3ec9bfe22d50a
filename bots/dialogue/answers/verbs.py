"""The verbs of answers: what a button about a service, an office, a paper or a person does."""

from __future__ import annotations

from collections.abc import Mapping

from bots.dialogue.answers.bodies import open_organisation
from bots.dialogue.answers.desk_queue import queue
from bots.dialogue.answers.eligibility import judge
from bots.dialogue.answers.offices import near, office, offices
from bots.dialogue.answers.papers import open_document
from bots.dialogue.answers.people import complaint, human, own_case
from bots.dialogue.answers.service import answer_part, open_service
from bots.dialogue.answers.special import find_case, one_case
from bots.dialogue.answers.steps import find_way, one_way
from bots.dialogue.memory import Subject
from bots.dialogue.reply import Button, Intent
from bots.dialogue.turn import Handler, NotUnderstood, Outcome, Turn, about, button
from catalogue.queries.services import get_service


def about_something(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Tell about a service, a paper or an organisation: `about:service:ID`."""
    match arguments:
        case ("service", id):
            return open_service(turn, id, (Intent.OVERVIEW,))
        case ("document", id):
            return open_document(turn, id)
        case ("organisation", id):
            return open_organisation(turn, id)
        case ("office", id):
            return office(turn, (id,))
        case _:
            raise NotUnderstood


def tell(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Answer one question about a service: `tell:INTENT:SERVICE`, or tell one way: `tell:steps:SERVICE:WAY`."""
    match arguments:
        case (intent, id) if intent in set(Intent):
            return open_service(turn, id, (Intent(intent),))
        case (Intent.STEPS, id, way):
            return _one_way(turn, id, way)
        case _:
            raise NotUnderstood


def _one_way(turn: Turn, id: str, way: str) -> Outcome:
    page = get_service(turn.reading, id)
    channel = find_way(page, way)
    answer = answer_part(turn, page, Intent.STEPS, one_way(turn, channel, page))
    told = about(turn, Subject("service", page.id), (Intent.STEPS,))
    back = button(turn.gettext("How to do it"), "tell", Intent.STEPS.value, page.id)
    online = (Button(turn.gettext("Go to the online service"), address=channel.address),) if channel.address else ()
    return Outcome(told.memory, (answer,), buttons=(*online, back), rateable=True)


def special(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Tell one special case of a service: `special:SERVICE:EXCEPTION`."""
    if len(arguments) != 2:
        raise NotUnderstood
    page = get_service(turn.reading, arguments[0])
    answer = answer_part(turn, page, Intent.SPECIAL, one_case(turn, find_case(page, arguments[1])))
    told = about(turn, Subject("service", page.id), (Intent.SPECIAL,))
    back = button(turn.gettext("Special cases"), "tell", Intent.SPECIAL.value, page.id)
    return Outcome(told.memory, (answer,), buttons=(back,), rateable=True)


VERBS: Mapping[str, Handler] = {
    "about": about_something,
    "tell": tell,
    "special": special,
    "offices": offices,
    "office": office,
    "near": near,
    "judge": judge,
    "human": human,
    "queue": queue,
    "complaint": complaint,
    "own_case": own_case,
}
