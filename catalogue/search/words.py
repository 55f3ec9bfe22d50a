"""The one analysis: what becomes of text, of the catalogue and of citizens alike, before any engine sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from catalogue.search.folding import fold, plain_text, simplified
from catalogue.search.irregular import irregular_forms
from catalogue.search.stems import stems
from catalogue.search.stopwords import elisions, stop_words, words_before_codes

LONGEST_WORD = 40
"""Characters of a word that count; what follows is cut."""
_SHORTEST_GRAM, _LONGEST_GRAM = 3, 5

# Scripts without spaces between words: Chinese and Japanese characters, kana, Thai, Lao, Burmese, Khmer.
_UNSPACED = "㐀-䶿一-鿿豈-﫿぀-ヿ々〇฀-๿຀-໿က-႟ក-៿𠀀-𯨟"
_PARTS = re.compile(rf"[{_UNSPACED}]+|[^\s{_UNSPACED}]+")
_UNSPACED_SIGN = re.compile(rf"[{_UNSPACED}]")
_ABBREVIATION = re.compile(r"(?:[^\W\d]\.)+[^\W\d]$")
_SEPARATORS = re.compile(r"[-.]+")
_POSSESSIVE = re.compile(r"'s$|'$")


def load_words(language: str) -> None:
    """Read what the analysis knows of a language, which is otherwise read when the first text comes."""
    for read in (stop_words, words_before_codes, elisions, irregular_forms):
        read(language)
    if language == "zh":
        simplified("中")


def split(text: str, language: str) -> list[str]:
    """Return the words of a text in lower case, accents kept, at most `LONGEST_WORD` characters each.

    Text without spaces between words (Chinese) comes as overlapping pairs of characters. A word with a hyphen comes
    in its parts and as a whole; an elided article (l'enfant) goes; an abbreviation (C.A.F.) comes without its stops.
    Traditional characters of Chinese come as simplified ones.
    """
    return [word for part in _list_parts(text, language) for word in _words_of(part, language)]


class Splitter(dict[str, tuple[str, ...]]):
    """Splits many texts of one language: the words of each part are found out once, since parts come again and again.

    For texts of the catalogue. What visitors type is endless, and would fill the memory.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, part: str) -> tuple[str, ...]:
        words = self[part] = _words_of(part, self._language)
        return words

    def split(self, text: str) -> list[str]:
        """Return what `split` returns."""
        return list(chain.from_iterable(map(self.__getitem__, _list_parts(text, self._language))))


def forms(word: str, language: str) -> tuple[str, ...]:
    """Return the tokens by which one word of `split` is found, the likeliest first; never none.

    A pair of Chinese characters is found by each of them as well.
    """
    if is_unspaced(word):
        pair = fold(word) or word
        return (pair, *(fold(character) or character for character in word)) if len(word) > 1 else (pair,)
    return stems(word, language)


def analyse(text: str, language: str) -> list[str]:
    """Return the tokens of a text, in its order: what is indexed, and what queries are made of.

    Never raises, whatever the text; no token is longer than a little over `LONGEST_WORD`.
    """
    return [token for word in split(text, language) for token in forms(word, language)]


def folded_words(text: str, language: str) -> list[str]:
    """Return the words of a text as people would type them without accents: for spelling and for `grams`."""
    return [fold(word) or word for word in split(text, language)]


def grams(word: str) -> list[str]:
    """Return the character n-grams of a folded word, its start and end marked; single characters of Chinese.

    A number has none: it is that number or another one.
    """
    if word.isdigit():
        return []
    if is_unspaced(word):
        return [word, *word] if len(word) > 1 else [word]
    marked = f" {word} "
    longest = min(_LONGEST_GRAM, len(marked))
    return [
        marked[start : start + size]
        for size in range(_SHORTEST_GRAM, longest + 1)
        for start in range(len(marked) - size + 1)
    ] or [marked]


def needs(words: list[str], language: str) -> list[str]:
    """Return the words that carry a need: all but the stop words, or all when there would be none."""
    return [word for word in words if not is_stop_word(word, language)] or words


def is_stop_word(word: str, language: str) -> bool:
    """Say whether the word carries no need."""
    return fold(word) in stop_words(language)


def is_unspaced(word: str) -> bool:
    """Say whether the word is of a script that puts no spaces between words."""
    return bool(_UNSPACED_SIGN.match(word))


def _list_parts(text: str, language: str) -> list[str]:
    plain = plain_text(text)
    # Most texts have spaces between all their words.
    if plain.isascii() or not _UNSPACED_SIGN.search(plain):
        return plain.split()
    return _PARTS.findall(simplified(plain) if language == "zh" else plain)


def _words_of(part: str, language: str) -> tuple[str, ...]:
    return tuple(word[:LONGEST_WORD] for word in _list_words(part, language))


def _list_words(part: str, language: str) -> Iterator[str]:
    if is_unspaced(part):
        yield from ([part[start : start + 2] for start in range(len(part) - 1)] or [part])
        return
    part = part.strip("'-.")
    if _ABBREVIATION.match(part):
        part = part.replace(".", "")
    pieces = [piece for piece in _SEPARATORS.split(part) if piece]
    whole = [word for piece in pieces for word in _without_apostrophes(piece, language)]
    yield from whole
    # A compound is often written as one word (day-care, e-mail), a verb and its pronoun (dois-je) never.
    if len(whole) > 1 and "-" in part and not any(_is_small(word, language) for word in whole):
        yield "".join(whole)


def _is_small(word: str, language: str) -> bool:
    return len(word) > 1 and is_stop_word(word, language)


def _without_apostrophes(piece: str, language: str) -> Iterator[str]:
    piece = _POSSESSIVE.sub("", piece)
    head, mark, tail = piece.partition("'")
    if mark and tail and fold(head) in elisions(language):
        yield from _without_apostrophes(tail, language)
        return
    word = piece.replace("'", "")
    if word:
        yield word
