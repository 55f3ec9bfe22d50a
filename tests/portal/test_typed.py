"""What was typed: on one line, without unseen signs, cut kindly."""

from __future__ import annotations

import pytest

from portal.public.typed import Typed, read_typed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  birth \t\n certificate ", "birth certificate"),
        ("birth\0certificate", "birth certificate"),
        ("\x07\x1b[31m", "[31m"),
        ("\u202ehtrib\u202c", "htrib"),
        ("شهادة ميلاد", "شهادة ميلاد"),
        ("출생 \ufffe 신고", "출생 신고"),
        ("\ud800x", "x"),
        (" " * 1_900 + "birth", "birth"),
        ("\n", ""),
    ],
)
def test_what_is_read_is_what_was_meant_to_be_seen(text, words):
    assert read_typed(text) == Typed(words)


def test_a_long_text_is_cut_after_a_word_and_says_so():
    typed = read_typed("certificate " * 50)
    assert typed.cut
    assert typed.words == " ".join(["certificate"] * 16)


def test_a_long_text_without_spaces_is_cut_where_it_is_too_long():
    assert read_typed("出生" * 5_000) == Typed("出生" * 100, cut=True)


@pytest.mark.parametrize("text", ["a" * 200, "word " * 40 + " "])
def test_what_fits_is_not_cut(text):
    assert not read_typed(text).cut
