"""Words typed by their sound: the many Latin spellings of one word meet it, spellings of another word do not."""

from __future__ import annotations

import time
import timeit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from search_builder import document, index_of

from catalogue.search.folding import fold
from catalogue.search.generations import Generations
from catalogue.search.sounds import agree, in_cyrillic, sounds, sounds_typed, syllables
from catalogue.search.vocabulary import Vocabulary

RUSSIAN = {
    "паспорт": "pasport passport",
    "свидетельство": "svidetelstvo svidetel'stvo svidetelstwo swidetelstwo",
    "рождение": "rozhdenie rojdenie rozhdeniye rozhdenije",
    "пенсия": "pensiya pensia pensija pensiia",
    "юрист": "yurist iurist jurist",
    "щенок": "shchenok schenok",
    "холод": "holod kholod xolod",
    "центр": "centr tsentr tzentr",
    "жильё": "zhile zhilyo jilyo zhilio",
    "регистрация": "registratsiya registraciya registracia registratsia",
    "ребёнок": "rebenok rebyonok rebionok",
    "объявление": "obyavlenie ob'yavlenie objavlenie",
    "гражданство": "grazhdanstvo grajdanstvo grazhdanstwo",
    "выплата": "vyplata viplata",
    "завещание": "zaveshchanie zaveschanie zaveshanie",
    "площадь": "ploshchad ploschad ploshad'",
    "съезд": "syezd sezd",
    "норвейл": "norveyl norveil norvejl",
}
ARABIC = {
    "شهادة": "shahada shahadah shahadat chahada shehada",
    "ميلاد": "milad meelad",
    "معاش": "ma3ash maash ma'ash maach",
    "طلاق": "talaq talak tala9 6ala8",
    "زواج": "zawaj zawag zouaj zawaaj zawadj",
    "جواز": "jawaz gawaz jawaaz djawaz",
    "خدمة": "khidma khedma 5edma hidma",
    "وثائق": "wathaiq wathaik watha2iq",
    "الجنسية": "jinsiya aljinsiya jinsiyya el-jinsiyyah ginsiyya",
    "بطاقة": "bitaqa betaka bi6aqa",
    "هوية": "hawiya howiyya hawiyah",
    "ضريبة": "dariba dareeba dhariba",
    "غرامة": "gharama ghorama",
    "حضانة": "hadana 7adana hadanah",
    "إقامة": "iqama ikama igama",
    "عنوان": "onwan 3onwan unwan",
    "وفاة": "wafat wafah wafaa",
    "تسجيل": "tasjil tasgil tasjeel",
    "رخصة": "rukhsa rokhsa ro5sa",
    "سيارة": "sayara sayyara",
    "مدرسة": "madrasa medrasa",
}
CHINESE = {"户口": "hukou", "护照": "huzhao", "女儿": "nver nuer", "旅游": "lvyou", "结婚": "jiehun", "档案": "dangan"}
SPELLINGS = [
    (language, typed, word)
    for language, words in (("ru", RUSSIAN), ("ar", ARABIC))
    for word, spellings in words.items()
    for typed in spellings.split()
]
OTHERS = [
    ("ru", "sport"),
    ("ru", "passat"),
    ("ru", "rozetka"),
    ("ru", "yustas"),
    ("ru", "registr"),
    ("ru", "zavetnyi"),
    ("ru", "center point"),
    ("ar", "shida"),
    ("ar", "malayan"),
    ("ar", "zuwwar"),
    ("ar", "tasjilat"),
    ("ar", "bitara"),
    ("ar", "haditha"),
]


@pytest.fixture(scope="module")
def vocabularies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Vocabulary]:
    """What an index knows whose documents have just these words."""
    folder = tmp_path_factory.mktemp("words")
    words = {"ru": RUSSIAN, "ar": ARABIC, "zh": CHINESE}
    index_of(folder, [document(word, language=language) for language in words for word in words[language]])
    generations = Generations(folder / "index")
    store = generations.open(generations.current() or "").store
    return {language: Vocabulary(store, language) for language in words}


@pytest.mark.parametrize(("language", "typed", "word"), SPELLINGS)
def test_a_word_is_heard_however_it_is_spelled(vocabularies: dict, language: str, typed: str, word: str) -> None:
    assert vocabularies[language].heard(typed) == fold(word)


