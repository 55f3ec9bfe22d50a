"""Masking: whatever in a text could tell who wrote it is covered before the text is stored or passed on.

Every door comes in here before anything typed is kept. Names of people are the one thing it cannot know.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Callable
from functools import cache

from catalogue.languages import languages

_FEWEST_DIGITS_OF_PERSON = 7
_LONG_NUMBER = re.compile(r"(?<![0-9])\+?[A-Za-z]{0,3}[0-9](?:[ ().-]{0,2}[0-9]){5,}")
_ISO_DATE = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])")
_YEARS = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}\s*[-–/]\s*(?:19|20)[0-9]{2}(?![0-9])")
_AMOUNT = re.compile(
    r"(?<![0-9+.,-])(?<![0-9] )(?:[1-9](?:[ .][0-9]{3}){2}|[1-9][0-9]?(?:,[0-9]{3}){2})(?![ .,-]?[0-9])"
)
"""Millions as they are written; a longer number, or one with two digits before its first point, may be a person's."""
_DATE_IN_NUMBERS = re.compile(r"(?<![0-9])[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}(?![0-9])")

MASK = "█"
"""What stands where something was covered: the same for all, so that texts that differ in a number only are alike."""

FEWEST_DIGITS = 4
"""Digits that are covered wherever they come together; fewer are a floor, a grade or a number of children."""

_LETTER = "A-Za-zªµºÀ-ɏͰ-ϿЀ-ԯḀ-ỿ"
"""Letters that belong to a number they touch, as in the number of a passport; Chinese and Arabic ones do not."""
_CHINESE_DIGITS = "〇零一二三四五六七八九十壹贰叁肆伍陆柒捌玖"
_DIGIT = f"0-9{_CHINESE_DIGITS}"

# Each pattern can begin only where a word begins, and what it repeats gives nothing back where that could help nothing,
# so that the longest text takes time in proportion to its length.
_ADDRESS = re.compile(
    r"(?<![a-z0-9+.-])[a-z0-9+.-]*+://\S*|(?<!\w)www\.\S+"
    r"|(?<![\w@.-])[\w.-]*\.(?:[a-z]{2}|com|org|net|edu|gov|info|name|online|site|shop|app|dev)(?![a-z0-9])(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<!\S)(?:[^\s@]*+\s?+@\s?+)++[^\s@]*+")
_MAIL_SPELLED = re.compile(r"(?<!\S)\S+\s*[\[({]\s*(?:at|arobase|arroba)\s*[\])}]\s*\S+", re.IGNORECASE)
_IBAN = re.compile(
    rf"(?<![{_LETTER}0-9])[a-z]{{2}}[0-9]{{2}}(?:[ -]?[a-z0-9]{{4}}){{2,7}}(?:[ -]?[a-z0-9]{{1,3}})?(?![{_LETTER}0-9])",
    re.IGNORECASE,
)
_FEWEST_DIGITS_OF_ACCOUNT = 6
"""Words of four letters after a short sign, as in “ab12 what does this mean”, are no account."""
_GROUPS_OF_FOUR = re.compile(
    rf"(?<![{_LETTER}0-9])[a-z0-9]{{4}}(?:-[a-z0-9]{{4}}){{2,}}(?:-[a-z0-9]{{1,3}})?(?![{_LETTER}0-9])", re.IGNORECASE
)
"""Plan codes as they are printed, and licence keys."""
_CHINESE_DATE = re.compile(
    rf"(?:[{_DIGIT}]{{2,4}}\s*年\s*)?[{_DIGIT}]{{1,3}}\s*月\s*[{_DIGIT}]{{1,3}}\s*[日号]?"
    rf"|[{_DIGIT}]{{2,4}}\s*年\s*[{_DIGIT}]{{1,3}}\s*月"
)
_TOKEN = re.compile(rf"(?<![{_LETTER}{_DIGIT}])[{_LETTER}{_DIGIT}]*[{_DIGIT}][{_LETTER}{_DIGIT}]*")
_BETWEEN = re.compile(rf"(?:[^\w{MASK}]|_)*")
_IN_DIGITS = re.compile(f"[{_DIGIT}]")
_MASKS = re.compile(rf"{MASK}(?:[\s{MASK}]*{MASK})?")
_RANDOM_LENGTH = 10
"""A word so long that mixes letters and digits is a code of some kind, not a word."""


def is_no_code(digits: str) -> bool:
    """Know no code."""
    return False


