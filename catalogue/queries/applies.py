"""Conditions as a reader understands them: the question, and the answers for which a part holds."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.facts.conditions import Condition
from catalogue.read_models.service_lines import AppliesTo
from catalogue.read_models.text import Text, Wording

EVERYONE = AppliesTo(())


def applies_to(
    condition: Condition | None, questions: Mapping[str, Wording], options: Mapping[str, tuple[str, ...]]
) -> AppliesTo:
    """Say a condition as questions with answers, as far as it is a plain conjunction of such.

    `options` names all options of each question, so that `not: {is: …}` can be said by the answers that remain.
    A condition on places or dates, or a choice between questions, cannot be said so; `exact` is then False.
    """
    if condition is None:
        return EVERYONE
    lines: list[tuple[Text, tuple[Text, ...]]] = []
    exact = _collect(condition, questions, options, lines)
    return AppliesTo(tuple(lines), exact)


def _collect(
    condition: Condition,
    questions: Mapping[str, Wording],
    options: Mapping[str, tuple[str, ...]],
    lines: list[tuple[Text, tuple[Text, ...]]],
) -> bool:
    if condition.is_ is not None:
        for question, chosen in condition.is_.items():
            _line(question, chosen, questions, lines)
        return all(question in questions for question in condition.is_)
    if condition.all is not None:
        # Every part is collected, also after one that could not be said.
        said = [_collect(part, questions, options, lines) for part in condition.all]
        return all(said)
    inner = condition.not_
    if inner is not None and inner.is_ is not None and len(inner.is_) == 1:
        ((question, excluded),) = inner.is_.items()
        remaining = tuple(option for option in options.get(question, ()) if option not in excluded)
        _line(question, remaining, questions, lines)
        return bool(remaining) and question in questions
    return False


def _line(
    question: str,
    chosen: tuple[str, ...],
    questions: Mapping[str, Wording],
    lines: list[tuple[Text, tuple[Text, ...]]],
) -> None:
    words = questions.get(question)
    if words is None:
        return
    answers = tuple(text for option in chosen if (text := words.text(f"options.{option}")))
    if answers:
        lines.append((words.title, answers))
