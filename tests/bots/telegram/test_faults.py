"""Every fault of the line and of the server, and what the citizen then sees: an answer once, and never twice."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from bots.telegram.polling import Ended
from catalogue.context import Catalogue

pytestmark = pytest.mark.telegram
QUESTION = "How much is a resident parking permit in Port Alba?"


@pytest.mark.parametrize("kinds", [("429",), ("500",), ("502",), ("502", "500")])
def test_what_the_server_refused_for_now_is_sent_again_and_arrives_once(run_bot, telegram, kinds):
    telegram.fail("sendMessage", *kinds)
    with run_bot():
        telegram.say(1, QUESTION)
        telegram.answered(1, 1)
        telegram.say(1, "thanks")
        assert len(telegram.answered(1, 2)) == 2


def test_a_line_that_broke_after_delivery_gives_no_second_answer(run_bot, telegram):
    telegram.fail("sendMessage", "drop-after")
    with run_bot():
        telegram.say(2, QUESTION)
        telegram.answered(2, 1)
        telegram.say(2, "thanks")
        texts = telegram.answered(2, 2)
    assert len(texts) == 2
    assert "€96" in texts[0]
    assert "€96" not in texts[1]


def test_a_line_that_broke_before_delivery_is_not_repeated_blindly_and_the_next_question_is_answered(run_bot, telegram):
    telegram.fail("sendMessage", "drop")
    with run_bot():
        telegram.say(3, QUESTION)
        telegram.wait_for(lambda: telegram.called("sendMessage"))
        telegram.say(3, "how long does it take?")
        (text,) = telegram.answered(3, 1)
    assert "How long it takes" in text


def test_an_update_that_comes_twice_is_answered_once(run_bot, telegram):
    with run_bot(webhook=True):
        update = telegram.say(4, QUESTION)
        telegram.answered(4, 1)
        assert telegram.post(update) == 200
        telegram.say(4, "thanks")
        assert len(telegram.answered(4, 2)) == 2


@pytest.mark.parametrize("webhook", [False, True])
def test_an_update_that_the_library_cannot_read_keeps_nobody_from_being_answered(run_bot, telegram, webhook):
    with run_bot(webhook=webhook):
        telegram.say(7, QUESTION)
        telegram.answered(7, 1)
        telegram.bring(message={"message_id": "no number", "chat": [], "date": "never"})
        telegram.say(7, "thanks")
        assert len(telegram.answered(7, 2)) == 2


def test_a_wrong_secret_is_refused_and_nothing_is_answered(run_bot, telegram):
    with run_bot(webhook=True):
        assert telegram.post({"update_id": 1, "message": telegram.message(5, text=QUESTION)}, "guessed") == 403
        telegram.say(5, "thanks")
        assert len(telegram.answered(5, 1)) == 1


def test_a_restarted_bot_goes_on_where_it_was(run_bot, telegram):
    with run_bot():
        telegram.say(6, QUESTION)
        telegram.answered(6, 1)
    with run_bot():
        telegram.say(6, "and how long does it take?")
        assert "parking" in telegram.answered(6, 2)[1].casefold()
        assert len(telegram.seen(6).texts) == 2


def test_who_blocked_the_bot_is_forgotten_and_the_others_are_answered(run_bot, telegram):
    telegram.fail("sendMessage", "403")
    with run_bot():
        telegram.say(7, QUESTION)
        telegram.wait_for(lambda: telegram.called("sendMessage"))
        telegram.say(8, QUESTION)
        telegram.answered(8, 1)
        telegram.say(7, "how long does it take?")
        assert "parking" not in telegram.answered(7, 1)[0].casefold()


def test_a_dead_token_ends_the_bot_with_a_plain_sentence(run_bot, telegram):
    with run_bot() as bot:
        telegram.say(9, QUESTION)
        telegram.answered(9, 1)
        telegram.dead_token = True
        telegram.say(9, "thanks")
        bot.join(60)
        assert isinstance(bot.ended, Ended)
        assert "token" in str(bot.ended)


def test_a_second_bot_with_the_same_token_that_stays_ends_the_bot(run_bot, telegram, monkeypatch):
    monkeypatch.setattr("bots.telegram.polling.MOST_CONFLICTS", 2)
    telegram.waiting.conflict = True
    with run_bot() as bot:
        bot.join(60)
        assert isinstance(bot.ended, Ended)
        assert "same token" in str(bot.ended)


def test_fetching_goes_on_after_the_server_failed(run_bot, telegram):
    telegram.fail("getUpdates", "500", "502", "drop")
    with run_bot():
        telegram.say(10, QUESTION)
        assert "€96" in telegram.answered(10, 1)[0]


def test_a_failure_of_our_own_has_words_and_keeps_the_conversation(run_bot, telegram, monkeypatch, caplog):
    from bots.dialogue import free_text

    whole = free_text.answer

    def broken(turn, text, act):
        if "explode" in text:
            raise ValueError(text)
        return whole(turn, text, act)

    monkeypatch.setattr(free_text, "answer", broken)
    with run_bot():
        telegram.say(11, QUESTION)
        telegram.answered(11, 1)
        telegram.say(11, "please explode 4711")
        assert "went wrong" in telegram.answered(11, 2)[1]
        telegram.say(11, "how long does it take?")
        assert "parking" in telegram.answered(11, 3)[2].casefold()
    assert "4711" not in caplog.text
    assert "explode" not in caplog.text


def test_a_database_that_cannot_be_read_has_words_too_and_the_next_question_is_answered(run_bot, telegram, monkeypatch):
    def unreadable(*what, **more):
        raise OperationalError("SELECT", {}, OSError("the disk is gone"))

    with run_bot():
        telegram.say(12, QUESTION)
        telegram.answered(12, 1)
        with monkeypatch.context() as broken:
            broken.setattr(Catalogue, "reading", unreadable)
            telegram.say(12, "how long does it take?")
            assert "went wrong" in telegram.answered(12, 2)[1]
        telegram.say(12, "how long does it take?")
        assert "parking" in telegram.answered(12, 3)[2].casefold()
