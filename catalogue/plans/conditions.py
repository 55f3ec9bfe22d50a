"""Conditions: whether a part applies to a person, where what is not known stays unknown. Never code, never `eval`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from catalogue.facts import Condition, Place
from catalogue.plans.pathway import Situation

Truth = bool | None
"""True, False, or None for "not known"."""

PLACE, EVENT_DATE = "place", "event-date"
"""How the place and the date of the life event are named among open questions; no question may be called so."""

# Above so many combinations of open answers the exact search for what still matters would be felt; the names found
# by structure are then taken as they are.
_MOST_COMBINATIONS = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something applies, and which unanswered questions decide it while that is not known."""

    truth: Truth = True
    depends_on: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Tell whether it certainly applies."""
        return self.truth is True

    @property
    def possible(self) -> bool:
        """Tell whether it may apply: only what certainly does not is ever left out."""
        return self.truth is not False

    def __and__(self, other: Verdict) -> Verdict:
        truth = truth_of_all((self.truth, other.truth))
        return Verdict(truth, _merged(self, other) if truth is None else ())

    def __or__(self, other: Verdict) -> Verdict:
        truth = truth_of_any((self.truth, other.truth))
        return Verdict(truth, _merged(self, other) if truth is None else ())


def _merged(*verdicts: Verdict) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for verdict in verdicts for name in verdict.depends_on))


def truth_of_all(truths: Iterable[Truth]) -> Truth:
    """Return Kleene's "and": false as soon as one is false, unknown while one is unknown."""
    known = tuple(truths)
    return False if False in known else None if None in known else True


def truth_of_any(truths: Iterable[Truth]) -> Truth:
    """Return Kleene's "or": true as soon as one is true, unknown while one is unknown."""
    known = tuple(truths)
    return True if True in known else None if None in known else False


def truth_of_not(truth: Truth) -> Truth:
    """Return the opposite; the opposite of unknown is unknown."""
    return None if truth is None else not truth


def place_chain(place: str | None, places: Mapping[str, Place]) -> tuple[str, ...]:
    """Return a place and every place it lies in, innermost first; empty for a place that is not known."""
    chain: list[str] = []
    while place is not None and place in places and place not in chain:
        chain.append(place)
        place = places[place].parent
    return tuple(chain)


def evaluate(condition: Condition | None, situation: Situation, places: Mapping[str, Place]) -> Truth:
    """Tell whether a condition holds for a person: True, False, or None while it cannot be told.

    No condition holds for everybody. A question that makes no sense for the person (`situation.not_asked`) has none
    of its options as answer.
    """
    if condition is None:
        return True
    if condition.is_ is not None:
        return truth_of_all(_answer(question, options, situation) for question, options in condition.is_.items())
    if condition.all is not None:
        return truth_of_all(evaluate(inner, situation, places) for inner in condition.all)
    if condition.any is not None:
        return truth_of_any(evaluate(inner, situation, places) for inner in condition.any)
    if condition.not_ is not None:
        return truth_of_not(evaluate(condition.not_, situation, places))
    if condition.within is not None:
        return _within(condition.within, situation.place, places)
    if situation.event_date is None:
        return None
    if condition.before is not None:
        return situation.event_date < condition.before
    return situation.event_date > condition.after


def _answer(question: str, options: tuple[str, ...], situation: Situation) -> Truth:
    if question in situation.not_asked:
        return False
    answer = situation.answers.get(question)
    return None if answer is None else answer in options


def _within(asked: str, place: str | None, places: Mapping[str, Place]) -> Truth:
    """Unknown without a place, and while only a larger place is known than the one that is asked for."""
    if place is None:
        return None
    if asked in place_chain(place, places):
        return True
    return None if place in place_chain(asked, places) else False


def judge(condition: Condition | None, situation: Situation, places: Mapping[str, Place]) -> Verdict:
    """Return whether a condition holds, together with the questions that decide it while that is open."""
    truth = evaluate(condition, situation, places)
    return Verdict(truth, open_questions(condition, situation, places) if truth is None else ())


