"""What was typed is bounded, and codes are recognised in every digit script."""

from __future__ import annotations

import time

import pytest

from catalogue.search.query import LONGEST_TEXT, MOST_WORDS, correct_text, read_query


@pytest.mark.parametrize("text", ["4012", " 4012 ", "#4012", "٤٠١٢", "۴۰۱۲", "４０１２", "the 4012, please"])
def test_a_code_is_recognised(text: str) -> None:
    assert read_query(text, "en").code == "4012"


@pytest.mark.parametrize("text", ["401", "4012345", "birth 4012", "40a12", "", "12.50", "4012 4013"])
def test_what_is_no_code_is_taken_for_words(text: str) -> None:
    assert read_query(text, "en").code is None


def test_a_word_counts_once_however_often_it_is_typed() -> None:
    assert [word.typed for word in read_query("birth Birth BIRTH birth", "en").words] == ["birth"]


def test_long_text_is_cut_and_its_needs_come_first() -> None:
    text = "what " + " ".join(f"word{number}" for number in range(500))
    query = read_query(text, "en")
    assert len(query.text) <= LONGEST_TEXT
    assert len(query.words) == MOST_WORDS
    assert all(word.needed for word in query.words)


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "\x00\x01" * 5_000, "(AND OR NOT *~^:" * 600, "出生" * 5_000, "ﷺ" * 10_000]
)
def test_hostile_text_is_read_at_once(text: str) -> None:
    begun = time.perf_counter()
    read_query(text, "en")
    assert time.perf_counter() - begun < 0.5


def test_the_corrected_text_keeps_all_but_the_slip() -> None:
    assert correct_text("Where is my Certifcate?", {"certifcate": "certificate"}) == "Where is my certificate?"
