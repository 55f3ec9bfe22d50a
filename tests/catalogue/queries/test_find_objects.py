"""Editors find objects by kind, by words in any language and any spelling, and by how they stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from content_builder import SERVICE, changed, many_services, small_content
from reviewing import ADA, BOB, KEY, approve, edit, says, send

from catalogue.commands.import_content import import_content
from catalogue.commands.withdraw import withdraw
from catalogue.facts import Kind
from catalogue.queries.find_objects import PAGE, find_objects
from catalogue.read_models.review import Stage


def find(catalogue, language="en", **how):
    with catalogue.reading(language) as reading:
        return find_objects(reading, **how)


def keys(catalogue, **how):
    return [one.key for one in find(catalogue, **how).objects]


@pytest.mark.parametrize("words", ["register BIRTH", "register-birth", "1001", "(fr) registér", "Declare", "1777"])
def test_words_are_found_in_titles_of_any_language_and_in_drafts(catalogue, words):
    edit(catalogue, ADA, says(title="Declare a child"))
    edit(catalogue, ADA, {**SERVICE, "code": "1777"}, "facts", key="fish-1777")
    expected = ["fish-1777"] if words == "1777" else [KEY]
    assert keys(catalogue, words=words, kind=Kind.SERVICE) == expected


def test_kinds_come_in_their_order_and_titles_in_that_of_the_language(catalogue):
    found = find(catalogue, words="")
    kinds = [one.kind for one in found.objects]
    assert kinds == sorted(kinds, key=list(Kind).index)
    assert keys(catalogue, kind=Kind.DOCUMENT) == ["birth-notice", "birth-certificate", "consent"]
    assert found.total == len(found.objects) == 16


def test_they_are_found_by_how_they_stand(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    assert keys(catalogue, stage=Stage.DRAFT) == [KEY]
    send(catalogue, ADA)
    assert (keys(catalogue, stage=Stage.DRAFT), keys(catalogue, stage=Stage.IN_REVIEW)) == ([], [KEY])
    approve(catalogue, BOB, at=catalogue.clock.now + timedelta(hours=1))
    found = find(catalogue, stage=Stage.SCHEDULED).objects
    assert [(one.key, one.title, one.stages) for one in found] == [
        (KEY, "Register a birth", (Stage.SCHEDULED, Stage.LIVE))
    ]
    with catalogue.work("ada") as work:
        withdraw(work, Kind.TOPIC, "family")
    found = find(catalogue, stage=Stage.WITHDRAWN).objects
    assert [(one.key, one.title, one.stages) for one in found] == [("family", "Family", (Stage.WITHDRAWN,))]


def test_many_come_in_pages(catalogue):
    import_content(catalogue, changed(small_content(), *many_services(PAGE + 5, "12.50")))
    first, last = find(catalogue, kind=Kind.SERVICE), find(catalogue, kind=Kind.SERVICE, page=9)
    assert (first.pages, first.total, len(first.objects)) == (2, PAGE + 5, PAGE)
    assert (last.page, len(last.objects)) == (2, 5)
