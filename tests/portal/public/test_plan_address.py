"""The address of a plan: what does not fit is told kindly and never repeated; page, JSON and calendar agree."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from as_seen import as_seen
from icalendar import Calendar

from catalogue.plans.json import as_json
from catalogue.plans.pathway import Situation
from catalogue.plans.plan import plan
from catalogue.queries.life_events import get_pathway

ID = "having-a-baby"
TOLD = [("place", "harbour"), ("event-date", "2027-02-01"), ("married", "no")]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ([("event-date", "2026-02-30")], "There is no such date."),
        ([("event-date", "tomorrow")], "There is no such date."),
        ([("event-date", "9999-12-31")], "There is no such date."),
        ([("event-date", "0001-01-01")], "There is no such date."),
        ([("as-of", "soon")], "is no date we know"),
        ([("as-of", "9999-12-31")], "is no date we know"),
        ([("as-of", "20260101")], "is no date we know"),
        ([("married", "perhaps")], "This question has other answers now: Are you married?"),
        ([("divorced", "yes")], "a question that is no longer asked"),
        ([("done", "dance")], "A step that was marked is no longer part"),
        ([("channel.register", "pigeon")], "no longer be done in the way you chose: Register a birth"),
        ([("channel.dance", "web")], "A way of doing a step"),
        ([("applied.register", "2031-01-01")], "There is no such date."),
        ([("dropped", "option")], "One answer is no longer among"),
    ],
)
def test_what_does_not_fit_is_told_kindly(page, query, told):
    shown = page("public.plan", query=query, id=ID)
    notice = " ".join(shown.select_one(".page-head [role=status]").get_text(" ").split())
    assert told in notice
    assert shown.select(".steps .step")


@pytest.mark.parametrize(
    "query",
    [
        [("married", "zzqx")],
        [("zzqx", "yes")],
        [("event-date", "zzqx")],
        [("as-of", "zzqx")],
        [("done", "zzqx")],
        [("channel.register", "zzqx")],
        [("channel.zzqx", "web")],
        [("applied.zzqx", "2026-11-01")],
        [("place", "zzqx")],
        [("dropped", "zzqx"), ("since", "zzqx")],
        [("q", "zzqx")],
        [("utm_source", "zzqx")],
        [("married", "<script>zzqx</script>")],
    ],
)
@pytest.mark.parametrize("endpoint", ["public.plan", "public.life_event", "public.plan_json", "public.plan_calendar"])
def test_nothing_but_codes_and_dates_comes_back(page, endpoint, query):
    answer = page.client.get(page.address(endpoint, query=query, id=ID))
    assert answer.status_code == 200
    assert "zzqx" not in answer.get_data(as_text=True)


def test_marks_of_campaigns_are_ignored_in_silence(page):
    shown = page("public.plan", query=[("utm_source", "letter"), ("fbclid", "IwAR0")], id=ID)
    assert not shown.select(".page-head [role=status]")


def test_skipped_questions_of_the_form_leave_no_trace(page):
    shown = page("public.plan", query=[("place", ""), ("event-date", ""), ("married", ""), ("contract", "")], id=ID)
    assert not shown.select(".page-head [role=status]")
    assert shown.select_one(".whole-address a")["href"] == f"https://services.example.org/en/life-events/{ID}/plan"


def test_an_unknown_place_gets_national_rules_and_is_told(page):
    shown = page("public.plan", query=[("place", "atlantis")], id=ID)
    assert "We do not know the place" in shown.select_one("main").get_text()


def test_an_older_code_says_that_the_catalogue_has_changed(page, portal_catalogue):
    shown = page("public.plan", query=[("since", str(portal_catalogue.sequence() - 1))], id=ID)
    assert "Something has changed since this plan was made" in shown.select_one(".page-head [role=status]").get_text()


def answers_of(page, query) -> dict:
    return page.client.get(page.address("public.plan_json", query=query, id=ID)).get_json()


@pytest.mark.parametrize(
    "query",
    [(), TOLD, [*TOLD, ("done", "register")], [*TOLD, ("low-income", "yes"), ("channel.register", "errand")]],
)
def test_page_json_and_calendar_agree(page, query):
    plan = answers_of(page, query)
    shown = page("public.plan", query=query, id=ID)
    assert [tag["id"].removeprefix("step-") for tag in shown.select("[id^=step-]")] == [
        step["id"] for step in plan["steps"]
    ]
    ticked = {value for name, value in query if name == "done"}
    dated = {step["due"]["date"] for step in plan["steps"] if step["due"] and step["id"] not in ticked} - {None}
    calendar = Calendar.from_ical(page.client.get(page.address("public.plan_calendar", query=query, id=ID)).data)
    assert {event["dtstart"].dt.isoformat() for event in calendar.walk("VEVENT")} == dated
    written = as_seen(shown.get_text(" "))
    for day in map(date.fromisoformat, dated):
        assert f"{day.day} {day:%B} {day.year}" in written
    documents = {item["document"] for item in plan["bring"]}
    named = {link["href"].split("/documents/")[1].partition("?")[0] for link in shown.select(".bring .paper-title a")}
    assert named == documents
    assert plan["code"] == re.sub("-", "", shown.select_one(".share .code").get_text(strip=True))
    assert plan["url"] == shown.select_one(".whole-address a")["href"]


def test_the_calendar_of_a_sensitive_event_tells_nothing_but_days(page):
    query = [("event-date", "2026-12-01")]
    answer = page.client.get(page.address("public.plan_calendar", query=query, id="loss"))
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == [date(2026, 12, 1) + timedelta(days=3)]
    written = answer.get_data(as_text=True)
    assert "died" not in written
    assert "loss" not in written
    assert "registry" not in written
    assert events[0]["summary"] == "Reminder"


def test_the_calendar_is_a_file_of_its_own(page):
    answer = page.client.get(page.address("public.plan_calendar", query=TOLD, id=ID))
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "plan.ics" in answer.headers["Content-Disposition"]
    lines = answer.data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)


def test_the_json_has_the_order_of_the_command(page, portal_catalogue):
    with portal_catalogue.reading("en") as reading:
        made = plan(get_pathway(reading, ID), Situation(as_of=reading.as_of))
    text = page.client.get(page.address("public.plan_json", id=ID)).text
    assert list(json.loads(text)) == list(as_json(made, lambda kind, id: id))


@pytest.mark.parametrize("endpoint", ["public.plan", "public.plan_json", "public.plan_calendar"])
def test_an_unknown_life_event_is_a_page_that_helps(page, endpoint):
    page(endpoint, id="nothing", status=404)


def test_a_plan_with_answers_is_never_kept_by_anybody_else(page):
    answer = page.client.get(page.address("public.plan", query=TOLD, id=ID))
    assert answer.headers["Cache-Control"] == "private, no-cache"
