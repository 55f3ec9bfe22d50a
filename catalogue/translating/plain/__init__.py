"""Plain language: advice on a text by the rules of its language, which are data. It never stops anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from catalogue.facts.words import PLACEHOLDER

LENGTHS = {"title": 80, "summary": 200, "event": 60, "tagline": 90, "abbreviation": 20}
"""Characters that fit where a section is shown: a heading, a card, a line of results."""
HAN_PER_LATIN = 2.5
"""A Chinese character is as wide and says as much as so many letters."""
_SENTENCE = re.compile(r"[^.!?…؟。！？\n]+(?:[.!?…؟。！？]+(?!\w)|[.!?…](?=\w)[^.!?…؟。！？\n]*)*")
_ADDRESS = re.compile(r"https?://\S+|\(\S+\)(?<=\))|`[^`]*`")
_WORD = re.compile(r"[\w’'-]+")
_SHOWN = 60


class Advice(StrEnum):
    """What a text could do better."""

    LONG_SENTENCE = "long sentence"
    JARGON = "jargon"
    ABBREVIATION = "abbreviation"
    PASSIVE = "passive"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Hint:
    """One piece of advice: which words, what would be better, how long it is and should be at most."""

    advice: Advice
    words: str = ""
    better: str = ""
    count: int = 0
    limit: int = 0


@dataclass(frozen=True)
class _Rules:
    by_characters: bool
    limit: int
    better: tuple[tuple[re.Pattern[str], str], ...]
    abbreviation: re.Pattern[str] | None
    known: frozenset[str]
    passive: re.Pattern[str] | None


def list_hints(language: str, section: str, text: str) -> list[Hint]:
    """Return advice on a text in a language, in the order of the rules; none for a language without rules."""
    rules = _rules(language)
    if rules is None or not text.strip():
        return []
    bare = _ADDRESS.sub(" ", PLACEHOLDER.sub("…", text).replace("…", "0")).replace("*", "")
    return [*_length(rules, section, text), *_sentences(rules, bare), *_choice_of_words(rules, bare)]


def _length(rules: _Rules, section: str, text: str) -> Iterator[Hint]:
    limit = LENGTHS.get(section)
    if limit is None:
        return
    limit = round(limit / HAN_PER_LATIN) if rules.by_characters else limit
    if len(text) > limit:
        yield Hint(Advice.LONG, count=len(text), limit=limit)


def _sentences(rules: _Rules, text: str) -> Iterator[Hint]:
    for found in _SENTENCE.finditer(text):
        sentence = found[0].strip(" -#>|")
        count = len(re.sub(r"\W", "", sentence)) if rules.by_characters else len(_WORD.findall(sentence))
        if count > rules.limit:
            shown = sentence if len(sentence) <= _SHOWN else f"{sentence[:_SHOWN].rstrip()}…"
            yield Hint(Advice.LONG_SENTENCE, shown, count=count, limit=rules.limit)


def _choice_of_words(rules: _Rules, text: str) -> Iterator[Hint]:
    for pattern, better in rules.better:
        if found := pattern.search(text):
            yield Hint(Advice.JARGON, found[0], better)
    if rules.abbreviation is not None:
        for name in dict.fromkeys(rules.abbreviation.findall(text)):
            # In brackets, or before them, it is explained: “National Health Service (NHS)”.
            explained = re.search(rf"[(（]{name}[)）]|{name} ?[(（]", text)
            if name not in rules.known and not explained:
                yield Hint(Advice.ABBREVIATION, name)
    if rules.passive is not None:
        for found in rules.passive.finditer(text):
            yield Hint(Advice.PASSIVE, found[0])


@cache
def _rules(language: str) -> _Rules | None:
    file = files(__name__) / f"{language}.yaml"
    if not file.is_file():
        return None
    plain = yaml.safe_load(file.read_text(encoding="utf-8"))
    by_characters = plain["sentence"]["unit"] == "characters"
    return _Rules(
        by_characters,
        plain["sentence"]["limit"],
        tuple((_expression(words, by_characters), better) for words, better in plain["better"].items()),
        _pattern(plain.get("abbreviation")),
        frozenset(plain.get("known", ())),
        _pattern(plain.get("passive")),
    )


def _expression(words: str, by_characters: bool) -> re.Pattern[str]:
    said = ".{1,12}".join(map(re.escape, words.split("…"))).replace("'", "['’]")
    return re.compile(said if by_characters else rf"\b{said}\b", re.IGNORECASE)


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return None if text is None else re.compile(text)
