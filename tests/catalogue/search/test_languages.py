"""Words of other languages, of other keyboards and of other scripts find the same things, shown as the reader reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_builder import document, found, index_of

from catalogue.search.fields import SearchDocument
from catalogue.search.index import SearchIndex

pytestmark = pytest.mark.usefixtures("each_engine")

TITLES = {
    "birth": {
        "en": "Order a birth certificate",
        "fr": "Demander un acte de naissance",
        "es": "Pedir un certificado de nacimiento",
        "ar": "طلب شهادة ميلاد",
        "ru": "Получить свидетельство о рождении",
        "zh": "申领出生证明",
    },
    "parking": {
        "en": "Resident parking permit in Norvale",
        "fr": "Carte de stationnement à Norvale",
        "es": "Permiso de aparcamiento en Norvale",
        "ar": "تصريح وقوف السيارات في نورفيل",
        "ru": "Разрешение на парковку в Норвейле",
        "zh": "诺维尔居民停车许可",
    },
    "pension": {
        "en": "Claim a pension",
        "fr": "Demander une pension",
        "es": "Solicitar una pensión",
        "ar": "طلب معاش",
        "ru": "Оформить пенсию",
        "zh": "申领养老金",
    },
    "passport": {
        "en": "Passport for a child",
        "fr": "Passeport pour un enfant",
        "es": "Pasaporte para un menor",
        "ar": "جواز سفر لطفل",
        "ru": "Паспорт ребёнку",
        "zh": "儿童护照",
    },
}


def country() -> list[SearchDocument]:
    facets = {"birth": {"free": ("yes",), "channel": ("online",)}, "parking": {"channel": ("office",)}}
    return [
        document(title, id=id, language=language, facets=facets.get(id, {}))
        for id, titles in TITLES.items()
        for language, title in titles.items()
    ]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, each_engine: str) -> SearchIndex:
    """One index for all, which they only read."""
    return index_of(tmp_path_factory.mktemp(each_engine), country())


@pytest.mark.parametrize("reader", ["en", "fr", "es", "ar", "ru", "zh"])
@pytest.mark.parametrize("written", ["en", "fr", "es", "ar", "ru", "zh"])
def test_the_official_term_of_a_letter_works_in_every_language(index: SearchIndex, reader: str, written: str) -> None:
    term = {
        "en": "birth certificate",
        "fr": "acte de naissance",
        "es": "certificado de nacimiento",
        "ar": "شهادة ميلاد",
        "ru": "свидетельства о рождении",
        "zh": "出生证明",
    }[written]
    hits = index.find(term, reader).hits
    assert hits[0].id == "birth"
    assert (hits[0].title, hits[0].language) == (TITLES["birth"][reader], reader)
    assert hits[0].found_in == (None if reader == written else written)


def test_a_word_of_two_languages_is_the_readers(index: SearchIndex) -> None:
    hits = index.find("pension", "es").hits
    assert [(hit.id, hit.found_in) for hit in hits] == [("pension", None)]


def test_a_foreign_word_with_a_slip_is_understood(index: SearchIndex) -> None:
    hits = index.find("acte de naisance", "ru")
    assert hits.hits[0].id == "birth"
    assert hits.corrected == "acte de naissance"
    assert index.find("acte de naisance", "ru", literally=True).corrected is None


def test_a_sentence_of_two_languages_finds_what_its_foreign_term_names(index: SearchIndex) -> None:
    assert found(index, "где взять acte de naissance", "ru")[0] == "birth"


def test_an_object_is_found_once_whatever_languages_find_it(index: SearchIndex) -> None:
    hits = index.find("pension certificado nacimiento", "en").hits
    assert len({hit.id for hit in hits}) == len(hits)


def test_what_other_languages_find_is_counted_and_narrowed(index: SearchIndex) -> None:
    whole = index.find("acte de naissance", "en")
    assert whole.total == len(whole.hits) == 1
    assert whole.facets["free"] == {"yes": 1}
    assert index.find("acte de naissance", "en", filters={"free": ("yes",)}).total == 1
    none = index.find("acte de naissance", "en", filters={"channel": ("office",)})
    assert (none.total, none.hits) == (0, ())
    assert none.facets["channel"] == {"online": 1}


def test_both_languages_count_together_each_object_once(index: SearchIndex) -> None:
    hits = index.find("passport acte de naissance", "en")
    assert {hit.id for hit in hits.hits} == {"passport", "birth"}
    assert hits.total == 2
    assert hits.facets["kind"] == {"service": 2}


def test_what_is_not_translated_is_shown_in_its_own_language(tmp_path: Path, each_engine: str) -> None:
    documents = [
        document("Register a dog", id="dog"),
        document("Register a dog", id="dog", language="ru", fallback="en"),
        document("Паспорт", id="passport", language="ru"),
    ]
    index = index_of(tmp_path, documents)
    for words in ("registering dogs", "dog"):
        [hit] = index.find(words, "ru").hits
        assert (hit.title, hit.language) == ("Register a dog", "en")


@pytest.mark.parametrize(
    ("typed", "reader", "corrected"),
    [
        ("gfcgjhn ht,tyre", "ru", "паспорт ребенку"),
        ("зфыызщке", "en", "passport"),
        ("зфыызщке ащк сршдв", "en", "passport for child"),
        ("gfcgjhn", "en", "паспорт"),
        ("[,hdts t]tg", "ar", None),
    ],
)
def test_a_forgotten_keyboard_is_seen_through_and_said(
    index: SearchIndex, typed: str, reader: str, corrected: str | None
) -> None:
    hits = index.find(typed, reader)
    assert [hit.id for hit in hits.hits[:1]] == (["passport"] if corrected else [])
    assert hits.corrected == corrected
    assert index.find(typed, reader, literally=True).hits == ()


def test_a_greeting_is_no_slip_and_no_other_keyboard(tmp_path: Path) -> None:
    # Each of these sounds or looks like something, or is something on another keyboard.
    texts = {"en": "Hold a helmet for a bon jour", "ar": "هل من هلال", "ru": "я и я", "fr": "Enfant", "es": "Casa"}
    index = index_of(tmp_path, [document(text, id="odd", language=language) for language, text in texts.items()])
    for typed in ("hello", "Bonjour", "hola", "qqq", "zzz", "xyzzy qqq", "привет"):
        for reader in ("en", "ar", "ru", "zh"):
            hits = index.find(typed, reader)
            assert (typed, hits.hits, hits.corrected) == (typed, (), None)


@pytest.mark.parametrize(
    ("typed", "reader", "id"),
    [
        ("svidetelstvo o rozhdenii", "ru", "birth"),
        ("pasport rebenku", "ru", "passport"),
        ("pasporta", "ru", "passport"),
        ("parkovka norveyl", "ru", "parking"),
        ("razreshenie na parkovku", "ru", "parking"),
        ("shahadat milad", "ar", "birth"),
        ("jawaz safar", "ar", "passport"),
        ("gawaz safar", "ar", "passport"),
        ("ma3ash", "ar", "pension"),
        ("nurfil", "ar", "parking"),
        ("huzhao", "zh", "passport"),
        ("chusheng zhengming", "zh", "birth"),
        ("ertonghuzhao", "zh", "passport"),
        ("Норвейл", "en", "parking"),
        ("نورفيل", "fr", "parking"),
        ("Norvale", "ar", "parking"),
    ],
)
def test_words_in_letters_of_another_script_are_heard(index: SearchIndex, typed: str, reader: str, id: str) -> None:
    assert found(index, typed, reader)[:1] == [id]


@pytest.mark.parametrize(("typed", "id"), [("申領出生證明", "birth"), ("兒童護照", "passport"), ("户照", "passport")])
def test_traditional_and_mistaken_characters_are_understood(index: SearchIndex, typed: str, id: str) -> None:
    assert found(index, typed, "zh")[:1] == [id]


def test_words_that_no_language_has_find_nothing(index: SearchIndex) -> None:
    for reader in ("en", "ar", "ru", "zh"):
        assert index.find("xylophonic zzzz", reader).hits == ()
