"""When: a day that a text names – tomorrow, on Saturday, on 3 May – by the names that CLDR has in each language."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

from bots.dialogue.hearing.cues import (
    AFTER_TOMORROW,
    BEFORE_YESTERDAY,
    LAST,
    LAST_WEEK,
    NOW,
    TODAY,
    TOMORROW,
    YESTERDAY,
    cues_of,
    hear_cues,
)
from bots.dialogue.hearing.words import Spoken, Token, tokens_of
from catalogue.languages import language as language_of
from catalogue.search.folding import fold
from catalogue.search.words import is_unspaced

_RELATIVE = {BEFORE_YESTERDAY: -2, YESTERDAY: -1, NOW: 0, TODAY: 0, TOMORROW: 1, AFTER_TOMORROW: 2}
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?![./-]?\d)")
_CHINESE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?")


def read_day(text: str, language: str, today: date, *, past: bool = False) -> date | None:
    """Return the day that a text names, or None. In numbers the day comes first, unless the year does.

    A weekday is the next one, or with `past` – of what has happened – the last one, today among them; "last Friday"
    is always before today.
    """
    plain = _with_plain_digits(text)
    return _written(plain, today) or _with_month(plain, language, today) or _spoken(text, language, today, past)


def _spoken(text: str, language: str, today: date, past: bool) -> date | None:
    spoken = Spoken(text, language)
    for heard in hear_cues(spoken):
        if heard.means in _RELATIVE:
            return today + timedelta(days=_RELATIVE[heard.means])
    return _read_weekday(spoken, today, past)


def _read_weekday(spoken: Spoken, today: date, past: bool) -> date | None:
    tokens, language = spoken.tokens, spoken.language
    for number, names in _weekdays(language).items():
        for start, end in (found for name in names for found in _places(name, tokens)):
            back = (today.weekday() - number) % 7
            if any(_places(phrase, tokens) for phrase in _phrases(LAST_WEEK, language)):
                return today - timedelta(days=today.weekday() + 7 - number)
            if _is_beside(start, end, _phrases(LAST, language), tokens):
                return today - timedelta(days=back or 7)
            return today - timedelta(days=back) if past else today + timedelta(days=-back % 7)
    return None


def find_weekday_places(spoken: Spoken) -> frozenset[int]:
    """Return where the names of weekdays stand in a text: they tell when, and nothing of what it is about."""
    spans = (
        span for names in _weekdays(spoken.language).values() for name in names for span in _places(name, spoken.tokens)
    )
    return frozenset(at for start, end in spans for at in range(start, end))


def _is_beside(start: int, end: int, phrases: tuple[tuple[Token, ...], ...], tokens: tuple[Token, ...]) -> bool:
    around = (place for phrase in phrases for place in _places(phrase, tokens))
    return any(last == start or first == end for first, last in around)


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


@cache
def _phrases(means: str, language: str) -> tuple[tuple[Token, ...], ...]:
    return tuple(tuple(filter(None, cue.phrase)) for cue in cues_of(language) if cue.means == means)


def _places(name: tuple[Token, ...], tokens: tuple[Token, ...]) -> list[tuple[int, int]]:
    """Return everywhere that words stand in a text, as start and end."""
    width = len(name)
    return [
        (start, start + width)
        for start in range(len(tokens) - width + 1)
        if all(
            one.folded == other.folded or (not other.exact and one.stems & other.stems)
            for one, other in zip(tokens[start : start + width], name, strict=True)
        )
    ]
