"""Readability: no title, sentence, paragraph or text is longer or harder than its language allows."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.errors import Problem
from catalogue.facts import KINDS
from catalogue.files.content import Content, Entry
from catalogue.translating.plain import Advice, Hint, list_excesses, measure_index

_SAID = {
    Advice.LONG: (
        "The text has {count} characters; up to {limit} fit where it is shown.",
        "Say the same in fewer words, or say part of it in another section.",
    ),
    Advice.LONG_SENTENCE: (
        "A sentence has {count} {unit}; up to {limit} are easy to read: “{words}”",
        "Make it two sentences.",
    ),
    Advice.LONG_PARAGRAPH: (
        "A paragraph has {count} {unit}; up to {limit} are easy to read: “{words}”",
        "Make it two paragraphs, or a list.",
    ),
}


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield what the rules of plain language of each language count as too long; lists are as people say them."""
    for entry in content.list_entries():
        if KINDS[entry.kind].steers_search:
            continue
        for language, words in sorted(entry.words.items()):
            path = entry.words_path(language)
            texts = {key: text for key, text in words.sections.items() if isinstance(text, str)}
            for key, text in texts.items():
                for hint in list_excesses(language, key, text):
                    yield _too_long(path, key, language, hint)
            yield from _too_hard(entry, language, list(texts.values()))


def _too_long(path: str, key: str, language: str, hint: Hint) -> Problem:
    problem, remedy = _SAID[hint.advice]
    unit = "characters" if language == "zh" else "words"
    said = problem.format(count=hint.count, limit=hint.limit, unit=unit, words=hint.words)
    return Problem(path, key, said, remedy)


def _too_hard(entry: Entry, language: str, texts: list[str]) -> Iterator[Problem]:
    measured = measure_index(language, texts)
    if measured and measured[0] > measured[1]:
        problem = f"All its texts together are hard to read: index {measured[0]}, where {measured[1]} is the limit."
        yield Problem(entry.words_path(language), "words", problem, "Use shorter sentences and shorter words.")
