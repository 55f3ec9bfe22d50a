"""The store of conversations: held one at a time, saved whole, read by nobody else, and forgotten without a trace."""

from __future__ import annotations

import sqlite3
import stat
import threading
import time
from datetime import date, timedelta

import pytest

from bots.conversations import file, turns
from bots.conversations.held import MOST_ANSWERED
from bots.conversations.reminders import Reminder
from bots.conversations.store import Conversations
from bots.conversations.turns import Busy, Lost
from bots.dialogue.memory import Memory, Subject
from catalogue.commands.backup import backup
from catalogue.errors import NotReady

MEMORY = Memory(
    language="fr",
    place="port-alba",
    subject=Subject("service", "register-birth"),
    answers={"parents-married": "yes"},
    event_date=date(2027, 5, 3),
    reminders=True,
)
CHAT = "4711004711"


def on_disk(conversations):
    return b"".join(path.read_bytes() for path in sorted(conversations.file.path.parent.glob("conversations.sqlite*")))


def rows(conversations):
    """Every row of every table but those that are no conversation's."""
    with sqlite3.connect(conversations.file.path) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {
            name: connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
            for name in names
            if name not in ("key_check", "sqlite_sequence")
        }
    connection.close()
    return [row for table in found.values() for row in table]


def reminder(clock, days=1):
    return Reminder(clock() + timedelta(days=days), "having-a-baby", "register", date(2027, 5, 3))


def test_what_is_saved_is_remembered_by_the_next_process(conversations, tmp_path, clock):
    with conversations.held("telegram", CHAT) as held:
        assert held.memory == Memory()
        held.save(MEMORY, 1)
        assert held.memory == MEMORY
    with Conversations.at(tmp_path / "home", clock) as other, other.held("telegram", CHAT) as held:
        assert held.memory == MEMORY
        assert held.answered(1)
        assert not held.answered(2)


def test_channels_and_chats_are_apart(conversations):
    with conversations.held("telegram", CHAT) as held:
        held.save(MEMORY)
    for channel, chat in (("web", CHAT), ("telegram", "4711"), ("telegram4711", "004711")):
        with conversations.held(channel, chat) as held:
            assert held.memory == Memory()


def test_nothing_on_the_disk_is_readable_and_nobody_else_may_read_it(conversations, tmp_path, clock):
    with conversations.held("telegram", CHAT) as held:
        held.save(MEMORY, 1, ["Your birth certificate"], [reminder(clock)])
        for path in conversations.file.path.parent.rglob("*"):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert len(list(conversations.file.path.parent.glob("conversations.sqlite*"))) == 3
    for word in (CHAT, "telegram", "register-birth", "port-alba", "parents-married", "having-a-baby", "certificate"):
        assert word.encode() not in on_disk(conversations)
    # The one who made the file wider than that finds it narrow again.
    conversations.close()
    conversations.file.path.chmod(0o644)
    with conversations.held("telegram", CHAT):
        assert stat.S_IMODE(conversations.file.path.stat().st_mode) == 0o600


def test_a_backup_does_not_take_conversations_along(empty_catalogue, clock, tmp_path):
    home = empty_catalogue.settings.home
    with Conversations.at(home, clock) as conversations, conversations.held("telegram", CHAT) as held:
        held.save(MEMORY, 1, ["x" * 50])
        manifest = backup(empty_catalogue, tmp_path / "taken")
        key = held.key
    assert not {"conversations", "turns", "replies", "reminders"} & set(manifest.tables)
    taken = (tmp_path / "taken").read_bytes()
    assert key.encode() not in taken
    assert (home / "conversations-key").read_bytes() not in taken