@pytest.mark.parametrize(("language", "typed"), OTHERS)
def test_other_words_are_not_heard(vocabularies: dict, language: str, typed: str) -> None:
    assert vocabularies[language].heard(typed) is None


@pytest.mark.parametrize(
    ("typed", "word"),
    [("jawaz", "زواج"), ("zawaj", "جواز"), ("milad", "بلاد"), ("talaq", "طلاب"), ("wafat", "وظيفة"), ("rukhsa", "رقم")],
)
def test_words_that_sound_a_little_alike_stay_apart(typed: str, word: str) -> None:
    assert not agree(typed, fold(word))


@pytest.mark.parametrize(("typed", "word"), [("aljawaz", "جواز"), ("jawaz", "الجواز"), ("el-jawaz", "والجواز")])
def test_the_article_may_be_on_either_side(typed: str, word: str) -> None:
    assert agree(typed, fold(word))
    assert set(sounds_typed(typed)) & set(sounds(fold(word)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("chusheng", "chu sheng"),
        ("chushengzheng", "chu sheng zheng"),
        ("yanglaojin", "yang lao jin"),
        ("shenfenzheng", "shen fen zheng"),
        ("danian", "da nian"),
        ("nver", "nu er"),
        ("nuer", "nu er"),
        ("lvyou", "lu you"),
        ("zhuangxiu", "zhuang xiu"),
        ("parking", ""),
        ("passport", ""),
        ("birth", ""),
        ("overall", ""),
        ("", ""),
    ],
)
def test_pinyin_is_taken_apart_into_syllables(typed: str, expected: str) -> None:
    assert syllables(typed) == expected.split()


@pytest.mark.parametrize(("word", "spellings"), CHINESE.items())
def test_pinyin_finds_the_pair_of_characters(vocabularies: dict, word: str, spellings: str) -> None:
    for typed in spellings.split():
        assert vocabularies["zh"].heard_pairs(syllables(typed)) == [word]


def test_a_mistaken_pair_has_one_character_right(vocabularies: dict) -> None:
    assert vocabularies["zh"].heard("户照") == "护照"
    assert vocabularies["zh"].heard("胡找") is None


def test_latin_letters_are_read_back_as_russian() -> None:
    assert [in_cyrillic(one) for one in ("shchenok", "rozhdenie", "norvey", "yurist", "tsentr")] == [
        "щенок",
        "рождение",
        "норвей",
        "юрист",
        "центр",
    ]


def test_words_of_latin_letters_and_single_characters_are_kept_under_no_sound() -> None:
    assert [sounds(word) for word in ("passport", "证", "ая", "4012")] == [(), (), (), ()]


@settings(deadline=None)
@given(st.sampled_from(SPELLINGS), st.data())
def test_more_vowels_between_the_letters_change_nothing_in_arabic(spelling: tuple, data: st.DataObject) -> None:
    language, typed, word = spelling
    if language == "ar":
        vowels = [data.draw(st.sampled_from(("", "a", "u", "aa"))) if letter == "a" else "" for letter in typed]
        typed = "".join(letter + more for letter, more in zip(typed, vowels, strict=True))
        assert agree(typed, fold(word))


WORDS = [fold(word) for word in (*RUSSIAN, *ARABIC)]
TIRING = "ويهويهويهوي"
"""As many letters that may be heard or not as a word has that is compared."""


@settings(deadline=None)
@given(
    st.sampled_from(WORDS) | st.text("ويهاتجبس", min_size=1, max_size=40),
    st.text("aeiouwvyjht23'-q", max_size=40) | st.text(st.characters(codec="ascii"), max_size=40),
)
@example(TIRING[:10], "wvyjht" * 6 + "q")
@example("و" * 40, "wv" * 20)
@example("ه" * 10 + "ت", "ht" * 20)
@example("شهادة", "aeiou" * 8)
@example("وظائف", "2'3-" * 10)
@example("объявление", "shchyeiyo" * 4)
def test_nothing_that_is_typed_makes_comparing_slow(word: str, typed: str) -> None:
    def compare() -> None:
        agree(typed, word)
        sounds_typed(typed)
        syllables(typed)

    # The best of three: a neighbour on the machine slows the processor itself down.
    assert min(timeit.repeat(compare, number=1, repeat=3, timer=time.thread_time)) < 0.05
