"""The queue of the desk in the chat: offered in office hours, joined, left, and answered in six languages."""

from __future__ import annotations

from datetime import date

import pytest
from as_seen import as_seen
from cases import CLERK
from every_language import EVERY_LANGUAGE
from sqlalchemy import text

from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory, Subject
from bots.dialogue.utterance import Action, Utterance
from bots.webchat.chat import read_memory, write_memory
from catalogue.commands.desk.queue import join_queue, take_from_queue, tell_person
from catalogue.handed_over import MOST_WAITING, Codes, DeskReply
from catalogue.jobs.run import work_once
from catalogue.plans.slip import Slip
from catalogue.queries.queue import list_queue
from catalogue.queries.slips import code_of_slip
from catalogue.settings import PROJECT

TO_MONDAY = 35
"""Hours from the clock's Saturday night in Auckland to Monday, 10:00, when the office for questions is open."""
BUTTON = {
    "en": "Put me in the queue",
    "fr": "Me mettre dans la file",
    "es": "Ponerme en la cola",
    "ar": "أضيفوني إلى قائمة الانتظار",
    "ru": "Поставить меня в очередь",
    "zh": "为我排队",
}
COME = {
    "en": "Please come to:",
    "fr": "Veuillez vous rendre à",
    "es": "Acuda, por favor, a:",
    "ar": "يُرجى الحضور إلى:",
    "ru": "Пожалуйста, приходите:",
    "zh": "请前往：",
}
ASKED = {
    "en": ["I want to talk to a person", "put me in the queue", "I will wait for a clerk"],
    "fr": ["parler à quelqu'un", "mettez-moi dans la file", "prendre place dans la file d'attente"],
    "es": ["hablar con una persona", "póngame en la cola", "esperar a un funcionario"],
    "ar": ["التحدث مع موظف", "ضعوني في قائمة الانتظار", "أريد الانتظار في الدور"],
    "ru": ["поговорить с человеком", "поставьте меня в очередь", "встать в очередь"],
    "zh": ["人工", "帮我排队", "我要排队"],
}


@pytest.fixture
def desk(catalogue, translated):
    """The small country on a Monday morning, its desk open."""
    catalogue.clock.move(hours=TO_MONDAY)
    work_once(catalogue)
    return catalogue


@pytest.fixture
def dialogue(desk):
    return Dialogue(desk, PROJECT / "translations")


class Chat:
    """A conversation whose memory goes out as text and comes back, as that of a web page does."""

    def __init__(self, dialogue, language="en", **known):
        self.dialogue, self.memory = dialogue, Memory(language=language, **known)
        self.reply = None

    def say(self, text):
        return self._turn(Utterance(text))

    def press(self, begins):
        found = [one.action for one in self.reply.buttons if str(one.action).startswith(begins)]
        return self._turn(Utterance(action=found[0]))

    def act(self, action):
        return self._turn(Utterance(action=Action.parse(action)))

    def _turn(self, utterance):
        self.reply, after = self.dialogue.respond(utterance, self.memory)
        self.memory = read_memory(write_memory(after))
        assert self.memory == after
        return self.reply.text

    @property
    def labels(self):
        return [one.label for one in self.reply.buttons]


def queue(catalogue):
    with catalogue.reading("en") as reading:
        return list_queue(reading, CLERK)


def tell(catalogue, reply=DeskReply.COME, **what):
    line = queue(catalogue)[-1]
    with catalogue.work(CLERK.mail) as work:
        take_from_queue(work, CLERK, line.id)
        tell_person(work, CLERK, line.id, reply, **what)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_the_queue_is_offered_joined_and_answered_in_every_language(desk, dialogue, language):
    chat = Chat(dialogue, language, place="harbour", subject=Subject("service", "register-birth"))
    chat.act("human")
    assert BUTTON[language] in chat.labels
    assert queue(desk) == ()
    chat.press("queue:join")
    (line,) = queue(desk)
    assert (line.service, line.place, line.language, line.life_event) == ("register-birth", "harbour", language, None)
    tell(desk, office="centre")
    for sent in (chat.act("queue:look"), chat.act("menu")):
        assert (COME[language] in sent) is (sent is not chat.reply.text)
    assert chat.memory.ticket is None


@pytest.mark.parametrize(("language", "words"), [(code, words) for code, all_ in ASKED.items() for words in all_])
def test_who_asks_for_it_in_words_is_offered_it(dialogue, language, words):
    chat = Chat(dialogue, language)
    chat.say(words)
    assert BUTTON[language] in chat.labels, chat.reply.text


def test_what_a_clerk_told_is_said_before_the_next_answer_and_once(desk, dialogue):
    chat = Chat(dialogue)
    chat.act("human")
    chat.press("queue:join")
    tell(desk, DeskReply.CALL, office="centre")
    assert "Please call: Service centre" in chat.say("register a birth")
    assert "Register a birth" in chat.reply.text
    assert "Please call" not in chat.say("register a birth")


