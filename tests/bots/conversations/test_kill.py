"""A process killed at the worst moment: what it was answering is answered once, by another, and in its order."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

import pytest

from bots.conversations import turns
from bots.conversations.store import Conversations, Unfinished
from bots.dialogue.memory import Memory

pytestmark = pytest.mark.long

CHAT = "4711"
ANSWER = """
import os, signal, sys
from pathlib import Path
from threading import Thread
from bots.conversations import turns
from bots.conversations.store import Conversations

home, sent, moment, turns.LEASE = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], float(sys.argv[4])
sign = int(sys.argv[5])
conversations = Conversations.at(home)
conversations.list_unfinished()

def die(at):
    if at == moment:
        os.kill(os.getpid(), sign)

def send(message, number, part):
    with sent.open("a") as file:
        file.write(f"{message}.{number} {part}\\n")

def answer(message):
    with conversations.held("telegram", "4711", message=message) as held:
        die("held")
        if not held.answered(message):
            answers = {**held.memory.answers, f"q-{len(held.memory.answers)}": f"m-{message}"}
            if moment == "saving":
                # Killed in the transaction itself: the row is written, and not committed.
                held._shelf.reminders.replace = lambda *rest: die("saving")
            held.save(held.memory.changed(answers=answers), message, ["one", "two"])
            die("saved")
        while (unsent := held.outbox(message)) is not None:
            assert held.sending(message, unsent.first)
            die(f"begun {unsent.first}")
            send(message, unsent.first, unsent.parts[0])
            die(f"sent {unsent.first}")
            held.sent(message, unsent.first)
            die(f"marked {unsent.first}")

threads = [Thread(target=answer, args=(int(message),)) for message in sys.argv[6:]]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def start(home, sent, *messages, moment="never", lease=turns.LEASE, sign=signal.SIGKILL):
    given = [str(home), str(sent), moment, str(lease), str(int(sign)), *messages]
    return subprocess.Popen([sys.executable, "-c", ANSWER, *given])


@pytest.mark.parametrize(
    ("moment", "arrived"),
    [
        ("held", ["7.0 one", "7.1 two"]),
        ("saving", ["7.0 one", "7.1 two"]),
        ("saved", ["7.0 one", "7.1 two"]),
        # Begun and not sent cannot be told from begun and sent: it is not sent again, and the rest is.
        ("begun 0", ["7.1 two"]),
        ("sent 0", ["7.0 one", "7.1 two"]),
        ("marked 0", ["7.0 one", "7.1 two"]),
        ("begun 1", ["7.0 one"]),
        ("sent 1", ["7.0 one", "7.1 two"]),
    ],
)
def test_whoever_comes_after_a_killed_process_answers_once(tmp_path, moment, arrived):
    home, sent = tmp_path / "home", tmp_path / "sent"
    sent.touch()
    assert start(home, sent, "7", moment=moment).wait() == -signal.SIGKILL
    # The message comes again, as Telegram repeats what nobody confirmed, and then once more.
    assert start(home, sent, "7", "7").wait() == 0
    assert sent.read_text().splitlines() == arrived
    with Conversations.at(home) as conversations, conversations.held("telegram", CHAT) as held:
        assert held.memory == Memory(answers={"q-0": "m-7"})
        assert held.answered(7)
        assert held.unfinished() == ()


def test_what_a_killed_process_had_still_to_send_is_listed_for_the_next(tmp_path):
    home = tmp_path / "home"
    assert start(home, tmp_path / "sent", "7", moment="saved").wait() == -signal.SIGKILL
    with Conversations.at(home) as conversations:
        assert conversations.list_unfinished() == (Unfinished("telegram", CHAT, 7),)
        with conversations.held("telegram", CHAT, wait=0) as held:
            assert held.outbox(7).parts == ("one", "two")


def test_what_a_living_process_still_sends_is_its_own(tmp_path):
    home, sent = tmp_path / "home", tmp_path / "sent"
    process = start(home, sent, "7", moment="saved", sign=signal.SIGSTOP)
    with Conversations.at(home) as conversations:
        give_up = time.monotonic() + 90
        while not saved(conversations):
            assert time.monotonic() < give_up
            time.sleep(0.02)
        assert conversations.list_unfinished() == ()
        with pytest.raises(turns.Busy), conversations.held("telegram", CHAT, wait=1.5):
            pass
        process.kill()
        process.wait()
        assert conversations.list_unfinished() == (Unfinished("telegram", CHAT, 7),)


def test_a_process_that_stands_still_keeps_others_waiting_until_its_turn_runs_out(tmp_path):
    home = tmp_path / "home"
    process = start(home, tmp_path / "sent", "7", moment="saved", lease=2, sign=signal.SIGSTOP)
    try:
        with Conversations.at(home) as conversations:
            give_up = time.monotonic() + 90
            while not saved(conversations):
                assert time.monotonic() < give_up
                time.sleep(0.02)
            with conversations.held("telegram", CHAT) as held:
                assert held.unfinished() == (7,)
    finally:
        process.kill()
        process.wait()


def test_processes_that_begin_together_make_one_file(tmp_path):
    for number in range(5):
        together = [start(tmp_path / f"home{number}", tmp_path / "sent", moment="never") for _ in range(4)]
        assert [process.wait() for process in together] == [0] * 4


def test_no_sign_of_a_process_is_left(tmp_path):
    with Conversations.at(tmp_path) as conversations:
        assert start(tmp_path, tmp_path / "sent", "7", moment="saved").wait() == -signal.SIGKILL
        with conversations.held("telegram", CHAT):
            assert len(list((tmp_path / "conversations.living").iterdir())) == 1
    assert list((tmp_path / "conversations.living").iterdir()) == []


def test_two_processes_with_fifty_threads_answer_each_message_once_and_in_order(tmp_path):
    home, sent = tmp_path / "home", tmp_path / "sent"
    # Each message comes to both processes, as a repeated webhook does, and the last one first.
    messages = [str(message) for message in range(100, 125)]
    with Conversations.at(home) as conversations:
        with conversations.held("telegram", CHAT, message=0):
            processes = [start(home, sent, *reversed(messages)) for _ in range(2)]
            give_up = time.monotonic() + 90
            while in_line(conversations) < 1 + 2 * len(messages):
                assert time.monotonic() < give_up
                time.sleep(0.05)
        assert [process.wait() for process in processes] == [0, 0]
        lines = [line for message in messages for line in (f"{message}.0 one", f"{message}.1 two")]
        assert sent.read_text().splitlines() == lines
        with conversations.held("telegram", CHAT) as held:
            assert list(held.memory.answers.values()) == [f"m-{message}" for message in messages]
        assert in_line(conversations) == 0


def test_threads_of_one_process_never_hold_a_conversation_together(tmp_path):
    inside, together = [], []
    with Conversations.at(tmp_path) as conversations:

        def answer(message):
            with conversations.held("telegram", CHAT, message=message) as held:
                inside.append(message)
                held.save(held.memory, message)
                together.append(len(inside))
                inside.remove(message)

        threads = [threading.Thread(target=answer, args=(message,)) for message in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert together == [1] * 20


def saved(conversations):
    with conversations.file.reading() as connection:
        return connection.execute("SELECT count(*) FROM replies").fetchone()[0]


def in_line(conversations):
    with conversations.file.reading() as connection:
        return connection.execute("SELECT count(*) FROM turns").fetchone()[0]
