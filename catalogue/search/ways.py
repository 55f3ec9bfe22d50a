"""Ways to read what was typed: in the reader's language, in another whose words it has, on another keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from catalogue.search.asking import Understood, known_share, understand
from catalogue.search.keyboards import retyped
from catalogue.search.query import Query, read_query
from catalogue.search.rules import RulesInForce
from catalogue.search.stopwords import stop_words
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
    rules_of: Callable[[str], RulesInForce],
    languages: Sequence[str],
    literally: bool,
) -> list[Way]:
    """Return the ways worth asking, the reader's own language first, then others that know more of what was typed.

    While the reader's language knows every word, it alone is asked: a word that two languages share is the reader's.
    """
    known = known_share(query, vocabulary_of(query.language), rules_of(query.language))
    # A greeting in any language is no slip of another word, and was not meant for another keyboard.
    literally = literally or (known < 1.0 and any(read_query(query.text, one).says_nothing for one in languages))
    own = understand(query, vocabulary_of(query.language), rules_of(query.language), literally)
    if known == 1.0 or not query.words:
        return [Way(query.language, own, 1.0)]
    if known == 0.0 and not literally and (switched := _switched(query, vocabulary_of, rules_of, languages)):
        return switched
    ways = []
    for language in languages:
        if language == query.language:
            continue
        vocabulary, rules = vocabulary_of(language), rules_of(language)
        read = read_query(query.text, language)
        share = known_share(read, vocabulary, rules)
        if share > known or (share == known == 0.0 and not literally):
            understood = understand(read, vocabulary, rules, literally)
            if share or understood.share > own.share:
                ways.append(Way(language, understood, understood.share * _FOREIGN))
    if not ways:
        return [Way(query.language, own, 1.0)]
    return [Way(query.language, own, own.share), *sorted(ways, key=lambda way: -way.confidence)]


def _switched(
    query: Query,
    vocabulary_of: Callable[[str], Vocabulary],
    rules_of: Callable[[str], RulesInForce],
    languages: Sequence[str],
) -> list[Way] | None:
    """Return the ways to read a text that was typed on the keyboard of another language, if it makes sense so."""
    for text in retyped(query.text):
        read = {language: read_query(text, language) for language in {query.language: None} | dict.fromkeys(languages)}
        shares = {
            language: known_share(_without_small(one), vocabulary_of(language), rules_of(language))
            for language, one in read.items()
        }
        best = max(shares, key=lambda language: (shares[language], language == query.language), default=None)
        if best is not None and shares[best] >= _SENSIBLE:
            asked = [query.language] if best == query.language else [query.language, best]
            return [
                Way(
                    language,
                    understand(read[language], vocabulary_of(language), rules_of(language), True),
                    shares[language],
                )
                for language in asked
            ]
    return None


def _without_small(query: Query) -> Query:
    """Return what other keys gave without stop words, and without what a stemmer takes for one: яяя is я for it."""
    small = stop_words(query.language)
    words = (word for word in query.words if word.typed not in small and small.isdisjoint(word.tokens))
    return replace(query, words=tuple(words))
