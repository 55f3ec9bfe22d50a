"""Guessing is slowed down – by account, by address, many at once – and the honest are not locked out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from staff import PASSWORD, a_person

from catalogue import passwords
from catalogue.commands.people import sign_in as signing
from catalogue.commands.people.accounts import disable_account
from catalogue.commands.people.sign_in import Attempt, remember_device, sign_in
from catalogue.errors import TooManyAttempts, WrongCredentials
from catalogue.models import SignInFailures
from catalogue.rights import Role

MAIL = "ana@example.org"
WRONG = "not the password"
HOME, AWAY = "192.0.2.7", "198.51.100.9"


@pytest.fixture
def ana(empty_catalogue):
    return a_person(empty_catalogue, MAIL, Role.EDITOR)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Let checking a password take no time; what is under test is how often it may be done."""
    monkeypatch.setattr(signing, "matches", lambda password, kept: kept is not None and password == PASSWORD)


def attempt(catalogue, password=WRONG, *, mail=MAIL, network=AWAY, device=""):
    try:
        return sign_in(catalogue, Attempt(mail, password, network, device))
    except WrongCredentials:
        return "wrong"
    except TooManyAttempts as wait:
        return wait.seconds


def test_five_are_free_then_each_wait_is_twice_as_long(empty_catalogue, ana, clock):
    assert [attempt(empty_catalogue) for _ in range(5)] == ["wrong"] * 5
    waits = []
    for _ in range(12):
        waits.append(attempt(empty_catalogue))
        clock.move(seconds=waits[-1])
        assert attempt(empty_catalogue) == "wrong"
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_the_right_password_is_not_tried_while_one_has_to_wait(empty_catalogue, ana, clock):
    for _ in range(5):
        attempt(empty_catalogue)
    assert attempt(empty_catalogue, PASSWORD) == 1
    clock.move(seconds=1)
    assert attempt(empty_catalogue, PASSWORD).account == ana.id


def test_who_signs_in_begins_anew(empty_catalogue, ana):
    for _ in range(4):
        attempt(empty_catalogue)
    assert attempt(empty_catalogue, PASSWORD).account == ana.id
    assert [attempt(empty_catalogue) for _ in range(5)] == ["wrong"] * 5


def test_it_is_forgotten_after_a_day(empty_catalogue, ana, clock):
    for _ in range(5):
        attempt(empty_catalogue)
    clock.move(hours=24, seconds=1)
    assert [attempt(empty_catalogue) for _ in range(5)] == ["wrong"] * 5


def test_nobody_is_kept_out_by_somebody_elsewhere(empty_catalogue, ana):
    for _ in range(29):
        attempt(empty_catalogue)
    assert attempt(empty_catalogue, PASSWORD, network=HOME).account == ana.id


def test_an_attack_from_everywhere_keeps_the_owner_waiting_a_minute_at_most(empty_catalogue, ana, clock):
    for number in range(200):
        attempt(empty_catalogue, network=f"203.0.113.{number}")
        clock.move(seconds=60)
    attempt(empty_catalogue, network="203.0.113.250")
    wait = attempt(empty_catalogue, PASSWORD, network=HOME)
    assert 0 < wait <= 60
    clock.move(seconds=wait)
    assert attempt(empty_catalogue, PASSWORD, network=HOME).account == ana.id


def test_a_known_browser_waits_for_nobody_else(empty_catalogue, ana):
    with empty_catalogue.work("test") as work:
        device = remember_device(work, ana.id, "")
    for number in range(200):
        attempt(empty_catalogue, network=f"203.0.113.{number}")
    for _ in range(50):
        attempt(empty_catalogue, network=HOME)
    assert attempt(empty_catalogue, PASSWORD, network=HOME, device=device).account == ana.id


def test_a_known_browser_is_no_way_to_guess(empty_catalogue, ana):
    with empty_catalogue.work("test") as work:
        device = remember_device(work, ana.id, "")
    assert [attempt(empty_catalogue, device=device) for _ in range(11)] == ["wrong"] * 10 + [1]


