"""A question written anew: where its answer comes to stand, what it is answered from, and that it never comes twice."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from telegram.error import BadRequest, NetworkError, TimedOut

from bots.conversations.store import Conversations
from bots.dialogue.utterance import Action, Utterance
from bots.telegram import sending
from bots.telegram.door import Door
from bots.telegram.rewriting import Written
from bots.telegram.sending import InDoubt, NotDelivered, deliver
from catalogue.settings import PROJECT

PARKING = Utterance("How much is a resident parking permit in Port Alba?")
NORVALE = Utterance("How much is a resident parking permit in Norvale?")
FIRST, AGAIN = Written(50), Written(50, is_edited=True)


class DoorOfATest(Door):
    """Keeps the parts that are sent and gives each a number."""

    def __init__(self, *given) -> None:
        super().__init__(*given)
        self.parts: list[dict] = []
        self.broken = False

    def deliver(self, chat, part) -> int | None:
        if self.broken:
            raise NotDelivered
        self.parts.append(part)
        return part.get("in_place_of", 100 + len(self.parts))


@pytest.fixture
def door(shipped_and_indexed, dialogue, tmp_path):
    with Conversations.at(tmp_path, shipped_and_indexed.clock) as conversations:
        translations = PROJECT / "translations"
        yield DoorOfATest(shipped_and_indexed, dialogue, conversations, None, None, translations)


def test_the_last_question_is_answered_in_place_again_and_again(door):
    door.converse(1, 1, PARKING, FIRST)
    for update, question in enumerate((NORVALE, PARKING, NORVALE), start=2):
        door.converse(1, update, question, AGAIN)
    assert [part.get("in_place_of") for part in door.parts] == [None, 101, 101, 101]
    assert "place=norvale" in door.parts[-1]["text"]


def test_it_is_answered_from_what_was_known_before_it(door):
    door.converse(1, 1, Utterance("register a birth"), Written(49))
    door.converse(1, 2, PARKING, FIRST)
    door.converse(1, 3, Utterance("how much is it?"), AGAIN)
    assert "birth" in door.parts[-1]["text"].casefold()
    assert "parking" not in door.parts[-1]["text"].casefold()


def test_an_edit_that_comes_twice_is_answered_once(door):
    door.converse(1, 1, PARKING, FIRST)
    door.converse(1, 2, NORVALE, AGAIN)
    door.converse(1, 2, NORVALE, AGAIN)
    assert len(door.parts) == 2


def test_after_a_button_the_answer_comes_below_and_refers_to_its_question(door):
    door.converse(1, 1, PARKING, FIRST)
    door.converse(1, 2, Utterance(action=Action("menu")))
    door.converse(1, 3, NORVALE, AGAIN)
    assert "in_place_of" not in door.parts[-1]
    assert door.parts[-1]["answers"] == 50


def test_a_change_that_a_broken_line_held_up_is_made_when_it_is_whole_again(door):
    door.converse(1, 1, PARKING, FIRST)
    door.broken = True
    door.converse(1, 2, NORVALE, AGAIN)
    door.broken = False
    door.finish_all()
    door.finish_all()
    assert [part.get("in_place_of") for part in door.parts] == [None, 101]


def test_a_process_that_ends_while_it_changes_a_message_leaves_the_change_to_the_next(door, monkeypatch):
    door.converse(1, 1, PARKING, FIRST)

    def die(chat, part) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(door, "deliver", die)
        with pytest.raises(KeyboardInterrupt):
            door.converse(1, 2, NORVALE, AGAIN)
    door.finish_all()
    assert [part.get("in_place_of") for part in door.parts] == [None, 101]


def test_what_was_forgotten_is_not_known_by_its_number_either(door):
    door.converse(1, 1, PARKING, FIRST)
    door.converse(1, 2, Utterance(action=Action("forget")), Written(51))
    door.converse(1, 3, NORVALE, AGAIN)
    assert "in_place_of" not in door.parts[-1]


class BotOfATest:
    """Fails as it is told, and keeps what arrived."""

    def __init__(self, **failures) -> None:
        self.failures = {name: list(failure) for name, failure in failures.items()}
        self.done: list[str] = []

    def __getattr__(self, name):
        async def call(*given, **named):
            if self.failures.get(name):
                raise self.failures[name].pop(0)
            self.done.append(name)
            return SimpleNamespace(message_id=7)

        return call


@pytest.fixture
def _no_pause(monkeypatch):
    monkeypatch.setattr(sending, "FIRST_PAUSE", 0.0)


CHANGE = {"text": "a", "in_place_of": 5}


@pytest.mark.usefixtures("_no_pause")
class TestChanging:
    def test_one_that_reads_so_already_is_left(self):
        bot = BotOfATest(edit_message_text=[BadRequest("Message is not modified: exactly the same")])
        assert asyncio.run(deliver(bot, 1, CHANGE)) == 5
        assert bot.done == []

    def test_one_that_is_gone_is_sent_anew(self):
        bot = BotOfATest(edit_message_text=[BadRequest("Message to edit not found")])
        assert asyncio.run(deliver(bot, 1, CHANGE)) == 7
        assert bot.done == ["send_message"]

    def test_one_of_which_nobody_knows_is_changed_again(self):
        bot = BotOfATest(edit_message_text=[TimedOut(), TimedOut()])
        assert asyncio.run(deliver(bot, 1, CHANGE)) == 5
        assert bot.done == ["edit_message_text"]

    def test_one_that_is_sent_anew_is_not_repeated_blindly(self):
        bot = BotOfATest(edit_message_text=[BadRequest("Message to edit not found")], send_message=[TimedOut()])
        with pytest.raises(InDoubt):
            asyncio.run(deliver(bot, 1, CHANGE))

    def test_a_line_that_stays_broken_leaves_it_for_later(self):
        bot = BotOfATest(edit_message_text=[NetworkError("Bad Gateway")] * sending.TRIES)
        with pytest.raises(NotDelivered):
            asyncio.run(deliver(bot, 1, CHANGE))

    def test_one_that_is_too_old_to_be_taken_away_stays(self):
        bot = BotOfATest(delete_message=[BadRequest("Message can't be deleted for everyone")])
        assert asyncio.run(deliver(bot, 1, {"delete": 5})) is None
