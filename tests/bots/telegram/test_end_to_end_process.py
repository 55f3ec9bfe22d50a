"""The real process from its start to its end: by both ways, killed, told to stop, twice at once, with a dead token."""

from __future__ import annotations

import re

import pytest
from telegram_server.server import TOKEN

pytestmark = pytest.mark.telegram

PARKING = "How much is a resident parking permit in Port Alba?"
SLOW = 60.0
"""Seconds to wait at most where a process starts, or waits itself."""


@pytest.fixture(params=["polling", "webhook"])
def way(request) -> bool:
    """Whether updates are brought to a webhook."""
    return request.param == "webhook"


def test_words_buttons_files_places_links_and_inline(start_bot, telegram, way):
    start_bot(webhook=way)
    telegram.say(1, PARKING)
    (price,) = telegram.answered(1, 1, SLOW)
    assert "€" in price
    assert "https://onedoor.example/en/services/apply-resident-parking?place=port-alba" in price
    telegram.bring(edited_message=telegram.message(2, text="register a birth"))
    assert "Register a birth" in telegram.answered(2, 1)[0]
    telegram.bring(message=telegram.message(3, location={"latitude": 38.9131, "longitude": -15.0209}))
    assert "Norvale" in telegram.answered(3, 1)[0]
    telegram.say(4, "/start zh_2103")
    assert "2103" in telegram.answered(4, 1)[0]
    telegram.type_inline(5, "birth certificate")
    telegram.wait_for(lambda: telegram.chats.inline_answers)
    assert telegram.chats.inline_answers[0]["results"]


def test_a_plan_by_buttons_with_its_calendar_and_its_printed_form(start_bot, telegram, way):
    start_bot(webhook=way)
    telegram.say(1, "/start")
    telegram.answered(1, 1, SLOW)
    for label in ("Life events", "Having a baby", "Show the plan now"):
        before = len(telegram.seen(1).texts)
        telegram.press(1, telegram.seen(1).buttons()[label])
        telegram.answered(1, before + 1)
    telegram.press(1, "print")
    telegram.wait_for(lambda: telegram.seen(1).files == ["plan.html"])
    telegram.press(1, "date:2027-01-15")
    telegram.press(1, "calendar")
    telegram.wait_for(lambda: telegram.seen(1).files == ["plan.html", "plan.ics"])
    printed, calendar = telegram.chats.files
    assert b"<html" in printed
    assert calendar.startswith(b"BEGIN:VCALENDAR")
    assert calendar.rstrip().endswith(b"END:VCALENDAR")
    assert len(telegram.chats.callback_answers) == 6


def test_killed_while_it_sends_it_answers_no_second_time_and_forgets_nothing(start_bot, telegram, way):
    telegram.fail("sendMessage", "hang-after")
    bot = start_bot(webhook=way)
    telegram.say(1, PARKING)
    telegram.answered(1, 1, SLOW)
    bot.kill()
    start_bot(webhook=way)
    telegram.say(1, "and how long does it take?")
    first, second = telegram.answered(1, 2, SLOW + 60)
    assert "€" in first
    assert "parking" in second.casefold()
    assert len(telegram.called("sendMessage")) == 2


def test_killed_between_answering_and_confirming_it_does_not_answer_again(start_bot, telegram):
    telegram.say(1, PARKING)
    bot = start_bot()
    telegram.answered(1, 1, SLOW)
    # The next fetching would confirm what was answered; it breaks, and so does the process.
    bot.kill()
    telegram.bring_again(telegram.say(1, "thanks"))
    start_bot()
    texts = telegram.answered(1, 2, SLOW)
    telegram.say(2, "thanks")
    telegram.answered(2, 1)
    assert sum("€" in text for text in texts) == 1
    assert len(telegram.seen(1).texts) == 2


def test_killed_before_it_could_send_it_sends_the_kept_answer_after_the_restart(start_bot, telegram, way):
    telegram.faults.set("sendMessage", "500")
    bot = start_bot(webhook=way)
    telegram.say(1, PARKING)
    telegram.wait_for(lambda: telegram.called("sendMessage"), SLOW)
    bot.kill()
    telegram.faults.set("sendMessage", None)
    start_bot(webhook=way)
    telegram.say(2, "thanks")
    telegram.answered(2, 1, SLOW)
    assert telegram.seen(1).texts == [] or "€" in telegram.seen(1).texts[0]
    assert len(telegram.seen(1).texts) <= 1


