"""Ratings, reports and cases: equal to SQL written by hand, in the sight of their owner, and nothing that few said."""

from __future__ import annotations

import pytest
from cases import a_case
from counted import rate, settle, sums_by, today_of
from reporting import tell, tell_of_office
from sqlalchemy import select, text

from catalogue.errors import NotAllowed
from catalogue.figures.spans import Period, span_of
from catalogue.figures.thresholds import FEW, HIDDEN, Figure
from catalogue.inquiries.kinds import InquiryKind
from catalogue.models import Inquiry
from catalogue.queries.figures import get_cases, get_feedback
from catalogue.queries.inquiries import list_figures

COMPLAINT, QUESTION = InquiryKind.COMPLAINT, InquiryKind.QUESTION


def feedback_of(catalogue, person, span, **asked):
    with catalogue.reading("en") as reading:
        return get_feedback(reading, person, span, **asked)


def cases_of(catalogue, person, span, **asked):
    with catalogue.reading("en") as reading:
        return {one.kind: one for one in get_cases(reading, person, span, **asked).kinds}


def test_ratings_equal_sql_written_by_hand(catalogue, owner, of_registry, month):
    rate(catalogue, 6, 4)
    rate(catalogue, 3, 0, days_ago=29)
    rate(catalogue, 50, 50, days_ago=30)
    rate(catalogue, 20, 5, "having-a-baby", "life_event")
    feedback = feedback_of(catalogue, owner, month)
    by_hand = sums_by(
        catalogue, "SELECT key, sum(yes) FROM page_ratings WHERE day >= :since GROUP BY key", since=month.since
    )
    assert {one.key: one.yes.value for one in feedback.objects} == by_hand
    assert [one.key for one in feedback.objects] == ["register-birth", "having-a-baby"]
    assert (feedback.ratings, feedback.yes, feedback.no) == (Figure(38), Figure(29), Figure(9))
    own = feedback_of(catalogue, of_registry, month)
    assert [(one.key, one.ratings) for one in own.objects] == [("register-birth", Figure(13))]
    assert own.ratings == Figure(13)


@pytest.mark.parametrize(("yes", "no"), [(9, 1), (2, 8), (4, 2)])
def test_what_few_said_of_a_page_is_in_no_figure_and_no_order(catalogue, owner, month, yes, no):
    rate(catalogue, yes, no)
    rate(catalogue, 20, 5, "having-a-baby", "life_event")
    feedback = feedback_of(catalogue, owner, month)
    [told, untold] = feedback.objects
    assert (untold.key, untold.ratings, untold.yes, untold.no) == ("register-birth", Figure(yes + no), HIDDEN, HIDDEN)
    assert told.key == "having-a-baby"
    # The sums are of what is told: less that, nothing is left to learn.
    assert (feedback.yes, feedback.no) == (Figure(20), Figure(5))


def test_pages_with_few_ratings_are_not_listed(catalogue, owner, month):
    rate(catalogue, 4, 0)
    assert feedback_of(catalogue, owner, month).objects == ()
    rate(catalogue, 1, 0, "having-a-baby", "life_event")
    assert feedback_of(catalogue, owner, month).objects == ()


def test_reports_are_counted_by_what_they_say_and_how_they_stand(catalogue, owner, of_registry, of_harbour, month):
    for _ in range(4):
        tell(catalogue)
    tell_of_office(catalogue, times=3)
    feedback = feedback_of(catalogue, owner, month)
    assert {(one.kind, one.state): one.figure.value for one in feedback.report_counts} == {
        ("wrong", "new"): 4,
        ("asked", "new"): 3,
    }
    assert feedback.reports == Figure(7) == feedback_of(catalogue, of_registry, month).reports
    assert feedback_of(catalogue, of_harbour, month).reports == Figure(0)
    with catalogue.work("test") as work:
        work.session.execute(text("UPDATE reports SET state = 'irrelevant', closed_on = received_on"))
    assert feedback_of(catalogue, owner, month).reports == Figure(0)


def test_few_reports_are_told_as_few(catalogue, owner, month):
    tell(catalogue)
    feedback = feedback_of(catalogue, owner, month)
    assert (feedback.reports, feedback.report_counts) == (FEW, ())
    for _ in range(5):
        tell_of_office(catalogue)
    feedback = feedback_of(catalogue, owner, month)
    assert (feedback.reports, [one.figure for one in feedback.report_counts]) == (Figure(6), [FEW, HIDDEN])


