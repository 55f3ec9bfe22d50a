"""Codes that people type into the chat, and words that only look like one."""

from __future__ import annotations

from datetime import date

import pytest

from bots.dialogue.memory import Memory, Subject
from bots.dialogue.utterance import Utterance
from catalogue.plans.code import pack, spoken
from catalogue.plans.pathway import Situation
from catalogue.queries.life_events import get_pathway

LIKE_A_CODE = [
    ("en", "passport for my baby", "apply-child-passport"),
    ("en", "pension when I move abroad", "keep-pension-abroad"),
    ("es", "pasaporte caro para mi niña de 4 meses", "apply-child-passport"),
    ("fr", "permis de travail", "apply-work-permit"),
]


@pytest.fixture(scope="module")
def code(shipped_and_indexed):
    with shipped_and_indexed.reading("en") as reading:
        return spoken(pack(Situation(as_of=date(2026, 11, 20)), get_pathway(reading, "having-a-baby")))


@pytest.mark.parametrize(("language", "text", "service"), LIKE_A_CODE)
def test_words_with_the_letters_of_a_code_are_a_question(dialogue, language, text, service):
    _, memory = dialogue.respond(Utterance(text), Memory(language=language))
    assert memory.subject == Subject("service", service)


def test_a_code_that_is_typed_opens_its_plan(dialogue, code):
    for typed in (code, code.lower(), code.replace("-", " ")):
        _, memory = dialogue.respond(Utterance(typed), Memory(language="en"))
        assert memory.life_event == "having-a-baby"


def test_a_mistyped_code_is_named_as_one(dialogue, code):
    wrong = code[:-1] + ("7" if code[-1] != "7" else "8")
    reply, memory = dialogue.respond(Utterance(wrong), Memory(language="en"))
    assert "This code is not quite right." in reply.text
    assert memory.life_event is None
