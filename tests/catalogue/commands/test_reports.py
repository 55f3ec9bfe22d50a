"""Readers' ratings and reports: counted once, masked, routed, and shown to those who look after the page only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from reporting import OFFICE, SERVICE, stored, tell, tell_of_office
from sqlalchemy import func, select

from catalogue.commands.reports.forget_reports import forget_reports
from catalogue.commands.reports.rate_page import rate_page
from catalogue.commands.reports.settle_report import publish_change, settle_report
from catalogue.errors import NotAllowed, NotFound, WrongState
from catalogue.facts import Kind
from catalogue.models import Event, PageRating, Report
from catalogue.queries.changes import list_changes
from catalogue.queries.reports import count_new_reports, count_reports, list_ratings, list_reports
from catalogue.reporting import Channel, ReportKind, ReportState
from catalogue.rights import Grant, Person, Role

EDITOR = Person(1, "ada@example.org", "Ada", (Grant(Role.EDITOR),), "en")
REVIEWER = Person(2, "bob@example.org", "Bob", (Grant(Role.REVIEWER),), "en")
FRENCH = Person(3, "tom@example.org", "Tom", (Grant(Role.TRANSLATOR, language="fr"),), "fr")
ELSEWHERE = Person(4, "eve@example.org", "Eve", (Grant(Role.EDITOR, organisation="town-hall"),), "en")
OWNER = Person(5, "own@example.org", "Own", (Grant(Role.OWNER),), "en")
TEXTS = {"en": ("The number was wrong.", "It is right now.")}
DAY = date(2026, 11, 21)


def rate(catalogue, useful=True, key="register-birth", **said):
    with catalogue.work("feedback") as work:
        told = {"place": None, "language": "en", "channel": Channel.PORTAL, **said}
        rate_page(work, Kind.SERVICE, key, useful, **told)


def ratings(catalogue):
    with catalogue.reading("en") as reading:
        rows = reading.session.scalars(select(PageRating)).all()
        return sorted((row.channel, row.language, row.place, row.yes, row.no) for row in rows)


def settle(catalogue, number, state, reason="", person=EDITOR):
    with catalogue.work(person.mail) as work:
        settle_report(work, person, number, state, reason)


def inbox(catalogue, person=EDITOR, **asked):
    with catalogue.reading("en") as reading:
        return list_reports(reading, person, **asked)


def counted(catalogue):
    with catalogue.reading("en") as reading:
        return count_reports(reading, DAY, DAY)


def test_ratings_are_counted_by_channel_language_and_place(catalogue, clock):
    rate(catalogue)
    clock.move(seconds=5)
    rate(catalogue, useful=False)
    clock.move(seconds=5)
    rate(catalogue, useful=False)
    rate(catalogue, language="fr", place="harbour", channel=Channel.BOT)
    assert ratings(catalogue) == [("bot", "fr", "harbour", 1, 0), ("portal", "en", "", 1, 2)]


def test_a_double_click_counts_once_and_two_people_twice(catalogue, clock):
    rate(catalogue)
    clock.move(milliseconds=300)
    rate(catalogue)
    assert ratings(catalogue) == [("portal", "en", "", 1, 0)]
    # Somebody who says otherwise is somebody else.
    rate(catalogue, useful=False)
    clock.move(seconds=2)
    rate(catalogue)
    assert ratings(catalogue) == [("portal", "en", "", 2, 1)]


def test_what_is_not_published_cannot_be_rated_and_no_place_be_made_up(catalogue):
    with pytest.raises(NotFound):
        rate(catalogue, key="no-such-service")
    with pytest.raises(ValueError, match="language"):
        rate(catalogue, language="xx")
    rate(catalogue, place="john-smith-of-elm-street")
    assert ratings(catalogue) == [("portal", "en", "", 1, 0)]


def test_few_ratings_are_shown_to_nobody(catalogue, clock):
    def shown():
        with catalogue.reading("en") as reading:
            return [(found.channel, found.yes, found.no) for found in list_ratings(reading, DAY, DAY)]

    for _ in range(4):
        rate(catalogue, useful=False)
        clock.move(seconds=3)
    assert shown() == []
    rate(catalogue)
    assert shown() == [("portal", 1, 4)]


def test_a_report_is_masked_before_it_is_stored_and_carries_where_it_belongs(catalogue):
    tell(
        catalogue,
        "Call me on 0612 345 678 or write to mia@example.org, I was born on 3 May 1990.",
        field="fees",
        place="harbour",
        language="fr",
    )
    (report,) = stored(catalogue)
    assert not any(word in report.text for word in ("0612", "345", "mia", "@", "May", "1990"))
    assert (report.field, report.edition, report.place, report.language) == ("fees", 1, "harbour", "fr")
    assert (report.part, report.channel, report.received_on, report.state) == ("facts", "portal", DAY, "new")
    raw = str([tuple(row) for row in _raw(catalogue)])
    assert "mia" not in raw
    assert "0612" not in raw


def _raw(catalogue):
    with catalogue.engine.connect() as connection:
        return connection.exec_driver_sql("SELECT * FROM reports").all()


def test_a_form_that_is_sent_twice_makes_one_report(catalogue):
    tell(catalogue, form="the-same")
    tell(catalogue, form="the-same")
    assert len(stored(catalogue)) == 1


def test_who_looks_after_the_page_sees_the_report_and_nobody_else(catalogue):
    tell(catalogue, language="fr")
    assert len(inbox(catalogue)) == len(inbox(catalogue, REVIEWER)) == len(inbox(catalogue, FRENCH)) == 1
    assert inbox(catalogue, ELSEWHERE) == inbox(catalogue, OWNER) == ()
    tell(catalogue, language="en")
    assert len(inbox(catalogue, FRENCH)) == 1
    for person in (ELSEWHERE, OWNER):
        with pytest.raises(NotAllowed):
            settle(catalogue, stored(catalogue)[0].id, ReportState.VALID, person=person)


def test_an_office_is_shown_when_three_people_reported_it(catalogue):
    numbers = tell_of_office(catalogue, times=2)
    assert inbox(catalogue) == ()
    with pytest.raises(NotFound):
        settle(catalogue, numbers[0], ReportState.VALID)
    tell_of_office(catalogue)
    shown = inbox(catalogue)
    assert len(shown) == 3
    assert {(line.kind, line.happened_on) for line in shown} == {("asked", date(2026, 11, 20))}
    assert shown[0].office
    # Dealing with one does not hide the others again.
    settle(catalogue, numbers[0], ReportState.IRRELEVANT, "It is on the page.")
    assert len(inbox(catalogue)) == 2


@pytest.mark.parametrize(
    "told",
    [
        {"item": "document:no/such"},
        {"item": "passport of Mia"},
        {"happened_on": DAY + timedelta(days=1)},
        {"happened_on": DAY - timedelta(days=366)},
        {"kind": ReportKind.WRONG},
    ],
)
def test_a_report_of_an_office_says_only_what_the_form_offers(catalogue, told):
    with pytest.raises(ValueError, match=r"nothing|no day"):
        tell_of_office(catalogue, **told)
    assert stored(catalogue) == []


def test_irrelevant_reports_leave_the_figures_and_come_back_with_their_tag(catalogue):
    number = tell(catalogue)
    tell(catalogue, channel="desk")
    assert counted(catalogue) == {("wrong", "portal"): 1, ("wrong", "desk"): 1}
    settle(catalogue, number, ReportState.IRRELEVANT, "It praises us.")
    assert counted(catalogue) == {("wrong", "desk"): 1}
    assert [line.id for line in inbox(catalogue, states=(ReportState.IRRELEVANT,))] == [number]
    settle(catalogue, number, ReportState.VALID)
    assert counted(catalogue)["wrong", "portal"] == 1


def test_a_new_report_counts_on_the_desk_until_somebody_looks(catalogue):
    def waiting(person=EDITOR):
        with catalogue.reading("en") as reading:
            return count_new_reports(reading, person)

    number = tell(catalogue)
    assert (waiting(), waiting(OWNER)) == (1, 0)
    settle(catalogue, number, ReportState.VALID)
    assert waiting() == 0


def test_fixed_and_irrelevant_need_their_reason(catalogue):
    number = tell(catalogue)
    for state in (ReportState.FIXED, ReportState.IRRELEVANT):
        with pytest.raises(ValueError, match="reason"):
            settle(catalogue, number, state, "  ")
    assert stored(catalogue)[0].state == "new"


def changes(catalogue, language="en"):
    with catalogue.reading(language) as reading:
        return [(found.day, str(found.said), found.changed.language) for found in list_changes(reading, *SERVICE)]


def publish(catalogue, number, texts=TEXTS, person=REVIEWER):
    with catalogue.work(person.mail) as work:
        publish_change(work, person, number, texts)


def test_what_was_changed_is_told_for_a_while_once_a_reviewer_lets_it_out(catalogue, clock):
    number = tell(catalogue)
    with pytest.raises(WrongState):
        publish(catalogue, number)
    settle(catalogue, number, ReportState.FIXED, "New number.")
    assert changes(catalogue) == []
    with pytest.raises(NotAllowed):
        publish(catalogue, number, person=EDITOR)
    with pytest.raises(ValueError, match="source language"):
        publish(catalogue, number, {"fr": ("Faux.", "Corrigé."), "en": ("The number was wrong.", " ")})
    before = catalogue.sequence()
    publish(catalogue, number)
    assert catalogue.sequence() == before + 1
    assert changes(catalogue) == [(DAY, "The number was wrong.", "en")]
    assert changes(catalogue, "fr") == [(DAY, "The number was wrong.", "en")]
    with pytest.raises(WrongState):
        publish(catalogue, number)
    clock.move(days=60)
    assert changes(catalogue) == []


def test_reports_are_forgotten_in_time_and_what_was_told_stays(catalogue, clock):
    fixed, waiting = tell(catalogue), tell(catalogue)
    settle(catalogue, fixed, ReportState.FIXED, "New number.")
    publish(catalogue, fixed)
    clock.move(days=90)
    assert forget_reports(catalogue) == 0
    clock.move(days=1)
    assert forget_reports(catalogue) == 1
    assert [report.id for report in stored(catalogue)] == [waiting]
    clock.move(days=275)
    assert forget_reports(catalogue) == 1
    with catalogue.reading("en") as reading:
        assert reading.session.scalar(select(func.count()).select_from(Report)) == 0


def test_the_log_tells_who_did_what_and_nothing_of_what_was_typed(catalogue):
    number = tell(catalogue, "The clerk shouted at me.")
    settle(catalogue, number, ReportState.FIXED, "The clerk does not shout any more.")
    publish(catalogue, number)
    with catalogue.reading("en") as reading:
        rows = reading.session.scalars(select(Event).where(Event.action.in_(["report fixed", "change told"]))).all()
    assert [(row.actor, row.action, row.details["report"]) for row in rows] == [
        (EDITOR.mail, "report fixed", number),
        (REVIEWER.mail, "change told", number),
    ]
    assert all("clerk" not in str(row.details) and row.object_id for row in rows)


def test_the_office_stays_out_of_what_is_told(catalogue):
    numbers = tell_of_office(catalogue, times=3)
    settle(catalogue, numbers[0], ReportState.FIXED, "The office knows the list now.")
    publish(catalogue, numbers[0])
    with catalogue.reading("en") as reading:
        (note,) = list_changes(reading, *SERVICE)
        assert list_changes(reading, Kind.OFFICE, OFFICE) == ()
    assert OFFICE not in str(note)
