"""Masking: what may tell who wrote a text is covered, in the digits of every script; what is looked for stays."""

from __future__ import annotations

import re
import time
import timeit
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.languages import formats, languages
from catalogue.masking import MASK, mask, tells_of_a_person

CODES = {"1001", "4012"}
DIGITS = (
    "0123456789",
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",
    "０１２３４５６７８９",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "〇一二三四五六七八九",
)


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("call +999 555 0199 please", "call +█ please"),
        ("(030) 12-34-56", "(█"),
        ("my iban gb29nwbk60161331926819 bank", "my iban █ bank"),
        ("GB29 NWBK 6016 1331 9268 19 bank", "█ bank"),
        ("lost anna.k@example.org account", "lost █ account"),
        ("anna (at) example.org", "█"),
        ("ask anna＠example．org", "ask █"),
        ("see https://example.org/a?b=1 now", "see █ now"),
        ("www.example.org/x and example.com", "█ and █"),
        ("passport AB123456", "passport █"),
        ("паспорт АВ 123456", "паспорт АВ █"),
        ("جواز سفر ١٢٣٤٥٦٧", "جواز سفر █"),
        ("我的电话１３８００１３８０００怎么办", "我的电话█怎么办"),
        ("一三八零零一三八零零零 电话", "█ 电话"),
        ("born 3 March 1985", "born █"),
        ("born on March 3rd, 85", "born on █"),
        ("né le 1er mars 85", "né le █"),
        ("nacida el 3 de mayo de 85", "nacida el █"),
        ("родился 5 мая 90", "родился █"),
        ("وُلد في ١٥ آذار ٨٥", "وُلد في █"),
        ("3.4.85 birth", "█ birth"),
        ("1985年3月15日出生", "█出生"),
        ("三月十五日出生", "█出生"),
        ("my code is P7K2-QXMT-JJJJ-77", "my code is █"),
        ("1️⃣2️⃣3️⃣4️⃣ key", "█ key"),
        ("12\u200b34 hidden", "█ hidden"),
        ("1_2_3_4", "█"),
    ],
)
def test_what_tells_of_a_person_is_covered(typed, masked):
    assert mask(typed, CODES.__contains__) == masked


@pytest.mark.parametrize(
    "typed",
    [
        "register a birth",
        "2 children of 14 years",
        "form 1001",
        "10 01",
        "4012 or 1001",
        "covid19 test",
        "rn19 does help when ill",
        "may I march",
        "what is a p.m. appointment",
        "一个孩子",
        "B12",
    ],
)
def test_words_small_numbers_and_codes_of_the_catalogue_stay(typed):
    assert mask(typed, CODES.__contains__) == typed


@pytest.mark.parametrize("language", languages())
def test_a_date_as_a_language_writes_it_is_covered_in_every_month(language):
    dates = [formats.long_date(date(1985, month, 23), language) for month in range(1, 13)]
    assert len(set(dates)) == 12
    assert len({mask(written) for written in dates}) == 1


def test_codes_are_recognised_in_the_digits_of_every_script():
    assert mask("استمارة ١٠٠١", CODES.__contains__) == "استمارة 1001"
    assert mask("استمارة ١٠٠٢", CODES.__contains__) == "استمارة █"


WORDS = st.text("abcdeéжصم中家 ", max_size=12)
SIGNS = st.text(" -./()+,:;·–|*", max_size=4)


@st.composite
def numbers_among_words(draw):
    """A number of four digits or more in any script and any spelling, between words."""
    digits = draw(st.lists(st.integers(0, 9), min_size=4, max_size=20))
    script = draw(st.sampled_from(DIGITS))
    spelled = "".join(script[digit] + draw(SIGNS) for digit in digits)
    return draw(WORDS), spelled, draw(WORDS)


@given(numbers_among_words())
def test_no_spelling_of_a_number_gets_through(found):
    before, number, after = found
    left = mask(f"{before} {number} {after}")
    assert MASK in left
    assert not re.search(r"[\d〇一二三四五六七八九]", left)


