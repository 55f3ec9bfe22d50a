"""What search is told besides its documents: the live synonyms, pins and names of places, per language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from catalogue.facts import KINDS, Kind
from catalogue.queries.live import Live, fetch, selection
from catalogue.queries.named import every
from catalogue.search.rules import Pin, SearchRules

if TYPE_CHECKING:
    from catalogue.context import Reading

STEERING = (*(kind for kind, row in KINDS.items() if row.steers_search), Kind.PLACE)
"""The kinds of object that rules are made of: when one changes, all are read anew."""

_RULES = selection(every(*STEERING))


def list_search_rules(reading: Reading) -> tuple[SearchRules, ...]:
    """Return the rules of every language of the country, objects in the order of their ids.

    A pin may lead to what is not live any more: it finds nothing then, and finds again what comes back.
    """
    bundle = fetch(reading, _RULES, languages=reading.all_languages)
    synonyms, pins = bundle.of(Kind.SYNONYMS), bundle.of(Kind.PIN)
    places = tuple(dict.fromkeys(name for live in bundle.of(Kind.PLACE) for name in _names(live)))
    return tuple(
        SearchRules(
            language,
            tuple(line for live in synonyms for line in _lines(live, language, "rules")),
            tuple(Pin(queries, *live.facts.target) for live in pins if (queries := _lines(live, language, "queries"))),
            places,
        )
        for language in reading.all_languages
    )


def _names(live: Live) -> Iterator[str]:
    """Yield what a place is called, in every language: people name it as it stands on their letters."""
    for language in live.words:
        yield from (*_lines(live, language, "title"), *_lines(live, language, "aliases"))


def _lines(live: Live, language: str, section: str) -> tuple[str, ...]:
    words = live.words.get(language)
    lines = words.sections.get(section, ()) if words else ()
    return (lines,) if isinstance(lines, str) else lines