def mask(text: str, is_code: Callable[[str], bool] = is_no_code) -> str:
    """Return a text in which mail and web addresses, dates, IBANs and every number that may mean a person are covered.

    Digits of every script count, and signs between them do not hide them. `is_code` tells of digits, as 0–9, whether
    they are a code of the catalogue: those stay. What is returned is normalised: one kind of digits and of spaces.
    """
    text = _plain(text)
    for pattern in (_MAIL, _MAIL_SPELLED, _ADDRESS, _date_in_words(), _CHINESE_DATE, _GROUPS_OF_FOUR):
        text = pattern.sub(MASK, text)
    text = _IBAN.sub(_masked_account, text)
    text = _without_numbers(text, is_code)
    return " ".join(_MASKS.sub(MASK, text).split())


def tells_of_a_person(text: str) -> bool:
    """Tell whether a text holds what only its writer should know: a mail address, an account, or a long number.

    Dates, prices, codes of services and of plans, and numbers of children are none of it.
    """
    text = _plain(text)
    if _MAIL.search(text) or _MAIL_SPELLED.search(text):
        return True
    if any(_masked_account(found) == MASK for found in _IBAN.finditer(text)):
        return True
    # A card has no letters; what has some is the code of a plan, which is made to be passed on.
    text = _GROUPS_OF_FOUR.sub(lambda found: found[0] if found[0].replace("-", "").isdecimal() else " ", text)
    for pattern in (_ISO_DATE, _date_in_words(), _CHINESE_DATE, _DATE_IN_NUMBERS, _YEARS, _AMOUNT):
        text = pattern.sub(" ", text)
    return any(len(_IN_DIGITS.findall(found[0])) >= _FEWEST_DIGITS_OF_PERSON for found in _LONG_NUMBER.finditer(text))


def _masked_account(found: re.Match[str]) -> str:
    return MASK if len(_IN_DIGITS.findall(found[0])) >= _FEWEST_DIGITS_OF_ACCOUNT else found[0]


def _plain(text: str) -> str:
    """Return a text with digits of every script as 0–9, one kind of space, and nothing invisible."""
    characters = []
    for character in unicodedata.normalize("NFKC", text):
        digit = unicodedata.digit(character, None)
        category = unicodedata.category(character)
        if digit is not None:
            characters.append(str(digit))
        elif category in ("Cc", "Zs", "Zl", "Zp"):
            characters.append(" ")
        elif category[0] != "C" and category != "Me" and not "\ufe00" <= character <= "\ufe0f":
            characters.append(character)
    return " ".join("".join(characters).split())


def _without_numbers(text: str, is_code: Callable[[str], bool]) -> str:
    """Return a text without runs of numbers that have enough digits together, whatever signs stand between them."""
    kept, end = [], 0
    tokens = deque(_TOKEN.finditer(text))
    while tokens:
        run = [tokens.popleft()]
        while tokens and _BETWEEN.fullmatch(text, run[-1].end(), tokens[0].start()):
            run.append(tokens.popleft())
        start, stop = run[0].start(), run[-1].end()
        if _tells(text[start:stop], [found[0] for found in run], is_code):
            kept += [text[end:start], MASK]
            end = stop
    return "".join((*kept, text[end:]))


def _tells(run: str, tokens: list[str], is_code: Callable[[str], bool]) -> bool:
    if any(len(token) >= _RANDOM_LENGTH and not token.isdecimal() for token in tokens):
        return True
    if len(_IN_DIGITS.findall(run)) < FEWEST_DIGITS:
        return False
    together = "".join(tokens)
    return not is_code(together) and not all(is_code(token) for token in tokens)


@cache
def _date_in_words() -> re.Pattern[str]:
    """Return the pattern of a day or a year beside the name of a month, in every language we speak."""
    names = {name for language in languages().values() for name in language.months}
    months = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    month = rf"(?<![^\W\d_])(?:{months})(?![^\W\d_])\.?+"
    between = r"[\s.,/'’-]*+(?:(?:of|de|del|du|من|года?)(?![^\W\d_])[\s.,/'’-]*+)?+"
    ending = r"(?:st|nd|rd|th|er|re|o|a|-?(?:е|го|й))?(?![^\W\d_])"
    day = rf"(?<!\d)\d{{1,2}}{ending}"
    year = r"\d{1,4}(?!\d)"
    return re.compile(
        rf"{day}{between}{month}(?:{between}{year})?|{month}{between}{day}(?:{between}{year})?|{month}{between}{year}",
        re.IGNORECASE,
    )
