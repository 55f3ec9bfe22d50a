"""Synonyms and pins: every line says something, and no query leads to two places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.errors import Problem
from catalogue.facts import KINDS, Kind
from catalogue.facts.words import Words
from catalogue.files.content import Content, facts_path, words_path
from catalogue.search.rules import need_of
from catalogue.search.synonyms import parse_synonyms

_STEERING = tuple(kind for kind, row in KINDS.items() if row.steers_search)


@dataclass(frozen=True, slots=True)
class PinnedQueries:
    """What one pin says in one language."""

    key: str
    target: tuple[str, str]
    queries: tuple[str, ...]


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield rules without words, lines that say nothing, and queries that two pins answer differently."""
    unreadable = {problem.path for problem in content.problems}
    for entry in content.list_entries(*_STEERING):
        folder = entry.facts_path.rpartition("/")[0]
        if not entry.words and not any(path.startswith(f"{folder}/") for path in unreadable):
            remedy = f"Write {entry.words_path('en')}, or the same of another language."
            yield Problem(entry.facts_path, "file", "It has no words in any language.", remedy)
        for language, words in sorted(entry.words.items()):
            yield from list_idle_lines(entry.kind, entry.key, language, words)
    pins = list(content.list_entries(Kind.PIN))
    for language in sorted({language for entry in pins for language in entry.words}):
        said = (
            PinnedQueries(entry.key, entry.facts.target, lines_of(entry.words[language]))
            for entry in pins
            if language in entry.words
        )
        yield from list_rivals(said, language)


def list_idle_lines(kind: Kind, key: str, language: str, words: Words) -> Iterator[Problem]:
    """Yield the lines of synonyms or of a pin that say nothing."""
    path = words_path(kind, key, language)
    for line in lines_of(words):
        if kind is Kind.PIN and not need_of(line, language):
            yield Problem(path, "queries", f"“{line}” has no words.", "Write what people type, or remove the line.")
        elif kind is Kind.SYNONYMS and not parse_synonyms([line], language).meanings:
            problem = f"“{line}” says nothing: it has no two phrases that search does not take for the same anyway."
            yield Problem(path, "rules", problem, "Write “a, b” or “a, b => c”, or remove the line.")


def list_rivals(pins: Iterable[PinnedQueries], language: str) -> Iterator[Problem]:
    """Yield the queries, all of one language, for which an earlier one of these pins leads elsewhere."""
    first: dict[frozenset[str], PinnedQueries] = {}
    for pin in pins:
        for query in pin.queries:
            need = need_of(query, language)
            other = first.setdefault(need, pin)
            if need and other.target != pin.target:
                problem = f"“{query}” leads elsewhere by {facts_path(Kind.PIN, other.key)}."
                yield Problem(words_path(Kind.PIN, pin.key, language), "queries", problem, "Keep it in one of them.")


def lines_of(words: Words) -> tuple[str, ...]:
    """Return the lines that speak to the search; empty ones, and a text in place of a list, are told of elsewhere."""
    lines = next((text for key in ("rules", "queries") if (text := words.sections.get(key))), ())
    return tuple(line for line in lines if line) if isinstance(lines, tuple) else ()
