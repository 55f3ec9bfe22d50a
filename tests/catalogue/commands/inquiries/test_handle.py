"""What clerks, reviewers and the person do with a case, one after the other and at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from cases import CLERK, EDITOR, ELSEWHERE, REVIEWER, a_case, an_answered_case, row_of, texts_of, trail_of
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from catalogue.commands.inquiries.handle import answer, close, involve, take, transfer
from catalogue.commands.inquiries.reopen import reopen
from catalogue.commands.inquiries.tell_public import publish_note, take_note_back, write_note
from catalogue.errors import AlreadyThere, BadInquiry, NotAllowed, NotFound, TooLate, WrongState
from catalogue.models import InquiryMail, InquiryStep
from catalogue.queries.inquiries import list_notes
from catalogue.rights import Grant, Person, Role

VERBS = {
    "take": lambda work, who, number: take(work, who, number),
    "transfer": lambda work, who, number: transfer(work, who, number, "town-hall"),
    "involve": lambda work, who, number: involve(work, who, number, "town-hall"),
    "answer": lambda work, who, number: answer(work, who, number, "Yes.", "en"),
    "close": lambda work, who, number: close(work, who, number),
    "write_note": lambda work, who, number: write_note(work, who, number, "changed", "We did.", "en"),
    "publish_note": lambda work, who, number: publish_note(work, who, number, "We did."),
    "take_note_back": lambda work, who, number: take_note_back(work, who, number),
}


def do(catalogue, who, verb, *values, **named):
    with catalogue.work(who.mail) as work:
        return verb(work, who, *values, **named)


def say_again(catalogue, code, said="That is not true."):
    with catalogue.work("person") as work:
        reopen(work, code, said)


def test_a_case_from_receipt_to_close(catalogue):
    receipt = a_case(catalogue)
    number = receipt.number
    do(catalogue, CLERK, take, number)
    do(catalogue, CLERK, transfer, number, "town-hall")
    assert row_of(catalogue, number).assigned_to is None
    # It is the town hall's now, and nobody else's.
    with pytest.raises(NotFound):
        do(catalogue, CLERK, take, number)
    do(catalogue, ELSEWHERE, take, number)
    do(catalogue, ELSEWHERE, answer, number, "On 3 May you pay 12.50.", "en")
    say_again(catalogue, receipt.code)
    do(catalogue, ELSEWHERE, take, number)
    do(catalogue, ELSEWHERE, answer, number, "Sorry.", "en")
    do(catalogue, ELSEWHERE, close, number)
    assert trail_of(catalogue, number) == [
        ("person", "received", "received"),
        (CLERK.mail, "taken", "assigned"),
        (CLERK.mail, "transferred", "transferred"),
        (ELSEWHERE.mail, "taken", "assigned"),
        (ELSEWHERE.mail, "answered", "answered"),
        ("person", "reopened", "reopened"),
        (ELSEWHERE.mail, "taken", "assigned"),
        (ELSEWHERE.mail, "answered", "answered"),
        (ELSEWHERE.mail, "closed", "closed"),
    ]
    # What the office writes is for the person, and is not masked.
    assert ("office", "On 3 May you pay 12.50.") in texts_of(catalogue, number)
    with catalogue.reading("en") as reading:
        steps = reading.session.scalars(select(InquiryStep)).all()
    assert not any("pay" in str(step.details) or "true" in str(step.details) for step in steps)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (ELSEWHERE, NotFound),
        (EDITOR, NotFound),
        (Person(20, "o@example.org", "O", (Grant(Role.OWNER),), "en"), NotFound),
        (Person(21, "n@example.org", "N", (), "en"), NotFound),
        (Person(22, "h@example.org", "H", (Grant(Role.DESK, "registry", "harbour"),), "en"), NotFound),
        (Person(23, "f@example.org", "F", (Grant(Role.DESK, "registry", language="fr"),), "en"), NotFound),
    ],
)
def test_nobody_else_learns_that_there_is_a_case(catalogue, verb, who, refusal):
    number = a_case(catalogue).number
    before = trail_of(catalogue, number)
    with pytest.raises(refusal):
        do(catalogue, who, VERBS[verb], number)
    assert trail_of(catalogue, number) == before


def test_a_work_in_anothers_name_is_refused(catalogue):
    number = a_case(catalogue).number
    with pytest.raises(ValueError, match="somebody else"), catalogue.work(REVIEWER.mail) as work:
        take(work, CLERK, number)


def test_who_helps_reads_and_the_promise_is_later(catalogue):
    receipt = a_case(catalogue)
    with pytest.raises(NotFound):
        do(catalogue, ELSEWHERE, take, receipt.number)
    do(catalogue, CLERK, involve, receipt.number, "town-hall")
    # Twenty working days after 21 November.
    assert row_of(catalogue, receipt.number).promised == date(2026, 12, 18)
    do(catalogue, ELSEWHERE, take, receipt.number)
    with pytest.raises(AlreadyThere):
        do(catalogue, CLERK, involve, receipt.number, "town-hall")


@pytest.mark.parametrize("verb", [transfer, involve])
def test_a_case_goes_to_another_organisation_that_there_is(catalogue, verb):
    number = a_case(catalogue).number
    with pytest.raises(BadInquiry):
        do(catalogue, CLERK, verb, number, "nobody")
    with pytest.raises(BadInquiry):
        do(catalogue, CLERK, verb, number, "")
    with pytest.raises(AlreadyThere):
        do(catalogue, CLERK, verb, number, "registry")


def test_taking_twice_is_taking_once_and_a_colleague_takes_over(catalogue):
    number = a_case(catalogue).number
    for who in (CLERK, CLERK, REVIEWER):
        do(catalogue, who, take, number)
    assert [actor for actor, act, _ in trail_of(catalogue, number) if act == "taken"] == [CLERK.mail, REVIEWER.mail]
    assert row_of(catalogue, number).assigned_to == REVIEWER.mail


def test_an_answer_pressed_many_times_is_one_answer(catalogue):
    number = a_case(catalogue).number
    do(catalogue, CLERK, take, number)

    def press(_):
        try:
            do(catalogue, CLERK, answer, number, "Yes.", "en")
        except WrongState:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(press, range(12))) == 1
    assert texts_of(catalogue, number)[1:] == [("office", "Yes.")]
    with catalogue.reading("en") as reading:
        assert reading.session.scalars(select(InquiryMail.about)).all() == ["answer"]


def test_reopening_ends_after_twenty_working_days(catalogue):
    receipt = an_answered_case(catalogue)
    # Answered on Saturday 21 November in Auckland: the 20th working day is Friday 18 December.
    assert row_of(catalogue, receipt.number).reopen_until == date(2026, 12, 18)
    catalogue.clock.move(days=27)
    with pytest.raises(BadInquiry):
        say_again(catalogue, receipt.code, " ")
    say_again(catalogue, receipt.code)
    row = row_of(catalogue, receipt.number)
    assert (row.state, row.assigned_to, row.answered_at) == ("reopened", None, None)
    assert row.promised == date(2027, 1, 4)
    with pytest.raises(WrongState):
        say_again(catalogue, receipt.code)


def test_a_day_later_it_is_too_late(catalogue):
    receipt = an_answered_case(catalogue)
    catalogue.clock.move(days=28)
    with pytest.raises(TooLate):
        say_again(catalogue, receipt.code)
    with pytest.raises(NotFound):
        say_again(catalogue, "C" * 20)


def notes(catalogue):
    with catalogue.reading("en") as reading:
        return [note.text.value for note in list_notes(reading)]


def test_the_public_is_told_only_what_a_reviewer_published(catalogue):
    number = an_answered_case(catalogue).number
    do(catalogue, CLERK, write_note, number, "changed", "The page names the stamp. Call 555 123 4567.", "en")
    assert notes(catalogue) == []
    with pytest.raises(NotAllowed):
        do(catalogue, CLERK, publish_note, number, "The page names the stamp.")
    with pytest.raises(NotFound):
        # Not what the reviewer read.
        do(catalogue, REVIEWER, publish_note, number, "Something else.")
    with catalogue.reading("en") as reading:
        assert "4567" not in str(list_notes(reading))
    do(catalogue, CLERK, write_note, number, "nothing", "The law asks for it.", "en")
    do(catalogue, REVIEWER, publish_note, number, "The law asks for it.")
    do(catalogue, REVIEWER, publish_note, number, "The law asks for it.")
    assert notes(catalogue) == ["The law asks for it."]
    do(catalogue, CLERK, write_note, number, "changed", "We asked for another law.", "en")
    assert notes(catalogue) == []
    do(catalogue, REVIEWER, publish_note, number, "We asked for another law.")
    do(catalogue, REVIEWER, take_note_back, number)
    assert notes(catalogue) == []


def test_nobody_changes_the_trail(catalogue):
    a_case(catalogue)
    for statement in ("UPDATE inquiry_steps SET actor = 'x'", "DELETE FROM inquiry_steps"):
        with pytest.raises(DatabaseError, match="never changed"), catalogue.work("test") as work:
            work.session.execute(text(statement))
    with catalogue.work("test") as work:
        work.session.scalars(select(InquiryStep)).one().actor = "x"
        with pytest.raises(ValueError, match="never"):
            work.session.flush()
        work.session.expire_all()
