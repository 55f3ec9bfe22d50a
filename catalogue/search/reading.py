"""Reading one generation of the index: from a query to ranked hits, counts and suggestions."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from catalogue.search.asking import CANDIDATES, Understood, ask, known_share
from catalogue.search.counts import Counts
from catalogue.search.engines import Filters, IndexDamaged, Tally, Terms
from catalogue.search.fields import EVERYWHERE, name_token
from catalogue.search.generations import Generation
from catalogue.search.hits import Hit, Hits, Suggestion
from catalogue.search.query import Query, correct_text, read_query
from catalogue.search.ranking import Candidate, rank
from catalogue.search.rules import RulesInForce, rules_in_force
from catalogue.search.signals import NOTHING, WHOLE, Signals, weigh
from catalogue.search.suggestions import RANKS, find_suggested, prefix_of
from catalogue.search.vocabulary import Vocabulary
from catalogue.search.ways import Way, ways_to_ask

MOST_CANDIDATES = 500
"""So far one can page: behind the ranked documents come others in the order of the engine."""
FOREIGN_CANDIDATES = 50
"""So many are ranked of each other language whose words were typed."""
WEIGHED = 20
"""Of so many hits of each way of reading it is told how far they answer."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An object that one way of reading the query found."""

    kind: str
    id: str
    key: int
    """Of the document in the language of the way."""
    language: str
    score: float
    accepted: bool = True
    """Whether the filters let it through."""
    signals: Signals = NOTHING


@dataclass(frozen=True, slots=True)
class _Card:
    """What is shown of an object in the reader's language."""

    key: int
    kind: str
    id: str
    code: str | None
    written_in: str
    title: str
    summary: str


