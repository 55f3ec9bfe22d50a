"""What a clerk tells somebody in the queue comes to their chat by itself, once, and to nobody who has left."""

from __future__ import annotations

import pytest
from cases import CLERK
from content_builder import small_content

from bots.conversations.store import Conversations
from bots.dialogue.conversation import Dialogue
from bots.dialogue.utterance import Action, Utterance
from bots.telegram.desk_answers import tell_once
from bots.telegram.door import Door
from bots.telegram.sending import Blocked, InDoubt, NotDelivered
from catalogue.commands.desk.queue import take_from_queue, tell_person
from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.handed_over import DeskReply
from catalogue.jobs.run import work_once
from catalogue.queries.queue import list_queue
from catalogue.settings import PROJECT

CHAT = 4711
ANSWER = "Please come to: Service centre"


class DoorOfATest(Door):
    """Keeps what is sent, and fails as it is told to."""

    def __init__(self, *given) -> None:
        super().__init__(*given)
        self.texts: list[str] = []
        self.fails: Exception | None = None

    def deliver(self, chat, part) -> None:
        if self.fails is not None:
            raise self.fails
        self.texts.append(part["text"])


@pytest.fixture
def door(settings, clock, translated, tmp_path):
    """The chat of the small country on a Monday morning, its desk open."""
    clock.move(hours=35)
    with Catalogue(settings, clock=clock) as catalogue, Conversations.at(tmp_path, clock) as conversations:
        import_content(catalogue, small_content())
        work_once(catalogue)
        translations = PROJECT / "translations"
        yield DoorOfATest(catalogue, Dialogue(catalogue, translations), conversations, None, None, translations)


def act(door, action, message, chat=CHAT):
    door.converse(chat, message, Utterance(action=Action.parse(action)))


def join(door, chat=CHAT, first=1):
    act(door, "human", first, chat)
    act(door, f"queue:join:{chat:020}", first + 1, chat)


def tell(door, number=0):
    with door.catalogue.reading("en") as reading:
        line = list_queue(reading, CLERK)[number]
    with door.catalogue.work(CLERK.mail) as work:
        take_from_queue(work, CLERK, line.id)
        tell_person(work, CLERK, line.id, DeskReply.COME, office="centre")


def test_it_comes_by_itself_and_once_to_whom_it_is_for(door):
    join(door)
    join(door, chat=4712)
    assert tell_once(door) == 0
    tell(door)
    sent = len(door.texts)
    assert tell_once(door) == 1
    (told,) = door.texts[sent:]
    assert ANSWER in told
    assert tell_once(door) == 0
    assert [one.chat for one in door.conversations.list_queued()] == ["4712"]
    # The next message is a message like any other.
    act(door, "menu", 9)
    assert ANSWER not in door.texts[-1]


def test_a_second_place_on_the_same_day_is_told_as_well(door):
    join(door)
    tell(door)
    assert tell_once(door) == 1
    act(door, "queue:join:" + "a" * 20, 5)
    tell(door, 1)
    assert tell_once(door) == 1
    assert door.texts[-1].count(ANSWER) == 1


@pytest.mark.parametrize("way", ["stop", "forget", "queue:leave"])
def test_who_has_left_is_not_written_to(door, way):
    join(door)
    act(door, way, 5)
    sent = len(door.texts)
    assert door.conversations.list_queued() == ()
    assert tell_once(door) == 0
    assert door.texts[sent:] == []


def test_a_broken_line_holds_it_up_and_loses_nothing(door):
    join(door)
    tell(door)
    door.fails = NotDelivered()
    assert tell_once(door) == 1
    door.fails = None
    assert tell_once(door) == 0
    sent = len(door.texts)
    door.finish_all()
    door.finish_all()
    assert [ANSWER in text for text in door.texts[sent:]] == [True]


def test_what_may_have_arrived_is_not_sent_again(door):
    join(door)
    tell(door)
    door.fails = InDoubt()
    tell_once(door)
    door.fails = None
    sent = len(door.texts)
    door.finish_all()
    assert tell_once(door) == 0
    assert door.texts[sent:] == []


def test_whoever_blocked_the_bot_is_forgotten(door):
    join(door)
    tell(door)
    door.fails = Blocked()
    assert tell_once(door) == 0
    assert door.conversations.list_queued() == ()


def test_while_the_person_writes_it_waits_for_the_next_look(door):
    join(door)
    tell(door)
    with door.conversations.held("telegram", str(CHAT)):
        assert tell_once(door) == 0
    assert tell_once(door) == 1


def test_the_day_after_nobody_is_told(door):
    join(door)
    tell(door)
    door.catalogue.clock.move(days=1)
    assert tell_once(door) == 0


def test_the_file_does_not_tell_who_waits(door, tmp_path):
    join(door)
    held = b"".join(file.read_bytes() for file in tmp_path.glob("conversations.sqlite*"))
    assert held
    assert f"{CHAT:020}".encode() not in held
