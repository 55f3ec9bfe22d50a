"""A national change that passes under a place's override is seen, compared, and settled either way."""

from __future__ import annotations

import pytest
from content_builder import SERVICE, changed, entry, small_content, words

from catalogue.care.overrides import keep_override, list_stale_overrides, take_over
from catalogue.facts import Kind, Variant
from catalogue.facts.merge import merge, stale_changes

KEY = "register-birth/harbour"
LOCAL = {"amounts": [{"from": "2026-01-01", "amount": "5.00"}]}
REMEMBERED = {"amounts": [{"from": "2026-01-01", "amount": "12.50"}]}


def variant(remembered):
    return entry(
        Kind.VARIANT,
        KEY,
        {"changes": [{"replace": "fees.standard", "with": LOCAL, "national": remembered}]},
    )


def a_service(**facts):
    return entry(Kind.SERVICE, "register-birth", {**SERVICE, **facts}, en=words(title="Register a birth"))


def content(national_amount, remembered=REMEMBERED):
    fees = [{**SERVICE["fees"][0], "amounts": [{"from": "2026-01-01", "amount": national_amount}]}]
    return changed(small_content(), a_service(fees=fees), variant(remembered))


def facts(content, kind, key):
    return content.find_facts(kind, key)


def test_an_override_of_the_value_that_it_remembers_is_not_flagged():
    assert list_stale_overrides(content("12.50")) == ()


def test_a_national_change_is_shown_with_all_three_values():
    (stale,) = list_stale_overrides(content("14.00"))
    assert (stale.key, stale.part) == (KEY, "fees.standard")
    amounts = [value["amounts"][0]["amount"] for value in (stale.remembered, stale.national, stale.local)]
    assert amounts == ["12.50", "14.00", "5.00"]


def test_kept_it_remembers_todays_national_value_and_is_settled():
    with_it = content("14.00")
    national, local = facts(with_it, Kind.SERVICE, "register-birth"), facts(with_it, Kind.VARIANT, KEY)
    kept = Variant.from_plain(keep_override(national, local, 0))
    assert stale_changes(national, kept) == ()
    assert merge(national, kept)[0].fees == merge(national, local)[0].fees


def test_taken_over_the_national_rule_holds_in_the_place():
    with_it = content("14.00")
    national, local = facts(with_it, Kind.SERVICE, "register-birth"), facts(with_it, Kind.VARIANT, KEY)
    assert merge(national, Variant.from_plain(take_over(local, 0)))[0].fees == national.fees


def test_what_is_not_stale_has_nothing_to_keep():
    with_it = content("12.50")
    with pytest.raises(ValueError, match="not stale"):
        keep_override(facts(with_it, Kind.SERVICE, "register-birth"), facts(with_it, Kind.VARIANT, KEY), 0)


def test_the_shipped_country_remembers_its_national_values(shipped_content):
    assert list_stale_overrides(shipped_content) == ()
