"""Starting from a link or a printed code: the plan, slip or service of the payload, in its language and place."""

from __future__ import annotations

from dataclasses import replace

from bots.dialogue.answers.slip import open_slip
from bots.dialogue.handoff import Handoff, read_payload
from bots.dialogue.life_events.at_hand import read_pathway, remembering, take_in_hand
from bots.dialogue.life_events.overview import gentle_blocks
from bots.dialogue.life_events.showing import show_overview
from bots.dialogue.life_events.switching import turn_to
from bots.dialogue.reply import Block, Intent, listed, paragraph
from bots.dialogue.turn import Outcome, Turn
from catalogue.languages import languages
from catalogue.plans.code import Unpacked
from furniture.translations import phrases


def start(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Open what a payload leads to. Without one, or with one that says nothing, this is the home menu."""
    found = read_payload(arguments[0], turn.reading) if len(arguments) == 1 else None
    if found is None:
        return _home(turn)
    spoken = in_language(turn, found.language) if found.language else turn
    if found.plan is not None:
        outcome = _open_plan(spoken, found.plan)
    elif found.slip is not None:
        outcome = open_slip(in_place(spoken, found.place), found.slip)
    else:
        outcome = _open_service(spoken, found)
    return replace(outcome, spoken_by=spoken)


def in_language(turn: Turn, language: str) -> Turn:
    """Return the turn in another language, which stays. One that nobody ships changes nothing."""
    if language not in languages():
        return turn
    changed = turn.remembering(language=language, offered_language=None)
    reading = replace(turn.reading, language=language)
    return replace(changed, reading=reading, phrases=phrases(turn.translations, language))


def in_place(turn: Turn, place: str | None) -> Turn:
    """Return the turn for another place, which stays; none leaves the place as it is."""
    if place is None:
        return turn
    return replace(turn.remembering(place=place), reading=replace(turn.reading, place=place))


def _home(turn: Turn) -> Outcome:
    # The menu is a room of its own that joins the verbs of this one.
    from bots.dialogue.menu import show_menu

    return show_menu(turn)


def _open_service(turn: Turn, found: Handoff) -> Outcome:
    from bots.dialogue.answers.service import open_service

    outcome = open_service(in_place(turn, found.place), found.service or "", (Intent.OVERVIEW,))
    if not found.place_lost:
        return outcome
    lost = paragraph(turn.gettext("The place is no longer one of ours, so you see the rules of the whole country."))
    return replace(outcome, after=(lost, *outcome.after))


def _open_plan(turn: Turn, unpacked: Unpacked) -> Outcome:
    """Open the plan with all that its code carries, and name what could not be taken over."""
    turned, put_away, back = turn_to(turn, unpacked.life_event, other=_is_another(turn, unpacked))
    said = unpacked.situation
    own = read_pathway(turned)[0].questions
    kept = {question: option for question, option in turn.memory.answers.items() if question not in own}
    changed = in_place(turned, said.place).remembering(
        answers={**kept, **said.answers},
        event_date=said.event_date,
        ticks=dict(said.ticks),
        channels=dict(said.channels),
        applied={step: day for step, day in turned.memory.applied.items() if said.ticks.get(step) == "waiting"},
        skipped=(),
        reminders=turned.memory.reminders and said.event_date is not None,
    )
    hand = take_in_hand(remembering(changed, unpacked.life_event, (Intent.LIFE_EVENT,)))
    before = (*(gentle_blocks(hand) if hand.sensitive else ()), *_not_taken_over(turn, unpacked, hand.plan.sequence))
    outcome = show_overview(hand, before=before)
    return replace(outcome, after=(*put_away, *outcome.after), buttons=(*outcome.buttons, *back))


def _is_another(turn: Turn, unpacked: Unpacked) -> bool:
    """Tell whether a plan of the same life event is that of another occasion, and no later state of the same."""
    return turn.memory.event_date is not None and turn.memory.event_date != unpacked.situation.event_date


def _not_taken_over(turn: Turn, unpacked: Unpacked, sequence: int) -> tuple[Block, ...]:
    """Return what the code names and the plan cannot show, each kind of it once."""
    gettext = turn.gettext
    dropped = {part.what for part in unpacked.dropped}
    lines = []
    if unpacked.situation.as_of_chosen:
        lines.append(gettext("The plan was made for another day. Here you see the rules of today."))
    if "question" in dropped:
        lines.append(gettext("One answer belongs to a question that is no longer asked."))
    if "option" in dropped:
        lines.append(gettext("One answer is no longer among the answers to choose from."))
    if "place" in dropped:
        lines.append(gettext("The place is no longer one of ours, so you see the rules of the whole country."))
    if "step" in dropped:
        lines.append(gettext("A step that was marked is no longer part of this life event."))
    if "channel" in dropped or "channels" in unpacked.left_out:
        lines.append(gettext("Ways of doing a step that you chose are not taken over. Here you see the easiest way."))
    if "ticks" in unpacked.left_out:
        lines.append(gettext("The code had no room for your marks on the steps."))
    if "answers" in unpacked.left_out:
        lines.append(gettext("The code had no room for all your answers."))
    if lines:
        lines.append(gettext("Everything else was kept."))
    elif unpacked.sequence < sequence:
        since = gettext(
            "The catalogue has changed since this code was made. You see today’s rules, amounts and dates; compare them"
            " with your paper."
        )
        return (paragraph(since),)
    return (listed(*lines),) if lines else ()
