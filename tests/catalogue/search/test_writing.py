"""What stands in the store of an index: the same however it came there, in one step or many."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_builder import Written, document, found, index_of, registry_services

from catalogue.search.counts import Counts
from catalogue.search.fields import SearchDocument
from catalogue.search.generations import Generations
from catalogue.search.index import SearchIndex
from catalogue.search.store import Store
from catalogue.search.words import analyse

LISTS = ("tokens", "grams", "pieces", "sounds")
TEXTS = {
    "en": ("Register a birth", "birth certificate", "day-care", "parking permit", "Every dog's number", "C.A.F."),
    "fr": ("préfecture", "prefecture", "La Préfecture de police", "l'état civil", "etat civil", "Acte de décès 4012"),
    "ar": ("وثائق الأطفال", "لأطفالي", "شهادة ميلاد", "٤٠١٢ وثيقة"),
    "ru": ("Ребёнок", "ребенок", "свидетельства о рождении", "паспорт"),
    "zh": ("出生证明", "出生證明 4012", "儿童护照", "护照"),
}
MORE_TEXTS = {
    "en": TEXTS["en"],
    "fr": ("marié", "marie", "Marie, parking", "parking", "mariés et maries", "des décès", "deces"),
    "ru": (*TEXTS["ru"], "parking", "parkings"),
}
"""Words with the same letters whose stems differ by their accents or by the language they are written in."""


def meaning(store: Store) -> dict[str, object]:
    """Return what the tables say, in words instead of numbers, without words and tokens that stand nowhere."""
    words = {number: row for number, *row in store.rows("SELECT number, language, text, documents FROM words")}
    texts = {number: text for number, (_, text, _) in words.items()}
    standing = {number: text for number, (_, text, documents) in words.items() if documents}
    said: dict[str, object] = {
        "words": {(language, text): documents for language, text, documents in words.values() if documents},
        "lengths": dict(store.rows("SELECT language, fields FROM lengths WHERE documents > 0")),
        "starts": set(
            store.rows(
                "SELECT starts.language, start, rank, documents.language, kind, id"
                " FROM starts JOIN documents USING (key)"
            )
        ),
    }
    for table in LISTS:
        lists = {}
        rows = store.rows(f"SELECT language, text, documents, words FROM {table}")  # noqa: S608
        for language, text, documents, stored in rows:
            numbers = array("I", stored)
            assert len(set(numbers)) == len(numbers), (table, text)
            if listed := {standing[number] for number in numbers if number in standing}:
                lists[language, text] = (documents, listed)
            else:
                assert documents == 0, (table, text)
        said[table] = lists
    said["documents"] = {}
    for *row, stored in store.rows(
        "SELECT kind, id, language, code, written_in, title, summary, counts FROM documents"
    ):
        counts = Counts.from_bytes(stored)
        said["documents"][tuple(row)] = (
            {texts[number]: times for number, times in counts.times_of.items()},
            [[texts[number] for number in name] for name in counts.names],
            (counts.lengths, counts.letters),
        )
    return said


def documents_of(texts: dict[str, tuple[str, ...]], fallbacks: bool) -> st.SearchStrategy[SearchDocument]:
    """Draw documents of few names, so that they replace each other."""

    def in_language(language: str) -> st.SearchStrategy[SearchDocument]:
        some = st.sampled_from(texts[language])
        return st.builds(
            SearchDocument,
            kind=st.sampled_from(("service", "document")),
            id=st.sampled_from("abcd"),
            language=st.just(language),
            title=some,
            code=st.sampled_from((None, "4012", "4013")),
            aliases=st.lists(some, max_size=2).map(tuple),
            summary=st.sampled_from(("", *texts[language])),
            body=st.lists(some, max_size=3).map(" ".join),
            fallback=st.sampled_from((None, "en")) if fallbacks else st.none(),
        )

    return st.sampled_from(sorted(texts)).flatmap(in_language)


def steps(documents: st.SearchStrategy[SearchDocument]) -> st.SearchStrategy[list]:
    """Draw updates: documents to add or replace, and objects to remove before."""
    names = st.tuples(st.sampled_from(("service", "document")), st.sampled_from("abcd"))
    return st.lists(st.tuples(st.lists(documents, max_size=4), st.lists(names, max_size=2)), min_size=1, max_size=5)


def after(begun: list[SearchDocument], updates: list) -> list[SearchDocument]:
    """Return the documents that there are in the end."""
    held = {}
    for documents, removed in [(begun, []), *updates]:
        held = {name: one for name, one in held.items() if name[:2] not in removed}
        held.update({(one.kind, one.id, one.language): one for one in documents})
    return list(held.values())


def unlike(documents: list[SearchDocument]) -> list[SearchDocument]:
    """Return the last of each name: what a catalogue gives to a build."""
    return after([], [(documents, [])])


PLAIN, MORE = documents_of(TEXTS, False), documents_of(MORE_TEXTS, True)


@settings(deadline=None, max_examples=25)
@given(st.lists(PLAIN, max_size=4).map(unlike), steps(PLAIN))
def test_an_updated_store_holds_what_one_built_anew_holds(begun: list[SearchDocument], updates: list) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        updated = Written(Path(one), begun)
        for documents, removed in updates:
            updated.update(documents, removed)
        assert meaning(updated.store) == meaning(Written(Path(other), after(begun, updates)).store)


@settings(deadline=None, max_examples=25)
@given(st.lists(MORE, max_size=4).map(unlike), steps(MORE))
def test_a_token_stands_in_as_many_documents_as_the_engine_finds_by_it(begun: list, updates: list) -> None:
    with TemporaryDirectory() as folder:
        updated = Written(Path(folder), begun)
        for documents, removed in updates:
            updated.update(documents, removed)
            findable = Counter((e.language, token) for e in updated.entries.values() for token in e.weights)
            stored = updated.store.rows("SELECT language, text, documents FROM tokens WHERE documents != 0")
            assert {(language, token): number for language, token, number in stored} == {
                name: number for name, number in findable.items() if ":" not in name[1]
            }
        by_name = {(d.kind, d.id, d.language): d for d in after(begun, updates)}
        for key, *name in updated.store.rows("SELECT key, kind, id, language FROM documents"):
            one = by_name.pop(tuple(name))
            assert set(analyse(f"{one.title} {one.summary} {one.body}", one.written_in)) <= set(
                updated.entries[key].weights
            )
        assert by_name == {}


def test_a_word_has_the_tokens_of_all_its_spellings_whatever_comes_first(tmp_path: Path) -> None:
    marie, wed = document("Marie", id="a", language="fr"), document("marié", id="b", language="fr")
    updated = Written(tmp_path, [marie])
    updated.update([wed, document("Marie-Anne", id="c", language="fr")])
    updated.update([replace(wed, id="d")])
    words = defaultdict(set)
    for text, documents, stored in updated.store.rows("SELECT text, documents, words FROM tokens"):
        words[text] = {documents, *array("I", stored)}
    [(number, documents)] = updated.store.rows("SELECT number, documents FROM words WHERE text = 'marie'")
    assert documents == 4
    # The first document was read when no other spelling was known; it is found by what it says itself.
    assert (words["mar"], words["mari"]) == ({4, number}, {3, number})


def test_a_word_that_two_languages_share_is_found_in_each(tmp_path: Path) -> None:
    """English ends it otherwise: what is not translated must not decide how the words of the language are found."""
    documents = [
        document("Parking", id="a", language="fr", fallback="en"),
        document("Un parking", id="b", language="fr"),
    ]
    for number, order in enumerate((documents, documents[::-1])):
        index = index_of(tmp_path / str(number), order)
        assert "b" in found(index, "parking", "fr", literally=True)


def test_a_document_that_comes_twice_in_an_update_is_kept_once_as_it_came_last(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    index.update([document("Cat", id="pet"), document("Hound", id="pet")], sequence=2)
    assert (found(index, "cat"), found(index, "hound")) == ([], ["pet"])
    Generations(tmp_path / "index").open(Generations(tmp_path / "index").current() or "").compare()


class TestWordsOfGoneDocuments:
    @pytest.fixture
    def emptied(self, tmp_path: Path) -> SearchIndex:
        gone = [
            document("Resident parking permit", id="gone"),
            document("Разрешение на парковку", id="gone", language="ru"),
            document("تصريح وقوف السيارات", id="gone", language="ar"),
            document("居民停车许可", id="gone", language="zh"),
            document("Préfecture", id="gone", language="fr"),
        ]
        kept = [document("Dog tax", id="dog", language=language) for language in ("en", "ru", "ar", "zh", "fr")]
        index = index_of(tmp_path, [*gone, *kept])
        assert found(index, "parkingpermit") == found(index, "razreshenie", "ru") == ["gone"]
        index.update([], [("service", "gone")], sequence=2)
        return index

    @pytest.mark.parametrize(
        ("typed", "language"),
        [
            ("parking", "en"),
            ("parkng", "en"),
            ("parkingpermit", "en"),
            ("park ing", "en"),
            ("prefecture", "fr"),
            ("préfectrue", "fr"),
            ("prefectures", "en"),
            ("парковка", "ru"),
            ("razreshenie", "ru"),
            ("hfphtitybt", "ru"),
            ("sayyarat", "ar"),
            ("tingche", "zh"),
            ("停车", "zh"),
            ("停本", "zh"),
        ],
    )
    def test_they_are_neither_found_nor_meant(self, emptied: SearchIndex, typed: str, language: str) -> None:
        hits = emptied.find(typed, language)
        assert (hits.total, hits.corrected) == (0, None)
        assert not emptied.knows(typed, language)
        assert emptied.suggest(typed[:3], language) == ()

    def test_they_are_found_again_when_they_are_back(self, emptied: SearchIndex) -> None:
        emptied.update([document("Parking permit", id="back")], sequence=3)
        assert found(emptied, "parkng") == ["back"]
        assert emptied.find("parkng", "en").corrected == "parking"
