"""Amounts, percentages and spans of the facts, typed into words in six languages; and numbers that are innocent."""

from decimal import Decimal

import pytest
from planted_content import Planted

from catalogue.files.check.repeated_facts import find_quantities

SERVICE = "services/register-birth"
NEXT = "The certificate is ready"
TEN_WORKING_DAYS, TWENTY_EUROS = "{deadline.register}", "{fee.late}"
THREE_MONTHS = "{age.notice} or {collect.certificate}"

REPEATED = [
    ("en", "within 10 working days", TEN_WORKING_DAYS),
    ("en", "a 10-day limit", TEN_WORKING_DAYS),
    ("en", "you pay €20", TWENTY_EUROS),
    ("en", "you pay 20.00 euros", TWENTY_EUROS),
    ("en", "for 3 months", THREE_MONTHS),
    ("fr", "sous 10 jours ouvrés", TEN_WORKING_DAYS),
    ("fr", "vous payez 20\u00a0€", TWENTY_EUROS),
    ("fr", "vous payez 20,00 euros", TWENTY_EUROS),
    ("fr", "pendant 3 mois", THREE_MONTHS),
    ("es", "en 10 días hábiles", TEN_WORKING_DAYS),
    ("es", "paga 20 euros", TWENTY_EUROS),
    ("es", "durante 3 meses", THREE_MONTHS),
    ("ar", "خلال 10 أيام عمل", TEN_WORKING_DAYS),
    ("ar", "خلال ١٠ أيام عمل", TEN_WORKING_DAYS),
    ("ar", "تدفع 20 يورو", TWENTY_EUROS),
    ("ar", "خلال 3 أشهر", THREE_MONTHS),
    ("ru", "в течение 10 рабочих дней", TEN_WORKING_DAYS),
    ("ru", "заплатите 20 евро", TWENTY_EUROS),
    ("ru", "в течение 3 месяцев", THREE_MONTHS),
    ("zh", "须在10个工作日内办理", TEN_WORKING_DAYS),
    ("zh", "缴费20欧元", TWENTY_EUROS),
    ("zh", "３个月内领取", THREE_MONTHS),
]


@pytest.mark.parametrize(("language", "written", "placeholder"), REPEATED)
def test_a_fact_typed_into_words_is_reported(planted: Planted, language: str, written: str, placeholder: str) -> None:
    planted.edit(f"{SERVICE}/{language}.md", NEXT, f"{written}. {NEXT}")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (f"{SERVICE}/{language}.md", "next")
    assert problem.problem.endswith("repeats a fact.")
    assert problem.remedy.startswith(f"Write {placeholder}")


INNOCENT = [
    ("en", "since 2020, article 20 (2), form 10, room 3, €21, 10 weeks, code 2101, 3 copies, 100 euros"),
    ("fr", "depuis 2020, article 20, formulaire 10, 3 exemplaires, 21 €, 10 semaines, 3 moissons"),
    ("es", "desde 2020, artículo 20, 10 personas, 3 mesas, 21 euros, 10 semanas"),
    ("ar", "منذ 2020، المادة 20، 3 نسخ، 21 يورو"),
    ("ru", "с 2020 года, статья 20, 3 копии, 21 евро, 10 недель"),
    ("zh", "自2020年起，第20条，3份，21欧元，5月10日，3月"),
]


@pytest.mark.parametrize(("language", "written"), INNOCENT)
def test_years_articles_codes_and_other_numbers_are_let_be(planted: Planted, language: str, written: str) -> None:
    planted.edit(f"{SERVICE}/{language}.md", NEXT, f"{written}. {NEXT}")
    assert planted.problems() == []


def test_other_names_may_say_what_people_type(planted: Planted) -> None:
    planted.edit(f"{SERVICE}/*.md", "- declare a newborn", "- declare a newborn\n- birth 10 working days")
    assert planted.problems() == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_life_event_does_not_repeat_its_own_spans(planted: Planted, language: str) -> None:
    said = {"en": "8 weeks before", "zh": "提前8周"}[language]
    planted.edit(f"life-events/having-a-baby/{language}.md", "Call the hospital", f"{said}. Call the hospital")
    problem = planted.only_problem()
    assert (problem.field, problem.remedy) == ("steps.hospital.text", "Write {deadline}.")


def test_the_text_of_a_step_does_not_repeat_facts_of_its_service(planted: Planted) -> None:
    text = "\n# steps.register.text\n\nYou have 10 working days.\n\n# steps.acknowledge.text"
    planted.edit("life-events/having-a-baby/*.md", "\n# steps.acknowledge.text", text)
    problems = planted.problems()
    assert {problem.field for problem in problems} == {"steps.register.text"}
    assert "the page shows it" in problems[0].remedy


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "50 %"),
        ("en", "50 per cent"),
        ("fr", "50\u202f%"),
        ("fr", "50 pour cent"),
        ("es", "50 por ciento"),
        ("ar", "٥٠٪"),
        ("ar", "50 في المئة"),
        ("ru", "50 процентов"),
        ("zh", "百分之50"),
        ("zh", "50％"),
    ],
)
def test_percentages_are_seen_however_a_language_writes_them(language: str, text: str) -> None:
    assert [(unit, value) for _, unit, value in find_quantities(text, language, frozenset())] == [
        ("percent", Decimal(50))
    ]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "€1,234.50", "1234.50"),
        ("fr", "1 234,50 €", "1234.50"),
        ("es", "1.234,50 €", "1234.50"),
        ("ru", "1\u00a0234 евро", "1234"),
        ("en", "EUR 1,000", "1000"),
        ("ar", "١٬٢٣٤٫٥٠ يورو", "1234.50"),
    ],
)
def test_amounts_are_read_with_their_separators(language: str, text: str, value: str) -> None:
    assert [found for _, _, found in find_quantities(text, language, frozenset({"EUR"}))] == [Decimal(value)]


def test_an_address_holds_no_amounts(planted: Planted) -> None:
    link = "[the form](https://example.org/20-euros)"
    planted.edit(f"{SERVICE}/*.md", NEXT, f"{link} {NEXT}")
    assert planted.problems() == []
