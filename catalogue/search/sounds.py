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
"""Consonants of a word that is kept; Arabic, whose words have few, is kept from one on."""
_MOST_UNSURE = 10
"""Letters of an Arabic word that may be heard or not. A word of more is none, and comparing would be slow."""
# What people type for other letters than most do: Egypt's g and that of the Gulf, the ch of French, the 9 of the
# Maghreb, the w of German.
_OTHERWISE = (("j", "y"), ("g", "j"), ("g", "q"), ("ch", "sh"), ("9", "q"), ("w", "v"))
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
    "iu": "ю", "ya": "я", "ja": "я", "ia": "я", "yo": "е", "jo": "е", "io": "е", "ye": "е", "je": "е",
    "iy": "ий", "ij": "ий", "yj": "ый", "yy": "ый", "ey": "ей", "ay": "ай", "oy": "ой", "ei": "ей",
    "oi": "ой", "ai": "ай", "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и",
    "j": "ж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т",
    "u": "у", "v": "в", "w": "в", "x": "х", "y": "ы", "z": "з", "'": "ь", "’": "ь", '"': "ъ",
}  # fmt: skip
_CYRILLIC_SPELLED = re.compile("|".join(sorted(map(re.escape, _CYRILLIC_SPELLINGS), key=len, reverse=True)))
_INITIAL = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINAL = "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u"
_SYLLABLE = re.compile(rf"(?:{_INITIAL})?(?:{_FINAL})")
_LONGEST_SYLLABLE = 6
_TYPED_U = re.compile("(?<=[ln])v")


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
        return (key,) if key else ()
    key = _key("".join(anyascii(letter) for letter in word).lower())
    return (key,) if len(key) >= _SHORTEST_KEY else ()


def sounds_typed(typed: str) -> tuple[str, ...]:
    """Return the keys under which a word in Latin letters may be kept."""
    without_article = _ARTICLES.sub("", typed)
    otherwise = (without_article.replace(one, other) for one, other in _OTHERWISE)
    keys: dict[str, None] = {}
    for spelled in dict.fromkeys((typed, without_article, *otherwise)):
        key = _key(spelled.translate(_DIGITS))
        # A feminine ending of Arabic is heard as t or not at all.
        for variant in (key, key[:-1] if key[-1:] in ("T", "H") else key):
            if variant:
                keys[variant] = None
    return tuple(keys)


def agree(typed: str, word: str) -> bool:
    """Tell whether a word of the catalogue may be spelled so in Latin letters, letter for letter."""
    if _ARABIC.match(word):
        if sum(letter in "ويه" for letter in word) > _MOST_UNSURE:
            return False
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
    """Return the syllables of pinyin typed without tones, the longest first, or nothing when it is none.

    ü is typed as v and kept as u.
    """
    typed = _TYPED_U.sub("u", typed)
    read: dict[int, list[str]] = {len(typed): []}
    for begin in reversed(range(len(typed))):
        for end in range(min(begin + _LONGEST_SYLLABLE, len(typed)), begin, -1):
            # No syllable begins with i or u, so those belong to the one before.
            if end in read and typed[end : end + 1] not in ("i", "u") and _SYLLABLE.fullmatch(typed, begin, end):
                read[begin] = [typed[begin:end], *read[end]]
                break
    return read.get(0, [])


def _key(latin: str) -> str:
    return "".join(_SOUNDS[found] for found in _SOUND.findall(_DOUBLE.sub(r"\1", latin)))


@lru_cache(maxsize=500)
def _pattern(word: str) -> re.Pattern[str]:
    letters = (_ARABIC_SPELLINGS.get(letter, re.escape(anyascii(letter).lower())) for letter in word)
    return re.compile(_BETWEEN + _BETWEEN.join(letters) + _BETWEEN)


_ALIKE = re.compile("shch|sch|zh|kh|ts|tz|i*[yj][aeou]|i+[aeou]|[yj]|w|x|['’]")
_ONE = {"shch": "sh", "sch": "sh", "zh": "z", "kh": "h", "ts": "c", "tz": "c", "y": "i", "j": "i", "w": "v", "x": "h"}


def _vowels_alike(latin: str) -> str:
    def one(found: re.Match[str]) -> str:
        spelled = found[0]
        if spelled in "'’":
            return ""
        return _ONE.get(spelled, spelled[-1])

    return _DOUBLE.sub(r"\1", _ALIKE.sub(one, latin))
