"""Publishing refuses words that name facts which are not there, and facts that drop what published words name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from content_builder import SERVICE, SERVICE_SECTIONS
from reading_back import live_body, lock_of

from catalogue.commands.publish import publish
from catalogue.errors import InvalidContent
from catalogue.facts import Kind
from catalogue.files.content import words_path

KEY = "register-birth"
VARIANT = f"{KEY}/harbour"
EXPRESS = {**SERVICE["fees"][0], "id": "express"}
WITH_EXPRESS = {**SERVICE, "fees": [*SERVICE["fees"], EXPRESS]}


def put(catalogue, part, body, kind=Kind.SERVICE, key=KEY, **when):
    lock = lock_of(catalogue, kind, key, part)
    with catalogue.work("ada") as work:
        at = work.now + timedelta(**when) if when else None
        return publish(work, kind, key, part, body, lock=lock, published_from=at)


def says(text):
    return {"sections": {**SERVICE_SECTIONS, "next": text}}


def refused(catalogue, *publication, **how):
    """Path and field of what is wrong with a publication, which changes nothing."""
    before = catalogue.sequence()
    with pytest.raises(InvalidContent) as refusal:
        put(catalogue, *publication, **how)
    assert catalogue.sequence() == before
    assert all(problem.problem and problem.remedy for problem in refusal.value.problems)
    return [(problem.path, problem.field) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    "placeholder",
    ["{nonsense.x}", "{fee.express}", "{valid.certificate}", "{deadline}", "{document.none}", "{service.none}", "{"],
)
def test_words_that_name_nothing_are_refused(catalogue, placeholder):
    assert refused(catalogue, "en", says(f"See {placeholder}.")) == [(f"services/{KEY}/en.md", "next")]


@pytest.mark.parametrize("placeholder", ["{fee.standard}", "{document.consent}", "{service.register-birth}"])
def test_words_that_name_what_is_there_are_published(catalogue, placeholder):
    assert put(catalogue, "en", says(f"See {placeholder}.")).sequence == 2


def test_facts_may_not_drop_what_live_words_name(catalogue):
    put(catalogue, "facts", WITH_EXPRESS)
    put(catalogue, "fr", {"sections": {"title": "Naissance", "next": "Payez {fee.express}."}})
    assert refused(catalogue, "facts", SERVICE) == [(f"services/{KEY}/fr.md", "next")]
    put(catalogue, "fr", {"sections": {"title": "Naissance", "next": "Payez."}})
    put(catalogue, "facts", SERVICE)
    assert len(live_body(catalogue, Kind.SERVICE, KEY)["fees"]) == 1


def test_nor_what_words_of_a_place_name(catalogue):
    put(catalogue, "facts", WITH_EXPRESS)
    put(catalogue, "en", {"sections": {"local": "Pay {fee.express}."}}, Kind.VARIANT, VARIANT)
    assert refused(catalogue, "facts", SERVICE) == [(words_path(Kind.VARIANT, VARIANT, "en"), "local")]


def test_a_variant_may_not_drop_what_its_own_words_name(catalogue):
    facts = live_body(catalogue, Kind.VARIANT, VARIANT)
    put(catalogue, "en", {"sections": {"local": "Take {fee.standard}."}}, Kind.VARIANT, VARIANT)
    removed = {**facts, "changes": [{"remove": "fees.standard", "national": {}}]}
    assert [field for _, field in refused(catalogue, "facts", removed, Kind.VARIANT, VARIANT)] == ["local"]


def test_nor_what_words_that_are_scheduled_name(catalogue):
    put(catalogue, "facts", WITH_EXPRESS)
    put(catalogue, "en", says("Pay {fee.express}."), hours=2)
    assert refused(catalogue, "facts", SERVICE, hours=1) == [(f"services/{KEY}/en.md", "next")]


def test_facts_that_end_before_the_words_begin_are_no_hindrance(catalogue):
    put(catalogue, "facts", WITH_EXPRESS, hours=2)
    put(catalogue, "en", says("Pay {fee.express}."), hours=2)
    plain = {**SERVICE, "checked": "2026-07-01"}
    assert put(catalogue, "facts", plain).sequence is not None
