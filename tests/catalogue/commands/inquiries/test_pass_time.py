"""What time does to cases, by a clock that is moved: told of late ones, closed and forgotten, each on its day."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from cases import CLERK, CONTACT, a_case, an_answered_case, row_of, texts_of, trail_of
from content_builder import card, changed, entry, small_content
from sqlalchemy import func, select

from catalogue.commands.import_content import import_content
from catalogue.commands.inquiries.handle import close
from catalogue.commands.inquiries.pass_time import close_answered, forget_contacts, forget_texts, tell_of_late
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.jobs.cases import PassingTime
from catalogue.models import InquiryContact, InquiryMail
from catalogue.queries.cases import Choice, list_cases
from catalogue.queries.inquiries import get_followed, get_standing, list_figures
from catalogue.rights import Grant, Person, Role

AUCKLAND = ZoneInfo("Pacific/Auckland")
MINISTRY = Person(31, "mia@example.org", "Mia", (Grant(Role.DESK, "ministry"),), "en")


@pytest.fixture
def at(catalogue):
    """Move the clock to a day in the country, at noon there."""

    def move(year, month, day, hour=12):
        catalogue.clock.now = datetime(year, month, day, hour, tzinfo=AUCKLAND)

    return move


def standing(catalogue, receipt):
    with catalogue.reading("en") as reading:
        return get_standing(reading, receipt.code)


def mails(catalogue):
    with catalogue.reading("en") as reading:
        return reading.session.scalars(select(InquiryMail.about).order_by(InquiryMail.id)).all()


def contacts(catalogue):
    with catalogue.reading("en") as reading:
        return reading.session.scalar(select(func.count()).select_from(InquiryContact))


def test_the_person_is_told_on_the_first_working_day_after_the_promise(catalogue, at):
    receipt = a_case(catalogue, contact=CONTACT)
    assert receipt.promised == date(2026, 12, 4)
    # Friday in Auckland, one minute to midnight; then the weekend.
    at(2026, 12, 4, 23)
    assert tell_of_late(catalogue) == 0
    at(2026, 12, 5)
    assert tell_of_late(catalogue) == 0
    assert standing(catalogue, receipt).late
    # It is Monday there, and Sunday in Greenwich.
    at(2026, 12, 7, 0)
    assert tell_of_late(catalogue) == 1
    assert tell_of_late(catalogue) == 0
    told = standing(catalogue, receipt)
    assert (told.late, told.promised) == (True, date(2026, 12, 21))
    assert mails(catalogue) == ["receipt", "late"]


def test_the_second_promise_over_new_year_ends_on_no_holiday(catalogue, at):
    at(2026, 12, 4)
    receipt = a_case(catalogue, kind="question")
    assert receipt.promised == date(2026, 12, 11)
    at(2026, 12, 18)
    tell_of_late(catalogue)
    # Two weeks after Friday 18 December is New Year's Day, a Friday; Monday the 4th is the next working day.
    assert standing(catalogue, receipt).promised == date(2027, 1, 4)


def test_the_organisation_above_is_told_when_the_second_promise_is_over(empty_catalogue, at):
    below = entry(Kind.ORGANISATION, "registry", {"level": "national", "parent": "ministry"}, en=card("Registry"))
    above = entry(Kind.ORGANISATION, "ministry", {"level": "national"}, en=card("Ministry"))
    import_content(empty_catalogue, changed(small_content(), below, above))
    receipt = a_case(empty_catalogue)
    at(2026, 12, 7)
    tell_of_late(empty_catalogue)
    at(2026, 12, 21)
    assert tell_of_late(empty_catalogue) == 0
    at(2026, 12, 22)
    assert tell_of_late(empty_catalogue) == 1
    row = row_of(empty_catalogue, receipt.number)
    assert (row.escalated_to, row.organisation) == ("ministry", "registry")
    assert [act for _, act, _ in trail_of(empty_catalogue, receipt.number)] == ["received", "notified", "escalated"]
    at(2027, 3, 1)
    assert tell_of_late(empty_catalogue) == 0
    with empty_catalogue.reading("en") as reading:
        [line] = list_cases(reading, MINISTRY, Choice.LATE).lines
    assert (line.number, line.late, line.escalated) == (receipt.number, True, True)


def test_an_organisation_with_none_above_is_escalated_to_nobody_but_marked(catalogue, at):
    receipt = a_case(catalogue)
    for day in (date(2026, 12, 7), date(2026, 12, 22)):
        at(day.year, day.month, day.day)
        tell_of_late(catalogue)
    row = row_of(catalogue, receipt.number)
    assert (row.escalated_to, row.escalated_at is not None) == (None, True)


def test_what_was_answered_closes_by_itself_when_it_cannot_be_opened_again(catalogue, at):
    receipt = an_answered_case(catalogue)
    at(2026, 12, 18, 23)
    assert close_answered(catalogue) == 0
    at(2026, 12, 19, 1)
    assert close_answered(catalogue) == 1
    assert standing(catalogue, receipt).state == "closed"
    assert trail_of(catalogue, receipt.number)[-1] == ("time", "closed", "closed")


def test_contact_is_deleted_thirty_days_after_closing(catalogue):
    receipt = an_answered_case(catalogue, contact=CONTACT)
    with catalogue.work(CLERK.mail) as work:
        close(work, CLERK, receipt.number)
    catalogue.clock.move(days=29, hours=23)
    assert (forget_contacts(catalogue), contacts(catalogue)) == (0, 1)
    catalogue.clock.move(hours=1)
    assert (forget_contacts(catalogue), contacts(catalogue)) == (1, 0)
    assert mails(catalogue) == []
    assert len(texts_of(catalogue, receipt.number)) == 2


def test_contact_of_a_case_without_end_is_deleted_after_a_year(catalogue):
    a_case(catalogue, contact=CONTACT)
    catalogue.clock.move(days=364)
    assert forget_contacts(catalogue) == 0
    catalogue.clock.move(days=1)
    assert (forget_contacts(catalogue), contacts(catalogue)) == (1, 0)


def test_texts_go_a_year_after_closing_and_the_code_with_them(catalogue):
    receipt = an_answered_case(catalogue)
    with catalogue.work(CLERK.mail) as work:
        close(work, CLERK, receipt.number)
    catalogue.clock.move(days=364)
    assert forget_texts(catalogue) == 0
    catalogue.clock.move(days=1)
    assert (forget_texts(catalogue), forget_texts(catalogue)) == (1, 0)
    assert texts_of(catalogue, receipt.number) == []
    with catalogue.reading("en") as reading, pytest.raises(NotFound):
        get_followed(reading, receipt.code)
    # What happened is still told: who, when and what, and nothing that anybody wrote.
    assert len(trail_of(catalogue, receipt.number)) == 5


def test_the_job_looks_once_an_hour_and_again_after_a_failure(catalogue, at, monkeypatch):
    job = PassingTime()
    receipt = a_case(catalogue)
    job(catalogue)
    at(2026, 12, 7)
    monkeypatch.setattr("catalogue.jobs.cases.tell_of_late", lambda catalogue: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        job(catalogue)
    monkeypatch.undo()
    job(catalogue)
    assert standing(catalogue, receipt).promised == date(2026, 12, 21)


def figures_of(catalogue):
    with catalogue.reading("en") as reading:
        return {figures.kind.value: figures for figures in list_figures(reading)}


def test_figures_are_those_counted_by_hand_and_few_are_not_told(catalogue, at):
    at(2026, 11, 23)
    for _ in range(2):
        a_case(catalogue, kind="question")
    for _ in range(3):
        an_answered_case(catalogue)
    a_case(catalogue)
    complaints = figures_of(catalogue)["complaint"]
    # Three of four were answered: whoever read that would know that one person waits.
    assert (complaints.received, complaints.answered, complaints.in_time, complaints.days) == (4, None, None, None)
    for _ in range(2):
        a_case(catalogue)
    by_kind = figures_of(catalogue)
    assert (by_kind["question"].received, by_kind["question"].answered) == (None, None)
    complaints = by_kind["complaint"]
    assert (complaints.received, complaints.answered, complaints.in_time, complaints.days) == (6, 3, 100, 0)
    assert complaints.promised_days == 10
    assert by_kind["grievance"].received is None
