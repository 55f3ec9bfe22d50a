"""The verbs of answers: what a button about a service, an office, a paper or a person does."""

from __future__ import annotations

from collections.abc import Mapping

from bots.dialogue.answers.bodies import open_organisation
from bots.dialogue.answers.eligibility import judge
from bots.dialogue.answers.offices import near, office, offices
from bots.dialogue.answers.papers import open_document
from bots.dialogue.answers.people import complaint, human, own_case
from bots.dialogue.answers.service import cited_case, open_service
from bots.dialogue.answers.special import find_case, one_case
from bots.dialogue.memory import Subject
from bots.dialogue.reply import Intent
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
    """Answer one question about a service: `tell:INTENT:SERVICE`."""
    if len(arguments) != 2 or arguments[0] not in set(Intent):
        raise NotUnderstood
    return open_service(turn, arguments[1], (Intent(arguments[0]),))


def special(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Tell one special case of a service: `special:SERVICE:EXCEPTION`."""
    if len(arguments) != 2:
        raise NotUnderstood
    page = get_service(turn.reading, arguments[0])
    answer = cited_case(turn, page, one_case(turn, find_case(page, arguments[1])))
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
    "complaint": complaint,
    "own_case": own_case,
}
