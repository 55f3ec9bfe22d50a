"""Loading files makes the database say what they say: twice the same as once, whole or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from content_builder import changed, numbered, service, small_content, without
from reading_back import editions, live_body, log, references, title
from sqlalchemy import func, select

from catalogue.commands.import_content import import_content
from catalogue.commands.import_plan import PartChange, Step
from catalogue.errors import InvalidContent, Problem
from catalogue.facts import Kind
from catalogue.files.content import Redirect as FileRedirect
from catalogue.models import CatalogueObject, CatalogueState, Edition, Event, Number, Redirect

KEY = "register-birth"


def count(catalogue, model):
    with catalogue.reading("en") as reading:
        return reading.session.scalar(select(func.count()).select_from(model))


def state_of(catalogue):
    return [count(catalogue, model) for model in (CatalogueObject, Edition, Event, Number, Redirect)]


def test_everything_in_the_files_is_live(catalogue):
    for entry in small_content().list_entries():
        assert live_body(catalogue, entry.kind, entry.key) == entry.facts.to_plain()
        for language, words in entry.words.items():
            assert live_body(catalogue, entry.kind, entry.key, language) == words.to_plain()


def test_one_load_is_one_step_of_the_sequence(catalogue):
    assert catalogue.sequence() == 1
    assert set(log(catalogue)) >= {("loaded", "files", "facts"), ("loaded", "files", "en")}


def test_loading_twice_changes_nothing(catalogue):
    before = state_of(catalogue)
    report = import_content(catalogue, small_content())
    assert report.is_empty
    assert report.sequence is None
    assert report.changes == ()
    assert state_of(catalogue) == before
    assert catalogue.sequence() == 1


def test_only_parts_that_changed_get_a_new_edition(catalogue):
    report = import_content(catalogue, changed(small_content(), service(title="Declare a birth")))
    assert report.list_parts(*Step) == (
        PartChange(Step.CHANGE, Kind.SERVICE, KEY, "en"),
        PartChange(Step.CHANGE, Kind.SERVICE, KEY, "fr"),
    )
    assert report.sequence == 2
    assert title(catalogue) == "Declare a birth"
    assert editions(catalogue, part="facts") == [("published", "files", False)]


def test_lists_and_lookups_follow_the_facts(catalogue):
    import_content(catalogue, changed(small_content(), service(code="1777")))
    with catalogue.reading("en") as reading:
        rows = dict(reading.session.execute(select(CatalogueObject.kind, CatalogueObject.sort)).all())
        codes = set(reading.session.scalars(select(CatalogueObject.code).where(CatalogueObject.kind == "service")))
    assert (rows["life_event"], rows["target_group"], rows["topic"]) == (3, 2, 1)
    assert codes == {"1777"}


def test_a_variant_belongs_to_its_service(catalogue):
    with catalogue.reading("en") as reading:
        variant = reading.session.scalars(select(CatalogueObject).where(CatalogueObject.kind == "variant")).one()
        assert reading.session.get(CatalogueObject, variant.parent_id).key == KEY


def test_a_dry_run_reports_what_the_load_then_does_and_does_nothing(catalogue):
    content = changed(small_content(), service(title="Declare a birth"), service("second", "1002"))
    before = state_of(catalogue)
    dry = import_content(catalogue, content, dry_run=True)
    assert state_of(catalogue) == before
    assert catalogue.sequence() == 1
    done = import_content(catalogue, content)
    assert replace(done, sequence=None) == dry
    assert {change.step for change in dry.changes} == {Step.ADD, Step.CHANGE}
    assert ("service", "second", 2) in dry.numbers


def test_what_no_file_has_any_more_is_reported_and_left(catalogue):
    report = import_content(catalogue, without(small_content(), Kind.DOCUMENT, "consent"))
    absent = report.list_parts(Step.ABSENT)
    assert [(change.key, change.part) for change in absent] == [("consent", "en"), ("consent", "facts")]
    assert report.is_empty
    assert live_body(catalogue, Kind.DOCUMENT, "consent") is not None


def test_what_no_file_has_any_more_is_withdrawn_when_asked_and_comes_back_with_its_files(catalogue):
    import_content(catalogue, without(small_content(), Kind.DOCUMENT, "consent"), withdraw_absent=True)
    assert live_body(catalogue, Kind.DOCUMENT, "consent") is None
    catalogue.clock.move(hours=1)
    report = import_content(catalogue, small_content())
    assert {(change.step, change.key) for change in report.changes} == {(Step.ADD, "consent")}
    assert live_body(catalogue, Kind.DOCUMENT, "consent") is not None


def test_words_in_one_language_that_no_file_has_are_withdrawn_alone(catalogue):
    entry = service()
    english = replace(entry, words={"en": entry.words["en"]})
    import_content(catalogue, changed(small_content(), english), withdraw_absent=True)
    assert live_body(catalogue, Kind.SERVICE, KEY, "fr") is None
    assert live_body(catalogue, Kind.SERVICE, KEY, "en") is not None


def test_an_object_whose_file_cannot_be_read_is_not_absent(catalogue):
    content = without(small_content(), Kind.DOCUMENT, "consent")
    content = replace(content, unreadable=frozenset({(Kind.DOCUMENT, "consent")}))
    assert import_content(catalogue, content).list_parts(Step.ABSENT) == ()


def test_files_with_faults_are_not_loaded(catalogue):
    faulty = replace(
        changed(small_content(), service(title="Declare a birth")), problems=(Problem("pack.yaml", "file", "Bad.", ""),)
    )
    with pytest.raises(InvalidContent):
        import_content(catalogue, faulty)
    assert title(catalogue) == "Register a birth"


def test_a_variant_without_its_service_is_not_loaded(empty_catalogue):
    with pytest.raises(InvalidContent) as refusal:
        import_content(empty_catalogue, without(small_content(), Kind.SERVICE, KEY))
    assert [problem.path for problem in refusal.value.problems] == [f"services/{KEY}/places/harbour.yaml"]
    assert count(empty_catalogue, CatalogueObject) == 0


def test_redirects_are_loaded_and_make_readers_forget(catalogue):
    content = small_content()
    more = (*content.redirects, FileRedirect(kind=Kind.SERVICE, old="newborn", new=KEY))
    report = import_content(catalogue, replace(content, redirects=more))
    assert report.redirects == (("service", "newborn", KEY),)
    assert catalogue.sequence() == 2
    assert count(catalogue, Redirect) == 2


def test_the_digest_of_the_folder_is_remembered_with_the_load(catalogue):
    import_content(catalogue, small_content(), digest="d" * 64)
    with catalogue.reading("en") as reading:
        assert reading.session.scalars(select(CatalogueState.loaded)).one() == "d" * 64


def test_references_follow_a_load(catalogue):
    entry = service()
    facts = entry.facts.model_copy(update={"topics": ()})
    import_content(catalogue, numbered(changed(small_content(), replace(entry, facts=facts))))
    assert ("topic", "topic", "family") not in references(catalogue, Kind.SERVICE, KEY)
    assert ("organisation", "organisation", "registry") in references(catalogue, Kind.SERVICE, KEY)