class TestForgetting:
    def fill(self, conversations, clock, chat):
        with conversations.held("telegram", chat) as held:
            held.save(MEMORY, 1, ["a", "b"], [reminder(clock), reminder(clock, 2)])
            held.save(MEMORY, 2, ["c"])
        with sqlite3.connect(conversations.file.path) as connection:
            key = held.key
            found = [
                value
                for query in (
                    "SELECT address, state FROM conversations WHERE key = ?",
                    "SELECT parts, total FROM replies WHERE conversation = ?",
                    "SELECT payload, due FROM reminders WHERE conversation = ?",
                )
                for row in connection.execute(query, (key,))
                for value in row
                if isinstance(value, bytes)
            ]
        connection.close()
        assert len(found) == 6
        return [key.encode(), *found]

    def test_leaves_no_row_and_no_byte(self, conversations, clock):
        traces = self.fill(conversations, clock, CHAT)
        assert all(trace in on_disk(conversations) for trace in traces)
        conversations.forget("telegram", CHAT)
        assert rows(conversations) == []
        assert not [trace for trace in traces if trace in on_disk(conversations)]

    def test_by_the_holder_leaves_nothing_and_nothing_can_be_saved_after_it(self, conversations, clock):
        traces = self.fill(conversations, clock, CHAT)
        with conversations.held("telegram", CHAT, message=3) as held:
            held.forget(3)
            assert held.memory == Memory()
            with pytest.raises(Lost):
                held.save(MEMORY, 3)
        assert rows(conversations) == []
        assert not [trace for trace in traces if trace in on_disk(conversations)]
        with conversations.held("telegram", CHAT) as held:
            assert held.answered(3), "the same wish, repeated, is not answered twice"
            assert not held.answered(1)

    def test_among_many_leaves_the_others_whole_and_of_its_own_nothing(self, conversations, clock):
        traces = {chat: self.fill(conversations, clock, str(chat)) for chat in range(60)}
        for chat in range(0, 60, 2):
            conversations.forget("telegram", str(chat))
        left = on_disk(conversations)
        for chat, own in traces.items():
            assert [trace for trace in own if (trace in left) != bool(chat % 2)] == []

    def test_while_somebody_holds_it_keeps_him_from_saving(self, conversations, clock):
        self.fill(conversations, clock, CHAT)
        with conversations.held("telegram", CHAT) as held:
            conversations.blocked("telegram", CHAT)
            with pytest.raises(Lost):
                held.save(MEMORY)
        assert rows(conversations) == []
        assert conversations.due_reminders(clock.move(days=3), clock().tzinfo) == ()


class TestTurns:
    def test_only_one_holds_it_and_who_waited_too_long_is_told(self, conversations):
        with conversations.held("telegram", CHAT):
            with conversations.held("telegram", "another"):
                pass
            with pytest.raises(Busy), conversations.held("telegram", CHAT, wait=0.05):
                pass
        with conversations.held("telegram", CHAT, wait=0.05):
            pass
        assert rows(conversations) == []

    def test_who_raises_gives_it_back(self, conversations):
        with pytest.raises(ZeroDivisionError), conversations.held("telegram", CHAT):
            _ = 1 / 0
        with conversations.held("telegram", CHAT, wait=0):
            pass

    def test_of_those_who_wait_the_lowest_message_comes_first(self, conversations):
        came = []

        def answer(message):
            with conversations.held("telegram", CHAT, message=message):
                came.append(message)

        threads = [threading.Thread(target=answer, args=(message,)) for message in (5, 3, 9, 4)]
        with conversations.held("telegram", CHAT, message=6):
            for thread in threads:
                thread.start()
            wait_for(lambda: len(rows(conversations)) == 5)
        for thread in threads:
            thread.join()
        assert came == [3, 4, 5, 9]

    def test_a_turn_lasts_while_it_is_renewed_and_ends_when_it_is_not(self, conversations, tmp_path, clock):
        with (
            Conversations.at(tmp_path / "home", clock) as other,
            conversations.held("telegram", CHAT) as held,
        ):
            for _ in range(3):
                clock.move(seconds=turns.LEASE * 0.9)
                conversations._turns.renew()
            with pytest.raises(Busy), other.held("telegram", CHAT, wait=0):
                pass
            clock.move(seconds=turns.LEASE + 1)
            with other.held("telegram", CHAT, wait=0) as later:
                later.save(MEMORY, 7)
            with pytest.raises(Lost):
                held.save(Memory(), 6)
        with conversations.held("telegram", CHAT) as held:
            assert held.memory == MEMORY

    def test_a_thread_renews_turns_by_itself(self, conversations, clock, monkeypatch):
        monkeypatch.setattr(turns, "LEASE", 0.2)
        with conversations.held("telegram", CHAT):
            (before,) = rows(conversations)
            clock.move(seconds=0.1)
            wait_for(lambda: rows(conversations)[0][-2] > before[-2])


