"""What a person writes in their own words: an answer to what was asked, a question, or something nobody understands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bots.dialogue import menu
from bots.dialogue.answers import eligibility
from bots.dialogue.answers.cases import case_answer
from bots.dialogue.answers.people import complaint, human_at_once, own_case
from bots.dialogue.answers.service import open_service
from bots.dialogue.hearing.days import read_day
from bots.dialogue.hearing.special import find_special
from bots.dialogue.hearing.subjects import SURE
from bots.dialogue.hearing.understanding import Question, Understood, cue_language, understand
from bots.dialogue.life_events.talk import open_life_event, take_text
from bots.dialogue.lists import open_button
from bots.dialogue.memory import Subject
from bots.dialogue.reply import FACTS_OF_A_SERVICE, Button, Intent, paragraph
from bots.dialogue.turn import Outcome, Turn, say
from bots.dialogue.utterance import Action
from catalogue.commands.note_failed_search import note_failed_search
from catalogue.facts.kinds import Kind
from catalogue.plans.code import is_sound_plan_code, normalise
from catalogue.plans.handoff import looks_mistyped
from catalogue.plans.slip import is_sound_slip_code
from catalogue.queries.life_events import get_life_event
from catalogue.queries.services import get_service

Act = Callable[[Turn, Action], Outcome]

_BY_ITSELF: dict[Intent, Action] = {
    Intent.MENU: Action("menu"),
    Intent.LANGUAGE: Action("language"),
    Intent.FORGET: Action("forget"),
    Intent.STOP: Action("stop"),
    Intent.HUMAN: Action("human"),
    Intent.REMINDERS: Action("remind", ("on",)),
}
"""What needs nothing to be about, and the button that does it."""
_LONGEST_GOING_ON = 4
"""Words that carry a need; who writes more of them tells of something else."""
SURE_OF_ANOTHER = 0.9
""""And how much is it?" turns to another subject only when that is almost certain."""


def answer(turn: Turn, text: str, act: Act) -> Outcome:
    """Answer what a person wrote."""
    if not text:
        return menu.show_menu(turn)
    if is_sound_plan_code(text) or is_sound_slip_code(text):
        return act(turn, Action("start", (normalise(text),)))
    if looks_mistyped(text):
        return menu.say_mistyped(turn)
    if (case := case_answer(turn, text)) is not None:
        return case
    if turn.memory.awaiting is not None and (taken := _as_awaited(turn, text)) is not None:
        return taken
    understood = understand(turn, text)
    if understood.danger:
        # Nothing in a catalogue is the answer to this, and a guess would be worse than none.
        led = human_at_once(turn.remembering(subject=None, intents=(), awaiting=None))
        return replace(led, danger=True)
    turn = _where_and_when(turn, understood, text)
    if not understood.questions:
        return menu.say_thanks(turn) if Intent.THANKS in understood.said else menu.greet(turn)
    outcomes = [_answer_question(turn, question, understood, act) for question in understood.questions]
    if any(outcome.confidence == 0.0 for outcome in outcomes):
        with_sense = [outcome for outcome in outcomes if outcome.confidence]
        if not with_sense:
            note_failed_search(turn.catalogue, turn.reading, text)
        outcomes = with_sense or outcomes[:1]
    return _joined(outcomes)


def _as_awaited(turn: Turn, text: str) -> Outcome | None:
    """Return what comes of a text as the answer to what the bot asked, or None where it is none."""
    taken = take_text(turn, text)
    return taken if taken is not None else eligibility.take_text(turn, text)


def open_subject(turn: Turn, subject: Subject, intents: tuple[Intent, ...]) -> Outcome:
    """Answer questions about a subject, or tell about it where none was asked. Raises the catalogue's errors."""
    if subject.kind == Kind.SERVICE:
        return open_service(turn, subject.id, intents)
    if subject.kind == Kind.LIFE_EVENT:
        return open_life_event(turn, subject.id, intents)
    from bots.dialogue.answers.verbs import VERBS

    if subject.kind == Kind.OFFICE:
        return VERBS["office"](turn, (subject.id,))
    return VERBS["about"](turn, (subject.kind, subject.id))


def _where_and_when(turn: Turn, understood: Understood, text: str) -> Turn:
    if understood.place is not None:
        turn = replace(turn.remembering(place=understood.place), reading=replace(turn.reading, place=understood.place))
    day = read_day(text, cue_language(turn, text), turn.reading.today)
    # "My mother died yesterday, where do I go?" does not ask who was open then.
    return turn if day is None or day < turn.reading.today else replace(turn, day=day)


