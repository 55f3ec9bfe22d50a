"""Passwords: weak ones are refused, right ones match, and nothing readable is kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalogue.errors import BadPassword
from catalogue.passwords import (
    LONGEST,
    SHORTEST,
    digest_of_token,
    hash_of,
    is_outdated,
    matches,
    new_token,
    refuse_weak,
)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", "too_short"),
        ("eleven char", "too_short"),
        ("x" * (LONGEST + 1), "too_long"),
        ("aaaaaaaaaaaaa", "too_simple"),
        ("abababababab", "too_simple"),
        ("qwertyuiop123", "too_simple"),
        ("Password1234567890", "too_simple"),
        ("onedooronedoor", "too_simple"),
        ("Ana.Silva.ana", "too_simple"),
        ("silvaexample1", "too_simple"),
    ],
)
def test_weak_passwords_are_refused(password, fault):
    with pytest.raises(BadPassword) as refused:
        refuse_weak(password, "ana.silva@example.org", "Ana Silva")
    assert refused.value.fault == fault


@pytest.mark.parametrize(
    "password",
    ["harbour lantern seven boats", "пароль из четырёх слов", "四个词语放在一起就是好的密码了", "x9!kQ2#vB7$m"],
)
def test_good_ones_are_not(password):
    refuse_weak(password, "ana.silva@example.org", "Ana Silva")


@given(st.text(max_size=11), st.text(max_size=20))
def test_nothing_short_passes_whatever_is_typed(password, name):
    assume(len(unicodedata.normalize("NFKC", password)) < SHORTEST)
    with pytest.raises(BadPassword):
        refuse_weak(password, "ana@example.org", name)


def test_the_right_password_matches_and_no_other():
    kept = hash_of("harbour lantern seven boats")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert "harbour" not in kept
    assert matches("harbour lantern seven boats", kept)
    assert not matches("harbour lantern seven boat", kept)
    assert not matches("harbour lantern seven boats", None)
    assert not matches("harbour lantern seven boats", "not a hash")
    assert hash_of("harbour lantern seven boats") != kept


def test_the_same_letters_from_another_keyboard_match():
    assert matches("ﬁve cafe\u0301s on the quay", hash_of("five cafés on the quay"))


def test_what_was_made_with_less_effort_is_made_anew():
    assert is_outdated("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzYWx0$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA")
    assert not is_outdated(hash_of("harbour lantern seven boats"))


def test_tokens_are_long_and_never_the_same():
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert min(map(len, tokens)) >= 43
    assert len({digest_of_token(token) for token in tokens}) == 200
