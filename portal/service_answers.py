"""What an address says of the person for whom one service is shown: answers, a date, a way; codes and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from catalogue.facts.base import ID_PATTERN
from catalogue.queries.counter import AtCounter
from portal.days import read_date

ANSWER = "answer-"
"""Before the id of a question, so that no question can be mistaken for another parameter."""
LACKING = "lacks"

_ID = re.compile(ID_PATTERN)
_MOST_ANSWERS = 60


def read_known(arguments: MultiDict[str, str]) -> AtCounter:
    """Read what is known of a person. What has no shape of a code or a date is passed over."""
    named = ((name.removeprefix(ANSWER), value) for name, value in arguments.items() if name.startswith(ANSWER))
    answers = [(name, value) for name, value in named if _ID.fullmatch(name) and _ID.fullmatch(value)]
    way = arguments.get("way", "")
    return AtCounter(
        answers=dict(answers[:_MOST_ANSWERS]),
        event_date=read_date(arguments.get("event-date", "").strip()),
        way=way if _ID.fullmatch(way) else None,
        hurry=arguments.get("hurry") == "yes",
    )


def ids_named(arguments: MultiDict[str, str], name: str) -> frozenset[str]:
    """Return the ids that a parameter names, again and again."""
    return frozenset(value for value in arguments.getlist(name) if _ID.fullmatch(value))


def parameters_of(known: AtCounter) -> Iterator[tuple[str, str]]:
    """Yield what is known of a person as parameters of an address, in one order."""
    if known.event_date:
        yield "event-date", known.event_date.isoformat()
    if known.way:
        yield "way", known.way
    if known.hurry:
        yield "hurry", "yes"
    yield from ((f"{ANSWER}{question}", option) for question, option in sorted(known.answers.items()))