def test_told_to_stop_it_finishes_what_is_in_hand_and_ends_well(start_bot, telegram, way):
    telegram.fail("sendMessage", "429")
    bot = start_bot(webhook=way)
    telegram.say(1, PARKING)
    telegram.wait_for(lambda: telegram.called("sendMessage"), SLOW)
    assert bot.stop() == 0
    assert len(telegram.seen(1).texts) == 1
    assert "Traceback" not in bot.log


def test_told_to_stop_while_telegram_is_down_it_still_ends_well(start_bot, telegram):
    bot = start_bot()
    telegram.say(1, PARKING)
    telegram.answered(1, 1, SLOW)
    telegram.faults.set("getUpdates", "500")
    telegram.say(1, "thanks")
    assert bot.stop() == 0
    assert "Traceback" not in bot.log


def test_a_dead_token_ends_the_process_with_one_sentence(start_bot, telegram):
    bot = start_bot()
    telegram.say(1, PARKING)
    telegram.answered(1, 1, SLOW)
    telegram.dead_token = True
    assert bot.wait(SLOW) == 1
    assert "Telegram does not accept the token any more" in bot.log
    assert "Traceback" not in bot.log


def test_a_token_that_never_lived_ends_the_process_at_its_start(start_bot, telegram, way):
    telegram.dead_token = True
    bot = start_bot(webhook=way)
    assert bot.wait(SLOW) == 1
    assert "Telegram does not accept the token" in bot.log


def test_of_two_that_fetch_one_ends_and_every_question_is_answered_once(start_bot, telegram):
    bots = [start_bot(), start_bot()]
    telegram.wait_for(lambda: sum(bot.is_running for bot in bots) == 1, SLOW)
    (ended,) = (bot for bot in bots if not bot.is_running)
    assert ended.wait(1) == 1
    assert "only one may" in ended.log
    for number in (1, 2):
        telegram.say(1, PARKING)
        assert len(telegram.answered(1, number)) == number


def test_two_behind_one_webhook_share_a_conversation_and_answer_once(start_bot, telegram):
    bots = [start_bot(webhook=True), start_bot(webhook=True)]
    telegram.wait_for(lambda: len(telegram.called("setWebhook")) == 2, SLOW)
    telegram.waiting.addresses = [bot.address for bot in bots]
    update = telegram.say(1, PARKING)
    telegram.answered(1, 1)
    assert {telegram.post(update, address=bot.address) for bot in bots} == {200}
    for number, follow_up in enumerate(("and how long does it take?", "what papers do I need?"), start=2):
        telegram.say(1, follow_up)
        assert "parking" in telegram.answered(1, number)[-1].casefold()
    assert len(telegram.seen(1).texts) == 3


def test_a_wrong_secret_is_refused(start_bot, telegram):
    start_bot(webhook=True)
    telegram.wait_for(lambda: telegram.webhook, SLOW)
    update = {"update_id": 1, "message": telegram.message(1, text=PARKING)}
    assert telegram.post(update, "guessed") == 403
    assert telegram.post(update, "") == 403
    assert telegram.called("sendMessage") == []


@pytest.mark.parametrize("kind", ["500", "502", "drop", "429"])
def test_neither_token_nor_words_are_logged_even_when_libraries_log_all(start_bot, telegram, kind):
    bot = start_bot(talkative=True)
    telegram.fail("sendMessage", kind)
    telegram.fail("getUpdates", kind)
    telegram.say(1, "thanks")
    telegram.say(2, "thanks")
    telegram.wait_for(lambda: telegram.seen(1).texts or telegram.seen(2).texts, SLOW)
    assert bot.stop() == 0
    assert "httpcore" in bot.log
    assert "[token]" in bot.log
    for secret in (TOKEN, TOKEN.partition(":")[2]):
        assert secret not in bot.log


def test_what_people_write_is_in_no_log(start_bot, telegram):
    bot = start_bot()
    telegram.fail("sendMessage", "500", "drop")
    telegram.say(1, "zanzibar parking 4711")
    telegram.say(2, "zanzibar parking 4711")
    telegram.wait_for(lambda: len(telegram.called("sendMessage")) >= 3, SLOW)
    assert bot.stop() == 0
    assert not re.search("zanzibar|4711", bot.log)
    assert TOKEN not in bot.log
