"""What becomes of a reply that Telegram refuses, that breaks while it is laid out, or that hangs: the person hears."""

from __future__ import annotations

import asyncio
from threading import Thread
from types import SimpleNamespace

import pytest
from telegram import User
from telegram.error import BadRequest, TelegramError

from bots.conversations.store import Conversations
from bots.dialogue.utterance import Action, Utterance
from bots.telegram import door as room
from bots.telegram.door import Door
from bots.telegram.inline import find_inline
from bots.telegram.sending import InDoubt, NotDelivered, Refused, deliver
from catalogue.guessing import FREE
from catalogue.settings import PROJECT

MENU = Utterance(action=Action("menu"))
SORRY = "Something went wrong on our side"


class DoorOfATest(Door):
    """Keeps what is sent; refuses what it is told to."""

    def __init__(self, *given) -> None:
        super().__init__(*given)
        self.texts: list[str] = []
        self.refuses = ""
        self.broken = False

    def deliver(self, chat, part) -> None:
        if self.broken:
            raise NotDelivered
        if self.refuses and self.refuses in part["text"]:
            raise Refused
        self.texts.append(part["text"])


@pytest.fixture
def door(shipped_and_indexed, dialogue, tmp_path):
    with Conversations.at(tmp_path, shipped_and_indexed.clock) as conversations:
        translations = PROJECT / "translations"
        yield DoorOfATest(shipped_and_indexed, dialogue, conversations, None, None, translations)


def test_what_telegram_refuses_is_apologised_for_and_not_tried_with_every_message_to_come(door):
    door.refuses = "Choose a button"
    door.converse(1, 1, MENU)
    (only,) = door.texts
    assert SORRY in only
    door.refuses = ""
    door.converse(1, 2, Utterance(action=Action("help")))
    assert len(door.texts) == 2
    assert "Choose a button" not in door.texts[1]


def test_what_a_broken_line_held_up_is_sent_once_when_it_is_whole_again(door):
    door.broken = True
    door.converse(7, 1, MENU)
    door.finish_all()
    assert door.texts == []
    door.broken = False
    door.finish_all()
    door.finish_all()
    (only,) = door.texts
    assert "Choose a button" in only


def test_a_conversation_that_is_held_is_left_to_who_holds_it(door):
    door.broken = True
    door.converse(8, 1, MENU)
    door.broken = False
    with door.conversations.held("telegram", "8"):
        door.finish_all()
        assert door.texts == []
    door.finish_all()
    assert len(door.texts) == 1


def test_even_a_refused_apology_ends(door):
    door.refuses = " "
    door.converse(2, 1, MENU)
    assert door.texts == []
    with door.conversations.held("telegram", "2") as held:
        assert held.unfinished() == ()


def test_a_reply_that_cannot_be_laid_out_is_apologised_for(door, monkeypatch, caplog):
    whole = room.render

    def broken(reply):
        if SORRY in reply.text:
            return whole(reply)
        raise ValueError(reply.text)

    monkeypatch.setattr(room, "render", broken)
    door.converse(3, 1, MENU)
    (only,) = door.texts
    assert SORRY in only
    assert "Choose a button" not in caplog.text


def test_what_hangs_for_too_long_is_in_doubt_and_not_sent_behind_the_back(shipped_and_indexed, dialogue, monkeypatch):
    ended = []

    async def hangs(*given) -> None:
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    loop = asyncio.new_event_loop()
    running = Thread(target=loop.run_forever)
    running.start()
    monkeypatch.setattr(room, "deliver", hangs)
    monkeypatch.setattr(room, "SECONDS_TO_SEND", 0.1)
    try:
        with pytest.raises(InDoubt):
            Door(shipped_and_indexed, dialogue, None, None, loop, PROJECT).deliver(4, {"text": "a"})
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result(60)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        running.join(60)
        loop.close()
    assert ended == ["cancelled"]


@pytest.mark.parametrize(
    ("told", "raised"),
    [(BadRequest("Button_url_invalid"), Refused), (BadRequest("Chat not found"), room.Blocked)],
)
def test_what_telegram_says_of_a_message_is_told_apart(told: TelegramError, raised):
    async def send_message(*given, **named) -> None:
        raise told

    with pytest.raises(raised):
        asyncio.run(deliver(SimpleNamespace(send_message=send_message), 5, {"text": "a"}))


def test_inline_results_are_kept_for_one_person_since_others_speak_another_language(door):
    answers = []

    async def answer(results, **named) -> None:
        answers.append((results, named))

    user = User(6, "A", is_bot=False, language_code="fr-CA")
    update = SimpleNamespace(inline_query=SimpleNamespace(query="naissance", answer=answer), effective_user=user)
    context = SimpleNamespace(bot_data={"door": door}, bot=SimpleNamespace(username="onedoor_test_bot"))
    asyncio.run(find_inline(update, context))
    ((results, named),) = answers
    assert named["is_personal"] is True
    assert 0 < named["cache_time"] <= 300
    assert results
    assert all("/fr/" in result.input_message_content.message_text for result in results)
    for result in results:
        payload = result.reply_markup.inline_keyboard[0][0].url.partition("?start=")[2]
        assert payload.startswith("fr")
        assert len(payload) <= 64


def test_a_chat_that_tries_codes_of_cases_has_to_wait_and_others_have_not(door):
    code = Utterance("C" + "23456789" * 2 + "234")
    for number in range(FREE + 1):
        door.converse(1, number, code)
    assert all("no case with this code" in text for text in door.texts[:FREE])
    assert "Too many codes were wrong" in door.texts[FREE]
    door.converse(2, 1, code)
    assert "no case with this code" in door.texts[-1]
