"""What is asked: phrases per language that give a question away, kept as data that an editor can read (cues/)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from bots.dialogue.hearing.words import Spoken, Token, tokens_of
from bots.dialogue.reply import Intent
from catalogue.search.words import is_unspaced

GAP = "…"
"""Stands for up to `LONGEST_GAP` other words."""
LONGEST_GAP = 4

ASIDE = "aside"
"""Phrases that ask for nothing and tell of nothing: "I would like to know", "thank you in advance"."""
FOLLOW_UP = "follow_up"
"""Phrases that go on with what was spoken of: "and what about"."""
DANGER = "danger"
"""Phrases of somebody who is hurt or may hurt themselves: they are led to a person, whatever else is said."""
MATTER = "matter"
"""What people come for by itself, whether the catalogue has it or not: a divorce, a fishing licence, the weather."""
OPINION = "opinion"
"""Phrases of somebody who wants to be told what is best or right: whom to vote for. No catalogue says."""
ELSEWHERE = "elsewhere"
"""Phrases of what only another country can give, with `SLOT` where it is named: "visa for {country}"."""
COUNTRY = "country"
"""Other countries, and what is of them: "Canada", "Canadian"."""
SLOT = "{country}"
"""Stands in a phrase for any one of `COUNTRY`."""
OF_SUBJECTS = (MATTER, OPINION, ELSEWHERE, COUNTRY)
"""Tables that tell what a text may be about, and nothing of what is asked."""
YES, NO, SKIP = "yes", "no", "skip"
TODAY, TOMORROW, AFTER_TOMORROW, NOW = "today", "tomorrow", "after_tomorrow", "now"
YESTERDAY, BEFORE_YESTERDAY = "yesterday", "before_yesterday"
LAST, LAST_WEEK = "last", "last_week"
WITH_A_WEEKDAY = (LAST, LAST_WEEK)
"""Tables that mean something only together with a weekday: "last Friday", but not "last name"."""
ANSWERS = (YES, NO, SKIP)
"""Tables for answers to what was asked back, looked for apart: "I don't know" stands in questions as well."""
DAYS = (TODAY, TOMORROW, AFTER_TOMORROW, NOW, YESTERDAY, BEFORE_YESTERDAY)
MARKERS = (ASIDE, FOLLOW_UP, DANGER, *OF_SUBJECTS, *ANSWERS, *DAYS, *WITH_A_WEEKDAY)
"""The other tables of a file of cues, beside one per intent."""


_PARTS = re.compile(f"({GAP}|{re.escape(SLOT)})")
_SLOT_TOKEN = Token(SLOT, frozenset(), exact=True)


@dataclass(frozen=True)
class Cue:
    """One phrase, and what it gives away: an intent or one of `MARKERS`."""

    means: str
    phrase: tuple[Token | None, ...]
    whole: bool
    """Only a text that says nothing else: a word such as “hello” or “stop”."""

    @property
    def length(self) -> int:
        """Return how many words it has."""
        return sum(token is not None for token in self.phrase)


@dataclass(frozen=True, slots=True)
class Heard:
    """A phrase that was found in a text: what it means, and from where to where it goes."""

    means: str
    start: int
    end: int
    length: int
    places: tuple[int, ...] = ()
    """Where its own words stand; what stands in its gap may be what is asked about."""


@cache
def cues_of(language: str) -> tuple[Cue, ...]:
    """Return the phrases of a language, the longest first. Raises `ValueError` naming a table nobody knows."""
    file = files("bots.dialogue") / "cues" / f"{language}.yaml"
    tables = yaml.safe_load(file.read_text(encoding="utf-8"))
    unknown = set(tables) - {intent.value for intent in Intent} - set(MARKERS)
    if unknown:
        raise ValueError(f"{language}.yaml: unknown tables: {', '.join(sorted(unknown))}")
    cues = [_cue(means, str(phrase), language) for means, phrases in tables.items() for phrase in phrases]
    return tuple(sorted(cues, key=lambda cue: -cue.length))


def _cue(means: str, phrase: str, language: str) -> Cue:
    whole, exact = phrase.startswith("="), phrase.startswith("!")
    tokens: list[Token | None] = []
    for part in _PARTS.split(phrase.lstrip("=!")):
        if part == SLOT:
            tokens.append(_SLOT_TOKEN)
        elif part != GAP:
            tokens += [replace(token, exact=exact) for token in tokens_of(part, language)]
        elif tokens:
            tokens.append(None)
    while tokens and tokens[-1] is None:
        tokens.pop()
    return Cue(means, tuple(tokens), whole)


class _Words:
    """The distinct words of a language's cues, each with a number, and which of them a spoken word is like."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self.numbers: dict[Token, int] = {}
        self._by_form: dict[str, list[int]] = {}
        self._by_start: dict[tuple[str, int], list[tuple[int, Token]]] = {}
        for cue in cues:
            for token in filter(None, cue.phrase):
                self._add(token)

    def _add(self, token: Token) -> None:
        if token in self.numbers:
            return
        number = self.numbers[token] = len(self.numbers)
        for form in {token.folded, *(() if token.exact else token.stems)}:
            self._by_form.setdefault(form, []).append(number)
        self._by_start.setdefault((token.folded[:1], len(token.folded)), []).append((number, token))

    def like(self, spoken: Token) -> frozenset[int]:
        """Return the numbers of the words that a spoken word is like."""
        near = {number for form in {spoken.folded, *spoken.stems} for number in self._by_form.get(form, ())}
        for length in range(len(spoken.folded) - 1, len(spoken.folded) + 2):
            starting = self._by_start.get((spoken.folded[:1], length), ())
            near |= {number for number, token in starting if token.is_near(spoken)}
        return frozenset(near)


