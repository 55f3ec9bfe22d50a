"""Advice on plain language: for each rule of each language what it finds and what it leaves alone."""

from __future__ import annotations

import pytest

from catalogue.languages import languages
from catalogue.translating.plain import Advice, Hint, list_excesses, list_hints, measure_index

FOUND = [
    ("en", "You must pay prior to the visit.", Hint(Advice.JARGON, "prior to", "before")),
    ("en", "Ask the DVLA.", Hint(Advice.ABBREVIATION, "DVLA")),
    ("en", "The form is quickly checked by the office.", Hint(Advice.PASSIVE, "is quickly checked")),
    ("fr", "Payez afin de partir.", Hint(Advice.JARGON, "afin de", "pour")),
    ("fr", "Il faut s’acquitter de la taxe.", Hint(Advice.JARGON, "s’acquitter de", "payer")),
    ("fr", "Allez à la CPAM.", Hint(Advice.ABBREVIATION, "CPAM")),
    ("fr", "La demande est examinée par la mairie.", Hint(Advice.PASSIVE, "est examinée")),
    ("es", "Debe cumplimentar el impreso.", Hint(Advice.JARGON, "cumplimentar", "rellenar")),
    ("es", "Pida el NIE.", Hint(Advice.ABBREVIATION, "NIE")),
    ("es", "La solicitud será revisada por la oficina.", Hint(Advice.PASSIVE, "será revisada")),
    ("ru", "Надлежит прийти лично.", Hint(Advice.JARGON, "Надлежит", "нужно")),
    ("ru", "Обратитесь в ЗАГС.", Hint(Advice.ABBREVIATION, "ЗАГС")),
    ("ru", "Заявление рассматривается комиссией.", Hint(Advice.PASSIVE, "рассматривается")),
    ("ar", "ادفع الرسوم بغرض التسجيل.", Hint(Advice.JARGON, "بغرض", "لـ")),
    ("ar", "يتم تسليم الوثيقة غدًا.", Hint(Advice.PASSIVE, "يتم تسليم")),
    ("zh", "缴费后方可领取。", Hint(Advice.JARGON, "方可", "才能")),
    ("zh", "于收到通知之日起三十天内。", Hint(Advice.JARGON, "于收到通知之日起", "从…那天起")),
    ("zh", "请联系 NIA。", Hint(Advice.ABBREVIATION, "NIA")),
]
LEFT_ALONE = [
    ("en", "Pay before you come. The General Register Office (GRO) sends a PDF. You are married."),
    ("en", "Write to https://example.org/ABCDEF or read `PRIOR TO`."),
    ("fr", "Vous êtes né à Lyon. La Caisse d’assurance (CPAM) répond par SMS. Elle est mariée."),
    ("es", "Usted está casado. El número de identidad de extranjero (NIE) llega en PDF."),
    ("ru", "Вы женитесь. Отдел записи актов гражданского состояния (ЗАГС) ответит по СМС."),
    ("ar", "قدّم الطلب في المكتب. أهم الوثائق هي شهادة الميلاد."),
    ("zh", "请带身份证。国家身份局（NIA）会发短信。"),
]
WORD = {"en": "word ", "fr": "mot ", "es": "palabra ", "ru": "слово ", "ar": "كلمة ", "zh": "字"}
LIMITS = {"en": 25, "fr": 25, "es": 25, "ru": 20, "ar": 25, "zh": 50}


@pytest.mark.parametrize(("language", "text", "hint"), FOUND)
def test_what_is_found(language, text, hint):
    assert list_hints(language, "overview", text) == [hint]


@pytest.mark.parametrize(("language", "text"), LEFT_ALONE)
def test_what_is_left_alone(language, text):
    assert list_hints(language, "overview", text) == []


@pytest.mark.parametrize("language", LIMITS)
def test_long_sentences(language):
    end = "。" if language == "zh" else "."
    just = WORD[language] * LIMITS[language] + end
    assert list_hints(language, "overview", f"{just} {just}") == []
    (hint,) = list_hints(language, "overview", f"{just} {WORD[language] * (LIMITS[language] + 1)}{end}")
    assert (hint.advice, hint.count, hint.limit) == (Advice.LONG_SENTENCE, LIMITS[language] + 1, LIMITS[language])


def test_lines_and_decimals_end_and_do_not_end_a_sentence():
    text = "\n".join(["- " + "word " * 20] * 3)
    assert list_hints("en", "overview", text) == []
    assert list_hints("en", "overview", "word " * 15 + "12.50 " + "word " * 15) != []


TITLES = {"en": 65, "fr": 80, "es": 80, "ru": 75, "ar": 65, "zh": 26}
PARAGRAPHS = {"en": 100, "fr": 110, "es": 110, "ru": 90, "ar": 90, "zh": 180}


@pytest.mark.parametrize("language", TITLES)
def test_lengths_of_titles(language):
    longest = TITLES[language]
    assert list_hints(language, "title", "字" * longest) == []
    assert list_hints(language, "title", "字" * (longest + 1)) == [Hint(Advice.LONG, count=longest + 1, limit=longest)]
    assert list_hints(language, "overview", "x. " * 60) == []


def test_latin_letters_take_little_room_in_a_chinese_title():
    assert list_hints("zh", "title", "字" * 18 + "Port Alba Onedoor") == []
    assert list_hints("zh", "title", "字" * 20 + "Port Alba Onedoor") != []


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_long_paragraphs(language):
    sentence = WORD[language] * 10 + ("。" if language == "zh" else ". ")
    most = PARAGRAPHS[language] // 10
    just = sentence * most
    assert list_hints(language, "overview", f"{just}\n\n{just}\n- {just}\n- {just}") == []
    (hint,) = list_hints(language, "overview", f"{just}\n\n{just}{sentence}")
    assert (hint.advice, hint.count, hint.limit) == (Advice.LONG_PARAGRAPH, most * 10 + 10, most * 10)


def test_foreign_names_addresses_and_numbers_count_little_among_chinese_characters():
    address = "Onedoor Service Centres, PO Box 101, 1001 Port Alba"
    assert list_excesses("zh", "overview", f"{'字' * 40}{address}。") == []
    assert list_excesses("zh", "overview", f"{'字' * 50}{address}。") != []


def test_the_index_rises_with_long_sentences_and_long_words():
    easy = ["Bring the form to us. " * 40]
    index, limit = measure_index("en", easy)
    assert (index, limit) == (5, 40)
    assert measure_index("en", ["Bring the form to us " * 40])[0] == 200
    assert measure_index("en", ["Authorities appreciate documentation. " * 40])[0] == 103
    assert measure_index("en", ["Bring the form. " * 10]) is None, "so few words say nothing"
    assert measure_index("zh", ["字" * 500]) is None
    assert measure_index("ar", ["كلمة " * 500]) is None


def test_every_language_has_rules():
    assert set(LIMITS) == set(languages())
    assert {language for language, _, hint in FOUND if hint.advice is Advice.JARGON} == set(languages())
