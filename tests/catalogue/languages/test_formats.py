"""Money, dates and spans as readers of each language write them; each expectation is what a native reader expects."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from as_seen import as_seen

from catalogue.facts.base import Duration
from catalogue.languages import direction, formats, languages


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["€12.50", "€1,480", "€15,000"]),
        ("fr", ["12,50 €", "1 480 €", "15 000 €"]),
        ("es", ["12,50 €", "1480 €", "15.000 €"]),
        ("ar", ["12.50 €", "1,480 €", "15,000 €"]),
        ("ru", ["12,50 €", "1 480 €", "15 000 €"]),
        ("zh", ["€12.50", "€1,480", "€15,000"]),
    ],
)
def test_money_is_written_as_the_language_does(language, expected):
    amounts = (Decimal("12.50"), Decimal("1480"), Decimal("15000.00"))
    assert [as_seen(formats.money(amount, "EUR", language)) for amount in amounts] == expected


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", 1, "1 working day"),
        ("en", 5, "5 working days"),
        ("fr", 10, "10 jours ouvrés"),
        ("es", 1, "1 día hábil"),
        ("ar", 1, "يوم عمل واحد"),
        ("ar", 2, "يوما عمل"),
        ("ar", 3, "3 أيام عمل"),
        ("ar", 20, "20 يوم عمل"),
        ("ru", 1, "1 рабочий день"),
        ("ru", 3, "3 рабочих дня"),
        ("ru", 5, "5 рабочих дней"),
        ("ru", 21, "21 рабочий день"),
        ("zh", 5, "5个工作日"),
    ],
)
def test_spans_take_the_plural_form_that_the_number_asks_for(language, number, expected):
    assert formats.span(Duration.parse(f"{number} working-days"), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "21 November 2026"),
        ("fr", "21 novembre 2026"),
        ("es", "21 de noviembre de 2026"),
        ("ar", "21 نوفمبر 2026"),
        ("ru", "21 ноября 2026 г."),
        ("zh", "2026年11月21日"),
    ],
)
def test_dates_have_the_month_as_a_word(language, expected):
    assert as_seen(formats.long_date(date(2026, 11, 21), language)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Friday, 1 January 2027"),
        ("fr", "vendredi 1er janvier 2027"),
        ("es", "viernes, 1 de enero de 2027"),
        ("ar", "الجمعة، 1 يناير 2027"),
        ("ru", "пятница, 1 января 2027 г."),
        ("zh", "2027年1月1日星期五"),
    ],
)
def test_the_first_of_a_month_is_written_as_the_language_does(language, expected):
    assert as_seen(formats.weekday_date(date(2027, 1, 1), language)) == expected
    assert as_seen(formats.long_date(date(2027, 1, 1), language)) in expected


@pytest.mark.parametrize(
    ("language", "whole"),
    [
        ("en", "26\u00a0February"),
        ("fr", "26\u00a0février"),
        ("es", "26\u00a0de\u00a0febrero"),
        ("ar", "26\u00a0فبراير"),
        ("ru", "26\u00a0февраля"),
        ("zh", "2月26日"),
    ],
)
def test_no_line_breaks_between_day_and_month(language, whole):
    day = date(2027, 2, 26)
    assert whole in formats.long_date(day, language)
    assert whole in formats.weekday_date(day, language)


def test_english_is_written_as_in_the_united_kingdom():
    assert formats.clock(time(14, 30), "en") == "14:30"
    assert formats.enumeration(["a", "b", "c"], "en") == "a, b and c"


def test_the_half_of_the_day_stays_with_its_hour():
    assert "4:30\u00a0م" in formats.clock(time(16, 30), "ar")


def test_what_runs_left_to_right_is_isolated_in_arabic_only():
    assert formats.left_to_right("+999 555 0199", "ar") == "\u2066+999 555 0199\u2069"
    assert formats.left_to_right("+999 555 0199", "en") == "+999 555 0199"
    assert direction("ar") == "rtl"
    assert {direction(code) for code in languages() if code != "ar"} == {"ltr"}


def test_a_range_names_both_ends_and_one_amount_is_no_range():
    assert formats.money_range(Decimal(1), Decimal(2), "EUR", "en") == "€1 to €2"
    assert formats.money_range(Decimal(2), Decimal(2), "EUR", "en") == "€2"


@pytest.mark.parametrize(("language", "titles"), [("fr", ["Eau", "écoles", "Zoo"]), ("zh", ["出生", "护照", "住房"])])
def test_titles_are_ordered_without_accents_and_chinese_by_sound(language, titles):
    mixed = [titles[2], titles[0], titles[1]]
    assert sorted(mixed, key=lambda title: formats.sort_key(title, language)) == titles


@pytest.mark.parametrize("code", languages())
def test_every_language_has_a_phrase_for_every_unit_and_plural_form(code):
    language = languages()[code]
    forms = set(language.locale.plural_form.tags) | {"other"}
    for unit in ("days", "working-days", "weeks", "months", "years"):
        said = language.spans[unit]
        assert "other" in said
        assert set(said) <= forms | {"many"}
