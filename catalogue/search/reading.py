"""Reading one generation of the index: from a query to ranked hits, counts and suggestions."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from catalogue.search.counts import Counts
from catalogue.search.engines import Filters, Tally, Terms
from catalogue.search.fields import EVERYWHERE
from catalogue.search.generations import Generation
from catalogue.search.hits import Hit, Hits, Suggestion
from catalogue.search.query import Query, correct_text
from catalogue.search.ranking import Candidate, Collection, name_lengths, query_grams, rank
from catalogue.search.spelling import correct
from catalogue.search.suggestions import find_suggested, prefix_of

CANDIDATES = 150
"""So many documents an engine gives for ranking; further pages are ranked as far as `MOST_CANDIDATES`."""
MOST_CANDIDATES = 500
_MOST_TERMS = 12
_COMMON_SHARE, _COMMON_LEAST = 0.1, 500
"""A word in more than this share of the documents, and at least this many, only helps other words to rank."""
_REMEMBERED = 500
_KIN_BEGINNING = 5
_KIN_SHARE = 0.7
_KIN_SURENESS = 0.4
"""Stems that share so many letters at their beginning, and so much of the longer, are taken for related words."""
_MOST_KIN = 200
_RARE = 2
_SHORTEST_CORRECTED = 4
_SHORTEST_CORRECTED_LATIN = 5

_Card = tuple[str, str, str | None, str, str]


class Reading:
    """One generation as it is at one sequence number. Documents read once are remembered; threads may share it."""

    def __init__(self, generation: Generation, sequence: int) -> None:
        self._store = generation.store
        self._engine = generation.engine
        self.engine_name = generation.engine_name
        self.sequence = sequence
        self._documents: OrderedDict[int, tuple[_Card, Candidate]] = OrderedDict()
        self._lock = Lock()

    def find(self, query: Query, filters: Filters, limit: int, offset: int, literally: bool) -> Hits:
        """Return a page of what answers the query."""
        coded = self._by_code(query, filters)
        if coded:
            return coded
        meant = {} if literally else self._meant(query)
        if not literally:
            query = query.with_meant(meant)
            query = query.with_kin(self._kin(query))
        collection = self._collection(query)
        terms = _terms(query, collection)
        wanted = min(max(CANDIDATES, offset + limit), MOST_CANDIDATES)
        keys = self._engine.candidates(query.language, terms, filters, wanted)
        if terms.helpful and len(keys) < wanted:
            terms = Terms((*terms.needed, *terms.helpful))
            keys = self._engine.candidates(query.language, terms, filters, wanted)
        documents = self._read(keys, query.language)
        candidates = [documents[key][1] for key in keys if key in documents]
        ranked = rank(query, candidates, collection)[offset : offset + limit]
        tally = self._engine.tally(query.language, terms, filters)
        return Hits(
            query=query.text,
            language=query.language,
            corrected=correct_text(query.text, self._spelled(meant, query.language)) if meant else None,
            total=tally.total,
            hits=tuple(_hit(documents[key][0], query.language, score) for key, score in ranked),
            facets=_facets(tally),
        )

    def suggest(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        """Return services and life events with a name that goes on as typed."""

        def find_starts(start: str, most: int) -> list[tuple[str, int, int]]:
            return self._store.rows(
                "SELECT start, key, rank FROM starts WHERE language = ? AND start >= ? AND start < ? LIMIT ?",
                (language, start, start + "\U0010ffff", most),
            )

        keys = find_suggested(prefix_of(prefix, language), limit, find_starts)
        documents = self._read(keys, language)
        cards = [documents[key][0] for key in keys if key in documents]
        return tuple(Suggestion(kind, id, code, title, language) for kind, id, code, title, _ in cards)

    def knows(self, query: Query) -> bool:
        """Tell whether every word of the query that carries a need stands somewhere in the catalogue."""
        needed = [word for word in query.words if word.needed]
        standing = self._store.documents_of(query.language, (word.typed for word in needed), "words")
        tokens = self._store.documents_of(query.language, (t for word in needed for t in word.tokens), "tokens")
        return bool(needed) and all(
            word.typed in standing or not tokens.keys().isdisjoint(word.tokens) for word in needed
        )

    def _by_code(self, query: Query, filters: Filters) -> Hits | None:
        """Return the object whose code was typed: exactly that one, whatever narrows the search."""
        if query.code is None:
            return None
        rows = self._store.rows(
            "SELECT kind, id, code, title, summary FROM documents WHERE code = ? AND language = ? ORDER BY key",
            (query.code, query.language),
        )
        hits = tuple(_hit(card, query.language, 1.0) for card in rows)
        return Hits(query.text, query.language, total=len(hits), hits=hits) if hits else None

    def _meant(self, query: Query) -> dict[str, str]:
        """Return the words of the catalogue that slips in the query were probably meant to be."""
        doubtful = [word for word in query.words if word.needed and len(word.typed) >= _shortest_corrected(word.typed)]
        standing = self._store.documents_of(query.language, (word.typed for word in doubtful), "words")
        tokens = self._store.documents_of(query.language, (t for word in doubtful for t in word.tokens), "tokens")
        meant = {}
        for word in doubtful:
            often = max([standing.get(word.typed, 0), *(tokens.get(token, 0) for token in word.tokens)])
            if often > _RARE:
                continue
            likely = correct(word.typed, lambda some: self._words_by(some, query.language), often)
            if likely:
                meant[word.typed] = likely
        return meant

    def _kin(self, query: Query) -> dict[str, dict[str, float]]:
        """Return tokens of the catalogue that begin like a word's own: travail beside travailler."""
        found = {}
        for word in query.words:
            own = next(iter(word.tokens))
            if word.needed and len(own) >= _KIN_BEGINNING and own.isalpha():
                rows = self._store.rows(
                    "SELECT text FROM tokens WHERE language = ? AND text > ? AND text < ? LIMIT ?",
                    (query.language, own[:_KIN_BEGINNING], own[:_KIN_BEGINNING] + "\U0010ffff", _MOST_KIN),
                )
                found[word.typed] = {token: _KIN_SURENESS for (token,) in rows if token != own and _are_kin(own, token)}
        return found

    def _words_by(self, pieces: list[str], language: str) -> dict[str, int]:
        places = ",".join("?" * len(pieces))
        statement = (
            "SELECT words.text, words.documents FROM pieces JOIN words "  # noqa: S608
            "ON words.language = pieces.language AND words.text = pieces.word "
            f"WHERE pieces.language = ? AND pieces.piece IN ({places})"
        )
        return dict(self._store.rows(statement, (language, *pieces)))

    def _spelled(self, meant: dict[str, str], language: str) -> dict[str, str]:
        """Return the meant words with the accents that the catalogue writes."""
        return {typed: self._store.spelling(language, word) for typed, word in meant.items()}

    def _collection(self, query: Query) -> Collection:
        tokens = [*(token for word in query.words for token in word.tokens), *query.extra]
        documents, average_lengths = self._store.lengths(query.language)
        return Collection(
            documents=documents,
            average_lengths=average_lengths,
            tokens=self._store.documents_of(query.language, tokens, "tokens"),
            grams=self._store.documents_of(query.language, query_grams(query), "grams"),
            words=self._store.documents_of(query.language, (word.meant or word.typed for word in query.words), "words"),
        )

    def _read(self, keys: Sequence[int], language: str) -> dict[int, tuple[_Card, Candidate]]:
        with self._lock:
            known = {key: self._documents[key] for key in keys if key in self._documents}
        missing = [key for key in keys if key not in known]
        if missing:
            places = ",".join("?" * len(missing))
            statement = f"SELECT key, kind, id, code, title, summary, counts FROM documents WHERE key IN ({places})"  # noqa: S608
            rows = self._store.rows(statement, missing)
            read = {row[0]: Counts.from_json(row[-1]) for row in rows}
            words = {word for counts in read.values() for name in counts.names for word in name}
            in_documents = self._store.documents_of(language, words, "words")
            number, _ = self._store.lengths(language)
            for key, kind, id, code, title, summary, _ in rows:
                lengths = name_lengths(read[key], in_documents, number)
                known[key] = ((kind, id, code, title, summary), Candidate(key, kind, read[key], lengths))
        with self._lock:
            for key in keys:
                if key in known:
                    self._documents[key] = known[key]
                    self._documents.move_to_end(key)
            while len(self._documents) > _REMEMBERED:
                self._documents.popitem(last=False)
        return known


