"""From a query in words to what is asked of one language's index: word numbers, likenesses, terms for the engine."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from catalogue.search.engines import Terms
from catalogue.search.query import Query, Word
from catalogue.search.ranking import Asked, Sought, rarity
from catalogue.search.rules import RulesInForce
from catalogue.search.sounds import syllables
from catalogue.search.vocabulary import Token, Vocabulary
from catalogue.search.words import forms, grams, is_unspaced

CANDIDATES = 150
"""So many documents are ranked."""
_MOST_TERMS = 12
_COMMON_SHARE, _COMMON_LEAST = 0.1, 500
"""A word in more than this share of the documents, and at least this many, only helps other words to rank."""
_KIN_SURENESS = 0.4
"""Words whose stems begin alike are taken for related."""
_RARE = 2
_MOST_CORRECTED = 8
"""So many unknown words of one query are looked up for what was meant: a text of nothing else is no question."""
_SHORTEST_CORRECTED = 4
_SHORTEST_HEARD = 4
_SHORTEST_COMPOUND = 7
_SURENESS_OF_COMPOUND = 0.9
_SURENESS_OF_MEANT = 0.6
"""How much of the reader's word stands, for comparing languages, when only what was probably meant stands."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as one language's index understands it."""

    query: Query
    meant: Mapping[str, str]
    """Words of the catalogue for words that were slips or typed by their sound, by the folded typed word."""
    share: float
    """From 0 to 1: how much of what was needed the language knows."""


def known_share(
    query: Query, vocabulary: Vocabulary, rules: RulesInForce, meant: Mapping[str, str] | None = None
) -> float:
    """Return how much of the words that carry the need stand in the documents or the synonyms of a language."""
    needed = [word for word in rules.without_places(query, meant or {}).words if word.needed]
    if not needed:
        return 0.0
    standing = vocabulary.tokens(token for word in needed for token in word.tokens)
    known = sum(
        1.0
        if any(token in standing or rules.knows(token) for token in word.tokens)
        else (_SURENESS_OF_MEANT if meant and word.typed in meant else 0.0)
        for word in needed
    )
    return known / len(needed)


def understand(query: Query, vocabulary: Vocabulary, rules: RulesInForce, literally: bool) -> Understood:
    """Find what was meant by words that the language does not know, unless what was typed is to be taken literally."""
    meant = {} if literally else _meant(query, vocabulary, rules)
    understood = rules.without_places(rules.with_synonyms(query, meant), meant).with_meant(meant)
    return Understood(_with_compounds(understood, vocabulary), meant, known_share(query, vocabulary, rules, meant))


def ask(understood: Understood, vocabulary: Vocabulary, literally: bool) -> tuple[Asked, Terms]:
    """Return what ranking and the engine are asked."""
    query = understood.query
    kin = (
        {}
        if literally
        else {word.typed: vocabulary.kin(next(iter(word.tokens))) for word in query.words if word.needed}
    )
    wanted = [token for word in query.words for token in word.tokens]
    tokens = vocabulary.tokens((*wanted, *query.extra))
    for found in kin.values():
        tokens.update(found)
    asked = Asked(
        sought=_sought(query, kin, tokens, vocabulary.documents),
        similar=vocabulary.similar(query_grams(query.words)),
        pairs=_pairs(query, vocabulary),
        average_lengths=vocabulary.average_lengths,
        unknown=_worth_of_unknown(query, tokens, vocabulary.documents),
    )
    return asked, _terms(query, kin, tokens, vocabulary.documents)


def query_grams(words: Iterable[Word]) -> dict[str, float]:
    """Return the character n-grams of a query with their weights."""
    weights: dict[str, float] = {}
    for word in words:
        for gram in (gram for meant in word.spelled for gram in grams(meant)):
            weights[gram] = weights.get(gram, 0.0) + word.weight
    return weights


def _with_compounds(query: Query, vocabulary: Vocabulary) -> Query:
    """Return the query with words that the catalogue writes as one beside the two that were typed: still birth."""
    joined = {
        one.typed + other.typed for one, other in pairwise(query.words) if not is_unspaced(one.typed + other.typed)
    }
    standing = vocabulary.standing(word for word in joined if len(word) >= _SHORTEST_COMPOUND)
    extra = {token: _SURENESS_OF_COMPOUND for word in standing for token in forms(word, query.language)[:1]}
    return replace(query, extra={**extra, **query.extra}) if extra else query


def _meant(query: Query, vocabulary: Vocabulary, rules: RulesInForce) -> dict[str, str]:
    doubtful = [
        word
        for word in query.words
        if word.needed
        and len(word.typed) >= _shortest_corrected(word.typed)
        and not any(rules.knows(token) for token in word.tokens)
    ]
    standing = vocabulary.standing(word.typed for word in doubtful)
    tokens = vocabulary.tokens(token for word in doubtful for token in word.tokens)
    meant: dict[str, str] = {}
    looked_up = 0
    for word in doubtful:
        own = (tokens[token].documents for token in word.tokens if token in tokens)
        often = max([standing.get(word.typed, 0), *own])
        if often > _RARE:
            continue
        looked_up += 1
        if looked_up > _MOST_CORRECTED:
            break
        likely = _likely(word.typed, often, vocabulary)
        if likely:
            meant[word.typed] = likely
    return meant


def _likely(typed: str, often: int, vocabulary: Vocabulary) -> str | None:
    """Return what was probably meant: a word spelled nearly so, or one that sounds so."""
    if is_unspaced(typed):
        return None if often else vocabulary.heard(typed)
    likely = vocabulary.meant(typed, often)
    if likely is None and not often and len(typed) >= _SHORTEST_COMPOUND:
        likely = vocabulary.parted(typed)
    if likely is None and not often and typed.isascii() and len(typed) >= _SHORTEST_HEARD and len(set(typed)) > 1:
        likely = vocabulary.heard(typed)
        if likely is None and vocabulary.language == "zh":
            likely = " ".join(vocabulary.heard_pairs(syllables(typed))) or None
    return likely


def _shortest_corrected(typed: str) -> int:
    """Return from how many letters on a word is corrected: a short one is another word too often."""
    return 2 if is_unspaced(typed) else _SHORTEST_CORRECTED


def _sought(query: Query, kin: Mapping[str, Mapping[str, Token]], tokens: Mapping[str, Token], of: int) -> list[Sought]:
    groups = [(_with_kin(word, kin), word.weight, word.needed) for word in query.words]
    groups += [({token: 1.0}, sureness, False) for token, sureness in query.extra.items()]
    sought = []
    for group, weight, needed in groups:
        words: dict[int, float] = {}
        documents = 0
        for token, sureness in group.items():
            if token in tokens:
                documents = max(documents, tokens[token].documents)
                for number in tokens[token].words:
                    words[number] = max(sureness, words.get(number, 0.0))
        if documents:
            sought.append(Sought(words, weight * rarity(documents, of), needed))
    return sought


def _worth_of_unknown(query: Query, tokens: Mapping[str, Token], of: int) -> float:
    unknown = (word for word in query.words if word.needed and not any(token in tokens for token in word.tokens))
    return sum(rarity(0, of) * word.weight for word in unknown)


def _with_kin(word: Word, kin: Mapping[str, Mapping[str, Token]]) -> dict[str, float]:
    return {**dict.fromkeys(kin.get(word.typed, ()), _KIN_SURENESS), **word.tokens}


def _pairs(query: Query, vocabulary: Vocabulary) -> dict[tuple[int, int], float]:
    words = [word.spelled[0] for word in query.words]
    numbers = vocabulary.numbers(words)
    standing = vocabulary.standing(words)
    worth = {word: math.log(1 + vocabulary.documents / standing.get(word, 1)) for word in words}
    return {
        (numbers[one], numbers[other]): worth[one] + worth[other]
        for one, other in pairwise(words)
        if one in numbers and other in numbers
    }


def _terms(query: Query, kin: Mapping[str, Mapping[str, Token]], tokens: Mapping[str, Token], of: int) -> Terms:
    """Choose the few tokens by which the engine looks: the rarest of the words that carry the need."""
    weighted: dict[str, float] = {}
    for word in query.words:
        if word.needed:
            for token, sureness in _with_kin(word, kin).items():
                weighted[token] = max(sureness, weighted.get(token, 0.0))
    for token, sureness in query.extra.items():
        weighted.setdefault(token, sureness)
    known = sorted((token for token in weighted if token in tokens), key=lambda t: (tokens[t].documents, t))
    terms = [(token, weighted[token]) for token in known[:_MOST_TERMS]]
    common = max(_COMMON_LEAST, of * _COMMON_SHARE)
    rare = tuple(term for term in terms if tokens[term[0]].documents <= common)
    # Decided by the words alone: neither a filter nor a page may change what matches.
    enough = sum(tokens[token].documents for token, _ in rare) >= CANDIDATES
    return Terms(rare, tuple(terms[len(rare) :])) if enough else Terms(tuple(terms))
