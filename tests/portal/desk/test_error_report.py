"""F9 at the counter: an error in the entry that is open, reported once, masked, with its context."""

from __future__ import annotations

import pytest
from reporting import stored
from staff import send, staff_pages

from .conftest import CLERK, EDITOR

OPEN = "/desk/?service=register-birth&place=harbour"


def report(clerk, **fields):
    form = clerk.open(OPEN).select_one("#report form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    hidden.pop("csrf_token")
    return {**hidden, **fields}


def test_it_reaches_the_editors_with_edition_and_place_and_no_person(house, country, clerk):
    answer = send(clerk.client, "/desk/report", OPEN, **report(clerk, matter="fees", text="Ann, 12345678901: 20 now"))
    assert answer.status_code == 303
    assert "Reported" in clerk.open(answer.location).main.get_text()
    (row,) = stored(country)
    told = (row.object_key, row.channel, row.field, row.part, row.edition, row.place)
    assert told == ("register-birth", "desk", "fees", "facts", 1, "harbour")
    assert "12345678901" not in row.text
    assert CLERK not in str(vars(row))
    assert "Information desk" in staff_pages(house, EDITOR).open("/editor/reports").main.get_text()


def test_a_double_click_is_one_report_and_the_next_form_another(country, clerk):
    form = report(clerk)
    for _ in range(2):
        assert send(clerk.client, "/desk/report", OPEN, **form).status_code == 303
    assert len(stored(country)) == 1
    send(clerk.client, "/desk/report", OPEN, **report(clerk))
    assert len(stored(country)) == 2


def test_without_a_script_it_is_a_form_behind_its_key(clerk):
    details = clerk.open(OPEN).select_one("details#report")
    assert details.summary.kbd.get_text() == "F9"
    assert details.select_one("form[method=post] button")
    assert not clerk.open("/desk/").select_one("#report")


@pytest.mark.parametrize("wrong", [{"service": "no-such"}, {"service": "<"}, {"form": ""}, {"matter": "weather"}])
def test_what_no_form_of_ours_sends_is_refused(country, clerk, wrong):
    assert send(clerk.client, "/desk/report", OPEN, **report(clerk, **wrong)).status_code == 400
    assert stored(country) == []