def test_a_slip_comes_as_its_code_with_a_button_that_opens_it(desk, dialogue):
    chat = Chat(dialogue)
    chat.act("human")
    chat.press("queue:join")
    with desk.reading("en") as reading:
        code = code_of_slip(reading, Slip("register-birth", lacking=("notice",)), "1001")
    tell(desk, DeskReply.SLIP, slip=code)
    assert "Here is the list" in chat.act("queue:look")
    assert "What you still need" in chat.press("start")


def test_a_double_click_and_a_second_window_are_one_place(desk, dialogue):
    chat = Chat(dialogue)
    chat.act("human")
    pressed = next(one.action for one in chat.reply.buttons if one.action.verb == "queue")
    before = chat.memory
    for _ in range(2):
        reply, _ = dialogue.respond(Utterance(action=pressed), before)
        assert "You are number 1" in reply.text
    assert len(queue(desk)) == 1
    chat.act(str(pressed))
    assert "You are number 1" in chat.act("human")
    assert BUTTON["en"] not in chat.labels


def test_the_number_tells_how_many_are_before(desk, dialogue):
    for number in range(3):
        with desk.work("bot") as work:
            join_queue(work, f"t{number}", Codes("en"))
    chat = Chat(dialogue)
    chat.act("human")
    assert "3 people are before you." in chat.press("queue:join")
    (first, *_) = queue(desk)
    with desk.work(CLERK.mail) as work:
        take_from_queue(work, CLERK, first.id)
    assert "2 people are before you." in chat.act("queue:look")


@pytest.mark.parametrize("way", ["queue:leave", "stop", "forget"])
def test_who_leaves_stops_or_wants_to_be_forgotten_stands_there_no_more(desk, dialogue, way):
    chat = Chat(dialogue)
    chat.act("human")
    chat.press("queue:join")
    assert len(queue(desk)) == 1
    chat.act(way)
    assert queue(desk) == ()
    assert chat.memory.ticket is None
    assert "You are not in the queue" in chat.act("queue:look")


def test_outside_office_hours_it_says_when_and_takes_nobody(desk, dialogue):
    chat = Chat(dialogue)
    chat.act("human")
    stale = next(one.action for one in chat.reply.buttons if one.action.verb == "queue")
    desk.clock.move(hours=3)
    assert "The desk is closed now." in chat.act(str(stale))
    said = chat.act("human")
    assert "From Monday, 30 November 2026 at 09:00 somebody at the desk can also answer you here." in as_seen(said)
    assert BUTTON["en"] not in chat.labels
    assert queue(desk) == ()


def test_on_a_holiday_of_the_place_nobody_is_offered_it(desk, dialogue):
    # Monday, 1 January 2029, ten in the morning: the usual hour, and New Year.
    desk.clock.move(days=770)
    chat = Chat(dialogue)
    chat.act("human")
    assert BUTTON["en"] not in chat.labels
    assert "New Year" in chat.reply.text


def test_a_place_ends_with_its_day(desk, dialogue):
    chat = Chat(dialogue)
    chat.act("human")
    chat.press("queue:join")
    desk.clock.move(days=1)
    assert "You are not in the queue" in chat.act("queue:look")
    assert chat.memory.ticket is None


def test_a_full_queue_says_so_and_names_the_phone(desk, dialogue):
    for number in range(MOST_WAITING):
        with desk.work("bot") as work:
            join_queue(work, f"t{number}", Codes("en"))
    chat = Chat(dialogue)
    chat.act("human")
    assert "Too many people are waiting" in chat.press("queue:join")
    assert chat.memory.ticket is None


def test_whoever_is_in_danger_waits_in_no_queue(dialogue):
    chat = Chat(dialogue)
    chat.say("my husband beats me")
    assert chat.reply.danger
    assert BUTTON["en"] not in chat.labels


def test_the_plan_goes_along_as_its_code(desk, dialogue):
    chat = Chat(dialogue, life_event="having-a-baby", place="harbour", event_date=date(2026, 11, 10))
    chat.act("human")
    chat.press("queue:join")
    (line,) = queue(desk)
    assert line.life_event == "having-a-baby"
    assert line.plan.startswith("P")


def test_nothing_that_somebody_typed_reaches_the_table(desk, dialogue):
    chat = Chat(dialogue)
    chat.say("My name is Ottoline Quux, 4929 1234 5678 9012, I want to talk to a person")
    chat.act("human")
    chat.press("queue:join")
    with desk.reading("en") as reading:
        stored = str(reading.session.execute(text("SELECT * FROM queue_entries")).all())
    assert "Ottoline" not in stored
    assert "4929" not in stored


@pytest.mark.parametrize("action", ["queue", "queue:join", "queue:join:x", "queue:join:" + "-" * 20, "queue:what"])
def test_a_button_that_nobody_made_does_nothing(desk, dialogue, action):
    chat = Chat(dialogue)
    chat.act(action)
    assert chat.reply.confidence == 0.0
    assert queue(desk) == ()