@cache
def _words_of(language: str) -> tuple[_Words, tuple[tuple[Cue, tuple[int | None, ...]], ...]]:
    """Return the words of a language's cues, and each cue as the numbers of its words."""
    cues = [cue for cue in cues_of(language) if cue.means not in WITH_A_WEEKDAY]
    words = _Words(cues)
    numbered = tuple(
        (cue, tuple(None if token is None else words.numbers[token] for token in cue.phrase)) for cue in cues
    )
    return words, numbered


@lru_cache(maxsize=4096)
def _like(spoken: Token, language: str) -> frozenset[int]:
    """Return the words of a language's cues that a spoken word is like: each is looked for several times a turn."""
    return _words_of(language)[0].like(spoken)


def hear_cues(spoken: Spoken, *, answers: bool = False) -> tuple[Heard, ...]:
    """Return the phrases found in a text in the order in which they stand; a longer one hides those within it.

    Of questions, or with `answers` of answers only.
    """
    return _hear(spoken, lambda means: means not in OF_SUBJECTS and (means in ANSWERS) is answers)


def hear_matters(spoken: Spoken) -> tuple[str, ...]:
    """Return the things that a text names which would be a matter by themselves, in the words of the text."""
    heard = _hear(spoken, lambda means: means == MATTER)
    return tuple(spoken.standing(range(one.start, one.end)) for one in heard)


def hear_beyond(spoken: Spoken) -> frozenset[int]:
    """Return where the words stand that ask for an opinion, or for what is another country's to give; often nowhere."""
    opinions = _hear(spoken, lambda means: means == OPINION)
    own = {place for one in opinions for place in range(one.start, one.end)}
    for country in _hear(spoken, lambda means: means == COUNTRY):
        further = country.end - country.start - 1
        for one in _hear(spoken, lambda means: means == ELSEWHERE, country):
            # The country's name counted as one word: what stands behind it stands further on.
            own |= set(range(one.start, one.end + further))
    return frozenset(own)


def _hear(spoken: Spoken, wanted: Callable[[str], bool], country: Heard | None = None) -> tuple[Heard, ...]:
    words, cues = _words_of(spoken.language)
    like = [_like(token, spoken.language) for token in spoken.tokens]
    if country is not None:
        like[country.start : country.end] = [frozenset({words.numbers[_SLOT_TOKEN]})]
    standing = frozenset().union(*like)
    taken: set[int] = set()
    found: list[Heard] = []
    for cue, numbers in cues:
        if not wanted(cue.means) or (cue.whole and len(like) > cue.length + 1):
            continue
        if not numbers or any(number is not None and number not in standing for number in numbers):
            continue
        own = find_numbers(numbers, like, LONGEST_GAP)
        if own is None:
            continue
        start, end = own[0], own[-1] + 1
        if cue.whole and _says_more(spoken, start, end):
            continue
        places = set(range(start, end))
        if places <= taken:
            continue
        taken |= places
        found.append(Heard(cue.means, start, end, cue.length, own))
    return tuple(sorted(found, key=lambda heard: (heard.start, heard.end)))


def _says_more(spoken: Spoken, start: int, end: int) -> bool:
    """Tell whether a word that carries a need stands beside a phrase: "stop it" is "stop", "language course" is not."""
    return not is_unspaced(spoken.text) and any(not start <= place < end for place in spoken.needed)


def find_numbers(phrase: Sequence[int | None], like: Sequence[frozenset[int]], gap: int) -> tuple[int, ...] | None:
    """Return where the words of a phrase stand first; None in it lets up to `gap` other words stand between."""
    for start in range(len(like)):
        if phrase[0] in like[start]:
            places = _places_of(phrase, like, start, gap)
            if places is not None:
                return places
    return None


def _places_of(
    phrase: Sequence[int | None], like: Sequence[frozenset[int]], start: int, gap: int
) -> tuple[int, ...] | None:
    place, leap = start, 0
    places: list[int] = []
    for wanted in phrase:
        if wanted is None:
            leap = gap
            continue
        reach = range(place, min(place + leap + 1, len(like)))
        found = next((there for there in reach if wanted in like[there]), None)
        if found is None:
            return None
        places.append(found)
        place, leap = found + 1, 0
    return tuple(places)
