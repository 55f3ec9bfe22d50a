"""Answers about one service: each question its own, all from the read model of the service's page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bots.dialogue.answers.citing import cite_service, service_source
from bots.dialogue.answers.documents import documents, words_of_documents
from bots.dialogue.answers.eligibility import eligibility, judge_button, words_of_eligibility
from bots.dialogue.answers.fees import fees, words_of_fees
from bots.dialogue.answers.overview import next_steps, overview, words_of_next, words_of_overview
from bots.dialogue.answers.people import complaint_blocks, human_blocks, own_case_blocks
from bots.dialogue.answers.phrasing import item, said, short_label, stale_notes
from bots.dialogue.answers.special import TOLD_AT_ONCE, special, words_of_special
from bots.dialogue.answers.steps import steps, way_buttons, words_of_steps
from bots.dialogue.answers.times import times, words_of_times
from bots.dialogue.answers.where import office_buttons, online_buttons, where, words_of_where
from bots.dialogue.memory import Subject
from bots.dialogue.reply import FACTS_OF_A_SERVICE, Answer, Block, BlockKind, Button, Intent, Line, heading
from bots.dialogue.turn import Outcome, Turn, about, button
from catalogue.queries.services import get_service
from catalogue.read_models.service import ServicePage
from catalogue.read_models.text import Text
from furniture.labels import N_

MOST_LIFE_EVENTS = 3
"""A paper such as the income certificate is part of nearly every life event; the page has them all."""

Say = Callable[[Turn, ServicePage], tuple[Block, ...]]
Words = Callable[[ServicePage], list[Text | None]]

TITLES: Mapping[Intent, str] = {
    Intent.DOCUMENTS: N_("What you need"),
    Intent.FEES: N_("What it costs"),
    Intent.TIME: N_("How long it takes, and until when"),
    Intent.WHERE: N_("Where to go"),
    Intent.ELIGIBILITY: N_("Who it is for"),
    Intent.STEPS: N_("How to do it"),
    Intent.OVERVIEW: N_("What it is"),
    Intent.SPECIAL: N_("Special cases"),
    Intent.NEXT: N_("What happens next"),
    Intent.COMPLAINT: N_("If it takes too long or goes wrong"),
    Intent.HUMAN: N_("Ask a person"),
    Intent.OWN_CASE: N_("Your own case"),
}
"""What each answer is called, above it and on the button that asks for it."""

_SAYING: Mapping[Intent, tuple[Say, Words]] = {
    Intent.DOCUMENTS: (documents, words_of_documents),
    Intent.FEES: (fees, words_of_fees),
    Intent.TIME: (times, words_of_times),
    Intent.WHERE: (where, words_of_where),
    Intent.ELIGIBILITY: (eligibility, words_of_eligibility),
    Intent.STEPS: (steps, words_of_steps),
    Intent.OVERVIEW: (overview, words_of_overview),
    Intent.SPECIAL: (special, words_of_special),
    Intent.NEXT: (next_steps, words_of_next),
    Intent.COMPLAINT: (complaint_blocks, lambda page: [page.complaint]),
    Intent.HUMAN: (human_blocks, lambda page: []),
    Intent.OWN_CASE: (own_case_blocks, lambda page: []),
}


def answer_service(turn: Turn, page: ServicePage, intent: Intent) -> Answer:
    """Return the answer to one question about a service; what is no question about one gets its overview."""
    asked = intent if intent in _SAYING else Intent.OVERVIEW
    say, words = _SAYING[asked]
    return Answer(
        asked,
        (_head(turn, page, asked), *say(turn, page), *stale_notes(turn, words(page)), cite_service(turn, page)),
        service=page.id,
        sources=(service_source(turn, page),),
    )


def open_service(turn: Turn, id: str, intents: tuple[Intent, ...]) -> Outcome:
    """Answer questions about one service, and offer the others, the place, and the life event it is part of.

    Raises `NotFound`, `Gone` or `Moved`. The source is cited once, below the last answer.
    """
    page = get_service(turn.reading, id)
    asked = tuple(dict.fromkeys(intent if intent in _SAYING else Intent.OVERVIEW for intent in intents))
    asked = asked or (Intent.OVERVIEW,)
    answers = tuple(answer_service(turn, page, intent) for intent in asked)
    told = about(turn, Subject("service", page.id), asked)
    return Outcome(
        told.memory, (*map(_uncited, answers[:-1]), answers[-1]), buttons=_buttons(told, page, asked), rateable=True
    )


def answer_part(turn: Turn, page: ServicePage, intent: Intent, blocks: tuple[Block, ...]) -> Answer:
    """Return a part of an answer that is told by itself, such as one special case, with its source."""
    return Answer(
        intent,
        (heading(Line.of(page.title, turn.language)), *blocks, cite_service(turn, page)),
        service=page.id,
        sources=(service_source(turn, page),),
    )


def _head(turn: Turn, page: ServicePage, intent: Intent) -> Block:
    if intent is Intent.OVERVIEW:
        return heading(Line.of(page.title, turn.language))
    return heading(item(turn, said(turn, page.title), [turn.gettext(TITLES[intent])]))


def _uncited(answer: Answer) -> Answer:
    return replace(answer, blocks=tuple(block for block in answer.blocks if block.kind is not BlockKind.SOURCE))


def _buttons(turn: Turn, page: ServicePage, asked: tuple[Intent, ...]) -> tuple[Button, ...]:
    """Return what belongs to the answers first, then the other questions, then where to go on."""
    own: list[Button] = []
    for intent in asked:
        own += _own_buttons(turn, page, intent)
    others = [
        button(turn.gettext(TITLES[intent]), "tell", intent.value, page.id)
        for intent in (*FACTS_OF_A_SERVICE, *((Intent.SPECIAL,) if page.exceptions else ()))
        if intent not in asked
    ]
    places = [
        button(short_label(rule.title.value), "place", rule.place) for rule in page.local_places if page.place is None
    ]
    pathways = [
        button(
            short_label(turn.gettext("Part of: %(event)s", event=part.life_event.title.value)),
            "event",
            part.life_event.id,
        )
        for part in page.part_of[:MOST_LIFE_EVENTS]
    ]
    return (*own, *others, *places, *pathways)


def _own_buttons(turn: Turn, page: ServicePage, intent: Intent) -> tuple[Button, ...]:
    match intent:
        case Intent.WHERE:
            return (*online_buttons(turn, page), *office_buttons(turn, page))
        case Intent.STEPS:
            return (*online_buttons(turn, page), *way_buttons(turn, page))
        case Intent.ELIGIBILITY:
            return judge_button(turn, page.id)
        case Intent.SPECIAL if len(page.exceptions) > TOLD_AT_ONCE:
            return tuple(button(short_label(case.title.value), "special", page.id, case.id) for case in page.exceptions)
        case Intent.DOCUMENTS:
            issuers = {
                line.issued_by.id: line.issued_by
                for group in page.requirements
                for line in group.lines
                if line.issued_by and line.issued_by.id != page.id
            }
            return tuple(
                button(short_label(card.title.value), "about", "service", card.id)
                for card in list(issuers.values())[:3]
            )
        case Intent.HUMAN:
            return (button(turn.gettext("Talk to a person"), "human", page.id),)
        case _:
            return ()
