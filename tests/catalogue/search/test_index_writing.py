"""Who writes an index takes turns, and trouble of the machine or of who gives the documents is no damage."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from threading import Thread

import pytest
from search_builder import document, found, index_of, registry_services

from catalogue.errors import NotReady
from catalogue.search import store
from catalogue.search.generations import Generations
from catalogue.search.index import SearchIndex

pytestmark = pytest.mark.usefixtures("each_engine")


def test_a_locked_store_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(tmp_path, registry_services())
    monkeypatch.setattr(store, "_BUSY", 0.05)
    (file,) = (tmp_path / "index").rglob("documents.sqlite")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        index.update([document("Register a cat")], sequence=2)
    other.execute("ROLLBACK")
    other.close()
    assert index.update([document("Register a cat")], sequence=2)
    assert found(index, "cat") == ["register-a-cat"]


def test_a_full_disk_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(tmp_path, registry_services())
    much = [document("Register a cat", body=" ".join(f"word{number}" for number in range(3_000)))]
    open_it = store._Held.__init__

    def without_room(self: object, path: Path) -> None:
        open_it(self, path)
        self.connection.execute("PRAGMA max_page_count = 1")

    with monkeypatch.context() as patched:
        patched.setattr(store._Held, "__init__", without_room)
        with pytest.raises(sqlite3.OperationalError, match="full"):
            index.update(much, sequence=2)
    assert index.sequence == 1
    assert index.update(much, sequence=2)
    assert found(index, "cat") == ["register-a-cat"]


def test_an_error_of_who_gives_the_documents_is_theirs(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())

    def failing() -> object:
        yield document("Half")
        raise ValueError("no such day")

    with pytest.raises(ValueError, match="no such day"):
        index.update(failing(), sequence=2)


def test_an_update_gathered_from_a_later_number_than_the_index_has_is_not_written(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    assert not index.update([document("Register a cat")], sequence=5, since=2)
    assert index.sequence == 1
    assert found(index, "cat") == []
    assert index.update([document("Register a cat")], sequence=5, since=1)
    assert index.sequence == 5


def test_who_builds_at_the_same_time_takes_turns_and_updates_go_on(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    threads = []

    def starting_another() -> object:
        yield document("Register a cat")
        second = SearchIndex(tmp_path / "index")
        threads.append(Thread(target=second.rebuild, args=([document("Register a ferret")], 3)))
        threads[0].start()
        threads[0].join(0.3)
        assert threads[0].is_alive()
        index.update([document("Register a goat")], sequence=4)
        assert found(index, "goat") == ["register-a-goat"]

    with index.building(wait=False) as alone, SearchIndex(tmp_path / "index").building(wait=False) as other:
        assert (alone, other) == (True, False)
    index.rebuild(starting_another(), sequence=2)
    threads[0].join()
    assert index.sequence == 3
    assert found(index, "ferret") == ["register-a-ferret"]
    assert len([folder for folder in (tmp_path / "index").iterdir() if folder.is_dir()]) == 2


def test_half_a_character_in_a_filter_is_passed_over_and_harms_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    half = "\ud83d"
    for channel in ((half,), (half, "online")):
        assert found(index, "dog", filters={"channel": channel, "topic": (), "nothing": (half,)}) == ["register-a-dog"]
    assert found(index, "dog", place=half) == found(index, "dog")
    assert index.sequence == 1


def test_a_copy_is_whole_whatever_is_written_and_built_meanwhile(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    (tmp_path / "index" / "half-built").mkdir()
    with ThreadPoolExecutor(2) as threads:
        with Generations(tmp_path / "index").writing():
            copying = threads.submit(index.copy, tmp_path / "copy")
            wait([copying], 0.3)
            assert not copying.done()
        copying.result()

        def write_on() -> None:
            for number in range(10):
                index.update([document(f"Register cat {number}")], sequence=2 + number)

        writing = threads.submit(write_on)
        for number in range(20):
            index.copy(tmp_path / str(number))
        writing.result()
    for name in ("copy", *map(str, range(20))):
        copy = SearchIndex(tmp_path / name)
        # It can be written on: the engine and the store hold the same documents.
        assert copy.update([document("Register a goat")], sequence=20)
        assert found(copy, "goat") == ["register-a-goat"]
        assert not (tmp_path / name / "half-built").exists()


def test_no_index_is_not_copied(tmp_path: Path) -> None:
    with pytest.raises(NotReady):
        SearchIndex(tmp_path / "index").copy(tmp_path / "copy")
