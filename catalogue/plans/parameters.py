"""A situation as the parameters of a plan's address: enumerated codes and dates, the same from every door."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.plans.pathway import Situation
from catalogue.read_models.plan import Tick

TICKS: Mapping[str, Tick] = {"done": "done", "waiting": "waiting", "skip": "not-for-me"}
"""The words by which an address marks steps."""

CHANNEL = "channel."
APPLIED = "applied."


def parameters(situation: Situation) -> dict[str, list[str]]:
    """Return a situation as the parameters of an address: one order for one situation, so that links compare equal."""
    marks = {value: name for name, value in TICKS.items()}
    written: dict[str, list[str]] = {}
    if situation.place:
        written["place"] = [situation.place]
    if situation.event_date:
        written["event-date"] = [situation.event_date.isoformat()]
    if situation.as_of_chosen:
        written["as-of"] = [situation.as_of.isoformat()]
    for question, option in sorted(situation.answers.items()):
        written[question] = [option]
    for step, channel in sorted(situation.channels.items()):
        written[f"{CHANNEL}{step}"] = [channel]
    for step, day in sorted(situation.applied.items()):
        written[f"{APPLIED}{step}"] = [day.isoformat()]
    for step, tick in sorted(situation.ticks.items()):
        written.setdefault(marks[tick], []).append(step)
    return written
