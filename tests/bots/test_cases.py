"""How a case stands, told by its code in the language of the conversation, and nothing else of it."""

from __future__ import annotations

import pytest
from as_seen import as_seen
from cases import CONTACT, TEXT, a_case, an_answered_case
from every_language import EVERY_LANGUAGE
from pressing import text as text_of

from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Intent
from bots.dialogue.utterance import Utterance
from catalogue.commands.inquiries.pass_time import tell_of_late
from catalogue.inquiries.numbers import shown_code, shown_number
from catalogue.settings import PROJECT

TRANSLATIONS = PROJECT / "translations"
STATE = {
    "en": "Answered",
    "fr": "Répondue",
    "es": "Respondido",
    "ar": "تم الرد",
    "ru": "Дан ответ",
    "zh": "已答复",
}


@pytest.fixture
def say(catalogue, translated):
    """Say something to the bot in a language; return its reply and all that it says."""
    dialogue = Dialogue(catalogue, TRANSLATIONS)

    def speak(words, language="en"):
        reply, memory = dialogue.respond(Utterance(text=words), Memory(language=language))
        assert words.split()[-1] not in str(memory)
        return reply, said(reply)

    return speak


def said(reply):
    """Everything that a reply says, and where its links lead."""
    blocks = [*reply.before, *(block for answer in reply.answers for block in answer.blocks), *reply.after]
    return "\n".join(f"{line.text} {line.address or ''}" for block in blocks for line in block.lines)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_the_state_is_told_by_the_code_and_nothing_else(catalogue, say, language):
    receipt = an_answered_case(catalogue, contact=CONTACT, text="Secret answer.")
    for typed in (receipt.code, shown_code(receipt.code).lower(), f"what about {shown_code(receipt.code)}"):
        reply, words = say(typed, language)
        assert reply.answers[0].intent is Intent.OWN_CASE
        assert STATE[language] in words
        assert shown_number(receipt.number) in words
        assert f"/{language}/help/follow" in words
        for secret in (TEXT, "Secret", receipt.code, shown_code(receipt.code), "birth", "Registry", *CONTACT.values()):
            assert secret not in words


def test_a_late_case_is_called_late_with_its_new_day(catalogue, say):
    receipt = a_case(catalogue)
    catalogue.clock.move(days=16)
    tell_of_late(catalogue)
    _, words = say(receipt.code)
    assert "The answer is late." in words
    assert "Answer promised by 21 December 2026" in as_seen(words)


def test_a_wrong_code_opens_nothing(catalogue, say):
    receipt = a_case(catalogue)
    for wrong in (receipt.code[:-3] + "000", receipt.code[:-3] + "111"):
        if wrong != receipt.code:
            _, words = say(wrong)
            assert "There is no case with this code" in words
            assert shown_number(receipt.number) not in words
    # What somebody mistyped is no search, and is noted nowhere.
    assert not catalogue.tally.waits()


def test_a_number_alone_opens_nothing(catalogue, say):
    receipt = an_answered_case(catalogue)
    reply, words = say(f"what about my complaint {shown_number(receipt.number)}?")
    assert reply.answers[0].intent is Intent.OWN_CASE
    assert "Send me the code on your receipt." in words
    assert "Answered" not in words


def test_who_wants_to_complain_is_told_where_to_write(a_turn):
    from pressing import press

    with a_turn("fr") as turn:
        general = press(turn, "complaint")
        about = press(turn, "complaint:register-birth")
    assert "Écrivez-nous" in text_of(general)
    assert "/fr/help/?about=service%3Aregister-birth" in "\n".join(
        line.address or "" for answer in about.answers for block in answer.blocks for line in block.lines
    )