class TestAnswered:
    def test_messages_out_of_order_are_answered_once_each(self, conversations):
        with conversations.held("telegram", CHAT) as held:
            for message in (3, 1, 2):
                assert not held.answered(message)
                held.save(Memory(), message)
            assert all(map(held.answered, (1, 2, 3)))
            assert not held.answered(0)

    def test_what_is_older_than_all_that_are_known_counts_as_answered(self, conversations):
        with conversations.held("telegram", CHAT) as held:
            for message in range(10, 11 + MOST_ANSWERED):
                held.save(Memory(), message)
        with conversations.held("telegram", CHAT) as held:
            assert held.answered(9)
            assert held.answered(10)
            assert held.answered(11)
            assert not held.answered(11 + MOST_ANSWERED)

    def test_after_a_quiet_week_numbers_may_begin_anywhere(self, conversations, clock):
        with conversations.held("telegram", CHAT) as held:
            for message in range(1000, 1001 + MOST_ANSWERED):
                held.save(MEMORY, message)
        clock.move(days=7)
        with conversations.held("telegram", CHAT) as held:
            assert held.memory == MEMORY
            assert not held.answered(5)


class TestKeysAndSchemas:
    def test_without_its_key_nothing_is_read_and_all_is_dropped(self, conversations, tmp_path, clock):
        with conversations.held("telegram", CHAT) as held:
            held.save(MEMORY, 1, ["a"], [reminder(clock)])
            sealed = rows(conversations)
        conversations.close()
        (tmp_path / "home" / "conversations-key").unlink()
        with Conversations.at(tmp_path / "home", clock) as other:
            with other.held("telegram", CHAT) as held:
                assert held.memory == Memory()
                assert not held.answered(1)
            assert rows(other) == []
            assert len(sealed) == 4

    def test_a_row_that_was_altered_is_a_new_conversation(self, conversations):
        with conversations.held("telegram", CHAT) as held:
            held.save(MEMORY, 1)
        with conversations.file.changing() as connection:
            connection.execute("UPDATE conversations SET state = x'00'")
        with conversations.held("telegram", CHAT) as held:
            assert held.memory == Memory()
            held.save(MEMORY, 1)
        with conversations.held("telegram", CHAT) as held:
            assert held.memory == MEMORY

    def test_an_older_file_is_brought_to_the_present_schema(self, conversations, tmp_path, clock, monkeypatch):
        with conversations.held("telegram", CHAT) as held:
            held.save(MEMORY, 1)
        conversations.close()
        monkeypatch.setattr(file, "MIGRATIONS", (*file.MIGRATIONS, ("ALTER TABLE reminders ADD COLUMN more TEXT",)))
        with Conversations.at(tmp_path / "home", clock) as other, other.held("telegram", CHAT) as held:
            assert held.memory == MEMORY
            with other.file.reading() as connection:
                assert connection.execute("PRAGMA user_version").fetchone() == (len(file.MIGRATIONS),)
                connection.execute("SELECT more FROM reminders")

    def test_a_newer_file_and_a_broken_one_are_refused_with_what_to_do(self, conversations, tmp_path, clock):
        with conversations.file.reading() as connection:
            connection.execute("PRAGMA user_version = 99")
        conversations.close()
        with pytest.raises(NotReady, match="newer Onedoor"), conversations.held("telegram", CHAT):
            pass
        conversations.file.path.write_bytes(b"no database at all" * 1000)
        with pytest.raises(NotReady, match="remove it"), conversations.held("telegram", CHAT):
            pass


def wait_for(holds, seconds=60):
    give_up = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < give_up, "waited in vain"
        time.sleep(0.01)
