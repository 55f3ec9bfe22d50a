"""What every engine keeps to: the same candidates, the same counts, one commit a language, no thread or file left."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from catalogue.search import engines
from catalogue.search.engines import ENGINES, Engine, Entry, IndexDamaged, Terms, UnknownEngine, engine_kind
from catalogue.search.fields import FACETS

Build = Callable[..., Engine]


def entry(key: int, text: str, language: str = "en", **facets: str) -> Entry:
    """Return an entry whose tokens are the words of a text, `word^2` with a weight."""
    weights = {word: float(weight or 1) for word, _, weight in (word.partition("^") for word in text.split())}
    return Entry(key, language, weights, {name: tuple(values.split()) for name, values in facets.items()})


def needed(text: str, helpful: str = "") -> Terms:
    return Terms(tuple((word, 1.0) for word in text.split()), tuple((word, 1.0) for word in helpful.split()))


def nonzero(facets: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    assert set(facets) == set(FACETS)
    return {name: dict(counted) for name, counted in facets.items() if counted}


@pytest.fixture(params=ENGINES)
def build(request: pytest.FixtureRequest, tmp_path: Path) -> Build:
    """Build and open an index of one engine in `tmp_path`."""

    def build(*entries: Entry) -> Engine:
        engine_kind(request.param).build(tmp_path, entries)
        return engine_kind(request.param).open(tmp_path)

    return build


FRUIT = (
    entry(1, "apple pear", kind="service", channel="online post"),
    entry(2, "apple", kind="service", channel="post"),
    entry(3, "apple", kind="office", channel="online"),
    entry(4, "pear", kind="office", channel="online"),
    entry(5, "plum", kind="service"),
    entry(6, "apple", "fr", kind="service"),
)


def test_candidates_are_what_holds_a_needed_token_the_likeliest_first(build: Build) -> None:
    engine = build(*FRUIT)
    assert engine.candidates("en", needed("apple pear"), {}, 10)[0] == 1
    assert sorted(engine.candidates("en", needed("apple pear"), {}, 10)) == [1, 2, 3, 4]
    assert len(engine.candidates("en", needed("apple pear"), {}, 2)) == 2
    assert engine.candidates("en", needed("apple"), {}, 0) == []
    assert engine.candidates("fr", needed("apple"), {}, 10) == [6]
    assert engine.candidates("zh", needed("apple"), {}, 10) == []
    assert engine.candidates("en", needed("quince"), {}, 10) == []
    assert engine.candidates("en", Terms(()), {}, 10) == []


def test_a_helpful_token_raises_and_does_not_find(build: Build) -> None:
    engine = build(*FRUIT)
    assert engine.candidates("en", needed("apple", helpful="pear"), {}, 10)[0] == 1
    assert sorted(engine.candidates("en", needed("apple", helpful="pear plum"), {}, 10)) == [1, 2, 3]


def test_a_heavier_token_and_a_heavier_term_come_first(build: Build) -> None:
    engine = build(entry(1, "apple pear x y z"), entry(2, "apple^6 pear y z"), entry(3, "pear^4 apple x z"))
    assert engine.candidates("en", needed("apple"), {}, 10)[0] == 2
    assert engine.candidates("en", needed("pear"), {}, 10)[0] == 3
    assert engine.candidates("en", Terms((("apple", 0.1), ("pear", 5.0))), {}, 10)[0] == 3
    assert engine.candidates("en", Terms((("apple", 5.0), ("pear", 0.1))), {}, 10)[0] == 2


@pytest.mark.parametrize("token", ["Straße", "ПАСПОРТ", "出生", "١٢٣", "x" * 300, "c++", "l'a", "👩‍🚀"])
def test_tokens_are_kept_as_they_are(build: Build, token: str) -> None:
    engine = build(Entry(1, "en", {token: 1.5}, {}), entry(2, "other"))
    assert engine.candidates("en", Terms(((token, 1.0),)), {}, 10) == [1]


def test_filters_narrow_candidates(build: Build) -> None:
    engine = build(*FRUIT)
    assert sorted(engine.candidates("en", needed("apple"), {"channel": ("online",)}, 10)) == [1, 3]
    both = {"channel": ("online",), "kind": ("service", "office")}
    assert sorted(engine.candidates("en", needed("apple"), both, 10)) == [1, 3]
    assert engine.candidates("en", needed("apple"), {"channel": ("pigeon",)}, 10) == []
    assert sorted(engine.candidates("en", needed("apple"), {"channel": ()}, 10)) == [1, 2, 3]


def test_a_tally_counts_all_that_match_and_a_facet_without_its_own_filter(build: Build) -> None:
    engine = build(*FRUIT)
    tally = engine.tally("en", needed("apple pear"), {"kind": ("service",)})
    assert tally.total == 2
    assert nonzero(tally.facets) == {"kind": {"service": 2, "office": 2}, "channel": {"online": 1, "post": 2}}
    helped = engine.tally("en", needed("plum", helpful="apple"), {})
    assert (helped.total, nonzero(helped.facets)) == (1, {"kind": {"service": 1}})


def test_what_was_found_otherwise_counts_too_each_document_once(build: Build) -> None:
    engine = build(*FRUIT)
    tally = engine.tally("en", needed("apple"), {"kind": ("service",)}, also=[2, 4, 5, 6, 999])
    assert tally.total == 3
    assert nonzero(tally.facets) == {"kind": {"service": 3, "office": 2}, "channel": {"online": 1, "post": 2}}
    assert engine.tally("en", Terms(()), {}, also={4, 5}).total == 2
    assert engine.tally("en", Terms(()), {}).total == 0
    assert engine.tally("zh", needed("apple"), {}, also=[1]).total == 0


def test_an_update_replaces_adds_and_removes(build: Build) -> None:
    engine = build(*FRUIT)
    assert engine.number_of_documents() == 6
    changes = [entry(1, "quince", kind="service"), entry(7, "apple", kind="office"), entry(8, "pomme", "es")]
    engine.update(changes, {"en": [2], "fr": [6], "zh": []})
    assert sorted(engine.candidates("en", needed("apple"), {}, 10)) == [3, 7]
    assert engine.candidates("en", needed("quince"), {}, 10) == [1]
    assert engine.candidates("es", needed("pomme"), {}, 10) == [8]
    assert engine.candidates("fr", needed("apple"), {}, 10) == []
    assert engine.tally("en", needed("apple quince"), {}).facets["kind"] == {"service": 1, "office": 2}
    assert engine.tally("en", needed("pear"), {}, also=[1, 2]).total == 2
    assert engine.number_of_documents() == 6


def test_many_updates_leave_neither_files_nor_threads(build: Build, tmp_path: Path) -> None:
    engine = build(*FRUIT)
    before = 0
    for number in range(25):
        engine.update([entry(1, f"number{number}")], {})
        assert engine.candidates("en", needed(f"number{number}"), {}, 10) == [1]
        before = before or len(os.listdir("/proc/self/fd"))
    assert len(os.listdir("/proc/self/fd")) <= before
    assert len(list(tmp_path.rglob("*"))) < 100
    # A thread that watched the index notices within half a second that nobody needs it any more.
    end = time.monotonic() + 60
    while len(os.listdir("/proc/self/task")) > threading.active_count() + len(FRUIT):
        assert time.monotonic() < end, "threads are left"
        time.sleep(0.05)


def test_what_a_killed_commit_left_is_not_in_the_way_of_the_next(tmp_path: Path) -> None:
    folder, before = tmp_path / "index", tmp_path / "before"
    engine_kind("tantivy").build(folder, FRUIT)
    engine = engine_kind("tantivy").open(folder)
    engine.update([entry(1, "quince")], {})
    shutil.copytree(folder, before)
    engine.update([entry(2, "medlar")], {"en": [3]})
    # A commit writes its files and notes their names, then it exchanges the file that makes it valid, then old ones go.
    noted = (folder / "en/.managed.json").read_bytes()
    shutil.copytree(before, folder, dirs_exist_ok=True)
    (folder / "en/.managed.json").write_bytes(noted)
    assert sorted(engine.candidates("en", needed("apple"), {}, 10)) == [2, 3]
    engine.update([entry(2, "medlar")], {"en": [3]})
    assert engine.candidates("en", needed("apple"), {}, 10) == []
    assert engine.candidates("en", needed("medlar"), {}, 10) == [2]
    assert engine.number_of_documents() == 5


def test_threads_share_one_engine(build: Build) -> None:
    engine = build(*FRUIT)
    answers: list[list[int]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(sorted(engine.candidates("en", needed("apple"), {}, 9))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [[1, 2, 3]] * 8


@pytest.mark.parametrize("name", ENGINES)
def test_files_of_another_engine_are_damage(tmp_path: Path, name: str) -> None:
    other = next(engine for engine in ENGINES if engine != name)
    engine_kind(other).build(tmp_path, FRUIT)
    with pytest.raises(IndexDamaged):
        engine_kind(name).open(tmp_path)


def test_an_altered_byte_of_a_tantivy_index_is_noticed(tmp_path: Path) -> None:
    engine_kind("tantivy").build(tmp_path, FRUIT)
    file = max((tmp_path / "en").glob("*.idx"))
    contents = bytearray(file.read_bytes())
    contents[3] ^= 1
    file.write_bytes(contents)
    with pytest.raises(IndexDamaged, match="altered"):
        engine_kind("tantivy").open(tmp_path)


def test_threads_share_what_the_files_of_a_whoosh_index_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine_kind("whoosh").build(tmp_path, FRUIT)
    read: list[str] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path.suffix) or read_bytes(path))
    engine = engine_kind("whoosh").open(tmp_path)
    assert sorted(engine.candidates("en", needed("apple"), {}, 10)) == [1, 2, 3]
    once = sorted(suffix for suffix in read if suffix != ".toc")
    assert once
    all_at_once = threading.Barrier(3)

    def search() -> list[int]:
        all_at_once.wait()
        return engine.candidates("en", needed("apple"), {}, 10)

    with ThreadPoolExecutor(3) as threads:
        assert [sorted(done.result()) for done in [threads.submit(search) for _ in range(3)]] == [[1, 2, 3]] * 3
    assert sorted(suffix for suffix in read if suffix != ".toc") == once
    engine.update([entry(1, "cherry")], {"en": [1]})
    assert engine.candidates("en", needed("cherry"), {}, 10) == [1]
    assert 1 not in engine.candidates("en", needed("apple"), {}, 10)


def test_an_unknown_engine_names_those_that_there_are() -> None:
    with pytest.raises(UnknownEngine, match=r"sphinx.*whoosh and tantivy"):
        engine_kind("sphinx")


def test_an_engine_that_is_not_installed_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    with pytest.raises(UnknownEngine, match=r"pip install onedoor\[national\]"):
        engine_kind("tantivy")
    assert engine_kind("whoosh").name == "whoosh"
