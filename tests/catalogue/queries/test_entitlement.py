"""Persons before the shipped services: what each can be told of their entitlement."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue.errors import NotFound
from catalogue.plans.pathway import Situation
from catalogue.queries.entitlement import get_entitlement
from catalogue.queries.services import list_services

DAY = date(2026, 11, 21)

PERSONS = [
    # Service, place, answers; outcome, unmet, open, to be checked; what is asked.
    ("claim-birth-grant", None, {}, "more_needed", "", "low-income", "", "low-income"),
    ("claim-birth-grant", None, {"low-income": "yes"}, "likely", "", "", "", ""),
    ("claim-birth-grant", None, {"low-income": "no"}, "not", "low-income", "", "", ""),
    ("claim-birth-grant", "port-alba", {"low-income": "no"}, "not", "low-income", "", "", ""),
    # Norvale pays every family and asks how long they have lived there, which no answer tells.
    ("claim-birth-grant", "norvale", {"low-income": "no"}, "more_needed", "", "", "resident", ""),
    ("claim-housing-benefit", None, {}, "more_needed", "", "tenant low-income", "", "tenancy low-income"),
    ("claim-housing-benefit", None, {"tenancy": "tenant"}, "more_needed", "", "low-income", "", "low-income"),
    ("claim-housing-benefit", None, {"tenancy": "owner"}, "not", "tenant", "low-income", "", ""),
    ("claim-housing-benefit", None, {"tenancy": "tenant", "low-income": "yes"}, "likely", "", "", "", ""),
    # A widow of a pensioner, a grown-up friend, and a child of somebody who never paid in.
    (
        "claim-survivors-pension",
        None,
        {"deceased-relation": "spouse", "deceased-pension": "receiving"},
        "likely", "", "", "", "",
    ),
    ("claim-survivors-pension", None, {"deceased-relation": "other"}, "not", "relation", "pension", "", ""),
    (
        "claim-survivors-pension",
        None,
        {"deceased-relation": "parent", "deceased-pension": "none"},
        "not", "pension", "", "", "",
    ),
    # Either of two is enough; only when both fail is it no.
    ("claim-funeral-grant", None, {"deceased-pension": "paying"}, "likely", "", "", "", ""),
    (
        "claim-funeral-grant",
        None,
        {"deceased-pension": "none"},
        "more_needed", "", "insured-or-low-income", "", "low-income",
    ),
    (
        "claim-funeral-grant",
        None,
        {"deceased-pension": "none", "low-income": "no"},
        "not", "insured-or-low-income", "", "", "",
    ),
    # An answer that the question no longer has leaves it open.
    ("claim-birth-grant", None, {"low-income": "perhaps"}, "more_needed", "", "low-income", "", "low-income"),
    ("register-birth", None, {}, "more_needed", "", "", "who", ""),
]  # fmt: skip


def ids(lines) -> str:
    return " ".join(line.id for line in lines)


@pytest.mark.parametrize(("service", "place", "answers", "outcome", "unmet", "opened", "to_check", "asked"), PERSONS)
def test_what_persons_are_told(shipped, service, place, answers, outcome, unmet, opened, to_check, asked):
    with shipped.reading("en", place=place) as reading:
        found = get_entitlement(reading, service, Situation(DAY, answers=answers, place=place))
    assert found.outcome == outcome
    assert (ids(found.unmet), ids(found.open), ids(found.to_check)) == (unmet, opened, to_check)
    assert ids(found.questions) == asked
    assert found.judgeable is bool(found.met or unmet or opened)


def test_reasons_are_in_the_readers_language_and_say_whose_rule_they_are(shipped):
    with shipped.reading("fr", place="norvale") as reading:
        (line,) = get_entitlement(reading, "claim-birth-grant", Situation(DAY, place="norvale")).to_check
    assert line.text.value == "Vous vivez à Norvale depuis au moins trois mois."
    assert line.origin.title.value == "Norvale"


def test_nobody_who_answered_nothing_is_told_no(shipped):
    with shipped.reading("en") as reading:
        found = [get_entitlement(reading, card.id, Situation(DAY)) for card in list_services(reading).cards]
    assert {page.outcome for page in found} == {"more_needed"}
    assert sum(page.judgeable for page in found) >= 28
    assert all(bool(page.questions) == page.judgeable for page in found)


def test_a_service_that_does_not_exist_cannot_be_judged(shipped):
    with shipped.reading("en") as reading, pytest.raises(NotFound):
        get_entitlement(reading, "no-such-service", Situation(DAY))
