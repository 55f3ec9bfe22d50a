"""Sealing what citizens typed: encrypted at rest, and told apart by digests that nobody makes without the key."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.keys import kept_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
"""Bytes, as AES-GCM has it."""


class Seal:
    """Seals and opens texts with the key of a file, which is made at the first use.

    Without that file nothing sealed can be read again by anybody.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def digest(self, text: str) -> str:
        """Return by what equal texts are told to be equal; it tells nothing of the text to who has not the key."""
        return hmac.new(self._key("telling apart"), text.encode(), hashlib.sha256).hexdigest()

    def seal(self, text: str, place: str) -> bytes:
        """Return a text that only `open` reads, and only at the same place, such as the key of a row."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, text.encode(), place.encode())

    def open(self, sealed: bytes, place: str) -> str | None:
        """Return the text; None for what was sealed with another key or for another place, or was altered."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode()).decode()
        except (InvalidTag, ValueError):
            return None

    @cached_property
    def _secret(self) -> str:
        return kept_key(self._path)

    @cached_property
    def _cipher(self) -> AESGCM:
        # Imported late: a process that only reads pages needs none of it.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._key("sealing"))

    def _key(self, use: str) -> bytes:
        """Return a key for one use only, 32 bytes made from the secret of the file."""
        return hmac.new(self._secret.encode(), f"onedoor {use}".encode(), hashlib.sha256).digest()
