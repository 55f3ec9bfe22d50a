"""A law that changes flags exactly the rules that were checked under an earlier version of it."""

from __future__ import annotations

from datetime import date

from content_builder import SERVICE, changed, entry, small_content, words
from hypothesis import given
from hypothesis import strategies as st

from catalogue.care.laws import list_old_versions
from catalogue.facts import Kind

DAYS = st.dates(date(2020, 1, 1), date(2027, 1, 1))


def a_service(**facts):
    return entry(Kind.SERVICE, "register-birth", {**SERVICE, **facts}, en=words(title="Register a birth"))


def content(in_force, *, fee=None, whole=None):
    fees = [{**SERVICE["fees"][0], "law": {"law": "civil-act", "article": "4", **({"version": fee} if fee else {})}}]
    laws = [{"law": "civil-act", "article": "1", **({"version": whole} if whole else {})}]
    law = entry(
        Kind.LAW, "civil-act", {"version": in_force, "address": "https://law.example.org"}, en=words(title="Act")
    )
    return changed(small_content(), law, a_service(fees=fees, laws=laws))


def test_a_rule_checked_under_an_earlier_version_is_named_with_its_part():
    found = list_old_versions(content("2026-05-01", fee="2025-01-01", whole="2026-05-01"))
    assert [(old.kind, old.key, old.path, old.article) for old in found] == [
        (Kind.SERVICE, "register-birth", "fees.standard", "4")
    ]
    assert (found[0].checked_under, found[0].in_force) == (date(2025, 1, 1), date(2026, 5, 1))


def test_a_law_of_the_whole_service_has_no_part():
    assert [old.path for old in list_old_versions(content("2026-05-01", whole="2025-01-01"))] == [""]


def test_only_the_law_that_was_asked_for_is_told():
    assert list_old_versions(content("2026-05-01", fee="2025-01-01"), "another-act") == ()


@given(DAYS, DAYS, DAYS)
def test_exactly_what_is_older_is_flagged(in_force, fee, whole):
    flagged = {old.path for old in list_old_versions(content(str(in_force), fee=str(fee), whole=str(whole)))}
    assert flagged == {path for path, version in (("fees.standard", fee), ("", whole)) if version < in_force}


def test_a_local_rule_that_rests_on_it_is_named_and_what_it_replaced_is_not():
    reference = {"law": "civil-act", "article": "4", "version": "2025-01-01"}
    changes = [
        {"replace": "fees.standard", "with": {"law": reference}, "national": {"law": {**reference, "article": "9"}}},
        {
            "add": "deadlines",
            "with": {"id": "soon", "until": "5 days after event", "law": {**reference, "article": "5"}},
        },
        {"add": "deadlines", "with": {"id": "late", "until": "9 days after event"}},
    ]
    local = entry(Kind.VARIANT, "register-birth/harbour", {"changes": changes}, en=words())
    found = list_old_versions(changed(content("2026-05-01"), local))
    assert [(old.kind, old.key, old.path, old.article) for old in found] == [
        (Kind.VARIANT, "register-birth/harbour", "fees.standard", "4"),
        (Kind.VARIANT, "register-birth/harbour", "deadlines.soon", "5"),
    ]


def test_the_shipped_country_is_checked_under_the_laws_in_force(shipped_content):
    assert list_old_versions(shipped_content) == ()
