from __future__ import annotations

from staff import send, staff_pages

from catalogue.commands.record_failed_searches import record_failed_searches
from catalogue.queries.failed_searches import list_failed_searches

from .conftest import CLERK, EDITOR


def test_a_question_without_an_answer_is_noted_with_one_key_and_shown_to_editors(house, country, portal_clock):
    try:
        for _ in range(2):
            clerk = staff_pages(house, CLERK)
            for _ in range(3):
                page = clerk.open("/desk/?q=unicorn+licence")
                assert page.select_one("form.unanswered button[data-key=F8]")
                answer = send(clerk.client, "/desk/unanswered", "/desk/?q=unicorn", q="unicorn licence")
                assert answer.location == "/desk/?said=noted"
            record_failed_searches(country)
            portal_clock.move(days=1)
        with country.reading("en") as reading:
            (group,) = list_failed_searches(reading, country.seal).groups
        assert (group.text, group.searches, group.at_desk, group.days) == ("unicorn licence", 6, 6, 2)
    finally:
        portal_clock.move(days=-2)
    page = staff_pages(house, EDITOR).open("/editor/searches")
    assert "6 times at a counter" in page.main.get_text()


def test_numbers_and_addresses_are_masked(clerk, country):
    answer = send(clerk.client, "/desk/unanswered", "/desk/?q=x", q="12345678901")
    assert answer.location == "/desk/?said=masked"
    assert country.tally.take() == {}
    assert "Nothing was noted" in clerk.open(answer.location).main.get_text()


def test_nothing_typed_is_no_question(clerk):
    assert send(clerk.client, "/desk/unanswered", "/desk/?q=x", q=" ").status_code == 400