def open_questions(condition: Condition | None, situation: Situation, places: Mapping[str, Place]) -> tuple[str, ...]:
    """Return the unanswered questions that decide a condition, `place` and `event-date` among them.

    A question whose answer can no longer change the result is not named. While the condition is undecided at least
    one name is returned; once it is decided, none.
    """
    atoms = tuple(_open_atoms(condition, situation, places)) if condition is not None else ()
    names = tuple(dict.fromkeys(name for name, _ in atoms))
    if len(names) < 2 or len(names) == len(atoms):
        return names
    # A question that is asked in two parts of the condition may cancel out; only trying the answers tells.
    choices = {name: _choices(name, [atom for asked, atom in atoms if asked == name]) for name in names}
    combinations = 1
    for possible in choices.values():
        combinations *= len(possible)
    if combinations > _MOST_COMBINATIONS:
        return names
    deciding = _deciding(condition, names, choices, situation, places)
    return deciding or names


def _open_atoms(
    condition: Condition, situation: Situation, places: Mapping[str, Place]
) -> Iterator[tuple[str, Condition]]:
    """Yield every test that is still open and stands where it can still change the result, with what it asks."""
    if evaluate(condition, situation, places) is not None:
        return
    for inner in (*(condition.all or ()), *(condition.any or ()), *((condition.not_,) if condition.not_ else ())):
        yield from _open_atoms(inner, situation, places)
    for question, options in (condition.is_ or {}).items():
        if _answer(question, options, situation) is None:
            yield question, Condition(is_={question: options})
    if condition.within is not None:
        yield PLACE, condition
    if condition.before is not None or condition.after is not None:
        yield EVENT_DATE, condition


def _choices(name: str, atoms: list[Condition]) -> list[str | date]:
    """Return answers that between them show everything an answer could change; "" is something else."""
    if name == EVENT_DATE:
        bounds = [atom.before or atom.after for atom in atoms]
        return [bound + timedelta(days=days) for bound in dict.fromkeys(bounds) for days in (-1, 0, 1)]
    if name == PLACE:
        return [*dict.fromkeys(atom.within for atom in atoms), ""]
    return [*dict.fromkeys(option for atom in atoms for option in atom.is_[name]), ""]


def _deciding(
    condition: Condition,
    names: tuple[str, ...],
    choices: Mapping[str, list],
    situation: Situation,
    places: Mapping[str, Place],
) -> tuple[str, ...]:
    results: dict[tuple, Truth] = {}
    for combination in product(*(choices[name] for name in names)):
        told = dict(zip(names, combination, strict=True))
        results[combination] = evaluate(condition, situation.told(told), places)
    deciding = []
    for position, name in enumerate(names):
        seen: dict[tuple, set[Truth]] = {}
        for combination, truth in results.items():
            rest = combination[:position] + combination[position + 1 :]
            seen.setdefault(rest, set()).add(truth)
        if any(len(truths) > 1 for truths in seen.values()):
            deciding.append(name)
    return tuple(deciding)


def requirements_of(condition: Condition | None) -> tuple[Condition, ...]:
    """Return the tests that all must hold, with `all` and several questions in one `is` taken apart."""
    if condition is None:
        return ()
    if condition.all is not None:
        return tuple(test for inner in condition.all for test in requirements_of(inner))
    if condition.is_ is not None and len(condition.is_) > 1:
        return tuple(Condition(is_={question: options}) for question, options in condition.is_.items())
    return (condition,)


def exclude_each_other(one: Iterable[Condition], other: Iterable[Condition]) -> bool:
    """Tell whether tests, all of which must hold, plainly cannot hold together with others.

    They want different answers to one question, or one is the opposite of another. False means "not seen at once":
    the two may still exclude each other in a way that takes thought.
    """
    others = tuple(other)
    return any(_contradict(first, second) for first in one for second in others) if others else False


def _contradict(one: Condition, other: Condition) -> bool:
    if one.is_ is not None and other.is_ is not None:
        return any(
            question in other.is_ and not set(options) & set(other.is_[question])
            for question, options in one.is_.items()
        )
    return one.not_ == other or other.not_ == one


def follows(condition: Condition | None, given: Iterable[Condition]) -> bool:
    """Tell whether a condition plainly holds wherever all the given tests do: each of its own is among them."""
    held = tuple(given)
    return all(test in held for test in requirements_of(condition))
