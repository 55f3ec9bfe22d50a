"""Conditions: each asks a question that exists for an option it has, and can be true of somebody."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from catalogue.errors import Problem
from catalogue.facts import Condition, Kind, Question
from catalogue.files.check.reach import Reach
from catalogue.files.check.references import unknown
from catalogue.files.check.walking import Seen, list_seen
from catalogue.files.content import Content


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield conditions over unknown questions or options, and conditions that nobody can meet."""
    reach = Reach(content)
    for seen in list_seen(content, Kind.SERVICE, Kind.VARIANT, Kind.LIFE_EVENT):
        for path, part in seen.list_parts():
            if isinstance(part, Condition):
                faults = list(_unknown(content, seen, path, part))
                yield from faults
                if not faults:
                    yield from _contradictions(reach, seen, path, part)


def _unknown(content: Content, seen: Seen, path: str, condition: Condition) -> Iterator[Problem]:
    for part in condition.walk():
        for key, options in (part.is_ or {}).items():
            question = content.find_facts(Kind.QUESTION, key)
            if not content.has(Kind.QUESTION, key):
                yield seen.problem(path, *unknown(Kind.QUESTION, key, content))
            if not isinstance(question, Question):
                continue
            known = [option.id for option in question.options]
            for option in options:
                if option not in known:
                    close = get_close_matches(option, known, n=1)
                    remedy = f"Did you mean “{close[0]}”?" if close else f"There are: {', '.join(known)}."
                    yield seen.problem(path, f"The question “{key}” has no option “{option}”.", remedy)


def _contradictions(reach: Reach, seen: Seen, path: str, condition: Condition) -> Iterator[Problem]:
    if not reach.can_hold([condition]):
        yield seen.problem(
            path, "The condition contradicts itself: nobody meets it.", "Correct it, or remove the part."
        )
        return
    for part in condition.walk():
        for number, branch in enumerate(part.any or ()):
            if not reach.can_hold([branch]):
                problem = "This branch of the condition contradicts itself: nobody meets it."
                yield seen.problem(f"{path}.any.{number}", problem, "Correct it, or remove the branch.")
