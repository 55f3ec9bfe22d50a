"""The queue of people whom the chat hands over: one place for a ticket, one clerk for it, none after its day."""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from cases import CLERK, EDITOR, ELSEWHERE
from sqlalchemy import func, select, text, update

from catalogue.commands.backup import backup
from catalogue.commands.desk.queue import forget_queue, join_queue, leave_queue, put_back, take_from_queue, tell_person
from catalogue.errors import NotFound, WrongState
from catalogue.handed_over import HIGHEST_NUMBER, MOST_WAITING, Codes, DeskReply, QueueState
from catalogue.jobs.run import work_once
from catalogue.models import QueueEntry
from catalogue.queries.queue import find_place, get_entry, list_answered, list_queue
from catalogue.read_models.queue import DeskAnswer

CODES = Codes("fr", "having-a-baby", "register-birth", "harbour", "PABCDEFGHJKMNPQ")
COLLEAGUE = replace(CLERK, id=21, mail="carl@example.org")


def join(catalogue, ticket="t1", codes=CODES):
    with catalogue.work("bot") as work:
        return join_queue(work, ticket, codes)


def leave(catalogue, ticket="t1"):
    with catalogue.work("bot") as work:
        leave_queue(work, ticket)


def act(catalogue, do, entry, person=CLERK, *rest, **named):
    with catalogue.work(person.mail) as work:
        do(work, person, entry, *rest, **named)


def queue(catalogue, person=CLERK):
    with catalogue.reading("en") as reading:
        return list_queue(reading, person)


def place(catalogue, ticket="t1"):
    with catalogue.reading("en") as reading:
        return find_place(reading, ticket)


def test_codes_and_nothing_else_are_kept(catalogue):
    assert join(catalogue) == 1
    (line,) = queue(catalogue)
    assert (line.number, line.state, line.language, line.place) == (1, QueueState.WAITING, "fr", "harbour")
    assert (str(line.service_title), str(line.life_event_title)) == ("Register a birth", "Having a baby")
    assert line.plan == "PABCDEFGHJKMNPQ"
    with catalogue.reading("en") as reading:
        (row,) = reading.session.execute(text("SELECT * FROM queue_entries")).mappings()
    assert set(row) == {
        *("id", "day", "number", "digest", "state", "since", "organisation", "life_event", "service", "place"),
        *("language", "plan", "taken_by", "reply", "office", "slip"),
    }
    assert "t1" not in row.values()


def test_what_is_no_code_of_ours_is_left_out(catalogue):
    join(catalogue, codes=Codes("en", "no-such", "no-such", "no-such", "I am Ann and live in Harbour"))
    (line,) = queue(catalogue)
    assert (line.service, line.life_event, line.place, line.plan) == (None, None, None, None)
    with pytest.raises(ValueError, match="language"):
        join(catalogue, "t2", Codes("xx"))


def test_a_ticket_has_one_place_however_often_and_at_once_it_is_handed_in(catalogue):
    barrier = Barrier(6)

    def hand_in(ticket):
        barrier.wait()
        return join(catalogue, ticket)

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(hand_in, ["a", "a", "a", "b", "b", "c"]))
    assert len(set(numbers[:3])) == len(set(numbers[3:5])) == 1
    assert {numbers[0], numbers[3], numbers[5]} == {1, 2, 3}
    assert [line.number for line in queue(catalogue)] == [1, 2, 3]


def test_one_clerk_gets_somebody_however_many_press_at_once(catalogue):
    join(catalogue)
    (line,) = queue(catalogue)
    clerks = [replace(CLERK, id=30 + number, mail=f"clerk{number}@example.org") for number in range(6)]
    barrier = Barrier(len(clerks))

    def take(clerk):
        barrier.wait()
        try:
            act(catalogue, take_from_queue, line.id, clerk)
        except WrongState:
            return None
        return clerk.mail

    with ThreadPoolExecutor(len(clerks)) as pool:
        (winner,) = filter(None, pool.map(take, clerks))
    (taken,) = queue(catalogue)
    assert (taken.state, taken.taken_by) == (QueueState.TAKEN, winner)
    # A second click of the same clerk is no second act.
    act(catalogue, take_from_queue, line.id, next(clerk for clerk in clerks if clerk.mail == winner))


