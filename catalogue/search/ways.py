"""Ways to read what was typed: in the reader's language, in another whose words it has, on another keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from catalogue.search.asking import Understood, known_share, understand
from catalogue.search.keyboards import retyped
from catalogue.search.query import Query, read_query
from catalogue.search.synonyms import Rules
from catalogue.search.vocabulary import Vocabulary

_FOREIGN = 0.9
"""What is found by words of another language counts a little less than what is found by the reader's own."""
_SENSIBLE = 0.5
"""A text typed on the wrong keyboard makes sense on the right one when so much of it is known there."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a query."""

    language: str
    understood: Understood
    confidence: float
    """What the scores of its hits are multiplied by, to be compared with those of other ways."""


def ways_to_ask(
    query: Query,
    vocabulary_of: Callable[[str], Vocabulary],
    languages: Sequence[str],
    synonyms: Mapping[str, Rules],
    literally: bool,
) -> list[Way]:
    """Return the ways worth asking, the reader's own language first, then others that know more of what was typed.

    While the reader's language knows every word, it alone is asked: a word that two languages share is the reader's.
    """
    vocabulary = vocabulary_of(query.language)
    own = understand(query, vocabulary, literally)
    known = known_share(query, vocabulary)
    if known == 1.0 or not query.words:
        return [Way(query.language, own, 1.0)]
    others = [language for language in languages if language != query.language]
    if known == 0.0 and not literally and (switched := _switched(query, vocabulary_of, languages, synonyms)):
        return switched
    ways = []
    for language in others:
        read = read_query(query.text, language, synonyms.get(language))
        share = known_share(read, vocabulary_of(language))
        if share > known:
            ways.append(Way(language, understand(read, vocabulary_of(language), literally), share))
        elif share == known == 0.0 and not literally:
            understood = understand(read, vocabulary_of(language), literally)
            if understood.share > own.share:
                ways.append(Way(language, understood, understood.share))
    if not ways:
        return [Way(query.language, own, 1.0)]
    foreign = (Way(way.language, way.understood, way.understood.share * _FOREIGN) for way in ways)
    return [Way(query.language, own, own.share), *sorted(foreign, key=lambda way: -way.confidence)]


def _switched(
    query: Query, vocabulary_of: Callable[[str], Vocabulary], languages: Sequence[str], synonyms: Mapping[str, Rules]
) -> list[Way] | None:
    """Return the ways to read a text that was typed on the keyboard of another language, if it makes sense so."""
    for text in retyped(query.text):
        shares = {}
        for language in languages:
            read = read_query(text, language, synonyms.get(language))
            shares[language] = known_share(read, vocabulary_of(language)), read
        best = max(shares, key=lambda language: (shares[language][0], language == query.language), default=None)
        if best and shares[best][0] >= _SENSIBLE:
            read = read_query(text, query.language, synonyms.get(query.language))
            own = understand(read, vocabulary_of(query.language), literally=True)
            ways = [Way(query.language, own, own.share)]
            if best != query.language:
                ways.append(Way(best, understand(shares[best][1], vocabulary_of(best), True), shares[best][0]))
            return ways
    return None
