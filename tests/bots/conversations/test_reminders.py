"""Reminders of the store: by day, each once at most, ended at once, and given up when they help nobody any more."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bots.conversations.reminders import LEASE, MOST_TRIES, Reminder
from bots.conversations.store import Conversations
from bots.dialogue.memory import Memory

ZONE = ZoneInfo("Asia/Tokyo")
"""Nine hours before UTC: 9:00 there is 0:00 UTC, 21:00 is 12:00 UTC."""
WANTED = Memory(life_event="having-a-baby", reminders=True)
NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)


def reminder(at=NOON, step="register", day=date(2026, 11, 29)):
    return Reminder(at, "having-a-baby", step, day)


def remember(conversations, *reminders, chat="4711"):
    with conversations.held("telegram", chat) as held:
        held.save(WANTED, reminders=reminders)
    return held.key


def due(conversations, now=NOON, most=20):
    return [found.reminder for found in conversations.due_reminders(now, ZONE, most)]


def test_it_is_handed_out_when_it_is_due_with_where_to_send_it(conversations):
    key = remember(conversations, reminder(), reminder(NOON + timedelta(hours=1), "passport"))
    assert due(conversations, NOON - timedelta(seconds=1)) == []
    (found,) = conversations.due_reminders(NOON, ZONE)
    assert (found.channel, found.chat, found.conversation) == ("telegram", "4711", key)
    assert found.reminder == reminder()


@pytest.mark.parametrize(
    ("hour", "minute", "handed"),
    [(23, 59, False), (0, 0, True), (11, 59, True), (12, 0, False), (18, 0, False)],
)
def test_nobody_is_reminded_at_night_in_the_zone_of_the_country(conversations, hour, minute, handed):
    remember(conversations, reminder(NOON - timedelta(days=1)))
    now = datetime(2026, 11, 22, hour, minute, tzinfo=UTC)
    assert bool(due(conversations, now)) is handed


def test_it_is_begun_once_however_many_processes_look(conversations, tmp_path, clock):
    for chat in range(20):
        remember(conversations, reminder(), chat=str(chat))
    begun = []

    def look():
        with Conversations.at(tmp_path / "home", clock) as other:
            for found in other.due_reminders(NOON, ZONE, 30):
                if other.begin_reminder(found):
                    begun.append(found.chat)

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(begun, key=int) == [str(chat) for chat in range(20)]


def test_who_ends_before_beginning_loses_nothing_and_who_ends_after_it_repeats_nothing(conversations):
    remember(conversations, reminder())
    (first,) = conversations.due_reminders(NOON, ZONE)
    assert due(conversations) == []
    again = NOON + LEASE
    (second,) = conversations.due_reminders(again, ZONE)
    assert conversations.begin_reminder(second)
    assert not conversations.begin_reminder(first), "the one that came back too late"
    assert due(conversations, again + timedelta(hours=5)) == []


def test_what_certainly_did_not_arrive_is_tried_three_times_later_and_later(conversations, clock):
    clock.now = NOON
    remember(conversations, reminder())
    for tried in range(1, MOST_TRIES + 1):
        (found,) = conversations.due_reminders(clock.now, ZONE)
        assert conversations.begin_reminder(found)
        conversations.reminder_failed(found)
        clock.now += LEASE * tried - timedelta(seconds=1)
        assert due(conversations, clock.now) == []
        clock.now += timedelta(seconds=1)
    assert due(conversations, clock.now) == []
    assert count(conversations) == 0


def test_what_was_sent_is_gone(conversations):
    remember(conversations, reminder())
    (found,) = conversations.due_reminders(NOON, ZONE)
    conversations.begin_reminder(found)
    conversations.reminder_sent(found)
    assert count(conversations) == 0


@pytest.mark.parametrize("end", ["stopped", "unwanted", "replaced", "forgotten", "blocked"])
def test_what_is_ended_after_it_was_handed_out_must_not_be_sent(conversations, end):
    key = remember(conversations, reminder())
    (found,) = conversations.due_reminders(NOON, ZONE)
    if end == "stopped":
        conversations.stop_reminders(key)
    elif end == "unwanted":
        with conversations.held("telegram", "4711") as held:
            held.save(held.memory.changed(reminders=False))
    elif end == "replaced":
        conversations.set_reminders(key, (reminder(NOON + timedelta(days=1)),))
    elif end == "forgotten":
        conversations.forget("telegram", "4711")
    else:
        conversations.blocked("telegram", "4711")
    assert not conversations.begin_reminder(found)
    assert due(conversations) == []
    assert count(conversations) == (end == "replaced")


def test_after_a_long_silence_only_the_last_of_a_step_comes_and_none_of_a_day_that_is_over(conversations):
    remember(
        conversations,
        reminder(NOON - timedelta(days=7), day=date(2026, 11, 22)),
        reminder(NOON - timedelta(days=1), day=date(2026, 11, 22)),
        reminder(NOON - timedelta(days=2), "passport", date(2026, 11, 21)),
    )
    assert due(conversations) == [reminder(NOON - timedelta(days=1), day=date(2026, 11, 22))]
    assert count(conversations) == 1


def test_a_few_are_handed_out_at_a_time_the_oldest_first(conversations):
    remember(conversations, *(reminder(NOON - timedelta(hours=5 - step), f"step-{step}x") for step in range(5)))
    assert [found.step for found in due(conversations, most=2)] == ["step-0x", "step-1x"]
    assert [found.step for found in due(conversations, most=2)] == ["step-2x", "step-3x"]
    assert [found.step for found in due(conversations, most=2)] == ["step-4x"]


def test_a_conversation_that_is_not_kept_gets_no_reminders(conversations):
    conversations.set_reminders(conversations.key("telegram", "nobody"), (reminder(),))
    assert count(conversations) == 0


def count(conversations):
    with conversations.file.reading() as connection:
        return connection.execute("SELECT count(*) FROM reminders").fetchone()[0]
