"""The search index follows the catalogue, step by step where it can, and is built anew where it cannot."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from content_builder import SERVICE_SECTIONS, card, changed, entry, service, small_content, words
from reading_back import lock_of

from catalogue.commands.backup import backup
from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.commands.restore import restore
from catalogue.commands.withdraw import withdraw
from catalogue.context import Catalogue
from catalogue.facts import Kind
from catalogue.jobs import index as job
from catalogue.jobs.run import all_jobs, work_once
from catalogue.search.index import SearchIndex

KEY = "register-birth"


def found(catalogue, query, language="en"):
    return [hit.id for hit in catalogue.search_index.find(query, language).hits]


def publish_title(catalogue, new_title, **how):
    lock = lock_of(catalogue)
    with catalogue.work("ada") as work:
        body = {"sections": {**SERVICE_SECTIONS, "title": new_title}}
        publish(work, Kind.SERVICE, KEY, "en", body, lock=lock, **how)


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


def test_what_is_live_is_found_in_every_language(indexed):
    assert found(indexed, "newborn") == [KEY]
    assert found(indexed, "newborn", "fr") == [KEY]
    assert job.is_level(indexed)


def test_what_is_published_is_found_after_the_next_step(indexed, rebuilds):
    publish_title(indexed, "Zebra")
    assert not job.is_level(indexed)
    work_once(indexed)
    assert found(indexed, "zebra") == [KEY]
    assert job.is_level(indexed)
    assert rebuilds == []


def test_what_is_withdrawn_is_found_no_more(indexed, rebuilds):
    with indexed.work("ada") as work:
        withdraw(work, Kind.SERVICE, KEY)
    work_once(indexed)
    assert KEY not in found(indexed, "newborn")
    assert rebuilds == []


def test_what_names_a_paper_is_found_by_its_new_title(indexed, rebuilds):
    paper = entry(
        Kind.DOCUMENT,
        "birth-certificate",
        {"issued_by_service": KEY},
        en=words(title="Quagga paper", summary="In short."),
    )
    import_content(indexed, changed(small_content(), paper))
    work_once(indexed)
    assert set(found(indexed, "quagga")) == {KEY, "birth-certificate"}
    assert rebuilds == []


def test_a_scheduled_publication_is_found_once_it_is_due(indexed, rebuilds):
    publish_title(indexed, "Zebra", published_from=indexed.clock.now + timedelta(hours=1))
    work_once(indexed)
    assert found(indexed, "zebra") == []
    assert job.is_level(indexed)
    sequence = indexed.sequence()
    indexed.clock.move(hours=1)
    work_once(indexed)
    assert found(indexed, "zebra") == [KEY]
    assert indexed.sequence() == sequence + 1
    work_once(indexed)
    assert indexed.sequence() == sequence + 1
    assert rebuilds == []


def test_several_indexes_follow_one_catalogue(indexed, settings, tmp_path):
    with Catalogue(replace(settings, home=tmp_path / "second"), clock=indexed.clock) as second:
        work_once(second)
        publish_title(indexed, "Zebra", published_from=indexed.clock.now + timedelta(hours=1))
        indexed.clock.move(hours=1)
        for machine in (indexed, second):
            work_once(machine)
            assert found(machine, "zebra") == [KEY]


@pytest.mark.parametrize("damage", ["gone", "garbage"])
def test_an_index_that_is_gone_or_damaged_is_built_anew(indexed, damage):
    folder = indexed.settings.index
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    indexed.close()
    if damage == "gone":
        shutil.rmtree(folder)
    else:
        for file in files:
            file.write_bytes(b"garbage")
    work_once(indexed)
    assert found(indexed, "newborn") == [KEY]


def test_after_a_restore_the_index_is_built_anew(indexed, tmp_path):
    backup(indexed, tmp_path / "one.zip")
    publish_title(indexed, "Zebra")
    work_once(indexed)
    restore(indexed, tmp_path / "one.zip", force=True)
    work_once(indexed)
    assert found(indexed, "zebra") == []
    assert job.is_level(indexed)


def test_an_index_of_another_database_is_built_anew(indexed, settings, new_database, rebuilds):
    publish_title(indexed, "Zebra")
    work_once(indexed)
    with Catalogue(replace(settings, database_url=new_database()), clock=indexed.clock) as other:
        import_content(other, small_content())
        work_once(other)
        assert found(other, "zebra") == []
    assert rebuilds == [1]


def test_while_another_process_is_at_it_nothing_is_done(indexed):
    publish_title(indexed, "Zebra")
    with indexed.search_index.following():
        assert not job.update_index(indexed)
    assert found(indexed, "zebra") == []
    assert job.update_index(indexed)


def test_looking_whether_there_is_work_costs_three_small_queries(indexed, count_queries):
    jobs = all_jobs()
    work_once(indexed, jobs)
    with count_queries(indexed.engine) as queries:
        work_once(indexed, jobs)
    assert queries.count <= 3


def test_loads_that_change_much_are_followed_too(indexed, rebuilds):
    services = (service(f"service-{number}", str(2000 + number), title=f"Zebra {number}") for number in range(30))
    import_content(indexed, changed(small_content(), *services))
    work_once(indexed)
    assert indexed.search_index.find("zebra", "en").total == 30
    assert rebuilds == []


def test_a_new_language_of_the_pack_is_one_in_which_all_is_found(indexed, rebuilds):
    facts = {"country": "littleland", "source_language": "en", "languages": ["en", "fr", "es"], "currency": "EUR"}
    said = words(title="Littleland", portal="Onedoor", tagline="One door", about="A", privacy="P", accessibility="X")
    import_content(indexed, changed(small_content(), entry(Kind.PACK, "pack", facts, en=said)))
    work_once(indexed)
    assert found(indexed, "newborn", "es") == [KEY]
    assert job.is_level(indexed)
    assert rebuilds == [1]


def place(key, level, parent):
    return entry(Kind.PLACE, key, {"level": level, "parent": parent}, en=words(title=key.title()))


def test_a_place_that_moves_is_served_by_what_is_of_the_place_it_lies_in_now(empty_catalogue, rebuilds):
    indexed = empty_catalogue
    offices = [
        entry(Kind.OFFICE, f"{where}-desk", {"organisation": "registry", "kind": "counter", "place": where}, en=said)
        for where, said in (("coast", card("Quagga desk")), ("valley", card("Quagga desk")))
    ]
    before = changed(
        small_content(),
        place("coast", "region", "littleland"),
        place("valley", "region", "littleland"),
        place("shore", "region", "coast"),
        place("harbour", "municipality", "shore"),
        *offices,
    )
    import_content(indexed, before)
    work_once(indexed)

    def serving(place):
        return {hit.id for hit in indexed.search_index.find("quagga", "en", place=place).hits}

    assert serving("harbour") == {"coast-desk"}
    rebuilds.clear()
    import_content(indexed, changed(before, place("harbour", "municipality", "valley")))
    work_once(indexed)
    assert serving("harbour") == {"valley-desk"}
    import_content(indexed, changed(before, place("shore", "region", "valley")))
    work_once(indexed)
    assert serving("harbour") == serving("shore") == {"valley-desk"}
    assert rebuilds == []


def test_who_stands_in_leaves_the_index_to_others_for_some_seconds(indexed):
    moment = 100.0
    stand_in = job.StandingIn(lambda: moment)
    for word in ("Quagga", "Okapi"):
        publish_title(indexed, f"{word} crossing")
        stand_in(indexed)
        moment += job.SECONDS_OF_LAG - 0.1
        stand_in(indexed)
        assert not job.is_level(indexed)
        # Somebody else does it in time.
        job.update_index(indexed)
        moment += 1
        stand_in(indexed)
    publish_title(indexed, "Tapir crossing")
    stand_in(indexed)
    moment += job.SECONDS_OF_LAG
    stand_in(indexed)
    assert job.is_level(indexed)
    assert found(indexed, "tapir") == [KEY]
