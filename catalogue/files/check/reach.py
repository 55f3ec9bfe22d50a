"""Whether conditions can hold at all: exact, by going through the answers, places and dates that matter.

Only the answers that a condition names (and one for all others), the places it tells apart and the days around the
dates it names are tried, and a branch is left as soon as what is chosen decides it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from catalogue.facts import Condition, Kind, LifeEvent, Place, Question
from catalogue.files.content import Content
from catalogue.plans.conditions import place_chain, truth_of_all, truth_of_any, truth_of_not

_PLACE, _DAY = ("place",), ("day",)
_ANY_OTHER = ""


class Reach:
    """Tells what can be reached in a content folder; in a life event, questions are asked under conditions."""

    def __init__(self, content: Content, life_event: LifeEvent | None = None) -> None:
        self._options = {
            entry.key: frozenset(option.id for option in entry.facts.options)
            for entry in content.list_entries(Kind.QUESTION)
            if isinstance(entry.facts, Question)
        }
        places = {
            entry.key: entry.facts for entry in content.list_entries(Kind.PLACE) if isinstance(entry.facts, Place)
        }
        self._places = {key: frozenset(place_chain(key, places)) for key in places}
        self._asked: Mapping[str, Condition | None] = (
            {asked.question: asked.when for asked in life_event.questions} if life_event else {}
        )

    def can_hold(self, conditions: Sequence[Condition]) -> bool:
        """Tell whether some person, place and day makes all of these true."""
        return self._search(conditions, {}, self._choices(conditions))

    def _choices(self, conditions: Sequence[Condition]) -> dict[Any, list[Any]]:
        answers: dict[str, set[str]] = {}
        places: set[str] = set()
        days: set[date] = set()
        waiting, done = list(conditions), set()
        while waiting:
            for part in waiting.pop().walk():
                for question, options in (part.is_ or {}).items():
                    answers.setdefault(question, set()).update(options)
                    asked = self._asked.get(question)
                    if asked is not None and question not in done:
                        done.add(question)
                        waiting.append(asked)
                places.update({part.within} - {None})
                days.update({part.before, part.after} - {None})
        choices: dict[Any, list[Any]] = {}
        for question, named in sorted(answers.items()):
            others = self._options.get(question, named | {_ANY_OTHER}) - named
            choices[question] = [*sorted(named), *([_ANY_OTHER] if others else [])]
        if places:
            choices[_PLACE] = sorted({frozenset(around & places) for around in self._places.values()}, key=sorted)
        if days:
            choices[_DAY] = sorted({day + timedelta(days=step) for day in days for step in (-1, 0, 1)})
        return choices

    def _search(self, conditions: Sequence[Condition], chosen: dict[Any, Any], choices: dict[Any, list[Any]]) -> bool:
        truths = [self._truth(condition, chosen, ()) for condition in conditions]
        if False in truths:
            return False
        if None not in truths:
            return True
        name = next(name for name in choices if name not in chosen)
        return any(self._search(conditions, {**chosen, name: value}, choices) for value in choices[name])

    def _truth(self, condition: Condition, chosen: dict[Any, Any], asking: tuple[str, ...]) -> bool | None:
        if condition.all is not None:
            return truth_of_all([self._truth(part, chosen, asking) for part in condition.all])
        if condition.any is not None:
            return truth_of_any(self._truth(part, chosen, asking) for part in condition.any)
        if condition.not_ is not None:
            return truth_of_not(self._truth(condition.not_, chosen, asking))
        if condition.is_ is not None:
            return truth_of_all(
                [self._answer(question, given, chosen, asking) for question, given in condition.is_.items()]
            )
        if condition.within is not None:
            return condition.within in chosen[_PLACE] if _PLACE in chosen else None
        if _DAY not in chosen:
            return None
        return chosen[_DAY] < condition.before if condition.before is not None else chosen[_DAY] > condition.after

    def _answer(
        self, question: str, options: tuple[str, ...], chosen: dict[Any, Any], asking: tuple[str, ...]
    ) -> bool | None:
        answered = chosen[question] in options if question in chosen else None
        asked = self._asked.get(question)
        if asked is None:
            return answered
        if question in asking:
            return False  # it would have to be answered before it is asked
        return truth_of_all([answered, self._truth(asked, chosen, (*asking, question))])
