"""The life events nearest to words for which a search found nothing: by likeness of words, then in their own order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.facts import Kind
from catalogue.queries.life_events import list_life_events
from catalogue.queries.live import Live, fetch, selection
from catalogue.queries.named import every
from catalogue.read_models.cards import Card
from catalogue.search.folding import fold
from catalogue.search.words import grams, is_unspaced, needs, split

if TYPE_CHECKING:
    from catalogue.context import Reading

_ALL = selection(every(Kind.LIFE_EVENT))
_SECTIONS = ("title", "aliases", "summary")
_LIKE = 0.5
"""So many of the pieces of two words must be the same for the words to be alike."""
_SHORTEST = 3
_MOST_WORDS = 20
_PIECE = 3


@dataclass(frozen=True)
class _Words:
    """The words of all life events, in every language."""

    by_piece: dict[str, tuple[str, ...]]
    events_of: dict[str, tuple[str, ...]]


def find_nearest_life_events(reading: Reading, typed: str, most: int, first: tuple[str, ...] = ()) -> tuple[Card, ...]:
    """Return life events: those named `first`, then those with words like the typed ones, then the country's own order.

    Words in any language of the catalogue count, whatever language the reader reads.
    """
    known = reading.kept("words of life events", lambda: _all_words(reading))
    nearness: Counter[str] = Counter()
    for word in _words(typed, reading.language)[:_MOST_WORDS]:
        nearness.update(_alike(word, known))
    places = {key: -place for place, key in enumerate(first)}
    # Sorting keeps the catalogue's order among those that are equally near.
    return tuple(
        sorted(
            list_life_events(reading).cards,
            key=lambda card: (places.get(card.id, -len(first) - 1), nearness[card.id]),
            reverse=True,
        )[:most]
    )


def _alike(word: str, known: _Words) -> dict[str, float]:
    """Return the life events that have a word like this one, with how much the two are alike."""
    own = _pieces(word)
    shared = Counter(other for piece in own for other in known.by_piece.get(piece, ()))
    events: dict[str, float] = {}
    for other, number in shared.items():
        likeness = 2 * number / (len(own) + len(_pieces(other)))
        if likeness >= _LIKE:
            for event in known.events_of[other]:
                events[event] = max(likeness, events.get(event, 0.0))
    return events


def _all_words(reading: Reading) -> _Words:
    events_of: dict[str, list[str]] = {}
    by_piece: dict[str, list[str]] = {}
    for live in fetch(reading, _ALL, languages=reading.all_languages).of(Kind.LIFE_EVENT):
        for word in _words_of(live):
            events_of.setdefault(word, []).append(live.key)
    for word in events_of:
        for piece in _pieces(word):
            by_piece.setdefault(piece, []).append(word)
    # Kept as long as the catalogue stays the same, so as small as can be.
    return _Words(_small(by_piece), _small(events_of))


def _small(lists: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in lists.items()}


def _words_of(live: Live) -> set[str]:
    found = set()
    for language, words in live.words.items():
        said = (words.sections.get(section, "") for section in _SECTIONS)
        text = " ".join(text if isinstance(text, str) else " ".join(text) for text in said)
        found.update(_words(text, language))
    return found


def _words(text: str, language: str) -> list[str]:
    """Return the words of a text that carry a need and are long enough to be like another, as one types them."""
    folded = [fold(word) or word for word in needs(split(text, language), language)]
    return [word for word in folded if len(word) >= _SHORTEST or is_unspaced(word)]


def _pieces(word: str) -> frozenset[str]:
    """Return the short n-grams of a word: a slip of typing spoils more of the long ones."""
    return frozenset(piece for piece in grams(word) if len(piece) <= _PIECE)
