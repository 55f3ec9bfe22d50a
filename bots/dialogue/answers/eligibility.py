"""Who is entitled, and whether this person is likely to be: asked question by question, told with reasons (row A10)."""

from __future__ import annotations

from collections.abc import Sequence

from bots.dialogue.answers.citing import cite_service, service_source
from bots.dialogue.answers.phrasing import marked, short_label
from bots.dialogue.answers.prose import prose
from bots.dialogue.memory import Subject
from bots.dialogue.reply import Answer, Block, Button, Intent, Line, heading, listed, paragraph
from bots.dialogue.turn import NotUnderstood, Outcome, Turn, about, button
from bots.dialogue.utterance import Action
from catalogue.queries.entitlement import get_entitlement
from catalogue.queries.services import get_service
from catalogue.read_models.entitlement import EntitlementPage
from catalogue.read_models.plan import PlanQuestion
from catalogue.read_models.service import ServicePage
from catalogue.read_models.service_lines import CriterionLine
from catalogue.read_models.text import Text


def eligibility(turn: Turn, page: ServicePage) -> tuple[Block, ...]:
    """Return who is entitled, and what must be true of them."""
    blocks = prose(page.who, turn.language)
    if not page.criteria:
        return blocks
    criteria = listed(*(marked(turn, line.text, line.origin) for line in page.criteria))
    return (*blocks, paragraph(turn.gettext("All of this must be true:")), criteria)


def words_of_eligibility(page: ServicePage) -> list[Text | None]:
    """Return the words of the content that the answer says."""
    return [page.who, *(line.text for line in page.criteria)]


def judge_button(turn: Turn, service: str) -> tuple[Button, ...]:
    """Return the button that begins to ask, where answers can decide anything."""
    judged = _judged(turn, service)
    return (button(turn.gettext("Check it for me"), "judge", service),) if judged.judgeable else ()


def judge(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Ask what decides whether the person is entitled, one question at a time, or tell it when nothing is open."""
    if len(arguments) != 1:
        raise NotUnderstood
    return go_on(about(turn, Subject("service", arguments[0]), (Intent.ELIGIBILITY,)))


def go_on(turn: Turn) -> Outcome:
    """Go on with judging the service that the conversation is about, after an answer or a question skipped.

    Raises `NotUnderstood` when the conversation is about no service.
    """
    subject = turn.memory.subject
    if subject is None or subject.kind != "service":
        raise NotUnderstood
    page = get_service(turn.reading, subject.id)
    judged = _judged(turn, subject.id)
    skipped = turn.memory.skipped
    asked = next((question for question in judged.questions if question.id not in skipped), None)
    if asked is not None:
        return _ask(turn, page, asked)
    if judged.asks_place and "place" not in skipped:
        return _ask_place(turn, page)
    return _tell(turn.remembering(awaiting=None), page, judged)


def _judged(turn: Turn, service: str) -> EntitlementPage:
    return get_entitlement(turn.reading, service, turn.memory.situation(turn.reading.as_of, turn.as_of_chosen))


def _ask(turn: Turn, page: ServicePage, asked: PlanQuestion) -> Outcome:
    lines = [Line.of(asked.text, turn.language)]
    if asked.hint:
        lines.append(Line.of(asked.hint, turn.language))
    answer = Answer(Intent.ELIGIBILITY, (heading(Line.of(page.title, turn.language)), paragraph(*lines)), page.id)
    options = (button(short_label(option.text.value), "answer", asked.id, option.id) for option in asked.options)
    skip = button(turn.gettext("Skip this question"), "skip", asked.id)
    waiting = turn.remembering(awaiting=Action("answer", (asked.id,)))
    return Outcome(waiting.memory, (answer,), buttons=(*options, skip))


def _ask_place(turn: Turn, page: ServicePage) -> Outcome:
    question = paragraph(turn.gettext("Where do you live?"))
    answer = Answer(Intent.ELIGIBILITY, (heading(Line.of(page.title, turn.language)), question), page.id)
    places = (button(short_label(rule.title.value), "place", rule.place) for rule in turn.frame.places)
    skip = button(turn.gettext("Skip this question"), "skip", "place")
    return Outcome(turn.remembering(awaiting=Action("place")).memory, (answer,), buttons=(*places, skip))


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
    again = tuple(button(short_label(asked.text.value), "ask", asked.id) for asked in judged.answered)
    if judged.outcome == "not":
        related = (button(short_label(card.title.value), "about", "service", card.id) for card in page.related[:3])
        return (*again, *related)
    return (
        button(turn.gettext("What you need"), "tell", Intent.DOCUMENTS.value, page.id),
        button(turn.gettext("How to do it"), "tell", Intent.STEPS.value, page.id),
        *again,
    )
