"""A forgotten keyboard: the same keys on the other layouts, worked out by hand from the keyboards themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.search.keyboards import retyped

RUSSIAN = [
    ("паспорт", "gfcgjhn"),
    ("ребёнку", "ht,`yre"),
    ("жильё", ";bkm`"),
    ("объявление", "j,]zdktybt"),
    ("хочу юриста", "[jxe .hbcnf"),
    ("эхо щенка", "'[j otyrf"),
    ("свидетельство о рождении", "cdbltntkmcndj j hj;ltybb"),
    ("услуга 4012", "eckeuf 4012"),
]
ARABIC = [
    ("شهادة ميلاد", "aih]m ldgh]"),
    ("جواز سفر", "[,h. stv"),
    ("ظرف طارئ", "/vt 'hvz"),
    ("كلب ؤ", ";gf c"),
    ("ذكرى", "`;vn"),
]
ENGLISH_IN_RUSSIAN = [
    ("passport", "зфыызщке"),
    ("birth certificate", "ишкер сукешашсфеу"),
    ("job", "ощи"),
    ("quiz", "йгшя"),
]
ENGLISH_IN_ARABIC = [
    ("passport", "حشسسحخقف"),
    ("birth", "لاهقفا"),
    ("job benefit", "تخلا لاثىثبهف"),
    ("daughter", "يشعلافثق"),
    ("right", "قهلاف"),
    ("neighbour", "ىثهلالاخعق"),
    ("bright", "لاقهلاف"),
]


@pytest.mark.parametrize(("meant", "typed"), RUSSIAN)
def test_russian_is_seen_in_latin_keys(meant: str, typed: str) -> None:
    assert retyped(typed)[0] == meant
    assert retyped(typed.upper())[0] == meant


@pytest.mark.parametrize(("meant", "typed"), [("{jxe", "хочу"), ("<bktn", "билет"), (":bkmt", "жилье"), ('">j', "эюо")])
def test_a_capital_may_be_no_letter_on_the_other_keyboard(meant: str, typed: str) -> None:
    assert retyped(meant)[0] == typed


@pytest.mark.parametrize(("meant", "typed"), ARABIC)
def test_arabic_is_seen_in_latin_keys(meant: str, typed: str) -> None:
    assert meant in retyped(typed)


def test_one_key_gives_two_letters() -> None:
    assert retyped("b")[1] == retyped("gh")[1] == "لا"
    assert retyped("fbn")[1] == "بلاى"


@pytest.mark.parametrize(("meant", "typed"), ENGLISH_IN_RUSSIAN)
def test_latin_letters_are_seen_in_russian_keys(meant: str, typed: str) -> None:
    assert retyped(typed) == [meant]


@pytest.mark.parametrize(("meant", "typed"), ENGLISH_IN_ARABIC)
def test_latin_letters_are_seen_in_arabic_keys_whether_two_letters_were_one_key_or_two(meant: str, typed: str) -> None:
    assert meant in retyped(typed)


def test_the_readings_of_two_letters_are_few() -> None:
    assert retyped("لالا") == ["bb", "bgh", "ghb", "ghgh"]
    assert retyped("لا" * 400) == ["b" * 400, "gh" * 400]


@pytest.mark.parametrize(
    "typed", ["паспорт passport", "شهادة passport", "паспорт شهادة", "出生", "naïve", "", "4012", "?!"]
)
def test_text_that_is_not_of_one_keyboard_has_no_other_reading(typed: str) -> None:
    assert retyped(typed) == []


@given(st.text("йцукенгшщзхъфывапролджэячсмитьбюё 0123456789", max_size=40))
def test_russian_comes_back_from_latin_keys(text: str) -> None:
    for keys in retyped(text):
        back = retyped(keys)
        # Text of keys alone that are no letters in Latin says nothing.
        assert not back or back[0] == text
