"""A life event gets a new question and a new step: the plans of all example people are shown, then it is asked."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from judging import judged
from keyboard import press_on, type_into
from playwright.sync_api import Page, expect
from reading_back import live_body, lock_of
from staff import a_person

from catalogue.commands.edit_draft import edit_draft
from catalogue.facts import Kind
from catalogue.languages import languages
from catalogue.queries.life_events import get_pathway
from catalogue.rights import Role

pytestmark = pytest.mark.browser

EVENT, QUESTION = "moving-home", "has-bees"
ASKED, STEP = "Do you keep bees?", "Tell the bee inspector"
HERE = f"/editor/life-event/{EVENT}/"


@pytest.fixture
def people(own_site):
    """Return the ids of the example people of the life event."""
    with own_site.catalogue.reading("en") as reading:
        return [person.id for person in get_pathway(reading, EVENT).facts.examples]


def a_member(own_site, name: str, *roles: Role, language: str = "en") -> str:
    mail = f"{name}@example.org"
    a_person(own_site.catalogue, mail, *roles, language=language)
    return mail


def saved(page: Page) -> None:
    page.locator("button[value=save]").first.click()
    page.wait_for_url("**saved=draft")


def add(page: Page, name: str) -> str:
    """Press the button that adds a row to a list and return the name of the row."""
    rows = page.locator(f"[id^='{name}-']").evaluate_all(
        "(tags, start) => tags.filter(tag => /^[0-9]+$/.test(tag.id.slice(start))).length", len(name) + 1
    )
    page.click(f"button[value='add:{name}']")
    page.locator(f"#{name}-{rows}").wait_for(state="attached")
    return f"{name}-{rows}"


def write_question(page: Page, site: str) -> None:
    """Begin a question by keys alone, and write its answers."""
    page.goto(f"{site}/editor/question/new")
    type_into(page, "#title", ASKED)
    type_into(page, "#key", QUESTION)
    press_on(page, "main form button")
    page.wait_for_url("**saved=begun")
    for number, option in enumerate(("yes", "no")):
        press_on(page, "button[value='add:options']")
        type_into(page, f"#options-{number}-id", option)
    press_on(page, "button[value=save]")
    page.wait_for_url("**saved=draft")
    page.goto(f"{site}/editor/question/{QUESTION}/words/en")
    page.fill("[name='text-options.yes']", "Yes")
    page.fill("[name='text-options.no']", "No")
    page.click("button[value=save]")
    page.wait_for_load_state()


def write_life_event(page: Page, site: str) -> None:
    """Ask the question, and add a step for those who say yes."""
    page.goto(f"{site}{HERE}facts")
    page.select_option(f"#{add(page, 'questions')}-question", QUESTION)
    step = add(page, "steps")
    page.fill(f"#{step}-id", "bees")
    page.select_option(f"#{step}-stage", "afterwards")
    page.select_option(f"#{step}-when-test", f"is:{QUESTION}")
    page.click(f"button[value='redraw:{step}-when']")
    page.locator(f"[name='{step}-when-asked-0-options'][value=yes]").check()
    saved(page)
    page.goto(f"{site}{HERE}words/en")
    page.fill("[name='text-steps.bees']", STEP)
    page.fill("[name='text-steps.bees.text']", "Say where your hives stand now.")
    page.locator("button[value=save]").last.click()
    page.wait_for_load_state()


def sent(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    page.click("button[value=submit]")
    page.wait_for_url("**done=submitted")


def published(page: Page, site: str, path: str) -> None:
    page.goto(f"{site}{path}review")
    page.click("button[value=publish]")
    page.wait_for_url("**done=published")


def test_a_new_question_and_step_are_seen_in_every_plan_before_they_are_asked(own_site, visit_own, people):
    site = own_site.address
    writer = visit_own(a_member(own_site, "writer", Role.EDITOR), "/editor/")
    reviewer = visit_own(a_member(own_site, "reviewer", Role.REVIEWER), "/editor/")
    public = visit_own(None, f"/en/life-events/{EVENT}", javascript=False)
    assert ASKED not in public.locator("main").inner_text()
    write_question(writer, site)
    write_life_event(writer, site)

    writer.goto(f"{site}{HERE}plans")
    expect(writer.locator(".person-plan")).to_have_count(len(people))
    for person in people:
        plan = writer.locator(f"#plan-{EVENT}-{person}")
        expect(plan).to_contain_text(ASKED)
        expect(plan.locator(".plan-rows > .added")).to_have_count(1)
        expect(plan.locator(".plan-rows > .added")).to_contain_text(STEP)
        expect(plan.locator(".plan-rows > .added")).to_contain_text("Depends on:")
    assert ASKED not in told(public, site)

    # The question is published first: the life event asks it.
    sent(writer, site, f"/editor/question/{QUESTION}/")
    sent(writer, site, HERE)
    published(reviewer, site, f"/editor/question/{QUESTION}/")
    reviewer.goto(f"{site}{HERE}review")
    expect(reviewer.locator("#example-plans .person-plan")).to_have_count(len(people))
    published(reviewer, site, HERE)

    assert ASKED in told(public, site)
    for answer, has_step in (("yes", True), ("no", False)):
        public.goto(f"{site}/en/life-events/{EVENT}")
        public.check(f"input[name={QUESTION}][value={answer}]")
        public.locator("main form button[type=submit]").last.click()
        public.wait_for_url(f"**{QUESTION}={answer}**")
        assert (STEP in public.locator("main").inner_text()) is has_step


def told(page: Page, site: str) -> str:
    page.goto(f"{site}/en/life-events/{EVENT}")
    return page.locator("main").inner_text()


def test_an_answer_of_an_example_person_is_chosen_in_the_form(own_site, visit_own, people):
    site, person = own_site.address, "late-in-norvale"
    page = visit_own(a_member(own_site, "writer", Role.EDITOR), f"{HERE}facts")
    page.evaluate("for (const row of document.querySelectorAll('details')) row.open = true")
    answers = page.locator(f"select[name^='examples-{people.index(person)}-answers-']")
    dog = next(one for one in answers.all() if one.input_value().startswith("has-dog="))
    dog.select_option("has-dog=no" if dog.input_value() == "has-dog=yes" else "has-dog=yes")
    saved(page)
    page.goto(f"{site}{HERE}plans")
    # One person is asked the same before and after: who they are is no change of the rules.
    expect(page.locator(".unchanged")).to_contain_text(person)
    page.goto(f"{site}{HERE}")
    expect(page.locator("main")).to_contain_text("Plans of example people")


@pytest.mark.parametrize("read_in", [tuple(languages())[::2], tuple(languages())[1::2]])
def test_the_plans_of_example_people_have_no_violation(own_site, visit_own, people, read_in):
    shortened = live_body(own_site.catalogue, Kind.LIFE_EVENT, EVENT)
    writer = a_person(own_site.catalogue, "writer@example.org", Role.EDITOR)
    with own_site.catalogue.work(writer.mail) as work:
        lock = lock_of(own_site.catalogue, Kind.LIFE_EVENT, EVENT, "facts")
        asked = [*shortened["questions"], {"question": "born-at-home"}]
        body = {**shortened, "steps": shortened["steps"][1:], "questions": asked}
        edit_draft(work, writer, Kind.LIFE_EVENT, EVENT, "facts", body, lock=lock)
    axe = Axe()
    for language in read_in:
        page = visit_own(a_member(own_site, f"reader-{language}", Role.EDITOR, language=language), HERE, width=360)
        page.goto(f"{own_site.address}{HERE}plans")
        assert page.locator(".plan-rows > .removed del").count() >= len(people)
        judged(axe, page, language)
