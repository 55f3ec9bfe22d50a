"""The analysis: forms that people take for one word meet, whatever the language; words apart stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.search.query import MOST_WORDS, read_query
from catalogue.search.words import LONGEST_WORD, analyse, folded_words, grams, needs, split

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")

MEETING = [
    ("en", "certificate", "certificates"),
    ("en", "registering", "register"),
    ("en", "registered", "registers"),
    ("en", "babies", "baby"),
    ("en", "child's", "child"),
    ("en", "parents’", "parent"),
    ("en", "BIRTH", "birth"),
    ("en", "ﬁling", "filing"),
    ("en", "café", "cafe"),
    ("en", "U.S.A.", "usa"),
    ("fr", "décès", "deces"),
    ("fr", "décès", "DÉCÈS"),
    ("fr", "naissances", "naissance"),
    ("fr", "l’enfant", "enfants"),
    ("fr", "d'inscription", "inscriptions"),
    ("fr", "qu'une", "une"),
    ("fr", "demandé", "demande"),
    ("fr", "retraité", "retraites"),
    ("fr", "bébés", "bebe"),
    ("fr", "sœur", "soeur"),
    ("fr", "École", "ecoles"),
    ("es", "jubilación", "jubilacion"),
    ("es", "jubilación", "jubilaciones"),
    ("es", "niños", "niño"),
    ("es", "niños", "nino"),
    ("es", "nacimientos", "nacimiento"),
    ("es", "inscribirse", "inscribir"),
    ("es", "pensión", "pensiones"),
    ("es", "médico", "medicos"),
    ("ru", "рождение", "рождении"),
    ("ru", "свидетельства", "свидетельство"),
    ("ru", "ребёнок", "ребенок"),
    ("ru", "пособия", "пособие"),
    ("ru", "пенсию", "пенсия"),
    ("ru", "Паспорта", "паспорт"),
    ("ar", "الولادة", "ولادة"),
    ("ar", "والولادة", "ولادة"),
    ("ar", "بالولادة", "الولادة"),
    ("ar", "شهادة", "الشهادات"),
    ("ar", "شهادة", "شهادتي"),
    ("ar", "رُخْصَة", "رخصة"),
    ("ar", "الرخصة", "للرخصة"),
    ("ar", "تسجيل", "لتسجيل"),
    ("ar", "تسجيل", "التسجيل"),
    ("ar", "تسجيل", "وتسجيل"),
    ("ar", "إقامة", "الاقامه"),
    ("ar", "أطفالها", "اطفال"),
    ("ar", "مولود", "المولودين"),
    ("ar", "مســـتشفى", "المستشفي"),
    ("ar", "معاش", "معاشات"),
    ("ar", "٤٠١٢", "4012"),
    ("zh", "出生", "出生證明"[:2]),
    ("zh", "ＡＢＣ", "abc"),
    ("zh", "办理出生证明", "出生证"),
]
APART = [
    ("en", "birth", "berth"),
    ("en", "death", "birth"),
    ("fr", "mère", "maire"),
    ("es", "matrimonio", "patrimonio"),
    ("ru", "рождение", "смерть"),
    ("ar", "ولادة", "وفاة"),
    ("ar", "جواز", "زواج"),
    ("ar", "طلاق", "انطلاق"),
    ("zh", "出生", "死亡"),
]


@pytest.mark.parametrize(("language", "one", "other"), MEETING)
def test_forms_of_a_word_share_a_token(language: str, one: str, other: str) -> None:
    assert set(analyse(one, language)) & set(analyse(other, language))


@pytest.mark.parametrize(("language", "one", "other"), APART)
def test_different_words_share_no_token(language: str, one: str, other: str) -> None:
    assert not set(analyse(one, language)) & set(analyse(other, language))


def test_a_compound_with_a_hyphen_is_found_in_parts_and_as_one() -> None:
    assert set(analyse("day-care", "en")) >= {"day", "care", "daycar"}
    assert "daycar" in analyse("daycare", "en")


def test_a_verb_and_its_pronoun_are_no_compound() -> None:
    assert split("dois-je", "fr") == ["dois", "je"]


def test_chinese_is_read_by_pairs_and_single_characters() -> None:
    assert set(analyse("出生证", "zh")) == {"出生", "生证", "出", "生", "证"}


def test_chinese_inside_latin_text_is_split_as_chinese() -> None:
    assert split("ID卡号 2", "zh") == ["id", "卡号", "2"]


def test_invisible_characters_split_no_word() -> None:
    assert split("certi\u00adficate\u200b \u202bnow\u202c", "en") == ["certificate", "now"]


@pytest.mark.parametrize(
    ("language", "text", "need"),
    [
        ("en", "Hello, I would like to know what papers I need, thank you", ["papers"]),
        ("fr", "Bonjour, je voudrais savoir comment obtenir un passeport, merci", ["obtenir", "passeport"]),
        ("es", "Hola, quisiera saber cómo pedir el pasaporte, gracias", ["pedir", "pasaporte"]),
        ("ru", "Здравствуйте, подскажите пожалуйста, как получить паспорт", ["получить", "паспорт"]),
        ("ar", "السلام عليكم أريد أن أعرف كيف أجدد الجواز شكرا", ["أجدد", "الجواز"]),
        ("zh", "请问如何 护照", ["护照"]),
    ],
)
def test_greetings_and_question_words_carry_no_need(language: str, text: str, need: list[str]) -> None:
    kept = needs(split(text, language), language)
    assert [word for word in kept if word in need] == need
    assert len(kept) <= len(need) + 1


@pytest.mark.parametrize(("language", "text"), [("en", "what is it"), ("fr", "où"), ("zh", "什么"), ("ar", "ماذا")])
def test_stop_words_alone_are_searched_for(language: str, text: str) -> None:
    words = split(text, language)
    assert words
    assert needs(words, language) == words


@given(st.text(max_size=300), st.sampled_from((*LANGUAGES, "xx")))
def test_analysis_never_raises_and_is_bounded(text: str, language: str) -> None:
    tokens = analyse(text, language)
    assert all(token for token in tokens)
    # One character may become several when folded (ligatures do), words come in parts and whole, each in two forms.
    assert len(tokens) <= 60 * len(text)
    assert all(len(word) <= LONGEST_WORD for word in split(text, language))
    assert all(grams(word) for word in folded_words(text, language) if not word.isdigit())


@given(st.text(max_size=2_000), st.sampled_from(LANGUAGES))
def test_a_query_is_always_read_and_bounded(text: str, language: str) -> None:
    query = read_query(text, language)
    assert len(query.words) <= MOST_WORDS
    assert all(word.tokens for word in query.words)


@given(st.sampled_from(LANGUAGES), st.text(alphabet="abcdéèñüжыёةىأإلمشهد出生证明 '-.", max_size=60))
def test_case_and_repeated_analysis_change_nothing(language: str, text: str) -> None:
    assert analyse(text, language) == analyse(text, language)
    assert analyse(text.upper().lower(), language) == analyse(text.lower(), language)
