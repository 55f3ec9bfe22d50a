"""Words as they sound in Latin letters: for people who write Russian, Arabic or Chinese on a Latin keyboard.

A word of another script is kept under a key that the many spellings of its sound share: its consonants. Chinese is kept
under its pinyin without tones, which also brings together the characters that people mistake for each other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from catalogue.search.words import is_unspaced

_SHORTEST_KEY = 2
_ARTICLES = re.compile(r"^(?:al|el|il|l)-?(?=[a-z]{3})")
# What people type for one sound, the longer first; vowels have no sound of their own here.
_SOUNDS = {
    "shch": "W", "sch": "W", "sh": "W", "zh": "J", "dj": "J", "kh": "H", "gh": "G", "ch": "C", "ts": "S", "tz": "S",
    "th": "T", "dh": "D", "ph": "F", "ck": "K", "x": "H", "b": "B", "c": "S", "d": "D", "f": "F", "g": "G", "h": "H",
    "j": "J", "k": "K", "l": "L", "m": "M", "n": "N", "p": "B", "q": "K", "r": "R", "s": "S", "t": "T", "v": "F",
    "z": "Z",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_DOUBLE = re.compile(r"([a-z])\1+")
# Digits that stand for Arabic letters in the Latin of phones.
_DIGITS = str.maketrans({"2": "", "3": "", "5": "kh", "6": "t", "7": "h", "8": "q", "9": "s", "'": "", "’": ""})
_ARABIC_SOUNDS = {
    "ب": "B", "ت": "T", "ث": "T", "ج": "J", "ح": "H", "خ": "H", "د": "D", "ذ": "D", "ر": "R", "ز": "Z", "س": "S",
    "ش": "W", "ص": "S", "ض": "D", "ط": "T", "ظ": "Z", "غ": "G", "ف": "F", "ق": "K", "ك": "K", "ل": "L", "م": "M",
    "ن": "N", "ه": "H",
}  # fmt: skip
_ARABIC = re.compile("[؀-ۿ]")
_ARABIC_ARTICLE = re.compile("^(?:وال|بال|فال|كال|لل|ال)(?=.{3})")
# What people type for each letter of Arabic. Vowels, and letters that are vowels as often as not, are heard between
# consonants; they match greedily and for good, so that no text makes the comparison slow.
_ARABIC_SPELLINGS = {
    "ا": "", "أ": "", "إ": "", "آ": "", "ء": "", "ئ": "y?", "ؤ": "w?", "ع": "", "و": "[wv]?", "ي": "[yj]?", "ى": "",
    "ج": "(?:dj|j|g)", "ح": "[h7]", "خ": "(?:kh|h|5|x)", "ه": "[ht]?", "ث": "(?:th|t|s)", "ذ": "(?:dh|th|d|z)",
    "ظ": "(?:dh|th|z|d)", "ض": "(?:dh|d)", "ص": "[s9]", "ط": "[t6]", "ش": "(?:sh|ch)", "غ": "(?:gh|g|8)",
    "ق": "[qkg89c]", "ك": "[kcq]", "ف": "(?:ph|f|v)", "ب": "[bp]",
}  # fmt: skip
_BETWEEN = "[aeiou23'’-]*+"
# What people type for each letter of Cyrillic. The first is what a Latin spelling is read back as.
_CYRILLIC_SPELLINGS = {
    "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "tz": "ц", "ch": "ч", "sh": "ш", "yu": "ю", "ju": "ю",
    "iu": "ю", "ya": "я", "ja": "я", "ia": "я", "yo": "е", "jo": "е", "ye": "е", "je": "е", "iy": "ий", "ij": "ий",
    "yj": "ый", "yy": "ый", "ey": "ей", "ay": "ай", "oy": "ой", "ei": "ей", "oi": "ой", "ai": "ай",
    "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "й", "k": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в",
    "w": "в", "x": "х", "y": "ы", "z": "з", "'": "ь", "’": "ь", '"': "ъ",
}  # fmt: skip
_CYRILLIC_SPELLED = re.compile("|".join(sorted(map(re.escape, _CYRILLIC_SPELLINGS), key=len, reverse=True)))
_INITIAL = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINAL = "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u"
_SYLLABLE = re.compile(rf"(?:{_INITIAL})?(?:{_FINAL})(?![iu])")


def sounds(word: str) -> tuple[str, ...]:
    """Return the keys of a folded word of the catalogue; none of a word in Latin letters."""
    if word.isascii():
        return ()
    if is_unspaced(word):
        return (anyascii(word).lower(),) if len(word) > 1 else ()
    if _ARABIC.match(word):
        bare = _ARABIC_ARTICLE.sub("", word)
        key = "".join(_ARABIC_SOUNDS.get(letter, "") for letter in bare)
        if bare.endswith("ه"):
            key = key[:-1]
    else:
        key = _key("".join(anyascii(letter) for letter in word).lower())
    return (key,) if len(key) >= _SHORTEST_KEY else ()


def sounds_typed(typed: str) -> tuple[str, ...]:
    """Return the keys under which a word in Latin letters may be kept."""
    plain = typed.translate(_DIGITS)
    keys: dict[str, None] = {}
    for spelled in dict.fromkeys((plain, _ARTICLES.sub("", plain), plain.replace("j", "y"))):
        key = _key(spelled)
        # A feminine ending of Arabic is heard as t or not at all.
        for variant in (key, key[:-1] if key[-1:] in ("T", "H") else key):
            if len(variant) >= _SHORTEST_KEY:
                keys[variant] = None
    return tuple(keys)


def agree(typed: str, word: str) -> bool:
    """Tell whether a word of the catalogue may be spelled so in Latin letters, letter for letter."""
    if _ARABIC.match(word):
        bare = _ARABIC_ARTICLE.sub("", word)
        single = _DOUBLE.sub(r"\1", typed)
        return any(
            _pattern(one).fullmatch(spelled) is not None
            for one in (word, bare)
            for spelled in (single, _ARTICLES.sub("", single))
        )
    return _vowels_alike(anyascii(word).lower()) == _vowels_alike(typed)


def in_cyrillic(typed: str) -> str:
    """Return a word in Latin letters as it would be written in Russian."""
    return _CYRILLIC_SPELLED.sub(lambda found: _CYRILLIC_SPELLINGS[found[0]], typed)


def syllables(typed: str) -> list[str]:
    """Return the syllables of pinyin typed without tones, or nothing when it is none."""
    found, end = [], 0
    while end < len(typed):
        syllable = _SYLLABLE.match(typed, end)
        if not syllable:
            return []
        found.append(syllable[0])
        end = syllable.end()
    return found


def _key(latin: str) -> str:
    return "".join(_SOUNDS[found] for found in _SOUND.findall(_DOUBLE.sub(r"\1", latin)))


@lru_cache(maxsize=500)
def _pattern(word: str) -> re.Pattern[str]:
    letters = (_ARABIC_SPELLINGS.get(letter, re.escape(anyascii(letter).lower())) for letter in word)
    return re.compile(_BETWEEN + _BETWEEN.join(letters) + _BETWEEN)


_ALIKE = re.compile("shch|sch|zh|kh|ts|tz|y[aeou]|j[aeou]|i[aou]|[yj]|w|x|['’]")
_ONE = {"shch": "sh", "sch": "sh", "zh": "z", "kh": "h", "ts": "c", "tz": "c", "y": "i", "j": "i", "w": "v", "x": "h"}


def _vowels_alike(latin: str) -> str:
    def one(found: re.Match[str]) -> str:
        spelled = found[0]
        if spelled in "'’":
            return ""
        return _ONE.get(spelled, spelled[-1])

    return _DOUBLE.sub(r"\1", _ALIKE.sub(one, latin))
