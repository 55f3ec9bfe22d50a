"""The address of a plan, read and written: enumerated codes and dates become a situation, and a situation an address.

Nothing else of what stands in an address is accepted, kept or shown again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from werkzeug.datastructures import MultiDict

from catalogue.facts.base import ID_PATTERN, RESERVED_QUESTION_IDS
from catalogue.plans.parameters import APPLIED, CHANNEL, TICKS, parameters
from catalogue.plans.pathway import Pathway, Situation
from catalogue.read_models.plan import Plan, Tick
from catalogue.read_models.text import Text
from portal.days import read_date

DROPPED = frozenset({"question", "option", "place", "step", "channel", "channels", "ticks", "answers"})
"""What a plan's code may have named in vain, or had no room for."""

_ID = re.compile(ID_PATTERN)

Fault = Literal[
    "date", "as-of", "question", "option", "moot", "step", "channel", "place", "channels", "ticks", "answers", "since"
]


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something in the address that could not be used; `subject` names what it belongs to, where that is known."""

    what: Fault
    subject: Text | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, and what in it had to be left out."""

    situation: Situation
    misfits: tuple[Misfit, ...] = ()

    def parameters(self) -> dict[str, list[str]]:
        """Return the situation as the parameters of an address, in canonical order."""
        return parameters(self.situation)

    def with_answer(self, question: str, option: str | None) -> dict[str, list[str]]:
        """Return the parameters with one answer given or, with None, taken back; the others stay."""
        answers = {**self.situation.answers}
        answers.pop(question, None)
        if option is not None:
            answers[question] = option
        return parameters(replace(self.situation, answers=answers))

    def with_tick(self, step: str, tick: Tick | None) -> dict[str, list[str]]:
        """Return the parameters with one step marked, or with its mark taken back."""
        ticks = {key: value for key, value in self.situation.ticks.items() if key != step}
        if tick is not None:
            ticks[step] = tick
        return parameters(replace(self.situation, ticks=ticks))

    def with_channel(self, step: str, channel: str) -> dict[str, list[str]]:
        """Return the parameters with another channel chosen for one step."""
        channels = {**self.situation.channels, step: channel}
        return parameters(replace(self.situation, channels=channels))

    def with_event_date(self, day: date | None) -> dict[str, list[str]]:
        """Return the parameters with another date of the life event."""
        return parameters(replace(self.situation, event_date=day))

    def kept_beside(self, *changed: str) -> Iterator[tuple[str, str]]:
        """Yield the parameters a form must carry hidden when it asks for the `changed` ones anew."""
        for name, values in self.parameters().items():
            if name not in changed:
                yield from ((name, value) for value in values)


def query(written: Mapping[str, list[str]]) -> str:
    """Return parameters as an address has them. Ids and dates need no quoting, and a plan has hundreds of links."""
    pairs = "&".join(f"{name}={value}" for name, values in written.items() for value in values)
    return f"?{pairs}" if pairs else ""


def read_situation(arguments: MultiDict[str, str], pathway: Pathway, *, place: str | None, as_of: date) -> Asked:
    """Read the parameters of a plan's address. What does not fit is left out and told, never raised."""
    misfits: list[Misfit] = []
    if (arguments.get("as-of") or as_of.isoformat()) != as_of.isoformat():
        misfits.append(Misfit("as-of"))
    misfits += [Misfit(what) for what in arguments.getlist("dropped") if what in DROPPED]
    if (since := arguments.get("since", "")).isdecimal() and len(since) < 10 and int(since) < pathway.sequence:
        misfits.append(Misfit("since"))
    event_date = None
    if text := arguments.get("event-date", "").strip():
        event_date = read_date(text)
        if event_date is None:
            misfits.append(Misfit("date", pathway.wording.text("event")))
    situation = Situation(
        as_of=as_of,
        place=place if place in pathway.places else None,
        event_date=event_date,
        answers=_answers(arguments, pathway, misfits),
        channels=_channels(arguments, pathway, misfits),
        ticks=_ticks(arguments, pathway, misfits),
        applied=_applied(arguments, pathway, as_of, misfits),
        as_of_chosen=arguments.get("as-of") == as_of.isoformat(),
    )
    return Asked(situation, tuple(dict.fromkeys(misfits)))


def moot_answers(plan: Plan, pathway: Pathway) -> tuple[Misfit, ...]:
    """Name the answers that no longer count, because another answer makes their question pointless."""
    return tuple(
        Misfit("moot", pathway.questions[dropped.key].wording.title)
        for dropped in plan.dropped
        if dropped.what == "answer"
    )


def _answers(arguments: MultiDict[str, str], pathway: Pathway, misfits: list[Misfit]) -> dict[str, str]:
    answers = {}
    for name, values in arguments.lists():
        option = next((value for value in reversed(values) if value), None)
        if name in RESERVED_QUESTION_IDS or name.startswith((CHANNEL, APPLIED)) or option is None:
            continue
        question = pathway.questions.get(name)
        if question is None:
            # Campaign marks and the like are ignored; what looks like an answer was one, to a question since removed.
            if _ID.fullmatch(name) and _ID.fullmatch(option):
                misfits.append(Misfit("question"))
        elif option in {known.id for known in question.facts.options}:
            answers[name] = option
        else:
            misfits.append(Misfit("option", question.wording.title))
    return answers


def _channels(arguments: MultiDict[str, str], pathway: Pathway, misfits: list[Misfit]) -> dict[str, str]:
    services = {step.id: step.service for step in pathway.facts.steps if step.service}
    channels = {}
    for name, channel in arguments.items():
        if not name.startswith(CHANNEL) or not channel:
            continue
        service = pathway.services.get(services.get(name.removeprefix(CHANNEL), ""))
        if service is not None and channel in {known.id for known in service.facts.channels}:
            channels[name.removeprefix(CHANNEL)] = channel
        else:
            misfits.append(Misfit("channel", service.wording.title if service else None))
    return channels


def _applied(arguments: MultiDict[str, str], pathway: Pathway, as_of: date, misfits: list[Misfit]) -> dict[str, date]:
    steps = {step.id for step in pathway.facts.steps}
    applied = {}
    for name, text in arguments.items():
        if not name.startswith(APPLIED) or not text:
            continue
        step, day = name.removeprefix(APPLIED), read_date(text)
        if step in steps and day is not None and day <= as_of:
            applied[step] = day
        else:
            misfits.append(Misfit("date" if step in steps else "step"))
    return applied


def _ticks(arguments: MultiDict[str, str], pathway: Pathway, misfits: list[Misfit]) -> dict[str, Tick]:
    steps = {step.id for step in pathway.facts.steps}
    ticks: dict[str, Tick] = {}
    for name, tick in TICKS.items():
        for step in filter(None, arguments.getlist(name)):
            if step in steps:
                ticks[step] = tick
            else:
                misfits.append(Misfit("step"))
    return ticks
