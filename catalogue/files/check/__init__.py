"""What is wrong with a content folder: one file per family of rules, everything in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from catalogue.errors import Problem
from catalogue.files.check import (
    care,
    conditions,
    contradictions,
    documents,
    glossary,
    ledger,
    life_events,
    markdown,
    money,
    placeholders,
    readability,
    references,
    repeated_facts,
    search_rules,
    sections,
    timing,
    titles,
    told_numbers,
    variants,
)
from catalogue.files.content import Content

_RULES: tuple[Callable[[Content], Iterable[Problem]], ...] = (
    references.find_problems,
    sections.find_problems,
    placeholders.find_problems,
    repeated_facts.find_problems,
    told_numbers.find_problems,
    markdown.find_problems,
    readability.find_problems,
    glossary.find_problems,
    conditions.find_problems,
    documents.find_problems,
    life_events.find_problems,
    timing.find_problems,
    contradictions.find_problems,
    titles.find_problems,
    variants.find_problems,
    search_rules.find_problems,
    ledger.find_problems,
)
_DATED_RULES: tuple[Callable[[Content, date], Iterable[Problem]], ...] = (money.find_problems, care.find_problems)


def check(content: Content, as_of: date) -> list[Problem]:
    """Return everything that is wrong with the content on a day, ordered by path and field, each fault once."""
    found = set(content.problems)
    for rule in _RULES:
        found.update(rule(content))
    for dated_rule in _DATED_RULES:
        found.update(dated_rule(content, as_of))
    told = variants.without_inherited(content, found)
    return sorted(told, key=lambda problem: (problem.path, problem.field, problem.problem))
