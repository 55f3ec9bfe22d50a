"""Facts as a reader of one language writes them: money, dates, times and spans, by the CLDR data that Babel carries.

Pieces that run left to right inside right-to-left text are isolated with Unicode's own marks, so that they stay
whole in every channel, a chat as well as a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, Protocol
from unicodedata import combining, normalize

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import (
    NumberPattern,
    format_currency,
    format_decimal,
    format_percent,
    get_currency_name,
    get_currency_symbol,
    parse_pattern,
)

from catalogue.languages import language

FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE = "\u2068", "\u2066", "\u2069"
NO_BREAK_SPACE = "\u00a0"


written_once = lru_cache(maxsize=4096)
"""Pages write the same numbers, amounts and days again and again, and CLDR's patterns are slow to fill in."""


def _locale(code: str) -> Locale:
    return language(code).locale


@cache
def _money_pattern(code: str, whole: bool) -> NumberPattern:
    pattern = language(code).locale.currency_formats["standard"].pattern
    return parse_pattern(pattern.replace(".00", "") if whole else pattern)


class SpanOfTime(Protocol):
    """A value and a unit, as `catalogue.facts.base.Duration` has them."""

    value: int
    unit: str


def isolate(text: str, code: str) -> str:
    """Keep a piece of other direction whole inside right-to-left text; elsewhere it is left as it is."""
    if language(code).direction == "ltr":
        return text
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def left_to_right(text: str, code: str) -> str:
    """Keep a phone number, a code or an address from being reordered inside right-to-left text."""
    if language(code).direction == "ltr":
        return text
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"


@written_once
def money(amount: Decimal, currency: str, code: str) -> str:
    """Write an amount; whole amounts without decimals."""
    whole = amount == amount.to_integral_value()
    text = format_currency(
        amount,
        currency,
        format=_money_pattern(code, whole),
        locale=_locale(code),
        currency_digits=False,
        group_separator=amount >= language(code).smallest_grouped,
    )
    return isolate(text, code)


def money_range(minimum: Decimal, maximum: Decimal, currency: str, code: str) -> str:
    """Write a range of amounts, or the one amount where both ends are equal."""
    if minimum == maximum:
        return money(minimum, currency, code)
    return language(code).amount_range.format(
        minimum=money(minimum, currency, code), maximum=money(maximum, currency, code)
    )


def not_known(code: str) -> str:
    """Write that an amount is not known; never confuse it with nothing to pay."""
    return language(code).not_known


@cache
def currency_names(currency: str, code: str) -> frozenset[str]:
    """Return what a currency is called beside a number: its sign, its code, and its name in every plural form."""
    locale = _locale(code)
    counts = (None, 0, 1, 2, 3, 5, 11, 100, Decimal("1.5"))
    names = {get_currency_name(currency, count=count, locale=locale) for count in counts}
    return frozenset({currency, get_currency_symbol(currency, locale=locale), *names})


@written_once
def number(value: int | Decimal, code: str) -> str:
    """Write a number."""
    return format_decimal(value, locale=_locale(code))


@written_once
def percent(value: int, code: str) -> str:
    """Write a percentage given in hundredths."""
    return isolate(format_percent(Decimal(value) / 100, locale=_locale(code)), code)


@written_once
def long_date(day: date, code: str) -> str:
    """Write a date with the month as a word; the day stays on the line of its month."""
    return _date(day, "long", code)


@written_once
def weekday_date(day: date, code: str) -> str:
    """Write a date with its weekday; the day stays on the line of its month."""
    return _date(day, "full", code)


@written_once
def month(day: date, code: str) -> str:
    """Write the month of a day as a word, with its year."""
    return isolate(format_skeleton("yMMMM", day, locale=_locale(code)), code)


@cache
def _date_pattern(width: Literal["long", "full"], code: str) -> str:
    pattern: str = _locale(code).date_formats[width].pattern
    # From the day to the month, whatever stands between them: 1 de enero.
    return re.sub(r"\bd+\b.*?(?=M)", lambda found: found[0].replace(" ", NO_BREAK_SPACE), pattern)


def _date(day: date, width: Literal["long", "full"], code: str) -> str:
    written = format_date(day, format=_date_pattern(width, code), locale=_locale(code))
    if day.day == 1:
        written = re.sub(r"\b1\b", language(code).first_of_month, written, count=1)
    return isolate(written, code)


@written_once
def clock(at: time, code: str) -> str:
    """Write a time of day; the half of the day stays on the line of its hour."""
    return isolate(format_time(at, format="short", locale=_locale(code)).replace(" ", NO_BREAK_SPACE), code)


def span(duration: SpanOfTime, code: str) -> str:
    """Write a span of time such as “5 working days”, in the plural form that the number asks for."""
    forms = language(code).spans[duration.unit]
    phrase = forms.get(_locale(code).plural_form(duration.value), forms["other"])
    return phrase.format(n=number(duration.value, code))


def sort_key(text: str, code: str) -> tuple[bytes, str]:
    """Return by what a title is put in its place in a list.

    Accents and case do not count. Chinese is ordered by the sound of its characters: the national encoding GB 18030
    keeps the common ones in the order of pinyin.
    """
    folded = "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))
    return folded.encode("gb18030" if code == "zh" else "utf-8", "replace"), text


def enumeration(items: Sequence[str], code: str, *, alternatives: bool = False) -> str:
    """Join a list as the language does: “a, b and c”, or “a, b or c” for alternatives."""
    return format_list(list(items), style="or" if alternatives else "standard", locale=_locale(code))
