"""The real process from its start to its end: by both ways, killed, told to stop, twice at once, with a dead token."""

from __future__ import annotations

import re
import signal

import pytest
from telegram_server.server import TOKEN

pytestmark = pytest.mark.telegram

PARKING = "How much is a resident parking permit in Port Alba?"
SLOW = 300.0
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


def test_killed_before_it_could_send_it_sends_the_kept_answer_after_the_restart(start_bot, telegram, way):
    telegram.faults.set("sendMessage", "500")
    bot = start_bot(webhook=way)
    telegram.say(1, PARKING)
    telegram.wait_for(lambda: len(telegram.called("sendMessage")) >= 4, SLOW)
    # By then it was tried often enough, and is kept.
    telegram.wait_for(lambda: "it is kept and tried again" in bot.log)
    bot.kill()
    telegram.faults.set("sendMessage", None)
    start_bot(webhook=way)
    assert "€" in telegram.answered(1, 1, SLOW)[0]
    telegram.say(1, "and how long does it take?")
    assert "parking" in telegram.answered(1, 2)[1].casefold()
    assert len(telegram.seen(1).texts) == 2


def test_killed_before_it_answered_anything_it_answers_after_the_restart(start_bot, telegram, way):
    bot = start_bot(webhook=way, dies="answering")
    telegram.say(1, PARKING)
    assert bot.wait(SLOW) == -signal.SIGKILL
    assert telegram.called("sendMessage") == []
    start_bot(webhook=way)
    assert "€" in telegram.answered(1, 1, SLOW)[0]
    telegram.say(1, "thanks")
    assert len(telegram.answered(1, 2)) == 2


def test_killed_when_all_was_sent_and_nothing_confirmed_it_does_not_answer_again(start_bot, telegram, way):
    bot = start_bot(webhook=way, dies="answered")
    telegram.say(1, PARKING)
    assert bot.wait(SLOW) == -signal.SIGKILL
    assert len(telegram.seen(1).texts) == 1
    start_bot(webhook=way)
    telegram.say(1, "and how long does it take?")
    _, second = telegram.answered(1, 2, SLOW)
    assert "parking" in second.casefold()
    assert len(telegram.called("sendMessage")) == 2


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


WORDS = "zanzibar parking 4711"


def test_the_token_is_not_logged_even_when_libraries_log_all(start_bot, telegram):
    bot = start_bot(logs="everything")
    telegram.fail("sendMessage", "429", "502", "garbled-after", "drop")
    telegram.fail("getUpdates", "502", "garbled-after")
    for number in (1, 2):
        telegram.say(1, "thanks")
        telegram.wait_for(lambda number=number: len(telegram.called("sendMessage")) >= 2 + number, SLOW)
    assert bot.stop() == 0
    assert "httpcore" in bot.log
    assert "[token]" in bot.log
    for secret in (TOKEN, TOKEN.partition(":")[2]):
        assert secret not in bot.log


@pytest.mark.parametrize("logs", ["as it is", "debugging"])
def test_what_people_write_is_in_no_log_nor_is_the_token(start_bot, telegram, way, logs):
    telegram.fail("sendMessage", "500", "drop")
    telegram.fail("getUpdates", "garbled-after")
    bot = start_bot(logs=logs, webhook=way)
    telegram.type_inline(3, WORDS)
    for chat in (1, 2):
        telegram.say(chat, WORDS)
    telegram.wait_for(lambda: len(telegram.called("sendMessage")) >= 3 and telegram.chats.inline_answers, SLOW)
    asked = telegram.say(4, WORDS)["message"]
    telegram.answered(4, 1)
    telegram.write_anew(asked, f"{PARKING} {WORDS}")
    telegram.wait_for(lambda: telegram.called("editMessageText"))
    assert bot.stop() == 0
    assert ("DEBUG" in bot.log) == (logs == "debugging")
    assert not re.search("zanzibar|4711", bot.log)
    assert TOKEN not in bot.log
    assert TOKEN.partition(":")[2] not in bot.log
