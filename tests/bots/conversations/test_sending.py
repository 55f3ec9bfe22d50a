"""The smallest steps: a part is begun once, a turn is begun once, and no copy of a forgotten row stays in the file."""

from __future__ import annotations

from datetime import timedelta

from bots.conversations.held import Unsent
from bots.conversations.reminders import Reminder
from bots.conversations.store import Conversations
from bots.dialogue.memory import Memory

CHAT = "4711"


def test_a_part_is_begun_once_and_again_only_when_it_certainly_did_not_arrive(conversations):
    with conversations.held("telegram", CHAT) as held:
        held.save(Memory(), 7, ["one", "two", "three"])
        assert held.outbox(7) == Unsent(("one", "two", "three"), 0, in_doubt=False)
        assert not held.sending(7, 1), "not its turn yet"
        assert held.sending(7, 0)
        assert not held.sending(7, 0)
        assert held.outbox(7) == Unsent(("two", "three"), 1, in_doubt=True)
        held.not_sent(7, 0)
        assert held.sending(7, 0)
        held.sent(7, 0)
        held.not_sent(7, 0)
        assert not held.sending(7, 0), "what arrived is not taken back"
        assert held.outbox(7) == Unsent(("two", "three"), 1, in_doubt=False)


def test_a_reply_that_was_sent_or_given_up_leaves_no_row(conversations):
    with conversations.held("telegram", CHAT) as held:
        for message in (7, 8, 9):
            held.save(Memory(), message, ["one"])
        assert held.unfinished() == (7, 8, 9)
        assert held.sending(7, 0)
        held.sent(7, 0)
        held.give_up(8)
        # Begun and never heard of again: there is nothing to send any more.
        assert held.sending(9, 0)
        assert held.outbox(9) is None
        assert held.unfinished() == ()
        assert not held.sending(8, 0)


def test_of_two_who_see_that_they_are_next_one_begins(conversations):
    turns = conversations._turns
    key = conversations.key("telegram", CHAT)
    holder, holds = turns._join(key, 1)
    assert holds
    (late, _), (early, _) = turns._join(key, 5), turns._join(key, 3)
    turns.give_back(holder)
    assert turns._begin(key, early)
    assert not turns._begin(key, late)
    turns.give_back(early)
    assert turns._begin(key, late)


def test_no_copy_of_a_forgotten_row_stays_where_rows_were_moved(tmp_path, clock):
    # With a key of our own the rows lie the same way in every run: SQLite moves some of them between pages.
    (tmp_path / "conversations-key").write_text("k" * 64)
    chats, forgotten = range(600), range(0, 600, 5)
    with Conversations.at(tmp_path, clock) as conversations:
        traces = {}
        for chat in chats:
            with conversations.held("telegram", str(chat)) as held:
                answers = {f"q-{letter}": "yes" for letter in "abcdefghijkl"[: chat % 13]}
                due = Reminder(clock() + timedelta(days=chat % 50), "baby", "register", clock().date())
                held.save(Memory(reminders=True, answers=answers), 1, ["x" * (chat * 37 % 900)], [due])
            with conversations.file.reading() as connection:
                rows = (
                    *connection.execute("SELECT address, state FROM conversations WHERE key = ?", (held.key,)),
                    *connection.execute("SELECT payload FROM reminders WHERE conversation = ?", (held.key,)),
                    *connection.execute("SELECT substr(parts, 1, 40) FROM replies WHERE conversation = ?", (held.key,)),
                )
            traces[chat] = [held.key.encode(), *(value for row in rows for value in row)]
            assert len(traces[chat]) == 5
        for chat in forgotten:
            conversations.forget("telegram", str(chat))
        left = b"".join(path.read_bytes() for path in tmp_path.glob("conversations.sqlite*"))
        assert [chat for chat in chats if any(trace in left for trace in traces[chat])] == [
            chat for chat in chats if chat not in forgotten
        ]
