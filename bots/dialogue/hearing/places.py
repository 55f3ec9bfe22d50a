"""Where: the places of the country by their names and other names, in every language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bots.dialogue.hearing.words import Spoken, Token, tokens_of
from catalogue.facts.place import PlaceLevel
from catalogue.queries.shared import get_shared

if TYPE_CHECKING:
    from catalogue.context import Reading

_SECTIONS = ("title", "aliases")


@dataclass(frozen=True, slots=True)
class HeardPlace:
    """A place that was named, and by which words of the text."""

    place: str
    start: int
    end: int


def hear_place(spoken: Spoken, reading: Reading) -> HeardPlace | None:
    """Return the place that a text names; of several the one with the longest name. The country itself is none."""
    names = reading.kept(("names of places", spoken.language), lambda: _names(reading, spoken.language))
    for phrase, place in names:
        at = _find(phrase, spoken.tokens)
        if at is not None:
            return HeardPlace(place, *at)
    return None


def _find(phrase: tuple[Token, ...], tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    for start in range(len(tokens) - len(phrase) + 1):
        if all(tokens[start + place].is_like(wanted) for place, wanted in enumerate(phrase)):
            return start, start + len(phrase)
    return None


def _names(reading: Reading, language: str) -> tuple[tuple[tuple[Token, ...], str], ...]:
    shared = get_shared(reading)
    found: dict[tuple[Token, ...], str] = {}
    for key, live in shared.place_words.items():
        if shared.places[key].level is PlaceLevel.COUNTRY:
            continue
        for words in live.words.values():
            for section in _SECTIONS:
                said = words.sections.get(section, ())
                for name in (said,) if isinstance(said, str) else said:
                    phrase = tokens_of(name, language)
                    if phrase:
                        found.setdefault(phrase, key)
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))
