"""Irregular forms meet their word, and no other: each line of the lists is one word, and says so of nothing else."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from catalogue.search import irregular
from catalogue.search.folding import fold, plain_text
from catalogue.search.stems import stems
from catalogue.search.stopwords import stop_words

LANGUAGES = ("en", "fr", "es", "ru", "ar")
MEETING = [
    ("en", "children", "child"),
    ("en", "died", "dies"),
    ("en", "paid", "paying"),
    ("en", "married", "marriages"),
    ("en", "buried", "burials"),
    ("en", "application", "applications"),
    ("fr", "baux", "bail"),
    ("fr", "née", "naître"),
    ("fr", "hôpitaux", "hopital"),
    ("es", "murió", "morir"),
    ("es", "nacio", "nacer"),
    ("ru", "ребёнка", "детям"),
    ("ru", "людей", "человек"),
    ("ru", "переехали", "переезда"),
    ("ru", "друзьям", "друг"),
    ("ar", "الأطفال", "طفل"),
    ("ar", "لأطفالي", "طفلة"),
    ("ar", "وأطفالهم", "للطفل"),
    ("ar", "وثائق", "وثيقة"),
    ("ar", "بوثائقها", "الوثيقة"),
    ("ar", "شهادتين", "شهادات"),
    ("ar", "مدرستهم", "المدارس"),
    ("ar", "الأم", "للأمهات"),
    ("ar", "المرأة", "نساء"),
    ("ar", "زوجته", "الأزواج"),
    ("ar", "والدتي", "الوالدين"),
    ("ar", "بالغين", "البالغ"),
    ("ar", "عائلية", "العائلات"),
]
APART = [
    ("en", "die", "pay"),
    ("en", "death", "pay"),
    ("en", "death", "die"),
    ("en", "lives", "life"),
    ("fr", "ne", "naître"),
    ("fr", "travaux", "travail"),
    ("fr", "reçu", "recevoir"),
    ("es", "puedo", "poder"),
    ("ru", "переезд", "поехать"),
    ("ru", "брать", "брат"),
    ("ru", "друг", "другой"),
    ("ar", "والدين", "دين"),
    ("ar", "دين", "لدينا"),
    ("ar", "بلدية", "بلد"),
    ("ar", "شرطة", "شروط"),
    ("ar", "رسمي", "رسوم"),
    ("ar", "مدني", "مدينة"),
    ("ar", "امرأة", "أمر"),
    ("ar", "رياضة", "روضة"),
    ("ar", "دورة", "دار"),
    ("ar", "دخول", "دخل"),
    ("ar", "مكتبة", "مكتب"),
    ("ar", "وصي", "وصية"),
    ("ar", "عملية", "عمل"),
    ("ar", "مراكب", "مركبات"),
    ("ar", "برد", "بريد"),
]


@pytest.mark.parametrize(("language", "one", "other"), MEETING)
def test_irregular_forms_share_a_stem(language: str, one: str, other: str) -> None:
    assert set(stems(one, language)) & set(stems(other, language))


@pytest.mark.parametrize(("language", "one", "other"), APART)
def test_other_words_share_none(language: str, one: str, other: str) -> None:
    assert not set(stems(one, language)) & set(stems(other, language))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def lines(language: str) -> list[list[str]]:
    text = (files(irregular.__name__) / f"{language}.txt").read_text(encoding="utf-8")
    lines = (plain_text(line.partition("#")[0]).split() for line in text.splitlines())
    return [line for line in lines if line]


def test_no_word_stands_in_two_lines(lines: list[list[str]]) -> None:
    often = Counter(form for line in lines for form in {fold(word) for word in line})
    assert [form for form, number in often.items() if number > 1] == []


def test_the_forms_of_a_line_meet_and_those_of_two_lines_do_not(language: str, lines: list[list[str]]) -> None:
    lines_of: dict[str, set[str]] = {}
    for word, *forms in lines:
        first = stems(word, language)[0]
        assert [form for form in forms if first not in stems(form, language)] == []
        lines_of.setdefault(first, set()).add(word)
    assert [words for words in lines_of.values() if len(words) > 1] == []


def test_no_form_is_a_small_word_unless_its_word_is(language: str, lines: list[list[str]]) -> None:
    small = stop_words(language)
    assert [form for word, *forms in lines if fold(word) not in small for form in forms if fold(form) in small] == []
