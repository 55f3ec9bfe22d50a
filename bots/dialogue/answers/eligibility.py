"""Who is entitled, and whether this person is likely to be: asked question by question, told with reasons (row A10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bots.dialogue.answers.citing import cite_service, service_source
from bots.dialogue.answers.phrasing import marked, short_label
from bots.dialogue.answers.prose import prose
from bots.dialogue.hearing.options import match_option, means_skip
from bots.dialogue.hearing.places import hear_place
from bots.dialogue.hearing.words import Spoken
from bots.dialogue.memory import Subject
from bots.dialogue.reply import Answer, Block, Button, Intent, Line, heading, listed, paragraph
from bots.dialogue.turn import NotUnderstood, Outcome, Turn, about, button
from bots.dialogue.utterance import Action
from catalogue.plans.conditions import PLACE
from catalogue.queries.entitlement import get_entitlement
from catalogue.queries.services import get_service
from catalogue.read_models.entitlement import EntitlementPage
from catalogue.read_models.plan import PlanQuestion
from catalogue.read_models.service import ServicePage
from catalogue.read_models.service_lines import CriterionLine
from catalogue.read_models.text import Text

SKIPPED = "_"
"""In place of an option: the person does not want to answer. No option can be called so."""


def eligibility(turn: Turn, page: ServicePage) -> tuple[Block, ...]:
    """Return who is entitled, and what must be true of them."""
    blocks = prose(page.who, turn.language)
    if not page.criteria:
        return blocks
    criteria = listed(*(marked(turn, line.text, line.origin) for line in page.criteria))
    several = len(page.criteria) > 1
    lead = turn.gettext("All of this must be true:") if several else turn.gettext("This must be true:")
    return (*blocks, paragraph(lead), criteria)


def words_of_eligibility(page: ServicePage) -> list[Text | None]:
    """Return the words of the content that the answer says."""
    return [page.who, *(line.text for line in page.criteria)]


def judge_button(turn: Turn, service: str) -> tuple[Button, ...]:
    """Return the button that begins to ask, where answers can decide anything."""
    judged = _judged(turn, service)
    return (button(turn.gettext("Check it for me"), "judge", service),) if judged.judgeable else ()


def judge(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Ask what decides whether the person is entitled, one question at a time, or tell it when nothing is open.

    `judge:SERVICE` begins, `judge:SERVICE:QUESTION` asks again, `judge:SERVICE:QUESTION:OPTION` takes an answer;
    `place` is asked like a question.
    """
    match arguments:
        case (service,):
            return _begin(turn, service)
        case (service, question):
            return _ask_again(turn, service, question)
        case (service, question, option):
            return _take(turn, service, question, option)
        case _:
            raise NotUnderstood


def take_text(turn: Turn, text: str) -> Outcome | None:
    """Take free text as the answer to what was asked last; None when nothing was asked here, or it is no answer."""
    awaiting = turn.memory.awaiting
    if awaiting is None or awaiting.verb != "judge" or len(awaiting.arguments) != 2:
        return None
    service, question = awaiting.arguments
    if means_skip(text, turn.language):
        return _take(turn, service, question, SKIPPED)
    if question == PLACE:
        heard = hear_place(Spoken(text, turn.language), turn.reading)
        option = None if heard is None else heard.place
    else:
        judged = _judged(turn, service)
        asked = next((one for one in (*judged.questions, *judged.answered) if one.id == question), None)
        option = match_option(text, asked, turn.language) if asked else None
    return None if option is None else _take(turn, service, question, option)


def _begin(turn: Turn, service: str) -> Outcome:
    # What was skipped beside another plan may decide here, and who wants to be judged is asked again.
    asked = {PLACE, *(question.id for question in _judged(turn, service).questions)}
    skipped = tuple(name for name in turn.memory.skipped if name not in asked)
    return _go_on(turn.remembering(skipped=skipped), service)


def _take(turn: Turn, service: str, question: str, option: str) -> Outcome:
    skipped = tuple(name for name in turn.memory.skipped if name != question)
    if option == SKIPPED:
        return _go_on(turn.remembering(skipped=(*skipped, question)), service)
    if question == PLACE:
        if option not in {rule.place for rule in turn.frame.places}:
            raise NotUnderstood
        there = replace(turn, reading=replace(turn.reading, place=option))
        return _go_on(there.remembering(place=option, skipped=skipped), service)
    answers = {**turn.memory.answers, question: option}
    told = turn.remembering(answers=answers, skipped=skipped)
    if _judged(told, service).answer_to(question) != option:
        raise NotUnderstood
    return _go_on(told, service)