def test_who_has_somebody_tells_them_once_and_nobody_else_does(catalogue):
    join(catalogue)
    (line,) = queue(catalogue)
    with pytest.raises(WrongState):
        act(catalogue, tell_person, line.id, CLERK, DeskReply.COME, office="centre")
    act(catalogue, take_from_queue, line.id)
    with pytest.raises(WrongState):
        act(catalogue, tell_person, line.id, COLLEAGUE, DeskReply.COME, office="centre")
    with pytest.raises(NotFound):
        act(catalogue, tell_person, line.id, CLERK, DeskReply.CALL, office="no-such")
    with pytest.raises(ValueError, match="slip"):
        act(catalogue, tell_person, line.id, CLERK, DeskReply.SLIP, slip="free words of the clerk")
    act(catalogue, tell_person, line.id, CLERK, DeskReply.COME, office="centre", slip="free words")
    assert place(catalogue).answer == DeskAnswer(DeskReply.COME, "centre", None)
    for again in (take_from_queue, put_back):
        with pytest.raises(WrongState):
            act(catalogue, again, line.id)
    with pytest.raises(WrongState):
        act(catalogue, tell_person, line.id, CLERK, DeskReply.CALL, office="centre")
    with catalogue.reading("en") as reading:
        assert list_answered(reading, ["t1", "t2"]) == {"t1"}
        assert list_answered(reading, []) == frozenset()


def test_one_who_was_put_back_waits_in_their_old_place(catalogue):
    for ticket in ("t1", "t2"):
        join(catalogue, ticket)
    first, _ = queue(catalogue)
    act(catalogue, take_from_queue, first.id)
    assert place(catalogue, "t2").before == 0
    act(catalogue, put_back, first.id, COLLEAGUE)
    assert place(catalogue, "t2").before == 1
    assert [line.number for line in queue(catalogue)] == [1, 2]


def test_who_leaves_leaves_no_code_and_their_number_is_nobody_else_s(catalogue):
    join(catalogue)
    (line,) = queue(catalogue)
    act(catalogue, take_from_queue, line.id)
    leave(catalogue)
    assert queue(catalogue) == ()
    assert place(catalogue) is None
    with pytest.raises(WrongState):
        act(catalogue, tell_person, line.id, CLERK, DeskReply.COME, office="centre")
    with catalogue.reading("en") as reading:
        (row,) = reading.session.scalars(select(QueueEntry))
        kept = (row.service, row.life_event, row.place, row.plan, row.organisation, row.taken_by)
    assert kept == (None,) * 6
    assert join(catalogue, "t2") == 2


def test_clerks_see_those_of_their_body_and_of_the_desk_for_questions(catalogue):
    join(catalogue)
    (line,) = queue(catalogue)
    for stranger in (ELSEWHERE, EDITOR):
        assert queue(catalogue, stranger) == ()
        with catalogue.reading("en") as reading, pytest.raises(NotFound):
            get_entry(reading, stranger, line.id)
        with pytest.raises(NotFound):
            act(catalogue, take_from_queue, line.id, stranger)


def test_it_ends_with_the_day_in_the_country_and_is_swept(catalogue, clock):
    join(catalogue)
    (line,) = queue(catalogue)
    # It is 23:00 in Auckland.
    clock.move(minutes=59)
    assert len(queue(catalogue)) == 1
    assert forget_queue(catalogue) == 0
    clock.move(minutes=1)
    assert queue(catalogue) == ()
    assert place(catalogue) is None
    with pytest.raises(NotFound):
        act(catalogue, take_from_queue, line.id)
    assert join(catalogue, "t2") == 1
    work_once(catalogue)
    with catalogue.reading("en") as reading:
        assert reading.session.scalar(select(func.count()).select_from(QueueEntry)) == 1


def test_a_full_queue_takes_nobody(catalogue):
    for number in range(MOST_WAITING):
        assert join(catalogue, f"t{number}") == number + 1
    assert join(catalogue, "late") is None
    leave(catalogue, "t0")
    assert join(catalogue, "late") == MOST_WAITING + 1
    with catalogue.work("test") as work:
        work.session.execute(update(QueueEntry).where(QueueEntry.number == 1).values(number=HIGHEST_NUMBER))
    leave(catalogue, "t1")
    assert join(catalogue, "later") is None


def test_no_backup_has_it(catalogue, tmp_path):
    join(catalogue)
    backup(catalogue, tmp_path / "one.backup")
    with zipfile.ZipFile(tmp_path / "one.backup") as archive:
        assert not [name for name in archive.namelist() if "queue" in name]
