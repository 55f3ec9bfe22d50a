"""What editors tell the search: synonyms widen a query, pins come first; both live in the index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from search_builder import document, found, index_of, registry_services

from catalogue.search.fields import SearchDocument
from catalogue.search.index import SearchIndex
from catalogue.search.rules import Pin, SearchRules, need_of

BIRTH, PARKING, DOG = "register-a-birth", "resident-parking-permit", "register-a-dog"


def synonyms(*lines: str, language: str = "en") -> SearchRules:
    return SearchRules(language, synonyms=lines)


def pinned(id: str, *queries: str, kind: str = "service", language: str = "en") -> SearchRules:
    return SearchRules(language, pins=(Pin(queries, kind, id),))


NONE = SearchRules("en")
Ruled = Callable[..., SearchIndex]


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """An index of the registry's services, whose rules each test replaces."""
    return index_of(tmp_path_factory.mktemp("registry"), registry_services())


@pytest.fixture
def ruled(registry: SearchIndex, tmp_path: Path) -> Ruled:
    """Return the registry's index, or one of other documents, with these rules and no others."""

    def build(rules: SearchRules, documents: list[SearchDocument] | None = None) -> SearchIndex:
        if documents is None:
            registry.update([], sequence=(registry.sequence or 0) + 1, rules=[rules])
            return registry
        index = SearchIndex(tmp_path / "index")
        index.rebuild(documents, 1, rules=[rules])
        return index

    return build


class TestSynonyms:
    def test_an_arrow_goes_one_way(self, ruled: Ruled) -> None:
        documents = [document("Unemployment benefit"), document("Dole office")]
        index = ruled(synonyms("dole => unemployment benefit"), documents)
        assert set(found(index, "dole")) == {"unemployment-benefit", "dole-office"}
        assert found(index, "unemployment") == ["unemployment-benefit"]

    @pytest.mark.parametrize("line", ["car, automobile, vehicle", "car، automobile， vehicle"])
    def test_a_group_goes_all_ways_with_the_commas_of_every_script(self, ruled: Ruled, line: str) -> None:
        index = ruled(synonyms(line), [document("Car tax"), document("Vehicle import")])
        assert set(found(index, "automobiles")) == {"car-tax", "vehicle-import"}

    def test_a_phrase_of_several_words_is_recognised(self, ruled: Ruled) -> None:
        documents = [document("Replace an SSN card"), document("Garden waste")]
        index = ruled(synonyms("social security number => ssn"), documents)
        assert found(index, "lost my social security number") == ["replace-an-ssn-card"]
        assert found(index, "number") == []

    def test_a_slip_in_a_phrase_is_seen_through(self, ruled: Ruled) -> None:
        documents = [document("Replace an SSN card"), document("Social security office")]
        index = ruled(synonyms("social security number => ssn"), documents)
        assert "replace-an-ssn-card" in found(index, "social securty number")
        assert "replace-an-ssn-card" not in found(index, "social securty number", literally=True)

    def test_a_word_that_an_editor_wrote_is_no_slip_of_another(self, ruled: Ruled) -> None:
        documents = [document("Parkland rules"), document("Motor tax")]
        assert ruled(NONE, documents).find("parkand", "en").corrected == "parkland"
        index = ruled(synonyms("parkand => motor tax"), documents)
        assert index.find("parkand", "en").corrected is None
        assert found(index, "parkand") == ["motor-tax"]

    def test_small_words_of_a_synonym_find_nothing(self, ruled: Ruled) -> None:
        documents = [document("Power of attorney"), document("Sale of wood")]
        index = ruled(synonyms("poa => power of attorney"), documents)
        assert found(index, "poa") == ["power-of-attorney"]

    def test_chinese_phrases_are_found_within_a_text_without_spaces(self, ruled: Ruled) -> None:
        documents = [
            document("换领驾驶证", id="exchange", language="zh"),
            document("登记出生", id="birth", language="zh"),
        ]
        index = ruled(synonyms("驾照, 驾驶证", language="zh"), documents)
        assert found(index, "我的驾照", "zh") == ["exchange"]

    def test_rules_are_of_one_language(self, ruled: Ruled) -> None:
        documents = [document("Motor tax"), document("Motor tax", language="fr")]
        index = ruled(synonyms("caisse => motor", language="fr"), documents)
        assert found(index, "caisse", "fr") == ["motor-tax"]
        assert index.find("caisse", "en").hits[0].found_in == "fr"
        assert found(ruled(synonyms("caisse => motor", language="fr"), documents[:1]), "caisse") == []


