"""When: a day that a text names – tomorrow, on Saturday, on 3 May – by the names that CLDR has in each language."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

from bots.dialogue.hearing.cues import AFTER_TOMORROW, NOW, TODAY, TOMORROW, hear_cues
from bots.dialogue.hearing.words import Spoken, Token, tokens_of
from catalogue.languages import language as language_of
from catalogue.search.folding import fold
from catalogue.search.words import is_unspaced

_RELATIVE = {NOW: 0, TODAY: 0, TOMORROW: 1, AFTER_TOMORROW: 2}
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?![./-]?\d)")
_CHINESE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?")


def read_day(text: str, language: str, today: date) -> date | None:
    """Return the day that a text names, or None. In numbers the day comes first, unless the year does."""
    plain = _with_plain_digits(text)
    return _written(plain, today) or _with_month(plain, language, today) or _spoken(text, language, today)


def read_weekday(text: str, language: str, today: date) -> date | None:
    """Return the next day of the weekday that a text names, today among them."""
    spoken = Spoken(text, language)
    for number, names in _weekdays(language).items():
        if any(_stands(name, spoken.tokens) for name in names):
            return today + timedelta(days=(number - today.weekday()) % 7)
    return None


def _spoken(text: str, language: str, today: date) -> date | None:
    for heard in hear_cues(Spoken(text, language)):
        if heard.means in _RELATIVE:
            return today + timedelta(days=_RELATIVE[heard.means])
    return read_weekday(text, language, today)


def _with_plain_digits(text: str) -> str:
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def _written(text: str, today: date) -> date | None:
    for pattern in (_ISO, _CHINESE):
        if found := pattern.search(text):
            year, month, day = found.groups()
            return _day(int(year) if year else None, int(month), int(day), today)
    if found := _NUMBERS.search(text):
        day, month, year = found.groups()
        return _day(_year(year), int(month), int(day), today)
    return None


def _year(text: str | None) -> int | None:
    return None if text is None else int(text) + (2000 if len(text) == 2 else 0)


def _with_month(text: str, language: str, today: date) -> date | None:
    months = _months(language)
    words = [fold(word) for word in re.findall(r"\w+", text)]
    for place, word in enumerate(words):
        month = months.get(word)
        if month is None:
            continue
        around = [words[near] for near in (place - 1, place - 2, place + 1, place + 2) if 0 <= near < len(words)]
        days = [number for near in around if (number := _number(near)) is not None and number <= 31]
        years = [number for near in words[place + 1 : place + 4] if (number := _number(near)) and number > 1900]
        if days:
            return _day(years[0] if years else None, month, days[0], today)
    return None


def _number(word: str) -> int | None:
    found = re.match(r"(\d{1,4})(?:st|nd|rd|th|er|re|o|a|е|го|й)?$", word)
    return int(found[1]) if found else None


def _day(year: int | None, month: int, day: int, today: date) -> date | None:
    """Return a day; without a year the one nearest to today: in January "20 December" is over, in November it comes."""
    try:
        if year is not None:
            return date(year, month, day)
        near = (date(candidate, month, day) for candidate in (today.year - 1, today.year, today.year + 1))
        return min(near, key=lambda found: (abs(found - today), -found.toordinal()))
    except ValueError:
        return None


@cache
def _months(language: str) -> dict[str, int]:
    """Return the names of the months, short and long, folded; none where numbers are used, as in Chinese."""
    locale = language_of(language).locale
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, locale).items():
                folded = fold(name.rstrip("."))
                if folded.isalpha():
                    names.setdefault(folded, number)
    return names


@cache
def _weekdays(language: str) -> dict[int, tuple[tuple[Token, ...], ...]]:
    """Return the names of the weekdays, Monday being 0."""
    locale = language_of(language).locale
    return {
        number: tuple(phrase for name in _names_of_day(number, locale) if (phrase := tokens_of(name, language)))
        for number in range(7)
    }


def _names_of_day(number: int, locale: Locale) -> list[str]:
    """Return the full names of a weekday, and the short ones of Chinese; elsewhere "sat" and "mar" are words."""
    names = {get_day_names("wide", context, locale)[number] for context in ("format", "stand-alone")}
    short = get_day_names("abbreviated", "format", locale)[number]
    return [*names, short] if is_unspaced(short) else [*names]


def _stands(name: tuple[Token, ...], tokens: tuple[Token, ...]) -> bool:
    width = len(name)
    return any(
        all(one.folded == other.folded or one.stems & other.stems for one, other in zip(there, name, strict=True))
        for start in range(len(tokens) - width + 1)
        if (there := tokens[start : start + width])
    )
