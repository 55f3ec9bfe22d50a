"""What is deleted by itself and when, how fast a chat may ask, and counts that know no chat."""

from __future__ import annotations

from datetime import date, timedelta

from bots.conversations.rates import Rates
from bots.conversations.reminders import Reminder
from bots.conversations.retention import DAYS_KEPT, EVERY, HOURS_UNSENT, SWEPT_EVERY, forget_idle, jobs
from bots.dialogue.memory import Memory

DAY = date(2026, 11, 21)


def save(conversations, chat="4711", memory=Memory(place="norvale"), **rest):  # noqa: B008 - it is frozen
    with conversations.held("telegram", chat) as held:
        held.save(memory, **rest)


def recall(conversations, chat="4711"):
    with conversations.held("telegram", chat) as held:
        return held.memory


class TestForgetting:
    def test_a_conversation_that_nobody_carries_on_ends_after_thirty_days(self, conversations, clock):
        for chat in range(450):
            save(conversations, str(chat))
        clock.move(days=DAYS_KEPT - 1)
        save(conversations, "7")
        clock.move(days=1, seconds=-1)
        assert forget_idle(conversations) == 0
        clock.move(seconds=1)
        assert forget_idle(conversations) == 449
        assert recall(conversations, "7").place == "norvale"
        assert recall(conversations, "8") == Memory()

    def test_it_is_kept_while_it_is_to_be_reminded_and_as_long_again_after_the_last(self, conversations, clock):
        at = clock() + timedelta(days=100)
        save(conversations, memory=Memory(reminders=True), reminders=[Reminder(at, "baby", "register", at.date())])
        clock.move(days=100)
        assert forget_idle(conversations) == 0
        (found,) = conversations.due_reminders(clock(), clock().tzinfo)
        conversations.begin_reminder(found)
        conversations.reminder_sent(found)
        clock.move(days=DAYS_KEPT, seconds=-1)
        assert forget_idle(conversations) == 0
        clock.move(seconds=1)
        assert forget_idle(conversations) == 1

    def test_words_of_the_last_turn_are_dropped_after_half_an_hour_and_all_else_stays(self, conversations, clock):
        memory = Memory(place="norvale").with_terms(("birth certificate",), clock())
        with conversations.held("telegram", "4711") as held:
            held.save(memory, 7)
        clock.move(minutes=29)
        forget_idle(conversations)
        assert recall(conversations).terms == ("birth certificate",)
        clock.move(minutes=1)
        forget_idle(conversations)
        with conversations.held("telegram", "4711") as held:
            assert held.memory == Memory(place="norvale")
            assert held.answered(7)

    def test_whoever_saves_later_does_not_bring_old_words_back(self, conversations, clock):
        memory = Memory(place="norvale").with_terms(("birth certificate",), clock())
        with conversations.held("telegram", "4711") as held:
            held.save(memory)
            clock.move(minutes=31)
            held.save(memory)
        assert recall(conversations) == Memory(place="norvale")

    def test_a_reply_that_cannot_be_sent_is_given_up_after_a_day(self, conversations, clock):
        save(conversations, message=7, parts=["x"])
        clock.move(hours=HOURS_UNSENT, seconds=-1)
        forget_idle(conversations)
        assert len(conversations.list_unfinished()) == 1
        clock.move(seconds=1)
        forget_idle(conversations)
        assert conversations.list_unfinished() == ()

    def test_jobs_wait_for_their_time_and_are_tried_again_when_they_failed(self, conversations, clock, monkeypatch):
        swept = []
        monkeypatch.setattr(conversations.file, "sweep", lambda: swept.append(1) or len(swept) > 1 or 1 / 0)
        forgetting, sweeping = jobs(conversations)
        try:
            sweeping()
        except ZeroDivisionError:
            sweeping()
        sweeping()
        assert len(swept) == 2
        clock.move(seconds=SWEPT_EVERY.total_seconds())
        sweeping()
        assert len(swept) == 3
        save(conversations)
        clock.move(days=DAYS_KEPT)
        forgetting()
        assert recall(conversations) == Memory()
        save(conversations)
        with conversations.file.changing() as connection:
            connection.execute("UPDATE conversations SET seen = 0")
        clock.move(seconds=EVERY.total_seconds() - 1)
        forgetting()
        assert recall(conversations).place == "norvale"
        clock.move(seconds=1)
        forgetting()
        assert recall(conversations) == Memory()


class TestRates:
    def test_a_chat_may_ask_twenty_times_at_once_and_then_every_three_seconds(self, clock):
        rates = Rates()
        assert [rates.allow("a", clock()) for _ in range(21)] == [True] * 20 + [False]
        assert rates.allow("b", clock()), "another chat is not slowed down"
        assert not rates.allow("a", clock.move(seconds=2.9))
        assert rates.allow("a", clock.move(seconds=0.2))
        assert not rates.allow("a", clock())

    def test_a_long_silence_saves_up_no_more_than_the_burst_and_a_clock_set_back_costs_nothing(self, clock):
        rates = Rates()
        rates.allow("a", clock())
        clock.move(days=1)
        assert [rates.allow("a", clock()) for _ in range(21)].count(True) == 20
        assert not rates.allow("a", clock.move(hours=-1))
        assert rates.allow("a", clock.move(seconds=3.1))

    def test_it_does_not_grow_with_the_number_of_chats(self, clock):
        rates = Rates(most=10)
        for chat in range(100):
            assert rates.allow(str(chat), clock())
        assert len(rates._buckets) == 10
