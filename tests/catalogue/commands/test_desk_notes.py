"""Notes of staff, and what clerks opened, on both databases: who may write, who takes away, what is forgotten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from cases import CLERK, EDITOR, ELSEWHERE, REVIEWER
from sqlalchemy import func, select
from staff import a_person

from catalogue.commands.desk.notes import LONGEST, add_note, remove_note
from catalogue.commands.desk.opened import forget_opened, note_opened
from catalogue.errors import NotAllowed, NotFound
from catalogue.facts import Kind
from catalogue.models import OpenedService, StaffNote
from catalogue.models.opened_service import DAYS_KEPT
from catalogue.queries.opened_services import find_opened
from catalogue.queries.staff_notes import list_notes
from catalogue.rights import Grant, Role

TODAY = date(2026, 11, 21)
ABOUT = (Kind.SERVICE, "register-birth")


def write(catalogue, person=CLERK, text="Ask for the long form.", language="en", about=ABOUT):
    with catalogue.work(person.mail) as work:
        return add_note(work, person, *about, language, text, today=TODAY)


def take_away(catalogue, note, person):
    with catalogue.work(person.mail) as work:
        remove_note(work, person, note)


def texts(catalogue, person=CLERK):
    with catalogue.reading("en") as reading:
        return [line.text for line in list_notes(reading, person, [ABOUT])]


def test_colleagues_read_it_with_its_day_and_language(catalogue):
    write(catalogue, text="  Ask for the long form.  ")
    write(catalogue, EDITOR, "先核对日期。", "zh")
    assert sorted(texts(catalogue)) == sorted(["Ask for the long form.", "先核对日期。"])
    with catalogue.reading("en") as reading:
        languages = {line.language: line.day for line in list_notes(reading, CLERK, [ABOUT])}
    assert languages == {"en": TODAY, "zh": TODAY}


@pytest.mark.parametrize("stranger", [ELSEWHERE, REVIEWER], ids=["another counter", "a reviewer"])
def test_nobody_writes_about_what_is_not_theirs(catalogue, stranger):
    with pytest.raises(NotAllowed):
        write(catalogue, stranger)
    assert texts(catalogue) == []


@pytest.mark.parametrize(
    ("about", "text", "refused"),
    [
        ((Kind.SERVICE, "no-such"), "A", NotFound),
        ((Kind.LAW, "civil-act"), "A", NotFound),
        (ABOUT, " ", ValueError),
        (ABOUT, "A" * (LONGEST + 1), ValueError),
    ],
)
def test_what_is_no_note_is_refused(catalogue, about, text, refused):
    with pytest.raises(refused):
        write(catalogue, text=text, about=about)


def test_its_author_and_editors_take_it_away_and_a_second_time_is_none(catalogue):
    for person, may in ((CLERK, True), (EDITOR, True), (ELSEWHERE, False)):
        note = write(catalogue)
        if may:
            take_away(catalogue, note, person)
            take_away(catalogue, note, person)
        else:
            with pytest.raises(NotAllowed):
                take_away(catalogue, note, person)
    with catalogue.reading("en") as reading:
        assert reading.session.scalar(select(func.count()).select_from(StaffNote)) == 1


def test_what_a_clerk_opened_is_kept_once_and_for_a_month(catalogue, clock):
    clerk = a_person(catalogue, "cleo@example.org", Grant(Role.DESK, "registry"))
    for editions in ({"facts": 1}, {"facts": 2}):
        with catalogue.work(clerk.mail) as work:
            note_opened(work, clerk, "register-birth", editions, TODAY)
    with catalogue.reading("en") as reading:
        assert find_opened(reading, clerk, "register-birth") == ({"facts": 2}, TODAY)
    clock.now += timedelta(days=DAYS_KEPT - 1)
    assert forget_opened(catalogue) == 0
    clock.now += timedelta(days=1)
    assert forget_opened(catalogue) == 1
    with catalogue.reading("en") as reading:
        assert reading.session.scalar(select(func.count()).select_from(OpenedService)) == 0
