"""The ledger of small numbers: everything has one, and no two things of a scope have the same."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.errors import Problem
from catalogue.files.content import NUMBERS_FILE, Content
from catalogue.files.numbers import list_numbered


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield things without a number, and numbers that are given twice."""
    if any(problem.path == NUMBERS_FILE for problem in content.problems):
        return
    for scope, key in dict.fromkeys(list_numbered(content)):
        if key not in content.numbers.get(scope, {}):
            yield Problem(NUMBERS_FILE, f"{scope}.{key}", "It has no number yet.", "Run `onedoor format`.")
    for scope, entries in content.numbers.items():
        numbers = list(entries.values())
        for key, number in entries.items():
            if numbers.count(number) > 1:
                remedy = "Take the file back from its last good version; nobody edits it by hand."
                yield Problem(NUMBERS_FILE, f"{scope}.{key}", f"The number {number} is given twice.", remedy)
