"""Trips and identities in the database: a trip ends once, whoever hurries, and an account is bound to one person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from staff import a_person

from catalogue.commands.people.accounts import find_account
from catalogue.commands.people.single_sign_on import (
    MINUTES_FOR_TRIP,
    Identity,
    begin_trip,
    end_trip,
    loosen_identity,
    sign_in_by_provider,
)
from catalogue.errors import WrongCredentials
from catalogue.models import AccountIdentity, SignOnTrip, StaffSession
from catalogue.rights import Role

ANA = Identity("https://id.example.org", "ana at work", "ana@example.org", True, "Ana")


@pytest.fixture
def ana(empty_catalogue):
    return a_person(empty_catalogue, "ana@example.org", Role.EDITOR)


def begun(catalogue, browser: str = "token", target: str | None = "/editor/"):
    with catalogue.work("session") as work:
        return begin_trip(work, browser, target)


def counted(catalogue, table) -> int:
    with catalogue.work("test") as work:
        return work.session.scalar(select(func.count()).select_from(table))


def test_a_trip_leads_back_once_to_where_it_was_meant(empty_catalogue):
    trip = begun(empty_catalogue)
    assert end_trip(empty_catalogue, "token", trip.state) == trip
    with pytest.raises(WrongCredentials):
        end_trip(empty_catalogue, "token", trip.state)


def test_of_many_who_come_back_at_once_one_is_let_in(empty_catalogue):
    trip = begun(empty_catalogue)

    def come_back(number: int) -> bool:
        try:
            return end_trip(empty_catalogue, "token", trip.state) == trip
        except WrongCredentials:
            return False

    with ThreadPoolExecutor(8) as many:
        assert sorted(many.map(come_back, range(8))) == [False] * 7 + [True]


def test_secrets_of_a_trip_are_its_own(empty_catalogue):
    one, other = begun(empty_catalogue), begun(empty_catalogue, "another")
    assert len({one.state, one.nonce, one.verifier, other.state, other.nonce, other.verifier}) == 6
    assert len(one.verifier) >= 43


def test_a_later_trip_of_a_browser_ends_the_earlier(empty_catalogue):
    earlier, later = begun(empty_catalogue), begun(empty_catalogue)
    assert earlier != later
    with pytest.raises(WrongCredentials):
        end_trip(empty_catalogue, "token", earlier.state)


def test_trips_that_nobody_came_back_from_are_cleared_away(empty_catalogue, clock):
    begun(empty_catalogue, "gone")
    clock.move(minutes=MINUTES_FOR_TRIP)
    begun(empty_catalogue)
    assert counted(empty_catalogue, SignOnTrip) == 1


def test_of_two_people_who_claim_an_account_at_once_one_has_it(empty_catalogue, ana):
    def claim(number: int) -> bool:
        try:
            sign_in_by_provider(empty_catalogue, replace(ANA, subject=f"claim {number}"), ask_for_code=False)
        except WrongCredentials:
            return False
        return True

    with ThreadPoolExecutor(4) as many:
        assert sorted(many.map(claim, range(4))) == [False] * 3 + [True]
    assert counted(empty_catalogue, StaffSession) == 1


def test_nobody_is_bound_by_an_identity_of_another_issuer(empty_catalogue, ana):
    sign_in_by_provider(empty_catalogue, ANA, ask_for_code=False)
    with pytest.raises(WrongCredentials):
        sign_in_by_provider(empty_catalogue, replace(ANA, issuer="https://evil.example"), ask_for_code=False)


@pytest.mark.parametrize("subject", ["", "x" * 256])
def test_a_subject_that_cannot_be_one_is_refused(empty_catalogue, ana, subject):
    with pytest.raises(WrongCredentials):
        sign_in_by_provider(empty_catalogue, replace(ANA, subject=subject), ask_for_code=False)
    assert counted(empty_catalogue, AccountIdentity) == 0


def test_an_identity_is_loosened_once(empty_catalogue, ana):
    sign_in_by_provider(empty_catalogue, ANA, ask_for_code=False)
    with empty_catalogue.work("operator") as work:
        assert loosen_identity(work, find_account(work, ANA.mail))
        assert not loosen_identity(work, find_account(work, ANA.mail))
