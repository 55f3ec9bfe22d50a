"""One-time codes: the numbers of the standard, a clock that is a little wrong, and recovery codes."""

from __future__ import annotations

from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.one_time_codes import (
    address_for_device,
    digest_of_recovery_code,
    new_recovery_codes,
    new_secret,
    step_of,
)

OF_THE_STANDARD = b32encode(b"12345678901234567890").decode()
"""The secret of RFC 6238, appendix B."""


@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_the_numbers_of_the_standard_are_right(second, code):
    now = datetime.fromtimestamp(second, UTC)
    assert step_of(code, OF_THE_STANDARD, now, None) == second // 30


@given(st.integers(-300, 300), st.integers(0, 2_000_000_000))
def test_a_clock_may_be_wrong_by_half_a_minute(wrong, second):
    now = datetime.fromtimestamp(second + 400, UTC)
    code = pyotp.TOTP(OF_THE_STANDARD).at(now + timedelta(seconds=wrong))
    apart = abs(int((now + timedelta(seconds=wrong)).timestamp()) // 30 - int(now.timestamp()) // 30)
    if apart <= 1:
        assert step_of(code, OF_THE_STANDARD, now, None) is not None
    # Codes of other steps are right once in a million by chance, so only the near ones are promised.


@given(st.integers(60, 2_000_000_000))
def test_no_step_is_accepted_twice(second):
    now = datetime.fromtimestamp(second, UTC)
    code = pyotp.TOTP(OF_THE_STANDARD).at(now)
    step = step_of(code, OF_THE_STANDARD, now, None)
    assert step is not None
    later = step_of(code, OF_THE_STANDARD, now, step)
    assert later is None or later > step


@pytest.mark.parametrize("typed", ["", "000000", "28708", "2870822", "abcdef", "２８７０８２", "-87082"])
def test_what_is_no_code_is_refused(typed):
    assert step_of(typed, OF_THE_STANDARD, datetime.fromtimestamp(59, UTC), None) is None


def test_a_code_may_be_typed_in_two_groups():
    assert step_of(" 287 082 ", OF_THE_STANDARD, datetime.fromtimestamp(59, UTC), None) == 1


def test_the_address_says_whose_it_is():
    address = address_for_device(new_secret(), "ana@example.org", "Services of Meridia")
    assert address.startswith("otpauth://totp/Services%20of%20Meridia:ana%40example.org?secret=")


def test_recovery_codes_are_read_however_they_are_typed():
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    for code in codes:
        typed = code.upper().replace("-", " ").replace("0", "O").replace("1", "I")
        assert digest_of_recovery_code(typed) == digest_of_recovery_code(code)
