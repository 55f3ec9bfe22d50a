"""What was typed is bounded, and codes are recognised in every digit script."""

from __future__ import annotations

import time

import pytest

from catalogue.search.query import LONGEST_TEXT, MOST_WORDS, correct_text, read_query


@pytest.mark.parametrize("text", ["4012", " 4012 ", "#4012", "٤٠١٢", "۴۰۱۲", "４０１２", "the 4012, please"])
def test_a_code_is_recognised(text: str) -> None:
    assert read_query(text, "en").code == "4012"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("service 4012", "en"),
        ("What is code no. 4012?", "en"),
        ("numéro 4012", "fr"),
        ("servicio n.º 4012", "es"),
        ("رقم الخدمة ٤٠١٢", "ar"),
        ("услуга № 4012", "ru"),
        ("服务编号4012", "zh"),
    ],
)
def test_a_code_is_recognised_after_the_words_that_announce_it(text: str, language: str) -> None:
    assert read_query(text, language).code == "4012"


def test_what_announces_a_code_carries_a_need_elsewhere() -> None:
    assert [word.typed for word in read_query("service number", "en").words if word.needed] == ["service", "number"]
    assert read_query("service 4012 4013", "en").code is None


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
    # What it computes: a busy machine makes anything late.
    begun = time.process_time()
    read_query(text, "en")
    assert time.process_time() - begun < 0.5


def test_the_corrected_text_keeps_all_but_the_slip() -> None:
    assert correct_text("Where is my Certifcate?", {"certifcate": "certificate"}) == "Where is my certificate?"


def test_corrected_chinese_has_no_spaces_between_its_words() -> None:
    meant = {"chusheng": "出生", "zhengming": "证明"}
    assert correct_text("chusheng zhengming PDF", meant) == "出生证明 PDF"
    assert correct_text("chusheng", meant) == "出生"
