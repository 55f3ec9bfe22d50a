"""Answers and questions without one are counted through every door: of no conversation, no person, and no word."""

from __future__ import annotations

import pytest
from content_builder import changed, entry, small_content, words
from counted import stored

from bots.conversations.ratings import count_reply
from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.utterance import Action, Utterance
from bots.terminal import talk
from bots.webchat.chat import open_chat
from catalogue.commands.counts.record_deeds import record_deeds
from catalogue.commands.import_content import import_content
from catalogue.facts import Kind
from catalogue.jobs.run import work_once
from catalogue.settings import PROJECT

TRANSLATIONS = PROJECT / "translations"
ABOUT, EVENT = "about:service:register-birth", "event:having-a-baby"


@pytest.fixture
def country(catalogue, translated):
    work_once(catalogue)
    return catalogue


def counted(catalogue):
    """Return what was counted, without its day."""
    record_deeds(catalogue)
    return {key[1:]: times for key, times in stored(catalogue).items()}


def test_the_chat_counts_answers_by_what_they_are_about(country):
    chat = open_chat(country, TRANSLATIONS)
    for _ in range(2):
        chat.turn(language="en", action=ABOUT)
    chat.turn(language="fr", action=ABOUT, place="harbour")
    assert counted(country) == {
        ("bot_answered", "chat", "en", "service", "register-birth", "", ""): 2,
        ("bot_answered", "chat", "fr", "service", "register-birth", "harbour", ""): 1,
    }


def test_what_has_no_answer_is_counted_without_its_words(country):
    open_chat(country, TRANSLATIONS).turn(language="en", text="unicorn licence for anna kovacs")
    assert counted(country) == {("bot_declined", "chat", "en", "", "", "", ""): 1}


@pytest.mark.parametrize("action", ["menu", "language", "life_events:1", "useful:yes:service:register-birth"])
def test_ways_and_ratings_are_no_answers(country, action):
    open_chat(country, TRANSLATIONS).turn(language="en", action=action)
    assert counted(country) == {}


def test_messengers_and_the_terminal_are_the_bot(country):
    dialogue = Dialogue(country, TRANSLATIONS)
    reply, _ = dialogue.respond(Utterance(action=Action.parse(ABOUT)), Memory(language="en"))
    count_reply(country, reply, place="harbour", channel="telegram")
    told = []
    talk(
        dialogue,
        Memory(language="en"),
        ["register a birth", "unicorn licence", ""],
        told.append,
        lambda reply, memory: count_reply(country, reply, place=memory.place, channel="terminal"),
    )
    assert counted(country) == {
        ("bot_answered", "bot", "en", "service", "register-birth", "harbour", ""): 1,
        ("bot_answered", "bot", "en", "service", "register-birth", "", ""): 1,
        ("bot_declined", "bot", "en", "", "", "", ""): 1,
    }


def test_of_what_nobody_else_should_see_the_place_is_not_counted(country):
    event = small_content().objects[Kind.LIFE_EVENT, "having-a-baby"]
    facts = event.facts.to_plain() | {"sensitive": True}
    title = words(title="Having a baby", summary="S", event="Birth", stages__after="After", steps__notice="Notice")
    import_content(country, changed(small_content(), entry(Kind.LIFE_EVENT, "having-a-baby", facts, en=title)))
    chat = open_chat(country, TRANSLATIONS)
    chat.turn(language="en", action=ABOUT, place="harbour")
    chat.turn(language="en", action=EVENT, place="harbour")
    assert {key[5] for key in counted(country)} == {""}
