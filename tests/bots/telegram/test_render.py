"""Messages stay within what Telegram takes, are cut where sense ends, and their entities lie on the right words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.dialogue.reply import (
    Answer,
    Attachment,
    Block,
    BlockKind,
    Button,
    Intent,
    Line,
    Reply,
    heading,
    listed,
    notice,
    paragraph,
)
from bots.dialogue.utterance import Action
from bots.telegram.render import render

LONGEST = 4096


def units(text: str) -> int:
    """Count as Telegram does, by hand: a sign beyond the first plane counts twice."""
    return sum(2 if ord(sign) > 0xFFFF else 1 for sign in text)


def covered(part, entity) -> str:
    """Return the words that an entity lies on."""
    raw = part["text"].encode("utf-16-le")
    return raw[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")


def said(*blocks: Block, buttons: tuple[Button, ...] = (), attachments: tuple[Attachment, ...] = ()) -> Reply:
    return Reply("en", (Answer(Intent.OVERVIEW, blocks),), buttons=buttons, attachments=attachments)


@pytest.mark.parametrize("before", ["", "👨‍👩‍👧 family", "شهادة ميلاد", "出生证明 𠮷"])
def test_entities_lie_on_their_words_whatever_stands_before_them(before):
    blocks = (paragraph(before), heading("What you need 📄"), notice("Call 112"))
    (part,) = render(said(*blocks[0 if before else 1 :]))
    assert [(entity["type"], covered(part, entity)) for entity in part["entities"]] == [
        ("bold", "What you need 📄"),
        ("blockquote", "⚠ Call 112"),
    ]


def test_signs_of_markup_stay_signs():
    (part,) = render(said(paragraph("<b>*_[a](b)`")))
    assert part == {"text": "<b>*_[a](b)`", "entities": []}


def test_words_that_stand_twice_are_linked_where_their_address_is():
    (part,) = render(said(listed("Office", Line("Office", address="https://example.org/o"))))
    (link,) = part["entities"]
    assert link["url"] == "https://example.org/o"
    assert part["text"] == "• Office\n• Office https://example.org/o"
    assert (link["offset"], covered(part, link)) == (11, "Office")


def test_a_long_reply_is_cut_between_its_blocks():
    first, second = "a" * 3000, "b" * 3000
    assert [part["text"] for part in render(said(paragraph(first), paragraph(second)))] == [first, second]


def test_a_long_block_is_cut_between_its_lines_and_a_long_line_between_sentences():
    lines = [f"{number} " + "x" * 1000 for number in range(5)]
    assert [part["text"].count("\n") for part in render(said(paragraph(*lines)))] == [3, 0]
    sentence = "One sentence of the law. "
    parts = render(said(paragraph((sentence * 300).strip())))
    assert len(parts) == 2
    assert all(part["text"].endswith("law.") and part["text"].startswith("One") for part in parts)
    assert sum(part["text"].count("law.") for part in parts) == 300


def test_a_line_without_an_end_is_never_cut_within_a_sign():
    parts = render(said(paragraph("x" + "😀" * 5000)))
    assert "".join(part["text"] for part in parts) == "x" + "😀" * 5000
    assert all(units(part["text"]) <= LONGEST for part in parts)


def test_buttons_stand_below_the_last_text_and_two_short_ones_in_a_row():
    buttons = (
        Button("Menu", Action("menu")),
        Button("Help", Action("help")),
        Button("What is written in many words", Action("stop")),
        Button("The page", address="https://example.org/en"),
    )
    *others, last = render(said(paragraph("a" * 4000), paragraph("b" * 4000), buttons=buttons))
    assert all("buttons" not in part for part in others)
    assert last["buttons"] == [
        [{"text": "Menu", "callback_data": "menu"}, {"text": "Help", "callback_data": "help"}],
        [{"text": "What is written in many words", "callback_data": "stop"}],
        [{"text": "The page", "url": "https://example.org/en"}],
    ]


@pytest.mark.parametrize("address", ["tel:112", "http://localhost:8000/en", "/en", "mailto:a@example.org"])
def test_an_address_that_telegram_refuses_does_not_take_the_message_with_it(address):
    (part,) = render(said(paragraph("a"), buttons=(Button("Open", address=address), Button("Menu", Action("menu")))))
    assert part["buttons"] == [[{"text": "Menu", "callback_data": "menu"}]]


def test_a_long_label_is_cut_and_says_so():
    (part,) = render(said(paragraph("a"), buttons=(Button("😀" * 60, Action("menu")),)))
    label = part["buttons"][0][0]["text"]
    assert units(label) <= 64
    assert label == "😀" * 31 + "…"


def test_files_come_after_the_words():
    file = Attachment("plan.ics", "text/calendar", b"BEGIN", "\u2068Plan\u2069")
    assert render(said(paragraph("a"), attachments=(file,)))[1] == {
        "document": "QkVHSU4=",
        "name": "plan.ics",
        "title": "Plan",
    }


_WORDS = st.text(alphabet="ab .\u2068\u2069é家😀ش؟。", min_size=1, max_size=30).filter(str.strip)
_LINES = st.builds(
    lambda words, times, address: Line(words * times, address=address),
    _WORDS,
    st.sampled_from([1, 1, 1, 40, 400]),
    st.sampled_from([None, None, "https://example.org/x"]),
)
_BLOCKS = st.builds(
    lambda kind, lines: Block(kind, tuple(lines)), st.sampled_from(BlockKind), st.lists(_LINES, min_size=1)
)


@given(st.lists(_BLOCKS, min_size=1, max_size=6))
def test_whatever_the_catalogue_says_every_message_fits_and_nothing_but_space_is_lost(blocks):
    reply = said(*blocks)
    parts = render(reply)
    for part in parts:
        assert part["text"].strip()
        assert units(part["text"]) <= LONGEST
        for entity in part["entities"]:
            assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= units(part["text"])
    assert "".join("".join(part["text"] for part in parts).split()) == "".join(reply.text.split())
