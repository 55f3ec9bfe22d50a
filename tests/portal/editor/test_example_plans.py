"""The plans of example people on the pages of editors and reviewers, before anything is published."""

from __future__ import annotations

import pytest
from editing import ADA, BOB, Browser
from page import markup_faults
from reading_back import live_body, lock_of
from reviewing import ADA as ADA_PERSON
from reviewing import edit
from staff import staff_pages

from catalogue.commands.publish import publish
from catalogue.commands.submit import submit
from catalogue.facts import Kind

EVENT = "having-a-baby"
HERE = f"/editor/life-event/{EVENT}/"
PEOPLE = [{"id": "maria", "note": "Maria is <married>.", "answers": ["married=yes"]}, {"id": "lena"}]


@pytest.fixture
def peopled(country, editors):
    """The application over the small country, whose life event has two example people."""
    body = {**live_body(country, Kind.LIFE_EVENT, EVENT), "examples": PEOPLE}
    lock = lock_of(country, Kind.LIFE_EVENT, EVENT, "facts")
    with country.work("ada") as work:
        publish(work, Kind.LIFE_EVENT, EVENT, "facts", body, lock=lock)
    return editors


def drafted(country, **changes):
    body = {**live_body(country, Kind.LIFE_EVENT, EVENT), **changes}
    edit(country, ADA_PERSON, body, "facts", kind=Kind.LIFE_EVENT, key=EVENT)


def sent(country):
    lock = lock_of(country, Kind.LIFE_EVENT, EVENT, "facts")
    with country.work(ADA_PERSON.mail) as work:
        submit(work, ADA_PERSON, Kind.LIFE_EVENT, EVENT, {"facts": lock})


def with_step(country, **more):
    steps = live_body(country, Kind.LIFE_EVENT, EVENT)["steps"]
    drafted(country, steps=[steps[1], {"id": "celebrate", "stage": "after", "gives": ["medal"], **more}])


def marked(page, mark):
    return [" ".join(one.p.get_text(" ", strip=True).split()) for one in page.select(f".plan-rows > .{mark}")]


def test_a_reviewer_sees_the_plans_before_the_button(peopled, country):
    with_step(country, when={"is": {"married": "yes"}})
    sent(country)
    page = Browser(peopled, BOB).open(HERE + "review").page
    marks = {mark: marked(page.select_one("#plan-having-a-baby-maria"), mark) for mark in ("added", "removed")}
    assert marks == {"added": ["New celebrate"], "removed": ["Gone Take the notice"]}
    assert marked(page.select_one("#plan-having-a-baby-lena"), "added") == ["New celebrate"]
    added = page.select_one("#plan-having-a-baby-lena .added").get_text(" ", strip=True)
    assert "Depends on: Are you married?" in added
    assert "Maria is <married>." in page.select_one("#plan-having-a-baby-maria").get_text()
    assert "2 differences" in page.select_one("#plan-having-a-baby-lena summary").get_text()
    everything = page.main.get_text(" ", strip=True)
    assert everything.index("Plans of example people") < everything.index("When?")
    assert markup_faults(str(page)) == []


def test_whom_nothing_concerns_is_said_in_one_line(peopled, country):
    drafted(country, note="Only for colleagues.")
    page = Browser(peopled, ADA).open(HERE + "plans").page
    assert page.select_one(".unchanged").get_text(" ", strip=True) == "Nothing changes for: maria · lena"
    assert not page.select(".person-plan")


def test_the_objects_page_leads_to_the_plans_while_there_is_a_draft(peopled, country):
    assert f"{HERE}plans" not in str(Browser(peopled, ADA).open(HERE).page)
    drafted(country, note="Only for colleagues.")
    assert f"{HERE}plans" in str(Browser(peopled, ADA).open(HERE).page)


def test_a_fee_is_seen_on_another_day(peopled, country):
    body = live_body(country, Kind.SERVICE, "register-birth")
    (fee,) = body["fees"]
    amounts = [{**fee["amounts"][0], "until": "2029-12-31"}, {"from": "2030-01-01", "amount": "30.00"}]
    edit(country, ADA_PERSON, {**body, "fees": [{**fee, "amounts": amounts}]}, "facts")
    browser = Browser(peopled, ADA)
    assert "Nothing changes for:" in browser.open("/editor/service/register-birth/plans").said
    browser.open("/editor/service/register-birth/plans?day=2030-01-01")
    assert "With the drafts €30 " in browser.said
    assert browser.open("/editor/service/register-birth/plans?day=soon").errors == ["Write the day as 2026-12-31."]


def test_a_draft_that_breaks_plans_is_told_kindly(peopled, country):
    drafted(country, stages=[])
    said = Browser(peopled, ADA).open(HERE + "plans").said
    assert "cannot be published as they are" in said


def test_a_life_event_without_example_people_says_so(editors, country):
    drafted(country, note="Only for colleagues.")
    page = Browser(editors, ADA).open(HERE + "plans").page
    assert page.select_one(f"a[href='{HERE}facts#examples']") is not None


def test_other_objects_have_no_plans(peopled):
    assert "No plan is made from these drafts." in Browser(peopled, ADA).open("/editor/law/civil-act/plans").said


def test_the_page_is_judged(peopled, country):
    with_step(country)
    staff_pages(peopled, ADA).open(HERE + "plans")


def test_answers_of_example_people_are_chosen_in_the_form(peopled, country):
    browser = Browser(peopled, ADA).open(HERE + "facts")
    browser.press("add:examples-1-answers")
    chosen = browser.page.select_one("select[name='examples-1-answers-0']")
    assert [one["value"] for one in chosen.select("option")] == ["", "married=yes", "married=no"]
    browser.press("save", **{"examples-1-answers-0": "married=no", "examples-0-answers-0": "married=yes"})
    assert "married=no" in str(browser.page)
