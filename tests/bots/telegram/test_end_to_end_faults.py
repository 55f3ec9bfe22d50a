"""Every fault of the line and of Telegram before the real process, and what the citizen then sees."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.telegram

PARKING = "How much is a resident parking permit in Port Alba?"
SLOW = 300.0

SENT_AGAIN = ["429", "500", "502"]
"""Telegram said that it did not take the message: the citizen sees the answer once, a moment later."""
NOT_ARRIVED = ["drop", "hang"]
"""Nobody told the bot whether it arrived, and it did not: the citizen sees nothing, asks again and is answered."""
ARRIVED = ["drop-after", "hang-after", "garbled-after"]
"""Nobody told the bot whether it arrived, and it did: the citizen sees the answer once."""


@pytest.fixture(params=["polling", "webhook"])
def way(request) -> bool:
    """Whether updates are brought to a webhook."""
    return request.param == "webhook"


@pytest.mark.parametrize("kind", [*SENT_AGAIN, *ARRIVED, *NOT_ARRIVED])
def test_a_fault_when_an_answer_is_sent(start_bot, telegram, way, kind):
    telegram.fail("sendMessage", kind)
    # No test waits as long as the bot would; on a machine that others use it must not be too short either.
    start_bot(webhook=way, seconds_to_wait=8.0 if kind.startswith("hang") else None)
    telegram.say(1, PARKING)
    telegram.say(1, "and how long does it take?")
    expected = 1 if kind in NOT_ARRIVED else 2
    texts = telegram.answered(1, expected, SLOW + 30)
    assert "parking" in texts[-1].casefold()
    assert sum("€" in text for text in texts) == expected - 1
    telegram.say(1, "thanks")
    assert len(telegram.answered(1, expected + 1)) == expected + 1


@pytest.mark.parametrize("kind", ["400", "500", "502", "drop"])
def test_a_button_works_although_its_clock_could_not_be_stopped(start_bot, telegram, way, kind):
    telegram.fail("answerCallbackQuery", kind)
    start_bot(webhook=way)
    telegram.press(1, "menu")
    assert telegram.answered(1, 1, SLOW)
    assert telegram.seen(1).buttons()


@pytest.mark.parametrize("kind", ["429", "500", "502", "drop", "409"])
def test_fetching_goes_on_after_a_fault(start_bot, telegram, kind):
    start_bot()
    telegram.wait_for(lambda: telegram.called("getUpdates"), SLOW)
    telegram.fail("getUpdates", kind)
    for number in (1, 2):
        telegram.say(1, "thanks")
        assert len(telegram.answered(1, number, SLOW)) == number


@pytest.mark.parametrize("kind", ["429", "500", "502", "drop", "400"])
def test_a_menu_that_could_not_be_told_keeps_nobody_from_being_answered(start_bot, telegram, kind):
    telegram.faults.set("setMyCommands", kind)
    start_bot()
    telegram.say(1, "thanks")
    assert telegram.answered(1, 1, SLOW)


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
@pytest.mark.parametrize("kind", ["500", "502", "drop"])
def test_telegram_is_down_for_a_moment_when_the_bot_starts(start_bot, telegram, method, kind):
    telegram.fail(method, kind, kind)
    telegram.say(1, "thanks")
    start_bot()
    assert telegram.answered(1, 1, SLOW)


@pytest.mark.parametrize("kind", ["500", "502", "drop"])
def test_the_webhook_is_set_although_telegram_was_down(start_bot, telegram, kind):
    telegram.fail("setWebhook", kind, kind)
    start_bot(webhook=True)
    telegram.wait_for(lambda: telegram.webhook, SLOW)
    telegram.say(1, "thanks")
    assert telegram.answered(1, 1)


def test_who_blocked_the_bot_is_forgotten_and_others_are_answered(start_bot, telegram, way):
    start_bot(webhook=way)
    telegram.say(1, PARKING)
    telegram.answered(1, 1, SLOW)
    telegram.chats.blocked.add(1)
    telegram.say(1, "and how long does it take?")
    telegram.say(2, PARKING)
    telegram.answered(2, 1)
    # By webhook both chats are answered at the same time: the refusal is waited for too.
    telegram.wait_for(lambda: len(telegram.called("sendMessage")) >= 3)
    telegram.chats.blocked.clear()
    telegram.say(1, "how long does it take?")
    assert "parking" not in telegram.answered(1, 2)[1].casefold()


def test_a_chat_that_is_gone_keeps_nobody_from_being_answered(start_bot, telegram, way):
    telegram.say(1, PARKING)
    telegram.wait_for(lambda: telegram.chats is not None)
    telegram.chats.gone(1)
    start_bot(webhook=way)
    telegram.wait_for(lambda: telegram.refusals, SLOW)
    telegram.say(2, PARKING)
    assert telegram.answered(2, 1)
    assert telegram.refusals == ["sendMessage: Bad Request: chat not found"]
    telegram.refusals.clear()


def test_what_telegram_will_not_take_is_not_tried_for_ever(start_bot, telegram, way):
    telegram.fail("sendMessage", "400")
    start_bot(webhook=way)
    telegram.say(1, PARKING)
    assert "went wrong" in telegram.answered(1, 1, SLOW)[0]
    telegram.say(1, "and how long does it take?")
    assert "parking" in telegram.answered(1, 2)[1].casefold()
    assert len(telegram.called("sendMessage")) == 3


def test_an_answer_kept_while_telegram_was_down_comes_without_being_asked_for(start_bot, telegram, way):
    telegram.faults.set("sendMessage", "500")
    start_bot(webhook=way)
    telegram.say(1, PARKING)
    telegram.wait_for(lambda: len(telegram.called("sendMessage")) >= 4, SLOW)
    telegram.faults.set("sendMessage", None)
    (text,) = telegram.answered(1, 1, SLOW + 30)
    assert "€" in text