class TestPins:
    def test_a_pin_comes_first_and_is_marked_though_no_word_matches(self, ruled: Ruled) -> None:
        index = ruled(pinned(DOG, "certificate"))
        hits = index.find("certificate", "en")
        assert (hits.hits[0].id, hits.hits[0].pinned) == (DOG, True)
        assert not any(hit.pinned for hit in hits.hits[1:])
        assert hits.hits[0].title == "Register a dog"
        assert hits.total == len(hits.hits) == 3

    def test_a_pin_that_matches_anyway_is_shown_and_counted_once(self, ruled: Ruled) -> None:
        without = ruled(NONE).find("register", "en")
        index = ruled(pinned("civil-registry", "register", kind="organisation"))
        hits = index.find("register", "en")
        assert [hit.id for hit in hits.hits].count("civil-registry") == 1
        assert hits.hits[0].id == "civil-registry" != without.hits[0].id
        assert (hits.total, hits.facets) == (without.total, without.facets)

    def test_facets_count_what_only_the_pin_brings(self, ruled: Ruled) -> None:
        without = ruled(NONE).find("certificate", "en")
        hits = ruled(pinned(DOG, "certificate")).find("certificate", "en")
        assert hits.total == without.total + 1
        assert hits.facets["channel"]["office"] == without.facets["channel"].get("office", 0) + 1
        assert hits.facets["place"] == {"port-alba": hits.total}

    @pytest.mark.parametrize(
        "query", ["parking", "Parkings!", "how do I get the parking?", "PARKING parking", "parkng"]
    )
    def test_small_words_order_endings_and_slips_do_not_matter(self, ruled: Ruled, query: str) -> None:
        index = ruled(pinned(BIRTH, "the parking"))
        assert found(index, query)[0] == BIRTH

    def test_the_order_of_words_does_not_matter_but_every_word_does(self, ruled: Ruled) -> None:
        index = ruled(pinned(BIRTH, "dog street"))
        assert found(index, "street of the dog")[0] == BIRTH
        assert BIRTH not in found(index, "dog")
        assert found(index, "dog street permit")[0] != BIRTH

    def test_a_pin_is_for_its_language(self, ruled: Ruled) -> None:
        documents = [*registry_services(), document("Permis chien", id=DOG, language="fr")]
        index = ruled(pinned(DOG, "toutou", language="fr"), documents)
        assert found(index, "toutou", "fr") == [DOG]
        assert found(index, "toutou") == []

    @pytest.mark.parametrize(
        ("narrowed", "shown"),
        [
            ({}, True),
            ({"place": "port-alba"}, True),
            ({"place": "norvale"}, False),
            ({"filters": {"channel": ("online",)}}, True),
            ({"filters": {"free": ("yes",)}}, False),
            ({"filters": {"kind": ("life_event",)}}, False),
        ],
    )
    def test_a_pin_respects_filters_and_place(self, ruled: Ruled, narrowed: dict, shown: bool) -> None:
        index = ruled(pinned(DOG, "child"))
        hits = index.find("child", "en", **narrowed)
        assert [hit.id for hit in hits.hits if hit.pinned] == ([DOG] if shown else [])
        assert hits.total == len(hits.hits)

    def test_a_pin_is_on_the_first_page_only_and_no_other_hit_is_lost(self, ruled: Ruled) -> None:
        index = ruled(pinned(DOG, "birth"))
        pages = [found(index, "birth", limit=1, offset=offset) for offset in range(index.find("birth", "en").total)]
        assert pages[0] == [DOG]
        assert [id for page in pages for id in page] == found(index, "birth")
        assert len(set(found(index, "birth"))) == len(pages)

    def test_a_pin_to_nothing_finds_nothing_more(self, ruled: Ruled) -> None:
        without = ruled(NONE).find("birth", "en")
        assert ruled(pinned("gone", "birth")).find("birth", "en") == without

    def test_two_pins_for_one_query_are_shown_in_their_order(self, ruled: Ruled) -> None:
        rules = SearchRules("en", pins=(Pin(("nap",), "service", PARKING), Pin(("nap",), "service", BIRTH)))
        assert found(ruled(rules), "nap") == [PARKING, BIRTH]

    def test_a_query_without_words_is_pinned_to_nothing(self, ruled: Ruled) -> None:
        assert found(ruled(pinned(DOG, "!!!", "")), "?") == []

    def test_a_code_leads_to_its_own_object_whatever_is_pinned(self, ruled: Ruled) -> None:
        assert found(ruled(pinned(DOG, "4012")), "4012") == [BIRTH]

    def test_the_name_of_an_object_in_the_engine_cannot_be_typed(self, ruled: Ruled) -> None:
        assert found(ruled(NONE), "service:register-a-dog life_event:x", limit=1) == [DOG]
        assert found(ruled(NONE, [document("Zebra", id="abc")]), "service:abc") == []


class TestStored:
    def test_another_process_sees_new_rules_and_loses_old_ones(self, ruled: Ruled, tmp_path: Path) -> None:
        writer = ruled(NONE, registry_services())
        reader = SearchIndex(tmp_path / "index")
        assert found(reader, "puppy") == []
        writer.update([], sequence=2, rules=[SearchRules("en", ("puppy, dog",), (Pin(("nap",), "service", BIRTH),))])
        assert found(reader, "puppy") == [DOG]
        assert found(reader, "nap") == [BIRTH]
        writer.update([], sequence=3)
        assert found(reader, "puppy") == [DOG]
        writer.update([], sequence=4, rules=[])
        assert found(reader, "puppy") == found(reader, "nap") == []

    def test_a_target_that_is_removed_is_pinned_no_more_until_it_is_back(self, ruled: Ruled) -> None:
        index = ruled(pinned(DOG, "nap"), registry_services())
        index.update([], [("service", DOG)], sequence=2)
        assert index.find("nap", "en").total == 0
        index.update([one for one in registry_services() if one.title == "Register a dog"], sequence=3)
        assert found(index, "nap") == [DOG]

    def test_rules_are_read_back_as_they_were_written(self) -> None:
        rules = SearchRules("ar", ("هوية, بطاقة",), (Pin(("أ", "ب"), "service", "x"), Pin((), "office", "y")))
        assert SearchRules.from_json(rules.to_json()) == rules


def test_what_a_query_needs() -> None:
    assert need_of("I have lost my passports", "en") == need_of("lost passport", "en") != need_of("passport", "en")
    assert need_of("no passport", "en") == need_of("passport", "en")
    assert need_of("…", "en") == frozenset()
