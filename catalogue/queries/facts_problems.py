"""What facts would make wrong if they were published now: in the object itself, and in others that lean on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from catalogue.commands.export_content import get_content
from catalogue.errors import Problem
from catalogue.facts import Facts, Kind
from catalogue.files.check import care, conditions, documents, life_events, money, placeholders, references, variants
from catalogue.files.content import Content, Entry, facts_path

if TYPE_CHECKING:
    from catalogue.context import Reading

RULES: tuple[Callable[[Content], Iterable[Problem]], ...] = (
    references.find_problems,
    conditions.find_problems,
    documents.find_problems,
    life_events.find_problems,
    variants.find_problems,
    placeholders.find_problems,
)
"""The rules of content that facts can break. What words lack is nothing that an editor of facts can mend."""
DATED_RULES: tuple[Callable[[Content, date], Iterable[Problem]], ...] = (money.find_problems, care.find_problems)


@dataclass(frozen=True, slots=True)
class FactsProblem:
    """One thing that these facts would make wrong."""

    kind: Kind
    key: str
    """The object that it is told of; of words, the object that they speak of."""
    field: str
    """Its field, as content files write it; of words, the section."""
    problem: str
    in_words: bool


def list_facts_problems(reading: Reading, kind: Kind, key: str, facts: Facts) -> tuple[FactsProblem, ...]:
    """Return what is wrong with what is live once these facts are, and was not wrong before; ordered.

    That a variant's national value has changed is no fault of the service that changed it.
    """
    live = reading.kept("content", lambda: get_content(reading))
    before = live.objects.get((kind, key))
    entry = replace(before, facts=facts) if before else Entry(kind, key, facts)
    content = Content({**live.objects, (kind, key): entry}, live.numbers, live.redirects)
    own = facts_path(kind, key)
    paths = {facts_path(*name): name for name in content.objects}
    problems = []
    for problem in sorted(_problems(content, reading.as_of), key=lambda problem: (problem.path != own, problem.field)):
        if _is_no_fault(problem, own):
            continue
        # What is wrong with this object is told also when it was wrong before. Whether something else was, is only
        # looked up when it is asked: content is sound as a rule, and all rules on all objects take a while.
        if problem.path != own and problem in reading.kept(
            ("problems", reading.as_of), lambda: frozenset(_problems(live, reading.as_of))
        ):
            continue
        name = paths.get(problem.path)
        problems.append(
            FactsProblem(*(name or _spoken_of(problem.path, paths)), problem.field, problem.problem, not name)
        )
    return tuple(problems)


def _problems(content: Content, as_of: date) -> set[Problem]:
    found: set[Problem] = set()
    for rule in RULES:
        found.update(rule(content))
    for dated_rule in DATED_RULES:
        found.update(dated_rule(content, as_of))
    return set(variants.without_inherited(content, found))


def _is_no_fault(problem: Problem, own: str) -> bool:
    return problem.field == "review" or (problem.path != own and problem.field.endswith(".national"))


def _spoken_of(path: str, paths: dict[str, tuple[Kind, str]]) -> tuple[Kind, str]:
    """Return the object whose words lie at a path: `services/register-birth/en.md` lies beside its facts."""
    folder, _, file = path.rpartition("/")
    variant = f"{folder}/{file.partition('.')[0]}.yaml"
    beside = (name for facts, name in paths.items() if facts == variant or facts.rpartition("/")[0] == folder)
    return next(beside, (Kind.PACK, "pack"))
