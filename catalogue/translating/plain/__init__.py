"""Plain language: advice on a text by the rules of its language, which are data.

Editors read it as advice beside a field, which never stops anybody. What can be measured – lengths – `onedoor check`
holds the content files to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml

from catalogue.facts.words import PLACEHOLDER

_SENTENCE = re.compile(r"[^.!?…؟。！？\n]+(?:[.!?…؟。！？]+(?!\w)|[.!?…](?=\w)[^.!?…؟。！？\n]*)*")
_ADDRESS = re.compile(r"https?://\S+|\(\S+\)(?<=\))|`[^`]*`|[\w.-]+@[\w.-]+\w")
_WORD = re.compile(r"[\w’'-]+")
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,: -]*")
"""A name, an address or a number inside Chinese text: a stranger among the characters, read at a glance."""
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[-*#|>]|\d+\. )")
_LONG_WORD = re.compile(r"\w{7,}")
_ENDS_WITHIN_LINES = (". ", "! ", "? ", "… ", ": ")
HAN_PER_LATIN = 2.5
"""A Chinese character is as wide and says as much as so many letters."""
_ENOUGH_WORDS = 100
"""Of a shorter text a formula says nothing."""
_SHOWN = 60


class Advice(StrEnum):
    """What a text could do better."""

    LONG_SENTENCE = "long sentence"
    JARGON = "jargon"
    ABBREVIATION = "abbreviation"
    PASSIVE = "passive"
    LONG = "long"
    LONG_PARAGRAPH = "long paragraph"


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
    paragraph: int
    lengths: Mapping[str, int]
    index: int | None
    better: tuple[tuple[re.Pattern[str], str], ...]
    abbreviation: re.Pattern[str] | None
    known: frozenset[str]
    passive: re.Pattern[str] | None


def list_hints(language: str, section: str, text: str) -> list[Hint]:
    """Return advice on a text in a language, in the order of the rules; none for a language without rules."""
    rules = _rules(language)
    if rules is None or not text.strip():
        return []
    return [*list_excesses(language, section, text), *_choice_of_words(rules, _bare(text))]


def list_excesses(language: str, section: str, text: str) -> list[Hint]:
    """Return what is longer than a reader of the language should be asked to read: the text, sentences, paragraphs."""
    rules = _rules(language)
    if rules is None:
        return []
    hints = []
    longest = rules.lengths.get(section)
    if longest is not None and (width := _width(rules, text)) > longest:
        hints.append(Hint(Advice.LONG, count=width, limit=longest))
    # A word is a letter and a gap at least, so most texts and lines are too short to hold too many.
    each = 1 if rules.by_characters else 2
    if len(text) > rules.limit * each:
        bare = _bare(text)
        lines = (line for line in bare.split("\n") if len(line) > rules.limit * each)
        sentences = (sentence for line in lines for sentence in _SENTENCE.findall(line))
        hints += _long_parts(rules, sentences, rules.limit, Advice.LONG_SENTENCE)
        if len(bare) > rules.paragraph * each:
            hints += _long_parts(rules, _PARAGRAPH.split(bare), rules.paragraph, Advice.LONG_PARAGRAPH)
    return hints


def measure_index(language: str, texts: Iterable[str]) -> tuple[int, int] | None:
    """Return how hard texts are to read together, and the limit of the language; None where no number says it.

    It is the readability index LIX of C.-H. Björnsson (Läsbarhet, 1968): words per sentence, plus the share of words
    of more than six letters in per cent. It is the one formula he tried on newspapers in eleven languages ("Readability
    of Newspapers in 11 Languages", Reading Research Quarterly 18, 1983); it counts letters, not syllables, so no
    language needs a dictionary. On its scale 20 is very easy, 30 easy, 40 middling, 50 difficult. Arabic leaves short
    vowels out and writes small words as one with the next, and Chinese has no gaps: there it means nothing.
    """
    rules = _rules(language)
    if rules is None or rules.index is None:
        return None
    lines = [line for text in texts for line in text.split("\n") if line]
    together = _bare("\n".join(lines))
    words = len(together.split())
    if words < _ENOUGH_WORDS:
        return None
    # A line ends a sentence, be it a heading or an item without a full stop.
    sentences = len(lines) + sum(map(together.count, _ENDS_WITHIN_LINES))
    return round(words / sentences + 100 * len(_LONG_WORD.findall(together)) / words), rules.index


def _bare(text: str) -> str:
    # Most texts have none of these, and looking for a letter takes no time.
    if "{" in text:
        text = PLACEHOLDER.sub("0", text)
    if "(" in text or "`" in text or "@" in text or "://" in text:
        text = _ADDRESS.sub(" ", text)
    return text.replace("*", "")


def _width(rules: _Rules, text: str) -> int:
    letters = sum(map(len, _LATIN.findall(text))) if rules.by_characters else 0
    return len(text) - letters + round(letters / HAN_PER_LATIN)


def _long_parts(rules: _Rules, parts: Iterable[str], limit: int, advice: Advice) -> Iterator[Hint]:
    for part in parts:
        if len(part) <= limit * (1 if rules.by_characters else 2):
            continue
        said = part.strip(" \n-#>|")
        count = len(re.sub(r"\W", "", _LATIN.sub("00", said))) if rules.by_characters else len(_WORD.findall(said))
        if count > limit:
            shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN].rstrip()}…"
            yield Hint(advice, shown, count=count, limit=limit)


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
        plain["paragraph"],
        plain["length"],
        plain.get("index"),
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
