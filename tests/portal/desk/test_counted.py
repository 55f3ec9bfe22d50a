"""The counter counts what is looked up, once for each visitor, and what had no answer: of no clerk and no visitor."""

from __future__ import annotations

from counted import stored
from staff import send

from catalogue.commands.counts.record_deeds import record_deeds

LOOKED_UP = ("looked_up", "desk", "en", "service", "register-birth", "", "")
FOUND = ("search_answered", "desk", "en", "", "", "", "")


def counted(country):
    record_deeds(country)
    return {key[1:]: times for key, times in stored(country).items()}


def test_a_service_is_counted_when_it_is_opened_and_not_as_it_is_fitted(clerk, country):
    clerk.open("/desk/")
    assert counted(country) == {}
    clerk.open("/desk/?q=1001")
    assert counted(country) == {LOOKED_UP: 1, FOUND: 1}
    clerk.open("/desk/?q=1001&service=register-birth&answer-married=yes")
    clerk.open("/desk/?q=1001&service=register-birth&have=consent")
    assert counted(country) == {LOOKED_UP: 1, FOUND: 1}
    clerk.open("/desk/?service=register-birth&place=harbour")
    assert counted(country)[(*LOOKED_UP[:5], "harbour", "")] == 1


def test_a_question_without_an_answer_is_counted_when_it_is_noted(clerk, country):
    clerk.open("/desk/?q=unicorn+licence")
    assert counted(country) == {}
    send(clerk.client, "/desk/unanswered", "/desk/?q=unicorn", q="unicorn licence")
    assert counted(country) == {("search_failed", "desk", "en", "", "", "", ""): 1}
    send(clerk.client, "/desk/unanswered", "/desk/?q=x", q="12345678901")
    assert counted(country) == {("search_failed", "desk", "en", "", "", "", ""): 1}