def test_a_browser_is_known_for_its_own_people_only(empty_catalogue, ana):
    bob = a_person(empty_catalogue, "bob@example.org", Role.EDITOR)
    with empty_catalogue.work("test") as work:
        device = remember_device(work, bob.id, "")
    for _ in range(5):
        attempt(empty_catalogue, device=device)
    assert attempt(empty_catalogue, PASSWORD, device=device) == 1


def test_a_planted_device_is_not_taken_over(empty_catalogue, ana):
    with empty_catalogue.work("test") as work:
        assert remember_device(work, ana.id, "planted") != "planted"
        given = remember_device(work, ana.id, "")
        assert remember_device(work, ana.id, given) == given


def test_an_address_that_tries_many_accounts_is_slowed_down(empty_catalogue, ana):
    tried = [attempt(empty_catalogue, mail=f"m{number}@example.org") for number in range(41)]
    assert tried == ["wrong"] * 40 + [1]
    # With an account of one's own one cannot go on guessing others'.
    assert attempt(empty_catalogue, PASSWORD) == 1


def test_an_own_account_does_not_clear_the_count_of_an_address(empty_catalogue, ana, clock):
    for number in range(40):
        attempt(empty_catalogue, mail=f"m{number}@example.org")
    clock.move(seconds=1)
    assert attempt(empty_catalogue, PASSWORD).account == ana.id
    clock.move(seconds=1)
    assert attempt(empty_catalogue, mail="next@example.org") == "wrong"
    assert attempt(empty_catalogue, mail="next@example.org") == 2


def test_accounts_that_do_not_exist_are_slowed_down_alike(empty_catalogue, ana):
    answers = [
        [attempt(empty_catalogue, mail=mail, network=network) for _ in range(7)]
        for mail, network in ((MAIL, HOME), ("nobody@example.org", AWAY))
    ]
    assert answers[0] == answers[1] == ["wrong"] * 5 + [1, 1]


def test_many_at_once_gain_nothing(empty_catalogue, ana):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: attempt(empty_catalogue), range(24)))
    assert answers.count("wrong") == 5


def test_what_is_counted_tells_of_nobody(empty_catalogue, ana):
    attempt(empty_catalogue)
    with empty_catalogue.reading("en") as reading:
        kept = reading.session.scalars(select(SignInFailures.digest)).all()
    assert len(kept) == 3
    assert not [digest for digest in kept if MAIL in digest or AWAY in digest]


def test_the_table_does_not_grow_for_ever(empty_catalogue, ana, clock):
    for number in range(30):
        attempt(empty_catalogue, mail=f"m{number}@example.org")
    clock.move(days=2)
    attempt(empty_catalogue)
    with empty_catalogue.reading("en") as reading:
        assert reading.session.scalar(select(func.count()).select_from(SignInFailures)) == 3


def test_a_password_is_hashed_for_whoever_asks(empty_catalogue, ana, monkeypatch):
    a_person(empty_catalogue, "off@example.org", Role.EDITOR)
    with empty_catalogue.work("test") as work:
        disable_account(work, None, "off@example.org")
    monkeypatch.setattr(signing, "matches", passwords.matches)
    hashed = []
    hasher = passwords._hasher()

    class Spy:
        def verify(self, kept, password):
            hashed.append(kept)
            return hasher.verify(kept, password)

    passwords._of_nobody()
    monkeypatch.setattr(passwords, "_hasher", Spy)
    for mail in (MAIL, "nobody@example.org", "off@example.org"):
        assert attempt(empty_catalogue, mail=mail) == "wrong"
    assert len(hashed) == 3
    # With the same effort: what follows the salt differs, what says how hard it was does not.
    assert len({kept.rpartition("$")[0].rpartition("$")[0] for kept in hashed}) == 1
