"""Amounts are read as they are meant, or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from catalogue.facts.money import Period


@pytest.mark.parametrize(
    ("written", "meant"), [("12", "12.00"), ("12.5", "12.50"), ("0", "0.00"), ("1200.00", "1200.00")]
)
def test_amounts_have_two_decimals(written, meant):
    assert Period.from_plain({"from": "2026-01-01", "amount": written}).amount == Decimal(meant)


@pytest.mark.parametrize("written", ["1.200", "12,50", "€12", "-1", "12.345"])
def test_an_amount_that_could_mean_two_things_is_refused(written):
    with pytest.raises(ValidationError):
        Period.from_plain({"from": "2026-01-01", "amount": written})
