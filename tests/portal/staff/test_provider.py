"""What the provider says is checked, and a provider that is down, slow or wrong keeps nobody from the password."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from identity_provider import CLIENT, SECRET, Misbehaviour
from served import wait_until
from signing_on import OUT, comes_in, refused, sign_on, way_back, way_there
from staff import send, sign_in

from portal.staff import provider as partner

WRONG = {
    "another issuer": Misbehaviour(claims={"iss": "https://evil.example"}),
    "no issuer": Misbehaviour(claims={"iss": None}),
    "another audience": Misbehaviour(claims={"aud": "somebody else"}),
    "more audiences": Misbehaviour(claims={"aud": [CLIENT, "somebody else"], "azp": CLIENT}),
    "no audience": Misbehaviour(claims={"aud": None}),
    "made for another client": Misbehaviour(claims={"azp": "somebody else"}),
    "expired": Misbehaviour(claims={"exp": 1}),
    "never expires": Misbehaviour(claims={"exp": None}),
    "another nonce": Misbehaviour(claims={"nonce": "that of another trip"}),
    "no nonce": Misbehaviour(claims={"nonce": None}),
    "no subject": Misbehaviour(claims={"sub": None}),
    "a subject that is no text": Misbehaviour(claims={"sub": 7}),
    "another access token": Misbehaviour(claims={"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}),
    "unsigned": Misbehaviour(unsigned=True),
    "signed with the public key": Misbehaviour(symmetric=True),
    "another key": Misbehaviour(foreign_key=True),
    "another provider's answer": Misbehaviour(issuer_in_response="https://evil.example"),
    "an answer without its provider": Misbehaviour(issuer_in_response=None),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_wrong_opens_nothing(door, mail, provider, wrong, caplog):
    # The same trip without the fault leads in, so that it is the fault that is refused.
    right = door.test_client()
    sign_on(right)
    assert comes_in(right)
    provider.wrong = wrong
    client = door.test_client()
    with caplog.at_level(logging.DEBUG):
        refused(client, sign_on(client))
    assert SECRET not in caplog.text
    assert mail not in caplog.text


def test_an_answer_of_another_provider_gets_no_code_of_ours(door, mail, provider):
    provider.wrong.issuer_in_response = "https://evil.example"
    sign_on(door.test_client())
    assert "/token" not in provider.asked


def test_a_provider_that_names_itself_nowhere_may_go_on_so(door, mail, provider):
    provider.wrong.metadata = {"authorization_response_iss_parameter_supported": False}
    provider.wrong.issuer_in_response = None
    client = door.test_client()
    sign_on(client)
    assert comes_in(client)


def test_a_clock_that_is_a_little_wrong_is_borne(door, mail, provider, portal_clock):
    ended = int((portal_clock() - timedelta(seconds=50)).timestamp())
    provider.wrong.claims = {"exp": ended}
    client = door.test_client()
    sign_on(client)
    assert comes_in(client)


def test_who_turns_back_at_the_provider_is_told_kindly(door, mail, provider):
    provider.wrong.error = "access_denied"
    client = door.test_client()
    assert "was not finished" in refused(client, sign_on(client, next="/staff/account"))


@pytest.fixture
def slow_provider(provider, monkeypatch):
    """Make the provider slow, and the portal impatient; before, a busy machine may take its time with the trip."""

    def slow():
        monkeypatch.setattr(partner, "SECONDS_TO_ANSWER", 0.2)
        provider.wrong.seconds = 2.0

    return slow


def test_a_provider_that_is_down_keeps_nobody_from_the_password(make, mail, caplog):
    door = make(issuer="http://127.0.0.1:1")
    client = door.test_client()
    assert "Sign in with your password" in refused(client, send(client, OUT, "/staff/login"), 503)
    assert SECRET not in caplog.text
    assert sign_in(client, mail).status_code == 303


def test_a_slow_provider_is_not_waited_for_and_left_alone_a_while(door, mail, provider, slow_provider):
    slow_provider()
    client = door.test_client()
    refused(client, send(client, OUT, "/staff/login"), 503)
    # It hears of being asked in its own time, perhaps after nobody waits for it any more.
    wait_until(lambda: provider.asked)
    asked = len(provider.asked)
    refused(client, send(client, OUT, "/staff/login"), 503)
    assert len(provider.asked) == asked


def test_a_provider_that_gets_slow_on_the_way_back_is_not_waited_for(door, mail, slow_provider):
    client = door.test_client()
    back = way_back(way_there(client, next="/staff/account"))
    slow_provider()
    answer = client.get(back)
    refused(client, answer, 503)
    assert "/staff/login?next=/staff/account" in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        Misbehaviour(status=500),
        Misbehaviour(status=200),
        Misbehaviour(status=302),
        Misbehaviour(metadata={"issuer": "https://evil.example"}),
        Misbehaviour(metadata={"token_endpoint": None}),
        Misbehaviour(metadata={"authorization_endpoint": "javascript:alert(1)"}),
    ],
    ids=str,
)
def test_a_provider_that_says_nonsense_is_as_one_that_is_down(door, mail, provider, wrong):
    provider.wrong = wrong
    client = door.test_client()
    refused(client, send(client, OUT, "/staff/login"), 503)
    assert provider.asked == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize("status", [500, 302])
def test_a_provider_that_breaks_on_the_way_back_too(door, mail, provider, status):
    client = door.test_client()
    back = way_back(way_there(client))
    provider.wrong.status = status
    refused(client, client.get(back), 503)
    assert "/elsewhere" not in provider.asked