def _shortest_corrected(word: str) -> int:
    """Return from how many letters on a word is corrected: a short Latin one is another word too often."""
    return _SHORTEST_CORRECTED_LATIN if word.isascii() else _SHORTEST_CORRECTED


def _are_kin(one: str, other: str) -> bool:
    shared = math.ceil(_KIN_SHARE * max(len(one), len(other)))
    return one[:shared] == other[:shared]


def _terms(query: Query, collection: Collection) -> Terms:
    """Choose the few tokens by which the engine looks: the rarest of the words that carry the need."""
    weighted: dict[str, float] = {}
    for word in query.words:
        if word.needed:
            for token, sureness in word.tokens.items():
                weighted[token] = max(sureness, weighted.get(token, 0.0))
    for token, sureness in query.extra.items():
        weighted.setdefault(token, sureness)
    known = sorted((token for token in weighted if token in collection.tokens), key=lambda t: (collection.tokens[t], t))
    terms = [(token, weighted[token]) for token in known[:_MOST_TERMS]]
    common = max(_COMMON_LEAST, collection.documents * _COMMON_SHARE)
    rare = tuple(term for term in terms if collection.tokens[term[0]] <= common)
    return Terms(rare, tuple(terms[len(rare) :])) if rare else Terms(tuple(terms))


def _hit(card: _Card, language: str, score: float) -> Hit:
    kind, id, code, title, summary = card
    return Hit(kind, id, code, title, summary, language, round(score, 4))


def _facets(tally: Tally) -> dict[str, dict[str, int]]:
    """Return the counts as readers want them: what holds everywhere counts for each place."""
    facets = {name: dict(counted) for name, counted in tally.facets.items()}
    everywhere = facets.get("place", {}).pop(EVERYWHERE, 0)
    facets["place"] = {place: number + everywhere for place, number in facets.get("place", {}).items()}
    return facets