def test_cases_equal_sql_written_by_hand(catalogue, owner, of_registry, of_harbour, month, clock):
    numbers = [a_case(catalogue).number for _ in range(13)]
    for number in numbers[:4]:
        settle(catalogue, number, 2)
    for number in numbers[4:7]:
        settle(catalogue, number, 20, late=True)
    a_case(catalogue, kind="question")
    complaints = cases_of(catalogue, owner, month)[COMPLAINT]
    by_hand = sums_by(
        catalogue,
        "SELECT CASE WHEN answered_at IS NULL THEN 'open' WHEN notified_at IS NULL THEN 'in time' ELSE 'late' END, "
        "count(*) FROM inquiries WHERE kind = 'complaint' GROUP BY 1",
    )
    assert (complaints.received, complaints.answered) == (Figure(13), Figure(by_hand["in time"] + by_hand["late"]))
    assert (complaints.in_time.value, complaints.late.value) == (by_hand["in time"], by_hand["late"])
    assert (complaints.days, complaints.promised_days) == (2, 10)
    assert cases_of(catalogue, of_registry, month)[COMPLAINT] == complaints
    assert cases_of(catalogue, of_harbour, month)[COMPLAINT].received == Figure(0)
    assert cases_of(catalogue, owner, month, organisation="town-hall")[COMPLAINT].received == Figure(0)
    question = cases_of(catalogue, owner, month)[QUESTION]
    assert (question.received, question.answered, question.in_time, question.days) == (FEW, HIDDEN, HIDDEN, None)


def test_the_whole_less_an_organisation_never_tells_what_few_wrote_to_another(catalogue, owner, of_registry, month):
    for number in [a_case(catalogue).number for _ in range(7)]:
        settle(catalogue, number, 2)
    with catalogue.work("test") as work:
        first = work.session.scalars(select(Inquiry).order_by(Inquiry.id)).first()
        first.organisation = "town-hall"
    whole = cases_of(catalogue, owner, month)[COMPLAINT]
    assert (whole.received, whole.answered, whole.in_time) == (Figure(7), Figure(7), Figure(7))
    for told in (
        cases_of(catalogue, of_registry, month)[COMPLAINT],
        cases_of(catalogue, owner, month, organisation="registry")[COMPLAINT],
    ):
        assert (told.received, told.answered, told.in_time, told.late, told.days) == (*[HIDDEN] * 4, None)
    assert cases_of(catalogue, owner, month, organisation="town-hall")[COMPLAINT].received == FEW
    with catalogue.reading("en") as reading:
        public = {one.kind: one for one in list_figures(reading)}[InquiryKind.COMPLAINT]
    assert (public.received, public.answered, public.in_time) == (7, 7, 100)


@pytest.mark.parametrize("answered", [1, 2, 9])
def test_neither_few_answers_nor_few_that_wait_can_be_worked_out(catalogue, owner, month, answered):
    numbers = [a_case(catalogue).number for _ in range(10)]
    for number in numbers[:answered]:
        settle(catalogue, number, 2)
    complaints = cases_of(catalogue, owner, month)[COMPLAINT]
    assert complaints.received == Figure(10)
    assert complaints.answered.value is None
    assert (complaints.in_time, complaints.late, complaints.days) == (HIDDEN, HIDDEN, None)


def test_few_that_were_late_are_not_told(catalogue, owner, month):
    for count in range(6):
        settle(catalogue, a_case(catalogue).number, 2, late=count == 0)
    complaints = cases_of(catalogue, owner, month)[COMPLAINT]
    assert (complaints.answered, complaints.in_time, complaints.late) == (Figure(6), HIDDEN, HIDDEN)


def test_only_cases_of_the_span_count(catalogue, owner, month, clock):
    for _ in range(4):
        a_case(catalogue)
    clock.move(days=30)
    later = span_of(Period.MONTH, today_of(catalogue))
    assert cases_of(catalogue, owner, month)[COMPLAINT].received == Figure(4)
    assert cases_of(catalogue, owner, later)[COMPLAINT].received == Figure(0)


def test_a_clerk_sees_none_of_it_and_it_costs_few_queries(catalogue, owner, clerk, month, count_queries):
    with pytest.raises(NotAllowed):
        feedback_of(catalogue, clerk, month)
    with pytest.raises(NotAllowed):
        cases_of(catalogue, clerk, month)
    for ask, most in ((get_feedback, 2), (get_cases, 1)):
        with catalogue.reading("en") as reading:
            ask(reading, owner, month)
            with count_queries(catalogue.engine) as queries:
                ask(reading, owner, month)
        assert queries.count <= most