class Reading:
    """One generation as it is at one sequence number. Threads may share it."""

    def __init__(self, generation: Generation, sequence: int) -> None:
        self._store = generation.store
        self._engine = generation.engine
        self.engine_name = generation.engine_name
        self.sequence = sequence
        self._languages = self._store.languages()
        self._vocabularies: dict[str, Vocabulary] = {}
        self._rules: dict[str, RulesInForce] = {}

    def find(
        self,
        text: str,
        language: str,
        filters: Filters,
        limit: int,
        offset: int,
        literally: bool,
    ) -> Hits:
        """Return a page of what answers the query."""
        query = read_query(text, language)
        if query.code and (coded := self._by_code(query.code, language)):
            hits = tuple(_hit_of(card, 1.0, signals=WHOLE) for card in coded)
            return Hits(query.text, language, total=len(hits), hits=hits)
        ways = ways_to_ask(query, self.vocabulary, self.rules, self._languages, literally)
        own = ways[0]
        terms, found = self._ask(own, filters, min(max(CANDIDATES, offset + limit), MOST_CANDIDATES), literally)
        best = {(one.kind, one.id): one for one in found}
        foreign = self._ask_others(ways[1:], filters, literally)
        for one in foreign:
            name = (one.kind, one.id)
            if one.accepted and (name not in best or one.score > best[name].score):
                best[name] = one
        led = self._led_to(query, own)
        named = tuple((name_token(kind, id), 1.0) for kind, id in led)
        first = [key for term in named for key in self._engine.candidates(language, Terms((term,)), filters, 1)]
        for card in self._cards_by_key(first):
            best[(card.kind, card.id)] = _Found(card.kind, card.id, card.key, language, 1.0, signals=WHOLE)
        places = {key: place for place, key in enumerate(first)}
        ranked = sorted(best.values(), key=lambda one: (places.get(one.key, len(first)), -one.score, one.key))
        shown = ranked[offset : offset + limit]
        foreign_names = {(one.kind, one.id) for one in foreign}
        cards = self._cards([one for one in shown if one.language == language], language, foreign_names)
        also = [cards[name].key for name in foreign_names if name in cards]
        tally = self._engine.tally(language, Terms((*terms.needed, *named), terms.helpful), filters, also)
        # What has no card in the reader's language is in no tally of it.
        alone = {(one.kind, one.id) for one in foreign if one.accepted} - cards.keys()
        return Hits(
            query=query.text,
            language=language,
            corrected=self._corrected(max(ways, key=lambda way: way.confidence).understood, query.text),
            total=tally.total + len(alone),
            hits=tuple(self._hit(one, cards, language, led.get((one.kind, one.id), False)) for one in shown),
            facets=_facets(tally),
        )

    def suggest(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        """Return services and life events with a name that goes on as typed."""

        def find_starts(start: str, most: int) -> list[tuple[str, int, int]]:
            found: list[tuple[str, int, int]] = []
            for rank_of_start in RANKS:
                if len(found) < most:
                    found += self._store.rows(
                        "SELECT start, key, rank FROM starts WHERE language = ? AND rank = ?"
                        " AND start >= ? AND start < ? ORDER BY length(start), start LIMIT ?",
                        (language, rank_of_start, start, start + "\U0010ffff", most - len(found)),
                    )
            return found

        keys = find_suggested(prefix_of(prefix, language), limit, find_starts)
        cards = {card.key: card for card in self._cards_by_key(keys)}
        found = (cards[key] for key in keys if key in cards)
        return tuple(Suggestion(card.kind, card.id, card.code, card.title, card.written_in) for card in found)

    def rules(self, language: str) -> RulesInForce:
        """Return what editors told the search in a language, read when it is first asked for."""
        if language not in self._rules:
            self._rules[language] = rules_in_force(self._store.rules(language))
        return self._rules[language]

    def vocabulary(self, language: str) -> Vocabulary:
        """Return the words of one language."""
        if language not in self._vocabularies:
            self._vocabularies[language] = Vocabulary(self._store, language)
        return self._vocabularies[language]

    def knows(self, text: str, language: str) -> bool:
        """Tell whether every word of a text that carries a need stands somewhere in the catalogue."""
        return known_share(read_query(text, language), self.vocabulary(language), self.rules(language)) == 1.0

    def _by_code(self, code: str, language: str) -> list[_Card]:
        """Return the object whose code was typed: exactly that one, whatever narrows the search."""
        return self._select("code = ? AND language = ? ORDER BY key", (code, language))

    def _led_to(self, query: Query, own: Way) -> dict[tuple[str, str], bool]:
        """Return what comes first whatever its words: whose code was named, and what editors pinned, which is True."""
        code = query.code_among_words
        coded = {(card.kind, card.id): False for card in self._by_code(code, query.language)} if code else {}
        return coded | dict.fromkeys(
            self.rules(query.language).list_pinned(own.understood.query, own.understood.meant), True
        )

    def _ask_others(self, ways: Sequence[Way], filters: Filters, literally: bool) -> list[_Found]:
        """Return what other ways of reading find, the best way first.

        What the filters keep out is found as well, since it counts for other choices of a reader.
        """
        found = []
        for way in ways:
            accepted = self._ask(way, filters, FOREIGN_CANDIDATES, literally)[1]
            found += accepted
            if filters:
                keys = {one.key for one in accepted}
                whole = self._ask(way, {}, FOREIGN_CANDIDATES, literally)[1]
                found += [replace(one, accepted=False) for one in whole if one.key not in keys]
        return found

    def _ask(self, way: Way, filters: Filters, wanted: int, literally: bool) -> tuple[Terms, list[_Found]]:
        """Return the terms that one way of reading gives the engine, and what is found by them, ranked."""
        vocabulary = self.vocabulary(way.language)
        asked, terms = ask(way.understood, vocabulary, literally)
        keys = self._engine.candidates(way.language, terms, filters, wanted)
        names, candidates = self._read(keys[:CANDIDATES])
        weights = vocabulary.weights({word for found in candidates for name in found.counts.names for word in name})
        ranked = rank(asked, candidates, weights)
        least = ranked[-1][1] if ranked else 0.0
        rest = keys[CANDIDATES:]
        names |= {card.key: (card.kind, card.id) for card in self._cards_by_key(rest)}
        ranked += [(key, least / (2 + place)) for place, key in enumerate(rest) if key in names]
        best = {key for key, _ in ranked[:WEIGHED]}
        signals = {found.key: weigh(asked, found.counts, weights) for found in candidates if found.key in best}
        return terms, [
            _Found(*names[key], key, way.language, score * way.confidence, signals=signals.get(key, NOTHING))
            for key, score in ranked
        ]

    def _read(self, keys: Sequence[int]) -> tuple[dict[int, tuple[str, str]], list[Candidate]]:
        rows = {row[0]: row for row in self._store.rows_by_number("key, kind, id, counts", "documents", "key", keys)}
        try:
            candidates = [Candidate(key, rows[key][1], Counts.from_bytes(rows[key][3])) for key in keys if key in rows]
        except (ValueError, struct.error) as error:
            raise IndexDamaged(str(error)) from error
        return {key: (kind, id) for key, kind, id, _ in rows.values()}, candidates

    def _cards(
        self, own: Sequence[_Found], language: str, foreign: Iterable[tuple[str, str]]
    ) -> dict[tuple[str, str], _Card]:
        """Return the cards in the reader's language of what was found by it, and by others if there are such cards."""
        cards = self._cards_by_key([one.key for one in own])
        named = [value for name in foreign for value in (*name, language)]
        if named:
            places = ",".join(["(?, ?, ?)"] * (len(named) // 3))
            cards += self._select(f"(kind, id, language) IN (VALUES {places})", named)
        return {(card.kind, card.id): card for card in cards}

    def _cards_by_key(self, keys: Sequence[int]) -> list[_Card]:
        columns = "key, kind, id, code, written_in, title, summary"
        return [_Card(*row) for row in self._store.rows_by_number(columns, "documents", "key", keys)]

    def _select(self, where: str, values: Sequence[object]) -> list[_Card]:
        statement = f"SELECT key, kind, id, code, written_in, title, summary FROM documents WHERE {where}"  # noqa: S608
        return [_Card(*row) for row in self._store.rows(statement, values)]

    def _hit(self, found: _Found, cards: Mapping[tuple[str, str], _Card], language: str, pinned: bool) -> Hit:
        card = cards.get((found.kind, found.id)) or self._cards_by_key([found.key])[0]
        found_in = found.language if found.language != language else None
        return _hit_of(card, found.score, found_in, pinned, found.signals)

    def _corrected(self, understood: Understood, text: str) -> str | None:
        """Return the query with the meant words as the catalogue writes them, or None when what was typed stands."""
        query = understood.query
        if not understood.meant:
            # Typed on the keyboard of another language.
            return query.text if query.text != text else None
        words = self.vocabulary(query.language)
        meant = dict(understood.meant)
        standing = words.standing(word.typed for word in query.words)
        for word in query.words:
            # Such a slip finds what was meant by its stem, but a corrected text does not show it.
            if word.typed not in meant and word.typed not in standing:
                meant[word.typed] = words.respelled(word.typed, word.tokens) or word.typed
        spelled = {typed: " ".join(map(words.spelling, word.split())) for typed, word in meant.items() if word != typed}
        return correct_text(query.text, spelled)


def _hit_of(
    card: _Card, score: float, found_in: str | None = None, pinned: bool = False, signals: Signals = NOTHING
) -> Hit:
    return Hit(
        card.kind,
        card.id,
        card.code,
        card.title,
        card.summary,
        card.written_in,
        round(score, 4),
        found_in,
        pinned,
        signals,
    )


def _facets(tally: Tally) -> dict[str, dict[str, int]]:
    """Return the counts as readers want them: what holds everywhere counts for each place."""
    facets = {name: dict(counted) for name, counted in tally.facets.items()}
    everywhere = facets.get("place", {}).pop(EVERYWHERE, 0)
    facets["place"] = {place: number + everywhere for place, number in facets.get("place", {}).items()}
    return facets