@example("123://")
@example("://x")
@given(st.text(max_size=60) | st.text("ab12٣٤@.:/ -Ⅷ²一" + MASK, max_size=40))
def test_no_text_keeps_four_digits_together_or_a_sign_of_an_address(typed):
    left = mask(typed)
    assert not re.search(r"\d[^\w█]*\d[^\w█]*\d[^\w█]*\d", left)
    assert "@" not in left
    assert "://" not in left
    assert mask(left) == left


@given(st.emails())
def test_no_mail_address_gets_through(address):
    left = mask(f"write to {address} please")
    assert left.startswith("write to")
    assert left.endswith("please")
    assert address.rpartition("@")[2].lower() not in left.lower()


@pytest.mark.parametrize(
    "piece", ["a", "a@", "1 ", "a.b", "ab12 cd34 ", "1 jan ", "a-", "[ ", "(at", "月", "12月", "gb29 ", "\u0301", "█1"]
)
def test_four_times_the_text_takes_no_sixteen_times_as_long(piece):
    mask("1 jan")  # The pattern of the months is made once.

    def seconds(length):
        text = piece * (length // len(piece))
        return min(timeit.repeat(lambda: mask(text), number=1, repeat=3, timer=time.process_time))

    assert seconds(16_000) < 10 * seconds(4_000) + 0.01


@pytest.mark.long
@pytest.mark.parametrize("beginning", ["", "1", "jan", "1 jan", "a@", "1月", "x ["])
@pytest.mark.parametrize("piece", ["@ ", ". ", "-", "- . ", "1. ", "jan. ", "of ", "[at ", "1年 "])
def test_ten_times_the_text_takes_about_ten_times_as_long(beginning, piece):
    mask("1 jan")

    def seconds(length):
        text = beginning + piece * (length // len(piece))
        return min(timeit.repeat(lambda: mask(text), number=1, repeat=3, timer=time.process_time))

    # In proportion to its square it would be a hundred times, in proportion to its cube a thousand.
    assert seconds(20_000) < 30 * seconds(2_000) + 0.01


@pytest.mark.parametrize(
    "typed",
    ["@ " * 100, "1" + ". " * 99, "jan" + ". " * 98, "1" + "-" * 199, "1 jan" + " ." * 97, "1 of" + " of" * 65],
)
def test_whatever_fits_into_the_box_is_masked_within_milliseconds(typed):
    mask("1 jan")
    assert min(timeit.repeat(lambda: mask(typed), number=1, repeat=5, timer=time.process_time)) < 0.005


@pytest.mark.parametrize(
    "text",
    [
        "my number is 0612345678", "call +33 6 12 34 56 78", "ana@example.org", "FR76 3000 6000 0112 3456 7890 189",
        "مرحبا رقمي ٠٥٥١٢٣٤٥٦٧", "паспорт 4509 123456", "我的身份证是110101199003078888", "card 4111 1111 1111 1111",
        "card 4111-1111-1111-1111", "GB29-NWBK-6016-1331-9268-19", "DNI 12.345.678-Z", "612 345 678", "+1 555 010 199",
    ],
)  # fmt: skip
def test_what_only_its_writer_should_know_is_noticed(text):
    assert tells_of_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "service 2103 in Norvale", "born on 3 May 2027", "2027-05-03", "03.05.2027", "3 children and 1,250 euros",
        "٣ مايو ٢٠٢٧", "2027年5月3日", "how much is it", "в 2027 году", "open from 8:30 to 12:00",
        "my plan is P7K2-QXMT-JJJJ-77", "is 1 250 000 francs too much", "1.250.000 euros", "12,500,000",
        "for 2019-2024", "计划代码P7K2-QXMT-JJJJ-77", "рамках 2019–2024", "خطتي P7K2-QXMT-JJJJ-77",
    ],
)  # fmt: skip
def test_dates_codes_and_prices_are_no_reason_to_warn(text):
    assert not tells_of_a_person(text)
