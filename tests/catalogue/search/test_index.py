"""Finding in the index: the right object first, slips, codes, places; and an index that follows its catalogue."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
from search_builder import document, found, index_of, registry_services

from catalogue.errors import NotReady
from catalogue.search import engines
from catalogue.search.engines import ENGINES
from catalogue.search.index import SearchIndex

pytestmark = pytest.mark.usefixtures("each_engine")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, each_engine: str) -> SearchIndex:
    return index_of(tmp_path_factory.mktemp("registry"), registry_services())


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("register birth", "register-a-birth"),
        ("newborn papers", "register-a-birth"),
        ("copy of a birth certificate", "order-a-birth-certificate"),
        ("certificates", "order-a-birth-certificate"),
        ("hello, what do I have to do when I am having a baby?", "having-a-baby"),
        ("PARKING", "resident-parking-permit"),
        ("who keeps the registers of marriages", "civil-registry"),
    ],
)
def test_the_right_object_is_first(index: SearchIndex, words: str, first: str) -> None:
    assert found(index, words)[0] == first


def test_a_hit_carries_its_card(index: SearchIndex) -> None:
    hit = index.find("dog", "en").hits[0]
    assert (hit.kind, hit.id, hit.code, hit.title, hit.summary, hit.language) == (
        "service",
        "register-a-dog",
        "4021",
        "Register a dog",
        "Every dog needs a number.",
        "en",
    )
    assert 0 < hit.score <= 1


@pytest.mark.parametrize("typed", ["4013", "٤٠١٣", "the 4013, please"])
def test_a_code_gives_exactly_its_object(index: SearchIndex, typed: str) -> None:
    hits = index.find(typed, "en", place="nowhere")
    assert [hit.id for hit in hits.hits] == ["order-a-birth-certificate"]
    assert hits.total == 1


def test_an_unknown_code_finds_nothing(index: SearchIndex) -> None:
    assert index.find("9999", "en").hits == ()


def test_a_slip_is_corrected_and_said(index: SearchIndex) -> None:
    hits = index.find("brith certifcate", "en")
    assert hits.corrected == "birth certificate"
    assert hits.hits[0].id == "order-a-birth-certificate"


def test_a_slip_is_searched_for_literally_on_request(index: SearchIndex) -> None:
    hits = index.find("certifcate", "en", literally=True)
    assert hits.corrected is None
    assert hits.total == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("helth insurence", "health insurance"), ("helth insuring", "health insuring"), ("insurence", None)],
)
def test_the_corrected_text_shows_no_slip_that_the_stem_forgives(tmp_path: Path, typed: str, meant: str | None) -> None:
    hits = index_of(tmp_path, [document("Health insurance")]).find(typed, "en")
    assert (len(hits.hits), hits.corrected) == (1, meant)


def test_of_words_that_differ_by_accents_the_plain_one_is_shown(tmp_path: Path) -> None:
    index = index_of(tmp_path, [document("реестр рождений", id="register", language="ru")])
    assert index.find("rozhdenii", "ru").corrected == "рождений"
    index.update([document("справка о рождении", id="birth", language="ru")], sequence=2)
    assert index.find("rozhdenii", "ru").corrected == "рождении"
    index.update([document("реестр рождений ребёнка", id="register", language="ru")], sequence=3)
    assert index.find("rozhdenii rebenka", "ru").corrected == "рождении ребёнка"


def test_right_spelling_is_not_corrected(index: SearchIndex) -> None:
    assert index.find("birth certificates", "en").corrected is None


def test_a_slip_that_stands_in_the_catalogue_is_corrected_too(tmp_path: Path) -> None:
    things = ["birth", "death", "marriage", "origin", "divorce", "name", "age", "arms", "wages", "health", "sale"]
    services = [document(f"Certificate of {thing}") for thing in things]
    index = index_of(tmp_path, [*services, document("Parking", body="The certificat is not needed.")])
    hits = index.find("certificat birth", "en")
    assert hits.corrected == "certificate birth"
    assert hits.hits[0].id == "certificate-of-birth"


def test_a_correction_is_written_with_its_accents(tmp_path: Path) -> None:
    index = index_of(tmp_path, [document("Pensión de jubilación", id="pension", language="es")])
    assert index.find("jubliacion", "es").corrected == "jubilación"


def test_nothing_is_found_for_nonsense(index: SearchIndex) -> None:
    hits = index.find("xyzzy qwrtp", "en")
    assert (hits.total, hits.hits) == (0, ())


@pytest.mark.parametrize("words", ["", " ", "\x00", "?!", "'", "-", "\ud800"])
def test_no_words_find_nothing(index: SearchIndex, words: str) -> None:
    assert index.find(words, "en").hits == ()


def test_pages_follow_each_other(index: SearchIndex) -> None:
    whole = found(index, "register birth", limit=10)
    assert found(index, "register birth", limit=2) + found(index, "register birth", limit=9, offset=2) == whole
    assert index.find("register birth", "en", limit=1).total == len(whole)


def test_related_words_meet(tmp_path: Path) -> None:
    index = index_of(tmp_path, [document("Jours de travail", id="travail", language="fr")])
    assert found(index, "travailler", "fr") == ["travail"]


def test_an_update_is_found_at_once_and_by_other_processes(tmp_path: Path) -> None:
    writer = index_of(tmp_path, registry_services())
    reader = SearchIndex(tmp_path / "index")
    assert found(reader, "cat") == []
    writer.update([document("Register a cat")], [("service", "register-a-dog")], sequence=2)
    for index in (writer, reader):
        assert index.sequence == 2
        assert found(index, "cat") == ["register-a-cat"]
        assert found(index, "dog") == []
        assert index.suggest("dog", "en") == ()


def test_an_updated_document_replaces_the_old_one(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    dog = next(service for service in registry_services() if service.id == "register-a-dog")
    index.update([replace(dog, title="Register a hound", body="", summary="")], sequence=2)
    assert found(index, "dog") == []
    assert found(index, "hound") == ["register-a-dog"]


def test_many_updates_leave_the_index_that_a_rebuild_gives(tmp_path: Path) -> None:
    updated = index_of(tmp_path / "updated", registry_services()[:1])
    for number, service in enumerate(registry_services() * 2):
        updated.update([service], sequence=number + 2)
    rebuilt = index_of(tmp_path / "rebuilt", registry_services())
    for words in ("birth certificate", "register", "baby", "permit for my car", "brith"):
        assert updated.find(words, "en") == rebuilt.find(words, "en")


def test_a_rebuild_takes_the_place_of_the_index_under_its_readers(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    other = SearchIndex(tmp_path / "index")
    assert found(other, "dog") == ["register-a-dog"]
    for sequence in range(2, 6):
        index.rebuild([document("Register a cat")], sequence=sequence)
    assert found(other, "dog") == []
    assert found(other, "cat") == ["register-a-cat"]
    assert other.sequence == 5


def test_an_index_stays_with_the_engine_that_built_it(tmp_path: Path, each_engine: str) -> None:
    """Whatever the settings of a process say: swapping is done by naming an engine, and lasts."""
    other = next(name for name in ENGINES if name != each_engine)
    index_of(tmp_path, registry_services())
    index = SearchIndex(tmp_path / "index", other)
    running = SearchIndex(tmp_path / "index", each_engine)
    assert (found(index, "dog"), found(running, "dog")) == (["register-a-dog"], ["register-a-dog"])
    index.update([document("Register a cat")], sequence=2)
    assert (index.engine, found(running, "cat")) == (each_engine, ["register-a-cat"])
    index.rebuild(registry_services(), sequence=3)
    assert (index.engine, running.engine) == (each_engine, each_engine)
    running.rebuild(registry_services(), sequence=4, engine=other)
    assert (index.engine, running.engine) == (other, other)
    running.update([document("Register a cat")], sequence=5)
    assert found(index, "cat") == found(running, "cat") == ["register-a-cat"]
    running.rebuild(registry_services(), sequence=6)
    assert index.engine == other


def test_a_damaged_index_is_built_anew_by_the_engine_that_built_it(tmp_path: Path, each_engine: str) -> None:
    index_of(tmp_path, registry_services())
    for file in (tmp_path / "index").rglob("*.*"):
        file.write_bytes(b"junk")
    other = SearchIndex(tmp_path / "index", next(name for name in ENGINES if name != each_engine))
    assert other.engine is None
    other.rebuild(registry_services(), sequence=2)
    assert other.engine == each_engine


def test_an_index_of_an_engine_that_is_gone_is_built_by_that_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_of(tmp_path, registry_services(), engine_name="tantivy")
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    index = SearchIndex(tmp_path / "index", "whoosh")
    assert index.sequence is None
    index.rebuild(registry_services(), sequence=2)
    assert index.engine == "whoosh"


def test_a_swap_of_engines_never_leaves_a_moment_without_an_answer(tmp_path: Path) -> None:
    index, asking = index_of(tmp_path, registry_services()), SearchIndex(tmp_path / "index")
    answers: list[str] = []
    swapping = Event()

    def ask() -> None:
        while not swapping.is_set():
            answers.extend(found(asking, f"parking permit {len(answers)}")[:1])

    thread = Thread(target=ask)
    thread.start()
    for sequence, name in enumerate((*ENGINES, *ENGINES), 2):
        index.rebuild(registry_services(), sequence, name)
        assert index.engine == name
    swapping.set()
    thread.join()
    assert answers
    assert set(answers) == {"resident-parking-permit"}


def test_threads_share_one_index_while_it_changes(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    answers: list[str] = []

    def ask() -> None:
        for _ in range(30):
            answers.extend(found(index, "parking permit")[:1])

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for sequence in range(2, 8):
        index.update([document(f"Service number {sequence}")], sequence=sequence)
    for thread in threads:
        thread.join()
    assert answers == ["resident-parking-permit"] * 120


def test_a_repeated_query_is_answered_from_memory_until_the_index_changes(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    first = index.find("birth", "en")
    assert index.find("birth", "en") is first
    index.update([], sequence=2)
    assert index.find("birth", "en") is not first


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "\x00\x07" * 5_000, "AND OR NOT ( * ~ ^2 " * 500, "birth certificate " * 550]
)
def test_hostile_text_is_answered(index: SearchIndex, text: str) -> None:
    index.find("warm", "en")
    # What it computes: a busy machine makes anything late.
    begun = time.process_time()
    index.find(text, "en")
    assert time.process_time() - begun < 0.5


def test_without_an_index_there_is_no_answer(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    assert index.sequence is None
    assert index.engine is None
    with pytest.raises(NotReady):
        index.find("birth", "en")
    with pytest.raises(NotReady):
        index.suggest("birth", "en")
    with pytest.raises(NotReady):
        index.update([], sequence=1)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("newborn certificates", True),
        ("the birth of a dog", True),
        ("form 4012", False),
        ("4012", True),
        ("anna birth", False),
        ("birth 99", False),
        ("", False),
        ("?!", False),
    ],
)
def test_a_text_is_known_when_all_its_words_that_carry_a_need_are_words_of_the_catalogue(tmp_path, text, known):
    assert index_of(tmp_path, registry_services()).knows(text, "en") is known
