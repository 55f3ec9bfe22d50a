"""From a clerk's slip into the chat: the papers that were missing, by today's rules, in the visitor's language."""

from __future__ import annotations

from datetime import date

import pytest

from bots.dialogue.conversation import VERBS
from bots.dialogue.free_text import answer
from bots.dialogue.handoff import write_payload
from catalogue.plans.slip import Slip
from catalogue.plans.symbols import spoken
from catalogue.queries.slips import code_of_slip


@pytest.fixture
def code(shipped) -> str:
    slip = Slip(
        service="register-birth",
        place="norvale",
        event_date=date(2026, 11, 19),
        answers={"parents-married": "no", "born-abroad": "no"},
        lacking=("parentage", "identity"),
    )
    with shipped.reading("en", place="norvale") as reading:
        return code_of_slip(reading, slip, "1103")


def typed(talk, text: str):
    return talk.act(lambda turn: answer(turn, text, lambda now, action: VERBS[action.verb](now, action.arguments)))


@pytest.mark.parametrize("written", [lambda code: code, lambda code: spoken(code).lower(), lambda code: code.lower()])
def test_a_code_that_is_typed_opens_the_slip(talk, code, written):
    arrived = typed(talk("en"), written(code))
    assert "What you still need" in arrived.text
    assert "Acknowledgement of parentage" in arrived.text
    assert "Identity card" in arrived.text
    assert "Residence permit" not in arrived.text
    assert "3 December 2026" in arrived.text
    assert (arrived.memory.place, arrived.memory.subject.id) == ("norvale", "register-birth")
    assert arrived.memory.answers["parents-married"] == "no"


def test_a_link_opens_it_in_the_language_of_the_slip(talk, code):
    arrived = talk("en").press(f"start:{write_payload('fr', code)}")
    assert arrived.memory.language == "fr"
    assert "Ce qu’il vous faut encore" in arrived.text


def test_it_goes_on_to_where_the_papers_are_brought(talk, code):
    arrived = typed(talk("en"), code)
    assert "tell:where:register-birth" in arrived.actions


def test_what_is_no_longer_asked_for_is_told(shipped, talk):
    slip = Slip("register-birth", answers={"parents-married": "yes"}, lacking=("parentage",))
    with shipped.reading("en") as reading:
        code = code_of_slip(reading, slip, "1103")
    text = typed(talk("en"), code).text
    assert "No paper is missing any more." in text
    assert "Something on the slip is no longer asked for." in text


def test_a_mistyped_code_opens_nobodys_slip(talk, code):
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    arrived = talk("en").press(f"start:{wrong}")
    assert "What you still need" not in arrived.text
    assert arrived.memory.subject is None
