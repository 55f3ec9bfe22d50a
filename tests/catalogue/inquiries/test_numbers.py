"""Numbers to say aloud and codes to keep: slips are seen, and nothing is taken for anything else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalogue.inquiries.numbers import (
    CODE_LENGTH,
    code_from,
    digest_of_code,
    find_code,
    find_number,
    new_number,
    read_code,
    read_number,
    shown_code,
    shown_number,
)
from catalogue.plans.code import is_plan_code

randoms = st.integers(0, 999_999)
secrets = st.binary(min_size=32, max_size=32).map(bytes.hex)


def test_a_number_by_hand():
    # Damm's own example: 572 has the check digit 4.
    assert read_number("000000572"[:-1] + "2") is None
    number = new_number(2026, lambda bound: 48213)
    assert number[:8] == "26048213"
    assert shown_number(number) == f"26-048213-{number[8]}"
    assert [digit for digit in "0123456789" if read_number("26048213" + digit)] == [number[8]]


def test_damms_example():
    assert new_number(0, lambda bound: 572)[-1] == "4"


@given(randoms, st.integers(0, 8), st.integers(1, 9))
def test_every_wrong_digit_is_seen(random, place, by):
    number = new_number(2026, lambda bound: random)
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert read_number(number) == number == read_number(shown_number(number))
    assert read_number(wrong) is None


@given(randoms, st.integers(0, 7))
def test_every_swap_of_neighbours_is_seen(random, place):
    number = new_number(2026, lambda bound: random)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert read_number(swapped) is None or swapped == number


def test_digits_of_other_scripts_are_read():
    number = new_number(2026, lambda bound: 48213)
    arabic = shown_number(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert read_number(f" {arabic} ") == number
    assert read_number("²⁶048213" + number[-1]) in (None, number)


@given(secrets)
def test_a_code_is_read_however_it_is_typed_and_is_no_plans(secret):
    code = code_from(secret)
    assert len(code) == CODE_LENGTH
    for typed in (code, shown_code(code), code.lower(), shown_code(code).replace("-", " ").lower()):
        assert read_code(typed) == code
    assert not is_plan_code(code)
    assert digest_of_code(code) != digest_of_code(code[:-1])


@given(secrets, st.integers(1, CODE_LENGTH - 1), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_every_wrong_symbol_is_seen(secret, place, other):
    code = code_from(secret)
    wrong = code[:place] + other + code[place + 1 :]
    assert read_code(wrong) is None or wrong == code


@given(st.text(max_size=40))
def test_whatever_is_typed_nothing_breaks(text):
    assert read_code(text) is None or len(read_code(text)) == CODE_LENGTH
    assert read_number(text) is None or len(read_number(text)) == 9


@given(secrets, secrets)
def test_different_secrets_have_different_codes(one, other):
    # The code is made of the low 80 bits.
    assert (code_from(one) == code_from(other)) == (one[-20:] == other[-20:])


@given(secrets, randoms)
def test_codes_and_numbers_are_found_in_sentences(secret, random):
    code, number = code_from(secret), new_number(2026, lambda bound: random)
    assert find_code(f"What about {shown_code(code).lower()}, please?") == code
    assert find_code(f"我的投诉{shown_code(code)}怎么样") == code
    assert find_number(f"what about my complaint {shown_number(number)}?") == number
    assert find_number(shown_code(code)) is None
    assert find_code(shown_number(number)) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_finding(text):
    assert find_code(text) is None or read_code(find_code(text))
    assert find_number(text) is None or read_number(find_number(text))
