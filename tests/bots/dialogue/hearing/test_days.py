"""Days as people name them, on Saturday, 21 November 2026: what is over, what comes, and what is no day."""

from __future__ import annotations

from datetime import date

import pytest

from bots.dialogue.hearing.days import read_day
from catalogue.languages import languages
from catalogue.languages.formats import long_date, weekday_date

TODAY = date(2026, 11, 21)
YESTERDAY, BEFORE_YESTERDAY = date(2026, 11, 20), date(2026, 11, 19)
LAST_FRIDAY, FRIDAY_OF_LAST_WEEK, NEXT_FRIDAY = date(2026, 11, 20), date(2026, 11, 13), date(2026, 11, 27)
LAST_SATURDAY = date(2026, 11, 14)

SAID = {
    "en": {
        "my mother died yesterday": YESTERDAY,
        "last night": YESTERDAY,
        "the day before yesterday": BEFORE_YESTERDAY,
        "the day after tomorrow": date(2026, 11, 23),
        "last Friday": LAST_FRIDAY,
        "last Saturday": LAST_SATURDAY,
        "on Friday last week": FRIDAY_OF_LAST_WEEK,
        "on Friday": NEXT_FRIDAY,
        "on Saturday": TODAY,
        "how do I change my last name?": None,
        "can I change my last name on Friday?": NEXT_FRIDAY,
    },
    "fr": {
        "ma mère est morte hier": YESTERDAY,
        "hier soir": YESTERDAY,
        "avant-hier": BEFORE_YESTERDAY,
        "vendredi dernier": LAST_FRIDAY,
        "samedi dernier": LAST_SATURDAY,
        "vendredi de la semaine dernière": FRIDAY_OF_LAST_WEEK,
        "vendredi": NEXT_FRIDAY,
    },
    "es": {
        "mi madre murió ayer": YESTERDAY,
        "anoche": YESTERDAY,
        "anteayer": BEFORE_YESTERDAY,
        "antes de ayer": BEFORE_YESTERDAY,
        "el viernes pasado": LAST_FRIDAY,
        "el pasado viernes": LAST_FRIDAY,
        "el sábado pasado": LAST_SATURDAY,
        "el viernes de la semana pasada": FRIDAY_OF_LAST_WEEK,
        "el viernes": NEXT_FRIDAY,
        "pasado mañana": date(2026, 11, 23),
    },
    "ar": {
        "توفيت أمي أمس": YESTERDAY,
        "امبارح": YESTERDAY,
        "أول أمس": BEFORE_YESTERDAY,
        "يوم الجمعة الماضي": LAST_FRIDAY,
        "السبت الماضي": LAST_SATURDAY,
        "الجمعة من الأسبوع الماضي": FRIDAY_OF_LAST_WEEK,
        "يوم الجمعة": NEXT_FRIDAY,
    },
    "ru": {
        "вчера умерла моя мама": YESTERDAY,
        "позавчера": BEFORE_YESTERDAY,
        "в прошлую пятницу": LAST_FRIDAY,
        "в прошлую субботу": LAST_SATURDAY,
        "в пятницу на прошлой неделе": FRIDAY_OF_LAST_WEEK,
        "в пятницу": NEXT_FRIDAY,
    },
    "zh": {
        "我妈妈昨天去世了": YESTERDAY,
        "昨晚": YESTERDAY,
        "前天": BEFORE_YESTERDAY,
        "上周五": FRIDAY_OF_LAST_WEEK,
        "上星期五": FRIDAY_OF_LAST_WEEK,
        "上个星期五": FRIDAY_OF_LAST_WEEK,
        "周五": NEXT_FRIDAY,
        "网上怎么申请": None,
    },
}


@pytest.mark.parametrize(
    ("language", "text", "day"), [(code, text, day) for code, rows in SAID.items() for text, day in rows.items()]
)
def test_a_day_is_heard(language, text, day):
    assert read_day(text, language, TODAY) == day


@pytest.mark.parametrize(("text", "day"), [("on Friday", LAST_FRIDAY), ("Saturday", TODAY), ("tomorrow", None)])
def test_of_what_has_happened_a_weekday_is_the_last_one(text, day):
    assert read_day(text, "en", TODAY, past=True) == (day or date(2026, 11, 22))


@pytest.mark.parametrize("language", languages())
def test_a_day_that_was_copied_from_an_answer_is_heard(language):
    day = date(2027, 2, 26)
    assert read_day(long_date(day, language), language, TODAY) == day
    assert read_day(weekday_date(day, language), language, TODAY) == day
