"""The index goes on being followed while another is built, and is built anew when writing shows that it is damaged."""

from __future__ import annotations

import sqlite3
import struct
from threading import Event, Thread

import pytest
from content_builder import SERVICE_SECTIONS, card, changed, entry, small_content
from reading_back import lock_of

from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.context import Catalogue
from catalogue.facts import Kind
from catalogue.jobs import index as job
from catalogue.jobs.run import work_once
from catalogue.search.index import SearchIndex

KEY = "register-birth"


def found(catalogue, query, language="en"):
    return [hit.id for hit in catalogue.search_index.find(query, language).hits]


def publish_title(catalogue, new_title):
    lock = lock_of(catalogue)
    with catalogue.work("ada") as work:
        body = {"sections": {**SERVICE_SECTIONS, "title": new_title}}
        publish(work, Kind.SERVICE, KEY, "en", body, lock=lock)


@pytest.fixture
def indexed(catalogue):
    work_once(catalogue)
    return catalogue


@pytest.fixture
def rebuilds(monkeypatch):
    """Whether the index was built anew, one entry a time."""
    seen, build = [], SearchIndex.rebuild

    def rebuild(self, *arguments, **named):
        seen.append(1)
        return build(self, *arguments, **named)

    monkeypatch.setattr(SearchIndex, "rebuild", rebuild)
    return seen


def publish_and_look(catalogue, title):
    publish_title(catalogue, title)
    work_once(catalogue)
    assert found(catalogue, title) == [KEY]


@pytest.fixture
def slow_build(monkeypatch, indexed, settings):
    """A reindex by another process, which reads the catalogue and then waits until it is told to go on."""
    begun, go_on = Event(), Event()
    read = job.list_search_documents

    def reading_slowly(reading, languages, keys=None):
        documents = list(read(reading, languages, keys))
        if keys is None:
            begun.set()
            assert go_on.wait(60)
        return documents

    def build():
        with Catalogue(settings, clock=indexed.clock) as other:
            job.rebuild_index(other)

    monkeypatch.setattr(job, "list_search_documents", reading_slowly)
    thread = Thread(target=build)
    thread.start()
    assert begun.wait(60)

    def finish():
        go_on.set()
        thread.join()

    yield finish
    finish()


def generation_of(catalogue):
    return (catalogue.settings.index / "current").read_text()


def test_what_is_published_during_a_reindex_is_found_at_once_and_after_it(indexed, slow_build):
    before = generation_of(indexed)
    publish_and_look(indexed, "Zebra")
    publish_and_look(indexed, "Okapi")
    assert generation_of(indexed) == before
    slow_build()
    assert generation_of(indexed) != before
    assert found(indexed, "okapi") == [KEY]
    assert found(indexed, "zebra") == []
    assert job.is_level(indexed)


def test_an_index_that_was_read_before_a_publication_is_followed_from_there(indexed, slow_build):
    with indexed.search_index.following():
        publish_title(indexed, "Zebra")
        reached = indexed.search_index.sequence
        # The other process builds, but while this one is following it cannot make the new index level.
        slow_build()
    assert indexed.search_index.sequence == reached
    assert found(indexed, "zebra") == []
    work_once(indexed)
    assert found(indexed, "zebra") == [KEY]


def test_what_needs_a_new_index_does_not_wait_for_another_reindex(indexed, slow_build, rebuilds):
    (indexed.settings.index / "current").unlink()
    work_once(indexed)
    assert rebuilds == []
    slow_build()
    work_once(indexed)
    assert found(indexed, "newborn") == [KEY]
    # That of the other process.
    assert rebuilds == [1]


def test_an_index_exchanged_while_changes_are_gathered_misses_none_of_them(indexed, monkeypatch, rebuilds):
    with indexed.reading("en") as reading:
        sequence = reading.sequence
        read_earlier = list(job.list_search_documents(reading, reading.all_languages))
    publish_and_look(indexed, "Zebra")
    consent = entry(Kind.DOCUMENT, "consent", {"issued_by_organisation": "registry"}, en=card("Okapi"))
    import_content(indexed, changed(small_content(), consent))
    update = SearchIndex.update

    def exchanged_just_before(self, *arguments, **named):
        monkeypatch.setattr(SearchIndex, "update", update)
        self.rebuild(read_earlier, sequence)
        return self.update(*arguments, **named)

    monkeypatch.setattr(SearchIndex, "update", exchanged_just_before)
    work_once(indexed)
    assert not job.is_level(indexed)
    work_once(indexed)
    assert found(indexed, "okapi") == ["consent"]
    assert found(indexed, "zebra") == [KEY]
    assert rebuilds == [1]


def store_of(catalogue):
    return catalogue.settings.index / generation_of(catalogue) / "documents.sqlite"


@pytest.mark.parametrize("name", ["starts", "starts_by_key", "sqlite_autoindex_documents_1", "words", "lengths"])
def test_a_page_that_only_writing_meets_is_noticed_and_the_index_built_anew(indexed, rebuilds, name):
    file = store_of(indexed)
    with sqlite3.connect(file) as store:
        (page,) = store.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        (size,) = store.execute("PRAGMA page_size").fetchone()
    store.close()
    with file.open("r+b") as bytes_of_it:
        bytes_of_it.seek((page - 1) * size)
        bytes_of_it.write(b"\xa5" * size)
    publish_and_look(indexed, "Zebra")
    assert job.is_level(indexed)
    assert rebuilds == [1]
    assert [line.id for line in indexed.search_index.suggest("zeb", "en")] == [KEY]


@pytest.mark.parametrize("counts", [b"", struct.pack("<6I", 9, 9, 9, 9, 9, 9), b"\xff" * 200])
def test_counts_that_are_none_are_noticed_and_the_index_built_anew(indexed, rebuilds, counts):
    with sqlite3.connect(store_of(indexed)) as store:
        store.execute("UPDATE documents SET counts = ? WHERE id = ?", (counts, KEY))
    store.close()
    publish_and_look(indexed, "Zebra")
    assert rebuilds == [1]
