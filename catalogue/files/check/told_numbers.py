"""Numbers in words: a translation that says another number than its source is wrong, whatever else it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from catalogue.errors import Problem
from catalogue.facts import KINDS
from catalogue.facts.words import PLACEHOLDER
from catalogue.files.check.repeated_facts import NUMBER, value_of
from catalogue.files.content import Content

_NUMBERS = re.compile(NUMBER)
_DIGIT = re.compile(r"\d")
_TARGET = re.compile(r"\]\([^)]*\)|https?://\S+")
_WORDS_FOR_MANY = (Decimal(1000), Decimal(10_000), Decimal(1_000_000))
"""What a language may say in a word instead of noughts: “15 thousand”, and 万 in Chinese."""


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield sections whose translation lacks a number of the source and has another one instead.

    A language may write a number out, and may say by words what another says by a number; so a number that is only
    lacking, or only more, tells nothing.
    """
    pack = content.pack
    for entry in content.list_entries() if pack else ():
        source = entry.words.get(pack.source_language) if pack else None
        if source is None or KINDS[entry.kind].steers_search:
            continue
        for key, text in source.sections.items():
            if not isinstance(text, str) or not _DIGIT.search(text) or not (wanted := _numbers(text)):
                continue
            for language, words in sorted(entry.words.items()):
                said = words.sections.get(key)
                if words is not source and isinstance(said, str) and said != text:
                    yield from _difference(entry.words_path(language), key, wanted, _numbers(said))


def _difference(path: str, key: str, wanted: set[Decimal], said: set[Decimal]) -> Iterator[Problem]:
    lacking, other = wanted - said, said - wanted
    short = {number for number in other if any(number * many in lacking for many in _WORDS_FOR_MANY)}
    lacking -= {number * many for number in short for many in _WORDS_FOR_MANY}
    other -= short
    if lacking and other:
        problem = f"It says {_shown(other)} where the source says {_shown(lacking)}."
        yield Problem(path, key, problem, "Use the number of the source, or correct the source.")


def _shown(numbers: set[Decimal]) -> str:
    return " and ".join(f"“{number}”" for number in sorted(numbers))


def _numbers(text: str) -> set[Decimal]:
    if "{" in text:
        text = PLACEHOLDER.sub(" ", text)
    if "](" in text or "://" in text:
        text = _TARGET.sub("]", text)
    return {value_of(number) for number in _NUMBERS.findall(text)}