def _answer_question(turn: Turn, question: Question, understood: Understood, act: Act) -> Outcome:
    alone = next((intent for intent in question.intents if intent in _BY_ITSELF), None)
    known = turn.memory.subject
    sure = question.confidence >= SURE
    if alone is Intent.HUMAN and sure and question.words > _LONGEST_GOING_ON:
        # "We have lost our son, I need to talk to somebody" asks for a service, not for the hotline.
        alone, question = None, replace(question, intents=(Intent.WHERE,))
    if alone is not None and (not sure or len(question.intents) == 1 or alone is Intent.LANGUAGE):
        return act(turn, _with_language(_BY_ITSELF[alone], understood, turn))
    goes_on = known is not None and _goes_on(question, understood, known)
    asked_on = known if goes_on or not sure else question.subject if understood.follows_up else None
    if (
        asked_on is not None
        and asked_on.kind == Kind.SERVICE
        and question.rest
        and (asked_on == known or not question.intents)
    ):
        special = find_special(get_service(turn.reading, asked_on.id), question.rest, cue_language(turn, question.rest))
        if special is not None:
            return act(turn, Action("special", (asked_on.id, special)))
    if goes_on and known is not None:
        intents = question.intents or _last_intents(turn)
        return _about(turn, known, replace(question, intents=intents, confidence=SURE))
    if not sure or question.subject is None:
        return _decline(turn, question)
    return _about(turn, question.subject, question)


def _with_language(action: Action, understood: Understood, turn: Turn) -> Action:
    """Return the choice of a language as the choice of that in which it was asked for: "in English, please"."""
    if action.verb == "language" and understood.language != turn.language:
        return Action("language", (understood.language,))
    return action


def _goes_on(question: Question, understood: Understood, known: Subject) -> bool:
    """Tell whether a question goes on with what was spoken of: it names nothing else that it is sure to be about.

    A short text that the known subject has as much of as any other goes on with it; who speaks of a life event and
    names a service turns to that.
    """
    if not question.rest:
        return bool(question.intents) or understood.place is not None or understood.follows_up
    if question.words > _LONGEST_GOING_ON or question.beside:
        return False
    if question.words == 1 and question.intents and (understood.follows_up or question.share_of(question.subject) < 1):
        return True
    if question.subject == known:
        return True
    if question.confidence >= SURE and known.kind == Kind.LIFE_EVENT and _is_service(question.subject):
        return False
    if question.confidence >= SURE and question.share_of(known) < question.share_of(question.subject):
        return False
    return question.confidence < SURE_OF_ANOTHER and bool(question.intents or understood.place or understood.follows_up)


def _is_service(subject: Subject | None) -> bool:
    return subject is not None and subject.kind == Kind.SERVICE


def _about(turn: Turn, subject: Subject, question: Question) -> Outcome:
    if subject.kind == Kind.SERVICE:
        # "What do I do?" of one service asks how it is done.
        intents = (Intent.STEPS if intent is Intent.LIFE_EVENT else intent for intent in question.intents)
        question = replace(question, intents=tuple(dict.fromkeys(intents)))
    elif subject.kind == Kind.LIFE_EVENT and subject.id != turn.memory.life_event:
        # Whoever has not begun a plan yet and asks how it goes is asked the questions that the plan needs.
        begin = (Intent.STEPS, Intent.OVERVIEW, Intent.NEXT)
        intents = (Intent.LIFE_EVENT if intent in begin else intent for intent in question.intents)
        question = replace(question, intents=tuple(dict.fromkeys(intents)))
    service = subject.id if subject.kind == Kind.SERVICE else None
    if Intent.OWN_CASE in question.intents:
        return own_case(turn, (service,) if service else ())
    if Intent.COMPLAINT in question.intents:
        return complaint(turn, (service,) if service else ())
    outcome = open_subject(turn, subject, _facts(question.intents))
    return replace(outcome, confidence=max(question.confidence, SURE))


def _facts(intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    wanted = (*FACTS_OF_A_SERVICE, Intent.OVERVIEW, Intent.LIFE_EVENT, Intent.NEXT)
    return tuple(intent for intent in intents if intent in wanted)


def _last_intents(turn: Turn) -> tuple[Intent, ...]:
    return tuple(Intent(intent) for intent in turn.memory.intents if intent in set(Intent))


def _decline(turn: Turn, question: Question) -> Outcome:
    """Say that the catalogue does not know, and offer what comes nearest, the menu and a person."""
    if Intent.OWN_CASE in question.intents:
        return own_case(turn)
    if Intent.COMPLAINT in question.intents:
        return complaint(turn)
    nearest = tuple(_nearest_button(turn, subject) for subject in question.nearest)
    asked_for_more = not question.rest
    text = (
        turn.gettext("What is it about? Name the paper, the service or what has happened.")
        if asked_for_more
        else turn.gettext("I have found nothing in the catalogue that answers this.")
    )
    blocks = [paragraph(text)]
    if nearest:
        blocks.append(paragraph(turn.gettext("Perhaps you mean one of these:")))
    return say(
        turn,
        Intent.UNKNOWN,
        *blocks,
        buttons=(*nearest, menu.menu_button(turn), menu.button(turn.gettext("Talk to a person"), "human")),
        confidence=0.0,
    )


def _nearest_button(turn: Turn, subject: Subject) -> Button:
    page = (get_service if subject.kind == Kind.SERVICE else get_life_event)(turn.reading, subject.id)
    return open_button(page.title.value, subject.kind, subject.id)


def _joined(outcomes: list[Outcome]) -> Outcome:
    """Return several outcomes as one: all answers, and the buttons of the last."""
    last = outcomes[-1]
    if len(outcomes) == 1:
        return last
    return replace(
        last,
        answers=tuple(answer for outcome in outcomes for answer in outcome.answers),
        confidence=min(outcome.confidence for outcome in outcomes),
    )
