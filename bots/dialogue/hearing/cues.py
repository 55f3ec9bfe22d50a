"""What is asked: phrases per language that give a question away, kept as data that an editor can read (cues/)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import yaml

from bots.dialogue.hearing.words import Spoken, Token, find_phrase, tokens_of
from bots.dialogue.reply import Intent

GAP = "…"
"""Stands for up to `LONGEST_GAP` other words."""
LONGEST_GAP = 4

ASIDE = "aside"
"""Phrases that ask for nothing and tell of nothing: "I would like to know", "thank you in advance"."""
FOLLOW_UP = "follow_up"
"""Phrases that go on with what was spoken of: "and what about"."""
YES, NO, SKIP = "yes", "no", "skip"
TODAY, TOMORROW, AFTER_TOMORROW, NOW = "today", "tomorrow", "after_tomorrow", "now"
ANSWERS = (YES, NO, SKIP)
"""Tables for answers to what was asked back, looked for apart: "I don't know" stands in questions as well."""
MARKERS = (ASIDE, FOLLOW_UP, YES, NO, SKIP, TODAY, TOMORROW, AFTER_TOMORROW, NOW)
"""The other tables of a file of cues, beside one per intent."""


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
    parts = phrase.lstrip("=!").split(GAP)
    tokens: list[Token | None] = []
    for number, part in enumerate(parts):
        if number and tokens:
            tokens.append(None)
        tokens += [replace(token, exact=exact) for token in tokens_of(part, language)]
    while tokens and tokens[-1] is None:
        tokens.pop()
    return Cue(means, tuple(tokens), whole)


def hear_cues(spoken: Spoken, *, answers: bool = False) -> tuple[Heard, ...]:
    """Return the phrases found in a text in the order in which they stand; a longer one hides those within it.

    Of questions, or with `answers` of answers only.
    """
    tokens = spoken.tokens
    taken: set[int] = set()
    found: list[Heard] = []
    for cue in cues_of(spoken.language):
        if (cue.means in ANSWERS) is not answers:
            continue
        at = find_phrase(cue.phrase, tokens, LONGEST_GAP) if cue.phrase else None
        if at is None or (cue.whole and len(tokens) > cue.length + 1):
            continue
        places = set(range(*at))
        if places <= taken:
            continue
        taken |= places
        found.append(Heard(cue.means, *at, cue.length))
    return tuple(sorted(found, key=lambda heard: (heard.start, heard.end)))
