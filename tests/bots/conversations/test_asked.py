"""The question that was asked last: it comes back as it was kept, without words, and what is broken is none."""

from __future__ import annotations

import pytest

from bots.conversations.asked import Asked
from bots.dialogue.memory import Memory

CHAT = "4711"


def test_it_is_remembered_with_the_messages_that_answered_it_until_something_else_comes(conversations, clock):
    before = Memory(language="fr", place="port-alba").with_terms(("parking",), clock())
    with conversations.held("telegram", CHAT) as held:
        held.save(Memory(), 7, ["one", "two"], asked=Asked.of(50, before, clock()))
        for part, number in enumerate((101, 102)):
            assert held.sending(7, part)
            held.sent(7, part, number)
    with conversations.held("telegram", CHAT) as held:
        assert held.asked == Asked(50, Memory(language="fr", place="port-alba"), (101, 102), answer=7)
        held.save(Memory(), 8, ["three"])
        assert held.sending(8, 0)
        held.sent(8, 0, 103)
    with conversations.held("telegram", CHAT) as held:
        assert held.asked is None


def test_messages_of_another_reply_are_not_its_answer(conversations, clock):
    with conversations.held("telegram", CHAT) as held:
        held.save(Memory(), 7, ["one"])
        held.save(Memory(), 8, ["two"], asked=Asked.of(50, Memory(), clock()))
        assert held.sending(7, 0)
        held.sent(7, 0, 101)
        assert held.asked.said == ()


@pytest.mark.parametrize("plain", [None, [], {}, {"number": "50"}, "asked"])
def test_what_is_no_question_is_none(plain):
    assert Asked.from_plain(plain) is None


def test_broken_fields_are_dropped():
    kept = Asked.from_plain({"number": 50, "before": 3, "said": [1, "2"], "answer": "7"})
    assert kept == Asked(50, Memory(), (1,))
