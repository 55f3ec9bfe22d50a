"""What search is told by editors: the live synonyms and pins, gathered per language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.facts import KINDS, Kind
from catalogue.queries.live import Live, fetch, selection
from catalogue.queries.named import every
from catalogue.search.rules import Pin, SearchRules

if TYPE_CHECKING:
    from catalogue.context import Reading

STEERING = tuple(kind for kind, row in KINDS.items() if row.steers_search)
"""The kinds of object that are rules: when one changes, all are read anew."""

_RULES = selection(every(*STEERING))


def list_search_rules(reading: Reading) -> tuple[SearchRules, ...]:
    """Return the rules of every language of the country, objects in the order of their ids.

    A pin may lead to what is not live any more: it finds nothing then, and finds again what comes back.
    """
    bundle = fetch(reading, _RULES, languages=reading.all_languages)
    synonyms, pins = bundle.of(Kind.SYNONYMS), bundle.of(Kind.PIN)
    return tuple(
        SearchRules(
            language,
            tuple(line for live in synonyms for line in _lines(live, language, "rules")),
            tuple(Pin(queries, *live.facts.target) for live in pins if (queries := _lines(live, language, "queries"))),
        )
        for language in reading.all_languages
    )


def _lines(live: Live, language: str, section: str) -> tuple[str, ...]:
    words = live.words.get(language)
    lines = words.sections.get(section, ()) if words else ()
    return (lines,) if isinstance(lines, str) else lines
