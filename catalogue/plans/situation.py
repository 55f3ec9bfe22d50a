"""What can be used of a situation: addresses and codes are old, content moves on, and answers can contradict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from catalogue.plans.conditions import evaluate
from catalogue.plans.pathway import Pathway, Situation
from catalogue.read_models.plan import Dropped, Tick

_TICKS = get_args(Tick)


def settle(pathway: Pathway, situation: Situation) -> tuple[Situation, tuple[Dropped, ...]]:
    """Return what the pathway knows of a situation, and all that was dropped, named.

    Answers to questions that certainly make no sense beside the other answers are dropped too: a person who changes
    "not married" into "married" is asked nothing more about the other parent's consent, and an old answer to that
    must not decide anything. Channels are looked at where a step chooses one.
    """
    dropped: list[Dropped] = []
    answers = _known_answers(pathway, situation.answers, dropped)
    place = situation.place
    if place is not None and place not in pathway.places:
        dropped.append(Dropped("place", place))
        place = None
    steps = {step.id for step in pathway.facts.steps}
    ticks = {step: tick for step, tick in situation.ticks.items() if step in steps and tick in _TICKS}
    lost = dict.fromkeys(key for key in (*situation.ticks, *situation.channels, *situation.applied) if key not in steps)
    dropped += [Dropped("step", key) for key in lost]
    settled = replace(
        situation,
        answers=answers,
        place=place,
        ticks=ticks,
        channels={step: channel for step, channel in situation.channels.items() if step in steps},
        applied={step: day for step, day in situation.applied.items() if step in steps},
    )
    settled = _without_needless_answers(pathway, settled)
    dropped += [Dropped("answer", question) for question in answers if question not in settled.answers]
    return settled, tuple(dropped)


def _known_answers(pathway: Pathway, answers: Mapping[str, str], dropped: list[Dropped]) -> dict[str, str]:
    known: dict[str, str] = {}
    for question, option in answers.items():
        if question not in pathway.questions:
            dropped.append(Dropped("question", question))
        elif option not in {one.id for one in pathway.questions[question].facts.options}:
            dropped.append(Dropped("option", f"{question}={option}"))
        else:
            known[question] = option
    # Always in the order of the pathway, so that one situation makes one plan.
    return {question: known[question] for question in pathway.questions if question in known}


def _without_needless_answers(pathway: Pathway, situation: Situation) -> Situation:
    """Take away questions that make no sense, and whatever makes no sense without them, until nothing changes."""
    while True:
        needless = next(
            (
                asked.question
                for asked in pathway.facts.questions
                if asked.question not in situation.not_asked
                and evaluate(asked.when, situation, pathway.places) is False
            ),
            None,
        )
        if needless is None:
            return situation
        situation = replace(
            situation,
            answers={question: option for question, option in situation.answers.items() if question != needless},
            not_asked=situation.not_asked | {needless},
        )


def is_sensitive(pathway: Pathway, situation: Situation) -> bool:
    """Tell whether what is known makes this a plan that nobody else should come across (row B7)."""
    condition = pathway.facts.sensitive_when
    return pathway.facts.sensitive or (condition is not None and evaluate(condition, situation, pathway.places) is True)
