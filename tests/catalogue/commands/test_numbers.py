"""A small number once given names one thing for ever, whoever gave it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from content_builder import SERVICE, changed, service, small_content, without
from reading_back import lock_of

from catalogue.commands.import_content import import_content
from catalogue.commands.numbers import get_ledger
from catalogue.commands.publish import publish
from catalogue.errors import InvalidContent
from catalogue.facts import Kind


def ledger(catalogue):
    with catalogue.reading("en") as reading:
        return get_ledger(reading.session)


def with_numbers(content, scope, **numbers):
    return replace(content, numbers={**content.numbers, scope: {**content.numbers.get(scope, {}), **numbers}})


def test_the_ledger_of_the_files_is_taken_over(catalogue):
    assert ledger(catalogue) == small_content().numbers


def test_what_the_files_forgot_keeps_its_number(catalogue):
    content = without(small_content(), Kind.DOCUMENT, "consent")
    numbers = {scope: dict(entries) for scope, entries in content.numbers.items()}
    del numbers["document"]["consent"]
    import_content(catalogue, replace(content, numbers=numbers))
    assert ledger(catalogue) == small_content().numbers


def test_what_has_no_number_in_the_files_is_given_the_next(catalogue):
    content = changed(small_content(), service("second", "1002"))
    import_content(catalogue, replace(content, numbers={}))
    assert ledger(catalogue)["service"] == {"register-birth": 1, "second": 2}


def test_a_number_that_differs_from_the_databases_is_an_error(catalogue):
    with pytest.raises(InvalidContent) as refusal:
        import_content(catalogue, with_numbers(small_content(), "service", **{"register-birth": 9}))
    assert [problem.field for problem in refusal.value.problems] == ["service.register-birth"]


def test_a_number_that_belongs_to_something_else_is_an_error(catalogue):
    content = changed(small_content(), service("second", "1002"))
    numbers = {**content.numbers, "service": {"second": 1}}
    with pytest.raises(InvalidContent, match="register-birth"):
        import_content(catalogue, replace(content, numbers=numbers))
    assert ledger(catalogue)["service"] == {"register-birth": 1}


def test_all_contradictions_are_named_in_one_run(catalogue):
    content = with_numbers(small_content(), "service", **{"register-birth": 9})
    with pytest.raises(InvalidContent) as refusal:
        import_content(catalogue, with_numbers(content, "document", **{"consent": 77}))
    assert len(refusal.value.problems) == 2


def test_parts_that_a_person_adds_are_numbered_after_all_others(catalogue):
    lock = lock_of(catalogue, part="facts")
    requirements = [{"id": "photo", "document": "consent"}, *SERVICE["requirements"]]
    with catalogue.work("ada") as work:
        body = {**SERVICE, "requirements": requirements}
        publish(work, Kind.SERVICE, "register-birth", "facts", body, lock=lock)
    # What the variant of the harbour adds counts among the service's own.
    assert ledger(catalogue)["service/register-birth/requirements"] == {
        "notice": 1, "consent": 2, "receipt": 3, "photo": 4,
    }  # fmt: skip
