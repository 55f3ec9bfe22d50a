"""Passwords: what is refused as one, what is kept of it, and tokens that stand for a secret without being guessable."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from catalogue.errors import BadPassword

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 12
LONGEST = 256
"""Characters. Longer ones would only give strangers work to put us to."""
FEWEST_DIFFERENT = 6
_TYPED_EASILY = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "password",
    "onedoor",
)
"""What is left of a password when these are taken away must still be one."""
_LEFT_OVER = 4

_MEMORY_KIB, _PASSES, _LANES = 19 * 1024, 2, 1
"""The least that OWASP recommends for argon2id: a tenth of a second here, in which an attacker tries one password."""


def refuse_weak(password: str, *known: str) -> None:
    """Raise `BadPassword` for what is guessed early: too short, of few letters, or made of what is known of the person.

    `known` are the person's name and mail address.
    """
    plain = _normal(password)
    if len(plain) < SHORTEST:
        raise BadPassword("too_short")
    if len(plain) > LONGEST:
        raise BadPassword("too_long")
    left = plain.casefold()
    words = (word for text in known for word in text.casefold().replace("@", " ").replace(".", " ").split())
    for word in (*_TYPED_EASILY, *words):
        if len(word) >= _LEFT_OVER:
            left = left.replace(word, "")
    if len(set(plain)) < FEWEST_DIFFERENT or len(left) < _LEFT_OVER:
        raise BadPassword("too_simple")


def hash_of(password: str) -> str:
    """Return what may be kept of a password; it takes a tenth of a second and tens of megabytes, on purpose."""
    return _hasher().hash(_normal(password))


def matches(password: str, kept: str | None) -> bool:
    """Tell whether it is the password of which this was kept. It takes as long when nothing was."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        # Who asks for an account that does not exist waits as long as who mistypes a password.
        right = _hasher().verify(kept or _of_nobody(), _normal(password[: LONGEST + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


def is_outdated(kept: str) -> bool:
    """Tell whether what is kept was made with less effort than is asked for today."""
    return _hasher().check_needs_rehash(kept)


def new_token() -> str:
    """Return a secret that nobody guesses: 256 bits, as letters of an address."""
    return secrets.token_urlsafe(32)


def digest_of_token(token: str) -> str:
    """Return what is kept of a token. Nobody can try all tokens, so a quick digest will do."""
    return hashlib.sha256(token.encode()).hexdigest()


def _normal(password: str) -> str:
    # The same letters typed on another keyboard may come as other code points.
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher() -> PasswordHasher:
    # Imported late: a process that only reads pages needs none of it.
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)


@cache
def _of_nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))
