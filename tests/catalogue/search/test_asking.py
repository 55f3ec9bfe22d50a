"""From what was typed to what one language's index is asked: slips, compounds, places, and how much of it is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from search_builder import document

from catalogue.search.asking import Understood, ask, known_share, understand
from catalogue.search.generations import Generations
from catalogue.search.index import SearchIndex
from catalogue.search.query import read_query
from catalogue.search.rules import RulesInForce, SearchRules
from catalogue.search.vocabulary import Vocabulary

PLACES = ("Norvale", "Норвейл", "Port-Alba", "Порт Альба", "بورت ألبا", "阿尔巴港", "Villa de la Reina")
DOCUMENTS = [
    document("Resident parking permit in Norvale"),
    document("Stillbirth support"),
    document("Dog tax", body="Pay the tax of your dog."),
    document("Port dues"),
    *(document(f"Form {number}") for number in (1, 2, 3)),
    document("Carte de stationnement", language="fr"),
    document("Jours de travail", language="fr"),
    document("Разрешение на парковку в Норвейле", language="ru"),
    document("停车许可", language="zh"),
    document("تصريح وقوف السيارات", language="ar"),
]
LANGUAGES = ("en", "fr", "ru", "zh", "ar")
Understand = Callable[..., Understood]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Vocabulary, RulesInForce]]:
    folder = tmp_path_factory.mktemp("asked") / "index"
    SearchIndex(folder).rebuild(DOCUMENTS, 1, rules=[SearchRules(language, places=PLACES) for language in LANGUAGES])
    generations = Generations(folder)
    store = generations.open(generations.current() or "").store
    return {language: (Vocabulary(store, language), RulesInForce(store.rules(language))) for language in LANGUAGES}


@pytest.fixture(scope="module")
def understood(known: dict) -> Understand:
    def of(text: str, language: str = "en", literally: bool = False) -> Understood:
        return understand(read_query(text, language), *known[language], literally)

    return of


def needed(found: Understood) -> list[str]:
    return [word.typed for word in found.query.words if word.needed]


class TestPlaces:
    @pytest.mark.parametrize(
        ("text", "language", "need"),
        [
            ("parking norvale", "en", ["parking"]),
            ("norvale: dog tax!", "en", ["dog", "tax"]),
            ("parking norvlae", "en", ["parking"]),
            ("parking Норвейл", "en", ["parking"]),
            ("parking 阿尔巴港", "en", ["parking"]),
            ("parking بورت ألبا", "en", ["parking"]),
            ("parking in the Villa de la Reina", "en", ["parking"]),
            ("парковка в Норвейле", "ru", ["парковка"]),
            ("парковка норвеле", "ru", ["парковка"]),
            ("парковка norvale", "ru", ["парковка"]),
            ("stationnement Port-Alba", "fr", ["stationnement"]),
            ("تصريح بورت ألبا", "ar", ["تصريح"]),
            ("停车 阿尔巴港", "zh", ["停车"]),
        ],
    )
    def test_they_carry_no_need_beside_another_word(
        self, understood: Understand, text: str, language: str, need: list[str]
    ) -> None:
        assert needed(understood(text, language)) == need
        assert understood(text, language).query.words != ()

    @pytest.mark.parametrize("place", ["port alba", "Port-Alba", "PORTALBA", "порт-альба", "порт альба", "портальба"])
    def test_their_words_may_be_apart_or_together(self, understood: Understand, place: str) -> None:
        assert needed(understood(f"dog tax {place}")) == ["dog", "tax"]

    @pytest.mark.parametrize("text", ["norvale", "Port Alba", "in Norvale, please", "Норвейл", "norvale port-alba"])
    def test_alone_they_are_what_is_looked_for(self, understood: Understand, text: str) -> None:
        assert needed(understood(text)) != []

    @pytest.mark.parametrize(
        ("text", "need"),
        [("port dues", ["port", "dues"]), ("dog villa", ["dog", "villa"]), ("alba port dog", ["alba", "port", "dog"])],
    )
    def test_a_part_of_a_name_or_its_words_in_another_order_are_no_place(
        self, understood: Understand, text: str, need: list[str]
    ) -> None:
        assert needed(understood(text)) == need

    def test_no_document_is_looked_for_by_them(self, understood: Understand, known: dict) -> None:
        asked, terms = ask(understood("dog norvale"), known["en"][0], literally=False)
        assert [term for term, _ in (*terms.needed, *terms.helpful)] == ["dog"]
        # It still ranks, so that what is of the place comes before its likes.
        assert len(asked.sought) == 2


class TestCompounds:
    @pytest.mark.parametrize("text", ["still birth", "support after still birth", "Still Birth?"])
    def test_two_words_that_the_catalogue_writes_as_one(self, understood: Understand, text: str) -> None:
        assert "stillbirth" in understood(text).query.extra
        assert understood(text).meant == {}

    @pytest.mark.parametrize("text", ["stillbirth", "birth still", "dog tax", "parking permit", "po rt"])
    def test_other_words_are_not_joined(self, understood: Understand, text: str) -> None:
        assert understood(text).query.extra == {}

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("parkingpermit", {"parkingpermit": "parking permit"}),
            ("residentparking", {"residentparking": "resident parking"}),
            ("the dogtax", {}),
            ("parkingzebra", {}),
        ],
    )
    def test_one_word_that_the_catalogue_writes_as_two(self, understood: Understand, text: str, meant: dict) -> None:
        assert understood(text).meant == meant

    def test_both_parts_are_found_and_said(self, understood: Understand) -> None:
        [word] = understood("parkingpermit").query.words
        assert word.meant == ("parking", "permit")
        assert set(word.tokens) >= {"park", "permit"}


class TestSlips:
    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("parkign", {"parkign": "parking"}),
            ("permitt parkng", {"permitt": "permit", "parkng": "parking"}),
            ("stilbrith", {"stilbrith": "stillbirth"}),
            ("xparking", {"xparking": "parking"}),
            ("barking", {"barking": "parking"}),
        ],
    )
    def test_what_was_meant(self, understood: Understand, text: str, meant: dict[str, str]) -> None:
        assert understood(text).meant == meant

    @pytest.mark.parametrize("text", ["parking permit", "barkng", "xparkng", "dgo", "zebra", "4012", "barkinng", "tax"])
    def test_what_is_no_slip(self, understood: Understand, text: str) -> None:
        assert understood(text).meant == {}

    def test_so_many_unknown_words_are_looked_up_and_no_more(self, understood: Understand) -> None:
        strange = " ".join(f"{letter}zzxqj" for letter in "abcdefgh")
        seven = strange.rpartition(" ")[0]
        assert understood(f"{seven} parkng").meant == {"parkng": "parking"}
        assert understood(f"{strange} parkng").meant == {}
        # Words that are usual are not counted.
        assert understood(f"form {seven} parkng").meant == {"parkng": "parking"}

    @pytest.mark.parametrize(
        ("text", "language"),
        [("parkng", "en"), ("parkingpermit", "en"), ("dog norvlae", "en"), ("parkovka", "ru"), ("停本", "zh")],
    )
    def test_a_literal_search_corrects_nothing(self, understood: Understand, text: str, language: str) -> None:
        assert understood(text, language).meant != {} or text == "停本"
        literal = understood(text, language, literally=True)
        assert literal.meant == {}
        assert [word.meant for word in literal.query.words] == [()] * len(literal.query.words)
        assert [word.typed for word in literal.query.words] == [word.typed for word in read_query(text, language).words]

    def test_a_literal_search_asks_for_no_kindred_words(self, understood: Understand, known: dict) -> None:
        _, kindred = ask(understood("travailler", "fr"), known["fr"][0], literally=False)
        _, literal = ask(understood("travailler", "fr", literally=True), known["fr"][0], literally=True)
        assert [term for term, _ in kindred.needed] != []
        assert literal.needed == ()


class TestShare:
    @pytest.mark.parametrize(
        ("text", "share"),
        [
            ("parking", 1.0),
            ("parking permits, please", 1.0),
            ("parking zebra", 0.5),
            ("zebra", 0.0),
            ("?!", 0.0),
            ("", 0.0),
            ("parking norvale", 1.0),
            ("zebra norvale", 0.0),
            ("dog tax zebra giraffe", 0.5),
        ],
    )
    def test_how_much_of_the_need_is_known(self, known: dict, text: str, share: float) -> None:
        assert known_share(read_query(text, "en"), *known["en"]) == share

    def test_what_was_only_meant_counts_for_less(self, understood: Understand) -> None:
        assert [understood(text).share for text in ("parking", "parkng", "parkng zebra")] == pytest.approx(
            [1.0, 0.6, 0.3]
        )

    def test_a_rule_of_an_editor_makes_a_word_known(self, known: dict) -> None:
        rules = RulesInForce(SearchRules("en", synonyms=("zebra => parking",)))
        assert known_share(read_query("zebra", "en"), known["en"][0], rules) == 1.0
