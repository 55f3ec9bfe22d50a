"""Trips to the provider and back: of this browser, by a form of ours, once, soon; and whose account is opened then."""

from __future__ import annotations

from itertools import count
from urllib.parse import parse_qs, urlsplit

import pytest
from signing_on import BACK, OUT, comes_in, refused, sign_on, way_back, way_there
from staff import FROM_HERE, a_person, csrf_token, send, signed_in

from catalogue.commands.people.accounts import disable_account, enable_account, find_account
from catalogue.commands.people.single_sign_on import MINUTES_FOR_TRIP, loosen_identity
from catalogue.queries.accounts import list_accounts
from catalogue.rights import Role
from portal.staff.session import COOKIE

numbers = count()


def test_a_token_planted_before_is_worth_nothing_afterwards(door, mail):
    victim, attacker = door.test_client(), door.test_client()
    for client in (victim, attacker):
        client.set_cookie(COOKIE, "planted-token-that-somebody-else-knows", domain="localhost")
    sign_on(victim)
    assert comes_in(victim)
    assert not comes_in(attacker)


def test_nobody_is_signed_in_as_somebody_elses_trip(door, mail):
    """Login CSRF: an attacker's own code and state, given to a victim as a link."""
    attacker, victim = door.test_client(), door.test_client()
    back = way_back(way_there(attacker))
    refused(victim, victim.get(back))
    # Nor when the victim is on a trip of their own.
    way_there(victim)
    refused(victim, victim.get(back))
    # The attacker's own trip is not used up by that.
    assert attacker.get(back).status_code == 303


def test_a_trip_begins_only_by_a_form_of_ours(door, mail):
    client = door.test_client()
    assert client.get(OUT).status_code == 405
    assert client.post(OUT, headers=FROM_HERE).status_code == 400
    token = csrf_token(client)
    foreign = client.post(OUT, data={"csrf_token": token}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403


def test_a_trip_is_over_when_it_led_back_once(door, mail):
    client = door.test_client()
    back = way_back(way_there(client))
    assert client.get(back).status_code == 303
    send(client, "/staff/logout", "/editor/")
    refused(client, client.get(back))


def test_a_wrong_state_ends_the_trip(door, mail):
    client = door.test_client()
    back = way_back(way_there(client))
    refused(client, client.get(f"{BACK}?code=x&state=wrong"))
    refused(client, client.get(back))


def test_a_spent_code_opens_nothing(door, mail, provider):
    client = door.test_client()
    spent = parse_qs(urlsplit(way_back(way_there(client))).query)["code"][0]
    provider.codes.clear()
    state = parse_qs(urlsplit(way_there(client)).query)["state"][0]
    asked = {"code": spent, "state": state, "iss": provider.issuer}
    refused(client, client.get(BACK, query_string=asked))
    assert provider.asked[-1] == "/token"


def test_a_code_of_another_trip_opens_nothing(door, mail, provider):
    """A stolen code injected into a trip of the thief's own: the verifier does not fit."""
    stolen = parse_qs(urlsplit(way_back(way_there(door.test_client()))).query)["code"][0]
    thief = door.test_client()
    state = parse_qs(urlsplit(way_there(thief)).query)["state"][0]
    refused(thief, thief.get(BACK, query_string={"code": stolen, "state": state, "iss": provider.issuer}))
    assert provider.asked[-1] == "/token"


def test_a_trip_that_takes_too_long_is_over(door, mail, portal_clock):
    client = door.test_client()
    back = way_back(way_there(client))
    portal_clock.move(minutes=MINUTES_FOR_TRIP, seconds=1)
    assert "took too long" in refused(client, client.get(back))


def test_who_is_signed_in_already_stays_who_they_are(door, mail, provider, portal_catalogue):
    other = f"other{next(numbers)}@example.org"
    a_person(portal_catalogue, other, Role.EDITOR)
    attackers = way_back(way_there(door.test_client()))
    client = signed_in(door, other)
    assert client.get(attackers).headers["Location"] == "/editor/"
    assert other in client.get("/staff/account").text


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example/", "/\\evil.example", "/staff/logout", "/en/"]
)
def test_coming_back_leads_to_pages_of_ours_only(door, mail, path):
    client = door.test_client()
    back = way_back(way_there(client, next=path))
    assert client.get(f"{back}&next={path}").headers["Location"] == "/editor/"


def test_who_has_no_account_and_whose_is_disabled_read_the_same(door, mail, provider, portal_catalogue):
    with portal_catalogue.work("test") as work:
        disable_account(work, None, mail)
    client = door.test_client()
    disabled = refused(client, sign_on(client), 403)
    provider.vouch_for("nobody", "nobody@example.org")
    assert refused(client, sign_on(client), 403) == disabled
    with portal_catalogue.reading("en") as reading:
        assert "nobody@example.org" not in {line.mail for line in list_accounts(reading)}


def test_a_bound_account_that_is_disabled_opens_no_more(door, mail, portal_catalogue):
    sign_on(door.test_client())
    with portal_catalogue.work("test") as work:
        disable_account(work, None, mail)
    client = door.test_client()
    refused(client, sign_on(client), 403)
    with portal_catalogue.work("test") as work:
        enable_account(work, None, mail)
    sign_on(client)
    assert comes_in(client)


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_a_mail_that_is_not_verified_finds_no_account(door, mail, provider, verified):
    provider.vouch_for("somebody", mail, verified=verified)
    client = door.test_client()
    refused(client, sign_on(client), 403)


def test_a_mail_that_changed_at_the_provider_takes_over_nobody(door, mail, provider, portal_catalogue):
    sign_on(door.test_client())
    other = f"other{next(numbers)}@example.org"
    a_person(portal_catalogue, other, Role.OWNER)
    provider.vouch_for(f"subject of {mail}", other)
    client = door.test_client()
    sign_on(client)
    assert mail in client.get("/staff/account").text


def test_another_person_with_the_mail_of_a_bound_account_stays_outside(door, mail, provider, portal_catalogue):
    sign_on(door.test_client())
    provider.vouch_for("whoever got this address later", mail)
    client = door.test_client()
    refused(client, sign_on(client), 403)
    with portal_catalogue.work("test") as work:
        assert loosen_identity(work, find_account(work, mail))
    sign_on(client)
    assert comes_in(client)
