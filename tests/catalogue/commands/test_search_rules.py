"""Publishing synonyms and pins: at once in force, refused where they would lead nowhere, given back as files."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from content_builder import changed, entry, service, small_content, without, words, write_folder
from reading_back import lock_of, references

from catalogue.commands.export_content import export_content
from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.commands.withdraw import withdraw
from catalogue.context import Catalogue
from catalogue.errors import InvalidContent
from catalogue.facts import Kind
from catalogue.files.reader import read
from catalogue.jobs.run import work_once

BIRTH = "register-birth"


def published(catalogue, kind, key, facts=None, at=None, **lines):
    """Publish facts, then words by language."""
    section = "rules" if kind is Kind.SYNONYMS else "queries"
    bodies = {} if facts is None else {"facts": facts}
    bodies |= {language: {"sections": {section: list(said)}} for language, said in lines.items()}
    locks = {part: lock_of(catalogue, kind, key, part) for part in bodies}
    with catalogue.work("ada") as work:
        for part, body in bodies.items():
            publish(work, kind, key, part, body, lock=locks[part], published_from=at)


def refused(catalogue, *arguments, **lines):
    with pytest.raises(InvalidContent) as refusal:
        published(catalogue, *arguments, **lines)
    (problem,) = refusal.value.problems
    return problem


def hits(catalogue, query, language="en"):
    return [(hit.id, hit.pinned) for hit in catalogue.search_index.find(query, language).hits]


@pytest.fixture
def two(catalogue, settings):
    """The catalogue, indexed, and the same opened a second time, as by another process."""
    work_once(catalogue)
    with Catalogue(settings, clock=catalogue.clock) as second:
        assert hits(second, "nap") == []
        yield catalogue, second


def test_what_an_editor_publishes_is_found_by_a_process_opened_before(two):
    first, second = two
    published(first, Kind.SYNONYMS, "slang", {}, en=["sprog => newborn"], fr=["mioche => newborn"])
    published(first, Kind.PIN, "nap", {"service": BIRTH}, en=["nap time"])
    work_once(first)
    assert hits(second, "sprog") == [(BIRTH, False)]
    assert hits(second, "time for a nap") == [(BIRTH, True)]
    assert hits(second, "nap time", "fr") == []
    published(first, Kind.PIN, "nap", {"life_event": "having-a-baby"}, en=["nap"])
    work_once(first)
    assert hits(second, "nap") == [("having-a-baby", True)]
    assert hits(second, "nap time") == []
    with first.work("ada") as work:
        withdraw(work, Kind.PIN, "nap")
        withdraw(work, Kind.SYNONYMS, "slang", part="en")
    work_once(first)
    assert hits(second, "nap") == hits(second, "sprog") == []
    assert hits(second, "mioche", "fr") == [(BIRTH, False)]


def test_a_scheduled_pin_waits_for_its_time(two):
    first, second = two
    published(first, Kind.PIN, "nap", {"service": BIRTH}, at=first.clock.now + timedelta(hours=1), en=["nap"])
    work_once(first)
    assert hits(second, "nap") == []
    first.clock.move(hours=1)
    work_once(first)
    assert hits(second, "nap") == [(BIRTH, True)]


def test_an_index_built_anew_knows_the_rules(two, tmp_path):
    first, _ = two
    published(first, Kind.PIN, "nap", {"service": BIRTH}, en=["nap"])
    with Catalogue(replace(first.settings, home=tmp_path / "elsewhere"), clock=first.clock) as third:
        work_once(third)
        assert hits(third, "nap") == [(BIRTH, True)]


def test_a_pin_whose_target_is_withdrawn_finds_nothing_until_it_is_back(two):
    first, second = two
    published(first, Kind.PIN, "nap", {"document": "consent"}, en=["nap"])
    with first.work("ada") as work:
        withdraw(work, Kind.DOCUMENT, "consent")
    work_once(first)
    assert hits(second, "nap") == []
    assert references(first, Kind.PIN, "nap") == [("pins", "document", "consent")]
    problem = refused(first, Kind.PIN, "nap", en=["nap", "snooze"])
    assert (problem.path, problem.field) == ("pins/nap/pin.yaml", "document")
    lock = lock_of(first, Kind.DOCUMENT, "consent", "facts")
    with first.work("ada") as work:
        publish(work, Kind.DOCUMENT, "consent", "facts", {"issued_by_organisation": "registry"}, lock=lock)
    work_once(first)
    assert hits(second, "nap") == [("consent", True)]


def test_a_pin_to_what_is_not_published_is_refused_and_nothing_is_stored(catalogue):
    problem = refused(catalogue, Kind.PIN, "nap", {"service": "siesta"}, en=["nap"])
    assert (problem.path, problem.field) == ("pins/nap/pin.yaml", "service")
    assert (problem.problem, problem.remedy) == (
        "The service “siesta” is not published.",
        "Publish it first, or name another.",
    )
    assert catalogue.sequence() == 1


def test_a_pin_to_what_is_published_later_is_refused_before_and_taken_then(catalogue):
    later = catalogue.clock.now + timedelta(days=1)
    with catalogue.work("ada") as work:
        publish(work, Kind.DOCUMENT, "slip", "facts", {}, lock="0/-", published_from=later)
    assert refused(catalogue, Kind.PIN, "nap", {"document": "slip"}).field == "document"
    published(catalogue, Kind.PIN, "nap", {"document": "slip"}, at=later, en=["nap"])


def test_a_query_that_another_pin_answers_is_refused(catalogue):
    published(catalogue, Kind.PIN, "nap", {"service": BIRTH}, en=["nap time"], fr=["sieste"])
    problem = refused(catalogue, Kind.PIN, "rest", {"document": "consent"}, en=["rest", "time to nap"])
    assert (problem.path, problem.field) == ("pins/rest/en.md", "queries")
    assert "pins/nap/pin.yaml" in problem.problem
    published(catalogue, Kind.PIN, "rest", {"service": BIRTH}, en=["time to nap"])
    problem = refused(catalogue, Kind.PIN, "nap", {"document": "consent"})
    assert (problem.path, problem.field) == ("pins/nap/en.md", "queries")


@pytest.mark.parametrize(
    ("kind", "facts", "lines", "field"),
    [
        (Kind.SYNONYMS, {}, ["dole, unemployment", "dole"], "rules"),
        (Kind.PIN, {"service": BIRTH}, ["nap", "?"], "queries"),
        (Kind.PIN, {"service": BIRTH, "document": "consent"}, ["nap"], "file"),
    ],
)
def test_what_says_nothing_or_two_things_is_refused(catalogue, kind, facts, lines, field):
    assert refused(catalogue, kind, "one", facts, en=lines).field == field


def country():
    """The small country with rules in one language each, as files have them."""
    return changed(
        small_content(),
        entry(Kind.SYNONYMS, "slang", {"owner": "desk@example.org"}, fr=words(rules=("mioche => newborn", "a, b"))),
        entry(Kind.PIN, "nap", {"note": "Why.", "service": BIRTH}, en=words(queries=("nap", "snooze"))),
    )


def test_files_go_in_and_come_out_byte_for_byte(catalogue, tmp_path):
    folder = write_folder(country(), tmp_path / "in")
    assert not import_content(catalogue, read(folder)).is_empty
    assert import_content(catalogue, read(folder)).is_empty
    with catalogue.reading("en") as reading:
        export_content(reading, tmp_path / "out")
    for path in ("synonyms/slang/synonyms.yaml", "synonyms/slang/fr.md", "pins/nap/pin.yaml", "pins/nap/en.md"):
        assert (tmp_path / "out" / path).read_bytes() == (folder / path).read_bytes()
    assert (folder / "pins/nap/en.md").read_text() == "---\nqueries: [nap, snooze]\n---\n"


def test_loaded_rules_are_in_force_and_a_person_s_edit_stays(two):
    first, second = two
    import_content(first, country())
    work_once(first)
    assert hits(second, "snooze") == [(BIRTH, True)]
    assert hits(second, "mioche", "fr") == [(BIRTH, False)]
    published(first, Kind.PIN, "nap", en=["doze"])
    import_content(first, country())
    work_once(first)
    assert hits(second, "doze") == [(BIRTH, True)]
    assert hits(second, "snooze") == []


def test_files_with_a_pin_to_nothing_are_refused_whole(catalogue):
    stray = changed(country(), entry(Kind.PIN, "stray", {"service": "siesta"}, en=words(queries=("rest",))))
    with pytest.raises(InvalidContent) as refusal:
        import_content(catalogue, stray)
    assert [(problem.path, problem.field) for problem in refusal.value.problems] == [("pins/stray/pin.yaml", "service")]
    assert catalogue.sequence() == 1


def test_a_pin_in_files_may_lead_to_what_only_the_database_has(catalogue):
    import_content(catalogue, changed(small_content(), service("siesta", "2001", title="Siesta")))
    stray = changed(small_content(), entry(Kind.PIN, "nap", {"service": "siesta"}, en=words(queries=("nap",))))
    import_content(catalogue, without(stray, Kind.SERVICE, "siesta"))
    assert references(catalogue, Kind.PIN, "nap") == [("pins", "service", "siesta")]
