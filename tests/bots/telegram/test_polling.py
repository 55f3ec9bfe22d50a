"""Which updates are confirmed: those that were handled; one whose conversation is another's comes again."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from telegram.error import TimedOut

from bots.conversations.store import Conversations
from bots.dialogue.utterance import Action, Utterance
from bots.telegram import polling
from bots.telegram.door import Door
from catalogue.settings import PROJECT


class DoorOfATest(Door):
    """Keeps what is sent, and waits for nobody."""

    def __init__(self, *given) -> None:
        super().__init__(*given)
        self.texts: list[str] = []

    def deliver(self, chat, part) -> None:
        self.texts.append(part["text"])


@pytest.fixture
def door(shipped_and_indexed, dialogue, tmp_path, monkeypatch):
    with Conversations.at(tmp_path, shipped_and_indexed.clock) as conversations:
        held = conversations.held
        monkeypatch.setattr(
            conversations, "held", lambda channel, chat, message=None: held(channel, chat, 0.0, message)
        )
        yield DoorOfATest(shipped_and_indexed, dialogue, conversations, None, None, PROJECT / "translations")


def test_a_message_that_another_keeps_from_its_conversation_is_not_confirmed_and_answered_later(door):
    menu = Utterance(action=Action("menu"))
    with door.conversations.held("telegram", "1"):
        door.converse(1, 7, menu)
        assert not door.may_confirm(7)
    assert door.texts == []
    door.converse(1, 7, menu)
    assert door.may_confirm(7)
    assert len(door.texts) == 1


@pytest.mark.parametrize(("is_stopped", "handled", "confirmed"), [(False, [1, 1, 1, 2], True), (True, [1], False)])
def test_an_update_is_handled_until_it_may_be_confirmed_and_those_behind_it_wait(
    monkeypatch, is_stopped, handled, confirmed
):
    tried: list[int] = []

    async def handle(application, update) -> bool:
        tried.append(update.update_id)
        return update.update_id != 1 or len(tried) == 3

    monkeypatch.setattr(polling, "handle", handle)
    updates = tuple(SimpleNamespace(update_id=id, effective_chat=SimpleNamespace(id=5)) for id in (1, 2))

    async def all_of_them() -> bool:
        stopped = asyncio.Event()
        if is_stopped:
            stopped.set()
        return await polling.handle_all(None, updates, stopped)

    assert asyncio.run(all_of_them()) is confirmed
    assert tried == handled


@pytest.mark.parametrize("answers", [True, False])
def test_the_time_of_the_last_answer_is_noted_for_who_watches(tmp_path, answers):
    polled, stopped = tmp_path / "polled", asyncio.Event()

    async def get_updates(**asked):
        if stopped.is_set():
            return ()
        if not answers:
            stopped.set()
            raise TimedOut
        asyncio.get_running_loop().call_later(0.05, stopped.set)
        return ()

    async def run():
        await polling.poll(SimpleNamespace(bot=SimpleNamespace(get_updates=get_updates)), stopped, polled=polled)

    asyncio.run(run())
    assert polled.exists() is answers