def _go_on(turn: Turn, service: str) -> Outcome:
    page = get_service(turn.reading, service)
    told = about(turn, Subject("service", service), (Intent.ELIGIBILITY,))
    judged = _judged(told, service)
    skipped = turn.memory.skipped
    asked = next((question for question in judged.questions if question.id not in skipped), None)
    if asked is not None:
        return _ask(told, page, asked)
    if judged.asks_place and PLACE not in skipped:
        return _ask_place(told, page)
    return _tell(told, page, judged)


def _ask_again(turn: Turn, service: str, question: str) -> Outcome:
    page = get_service(turn.reading, service)
    told = about(turn, Subject("service", service), (Intent.ELIGIBILITY,))
    if question == PLACE:
        return _ask_place(told, page)
    judged = _judged(told, service)
    asked = next((one for one in (*judged.questions, *judged.answered) if one.id == question), None)
    if asked is None:
        raise NotUnderstood
    return _ask(told, page, asked)


def _judged(turn: Turn, service: str) -> EntitlementPage:
    return get_entitlement(turn.reading, service, turn.memory.situation(turn.reading.as_of, turn.as_of_chosen))


def _ask(turn: Turn, page: ServicePage, asked: PlanQuestion) -> Outcome:
    lines = [Line.of(asked.text, turn.language)]
    if asked.hint:
        lines.append(Line.of(asked.hint, turn.language))
    options = [(option.text.value, option.id) for option in asked.options]
    return _put(turn, page, asked.id, paragraph(*lines), options)


def _ask_place(turn: Turn, page: ServicePage) -> Outcome:
    options = [(rule.title.value, rule.place) for rule in turn.frame.places]
    return _put(turn, page, PLACE, paragraph(turn.gettext("Where do you live?")), options)


def _put(turn: Turn, page: ServicePage, question: str, text: Block, options: list[tuple[str, str]]) -> Outcome:
    answer = Answer(Intent.ELIGIBILITY, (heading(Line.of(page.title, turn.language)), text), page.id)
    choices = (*options, (turn.gettext("Skip this question"), SKIPPED))
    waiting = turn.remembering(awaiting=Action("judge", (page.id, question)))
    buttons = tuple(button(short_label(said), "judge", page.id, question, option) for said, option in choices)
    return Outcome(waiting.memory, (answer,), buttons=buttons)


def _tell(turn: Turn, page: ServicePage, judged: EntitlementPage) -> Outcome:
    _ = turn.gettext
    blocks = [heading(Line.of(page.title, turn.language)), paragraph(_verdict(turn, judged), _met(turn, judged))]
    for title, lines in (
        (_("You do not meet this:"), judged.unmet),
        (_("You meet this:"), judged.met),
        (_("Your answers do not tell this yet:"), judged.open),
        (_("The office checks this:"), judged.to_check),
    ):
        blocks += _reasons(turn, title, lines)
    blocks.append(paragraph(_("The office decides, not this chat.")))
    answer = Answer(
        Intent.ELIGIBILITY, (*blocks, cite_service(turn, page)), page.id, sources=(service_source(turn, page),)
    )
    return Outcome(turn.memory, (answer,), buttons=_onwards(turn, page, judged), rateable=True)


def _verdict(turn: Turn, judged: EntitlementPage) -> str:
    match judged.outcome:
        case "likely":
            return turn.gettext("You are likely to be entitled.")
        case "not":
            return turn.gettext("With these answers you are not entitled.")
        case _:
            return turn.gettext("More must be known before anybody can tell.")


def _met(turn: Turn, judged: EntitlementPage) -> str:
    return turn.ngettext(
        "You meet %(met)s of %(num)s condition.", "You meet %(met)s of %(num)s conditions.", judged.total,
        met=len(judged.met),
    )  # fmt: skip


def _reasons(turn: Turn, title: str, lines: Sequence[CriterionLine]) -> list[Block]:
    if not lines:
        return []
    return [paragraph(title), listed(*(marked(turn, line.text, line.origin) for line in lines))]


def _onwards(turn: Turn, page: ServicePage, judged: EntitlementPage) -> tuple[Button, ...]:
    again = tuple(button(short_label(asked.text.value), "judge", page.id, asked.id) for asked in judged.answered)
    if judged.outcome == "not":
        related = (button(short_label(card.title.value), "about", "service", card.id) for card in page.related[:3])
        return (*again, *related)
    return (
        button(turn.gettext("What you need"), "tell", Intent.DOCUMENTS.value, page.id),
        button(turn.gettext("How to do it"), "tell", Intent.STEPS.value, page.id),
        *again,
    )
