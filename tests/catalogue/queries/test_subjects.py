"""Subjects: to which organisations and place an object belongs, on both databases."""

from __future__ import annotations

import pytest

from catalogue.commands.parts import find_object, get_part_state
from catalogue.commands.save_draft import save_draft
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.queries.subjects import get_subject, organisations_with


@pytest.fixture
def subject_of(catalogue, clock):
    def ask(kind, key, part=None):
        with catalogue.reading("en") as reading:
            return get_subject(reading.session, kind, key, part, now=clock.now)

    return ask


def test_a_service_belongs_to_its_organisation(subject_of):
    subject = subject_of(Kind.SERVICE, "register-birth", "facts")
    assert (subject.kind, subject.key, subject.part) == (Kind.SERVICE, "register-birth", "facts")
    assert "registry" in subject.organisations


def test_an_organisation_belongs_to_itself_and_those_above(subject_of, catalogue, clock):
    with catalogue.reading("en") as reading:
        above = organisations_with(reading.session, "registry", now=clock.now)
    assert subject_of(Kind.ORGANISATION, "registry").organisations == above >= {"registry"}


def test_a_variant_belongs_to_its_place(subject_of):
    assert subject_of(Kind.VARIANT, "register-birth/harbour").place == "harbour"


def test_a_place_belongs_to_itself(subject_of):
    assert subject_of(Kind.PLACE, "harbour").place == "harbour"


@pytest.mark.parametrize(("kind", "key"), [(Kind.DOCUMENT, "birth-certificate"), (Kind.TOPIC, "family")])
def test_shared_objects_belong_to_nobody(subject_of, kind, key):
    subject = subject_of(kind, key)
    assert (subject.organisations, subject.place) == (frozenset(), None)


def test_there_is_no_subject_without_an_object(subject_of):
    with pytest.raises(NotFound):
        subject_of(Kind.SERVICE, "no-such-service")


def test_of_an_object_never_published_its_draft_says_whose_it_is_however_unsound(catalogue, clock):
    with catalogue.work("ana@example.org") as work:
        save_draft(work, Kind.SERVICE, "new", "facts", {"organisation": "town-hall", "fees": 7}, lock="0/-")
        assert get_subject(work.session, Kind.SERVICE, "new", now=clock.now).organisations == {"town-hall"}


def test_a_draft_that_names_another_owner_changes_nobodys_rights(catalogue, clock):
    with catalogue.work("ana@example.org") as work:
        stored = find_object(work.session, Kind.SERVICE, "register-birth")
        lock = get_part_state(work.session, stored, "facts", work.now).lock
        save_draft(work, Kind.SERVICE, "register-birth", "facts", {"organisation": "town-hall"}, lock=lock)
        subject = get_subject(work.session, Kind.SERVICE, "register-birth", now=clock.now)
        assert "registry" in subject.organisations
        assert "town-hall" not in subject.organisations
