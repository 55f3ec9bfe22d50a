"""Differences lose no letter, and show what a reader of the language would call the changed words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.differences import Act, compare_facts, compare_texts, compare_words, tokens

TEXT = st.lists(
    st.sampled_from([*"ab élЖй12.,'-{}\n ", "出", "生", "م", "َ", "ّ", "ل", "{fee.standard}"]), max_size=40
).map("".join)


def shown(before, after):
    marks = {Act.SAME: "{}", Act.REMOVED: "[-{}]", Act.ADDED: "[+{}]"}
    return "".join(marks[piece.act].replace("{}", piece.text) for piece in compare_texts(before, after))


@given(TEXT)
def test_tokens_joined_are_the_text(text):
    assert "".join(tokens(text)) == text


@given(TEXT, TEXT)
def test_without_what_came_it_is_the_old_text_and_without_what_went_the_new(before, after):
    pieces = compare_texts(before, after)
    assert "".join(piece.text for piece in pieces if piece.act is not Act.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.act is not Act.REMOVED) == after
    assert all(piece.text for piece in pieces)


@given(TEXT)
def test_a_text_does_not_differ_from_itself(text):
    assert all(piece.act is Act.SAME for piece in compare_texts(text, text))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Come within ten days.", "Come within five days.", "Come within [-ten][+five] days."),
        ("until 2026-10-22 only", "until 2026-11-20 only", "until [-2026-10-22][+2026-11-20] only"),
        ("Pay 12.50 now", "Pay 12.55 now", "Pay [-12.50][+12.55] now"),
        ("Pay {fee.standard}", "Pay {fee.express}", "Pay [-{fee.standard}][+{fee.express}]"),
        ("请在十天内登记出生。", "请在五天内登记出生。", "请在[-十][+五]天内登记出生。"),
        ("سجّل المولود خلال عشرة أيام", "سجّل المولود خلال خمسة أيام", "سجّل المولود خلال [-عشرة][+خمسة] أيام"),
        ("سَجِّل هنا", "سَجِّلي هنا", "[-سَجِّل][+سَجِّلي] هنا"),
        ("Придите до пятницы", "Придите до среды", "Придите до [-пятницы][+среды]"),
        ("l'enfant né", "l'enfant naît", "l'enfant [-né][+naît]"),
        ("the old grey dog sleeps", "a young red cat sleeps", "[-the old grey dog][+a young red cat] sleeps"),
    ],
)
def test_words_are_told_apart_in_every_language(before, after, expected):
    assert shown(before, after) == expected


def test_long_texts_are_compared_line_by_line():
    before = "\n".join(f"alpha {n}" for n in range(4000))
    after = f"beta{before[5:]}".replace("alpha 3999", "beta 3999")
    pieces = compare_texts(before, after)
    assert [piece.text for piece in pieces if piece.act is Act.ADDED] == ["beta 0\n", "beta"]


def test_facts_are_compared_by_the_ids_of_parts():
    amounts = [{"from": "2026-01-01", "amount": "10.00"}]
    before = {"code": "1001", "fees": [{"id": "standard", "amounts": amounts}, {"id": "express"}]}
    newer = [*amounts, {"from": "2027-01-01", "amount": "12.00"}]
    after = {"code": "1001", "fees": [{"id": "express"}, {"id": "standard", "amounts": newer}]}
    found = [(one.path, one.before, one.after) for one in compare_facts(before, after)]
    assert found == [("fees.standard.amounts.2027-01-01.amount", None, "12.00")]


def test_a_part_that_is_gone_is_named():
    found = compare_facts({"fees": [{"id": "standard"}]}, {})
    assert [(one.path, one.before, one.after) for one in found] == [("fees.standard", "", None)]


def test_words_are_compared_by_sections():
    before = {"sections": {"title": "Register", "aliases": ["a", "b"]}}
    after = {"sections": {"title": "Register", "aliases": ["a", "c"], "next": "Wait."}}
    found = [(one.path, one.before, one.after) for one in compare_words(before, after)]
    assert found == [("aliases", "a\nb", "a\nc"), ("next", None, "Wait.")]
