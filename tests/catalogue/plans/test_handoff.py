"""The start payload: short, of harmless letters, and nothing else is ever understood."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.plans.handoff import LONGEST, Payload, split_payload, write_payload
from catalogue.plans.symbols import with_check

SHAPE = re.compile(r"[A-Za-z0-9_-]{1,64}")
LETTER = 22
"""The value of P, with which the codes of plans begin."""

plan_codes = st.lists(st.integers(0, 31), min_size=6, max_size=60).map(lambda values: with_check([LETTER, *values]))


@pytest.mark.parametrize(
    ("written", "payload"),
    [
        (("ar", "2101", 2), "ar_2101_2"),
        (("fr", "2101", None), "fr_2101"),
        ((None, "2101", None), "2101"),
        ((None, "2101", 3), "2101_3"),
    ],
)
def test_a_service_with_its_place(written, payload):
    assert write_payload(*written) == payload
    language, service, place = written
    assert split_payload(payload) == Payload(language, service=service, place=place)


@given(plan_codes, st.sampled_from(["en", "fr", "es", "ar", "ru", "zh", None]))
def test_a_plan_keeps_its_code_and_its_language_where_it_fits(code, language):
    payload = write_payload(language, code)
    assert SHAPE.fullmatch(payload)
    fits = language is not None and len(code) + 3 <= LONGEST
    assert split_payload(payload) == Payload(language if fits else None, plan=code)


def test_a_plan_code_as_it_is_printed_is_a_code():
    code = with_check([LETTER, *range(10)])
    printed = "-".join(code[start : start + 4] for start in range(0, len(code), 4))
    assert split_payload(f"ru_{printed}") == Payload("ru", plan=code)


@pytest.mark.parametrize("code", ["", "12", "1234567", "hello", "21 01"])
def test_what_is_no_code_is_not_written(code):
    with pytest.raises(ValueError, match="neither"):
        write_payload("en", code)


@pytest.mark.parametrize(
    "text",
    [
        *("", "_", "fr_", "fr", "xx_2101", "fr_2101_", "fr_2101_x", "fr_2101_2_3", "2101__2", "fr__2101", "fr_12"),
        *("٢١٠١", "fr_2101\n", "fr 2101", "x" * 65, "<b>", "fr_2101_99999"),
    ],
)
def test_what_nobody_wrote_says_nothing(text):
    assert split_payload(text) is None


@given(st.text(max_size=70))
def test_no_text_breaks_it(text):
    payload = split_payload(text)
    assert payload is None or [payload.plan, payload.slip, payload.service].count(None) == 2
