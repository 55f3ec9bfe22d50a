"""One-time codes after RFC 6238, which a person's own device makes, and the recovery codes that stand in for it."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

import pyotp

from catalogue.passwords import digest_of_token

SECONDS = 30
DRIFT = 1
"""So many steps a device's clock may be wrong by, either way."""
RECOVERY_CODES = 10
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's: none can be taken for another."""
_READ_AS = str.maketrans("oil", "011")


def new_secret() -> str:
    """Return a secret for a device, 160 bits in base32."""
    return pyotp.random_base32()


def address_for_device(secret: str, mail: str, portal: str) -> str:
    """Return the `otpauth:` address that a device reads from a QR code."""
    return pyotp.TOTP(secret, interval=SECONDS).provisioning_uri(name=mail, issuer_name=portal)


def step_of(code: str, secret: str, now: datetime, last: int | None) -> int | None:
    """Return the time step of which this is the code, if it is one of now and later than the last one accepted."""
    typed = "".join(code.split())
    device = pyotp.TOTP(secret, interval=SECONDS)
    found = None
    for drift in range(-DRIFT, DRIFT + 1):
        at = now + timedelta(seconds=drift * SECONDS)
        step = int(at.timestamp()) // SECONDS
        # All of them are compared, whichever is right.
        if hmac.compare_digest(device.at(at).encode(), typed.encode()) and (last is None or step > last):
            found = step
    return found


def new_recovery_codes() -> tuple[str, ...]:
    """Return codes of 80 bits each, in groups that can be written down."""
    return tuple(
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4)) for _ in range(RECOVERY_CODES)
    )


def digest_of_recovery_code(code: str) -> str:
    """Return what is kept of a recovery code, however it is typed: with other hyphens, in capitals, with O for 0."""
    letters = "".join(letter for letter in code.lower() if letter.isalnum())
    return digest_of_token(letters.translate(_READ_AS))
