"""Journey: a parent whose baby died answers so, and from then on the plan protects them."""

from __future__ import annotations

import pytest

from catalogue.settings import PROJECT
from portal import create_app
from portal.settings import Settings
from portal.translations import compile_all

PLAN = "/en/life-events/having-a-baby/plan"


@pytest.fixture(scope="module")
def client(shipped, tmp_path_factory):
    compile_all(PROJECT / "translations")
    return create_app(
        Settings.from_environment({"ONEDOOR_HOME": str(tmp_path_factory.mktemp("home"))}), shipped
    ).test_client()


def test_the_answer_makes_the_plan_leave_no_trace(client):
    answer = client.get(f"{PLAN}?baby-outcome=stillbirth")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "data-leave" in answer.get_data(as_text=True)


def test_without_it_the_plan_is_like_every_other(client):
    answer = client.get(f"{PLAN}?baby-outcome=living")
    assert answer.headers["Cache-Control"] != "no-store"
    assert "data-leave" not in answer.get_data(as_text=True)


def test_its_calendar_names_nothing(client):
    calendar = client.get(f"{PLAN}.ics?baby-outcome=stillbirth&event-date=2026-11-10").get_data(as_text=True)
    assert "BEGIN:VEVENT" in calendar
    assert "stillb" not in calendar.lower()
    assert "died" not in calendar.lower()
