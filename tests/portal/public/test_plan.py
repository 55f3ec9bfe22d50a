"""The page of a plan: steps on the axis of time, what to bring, what it costs, what it depends on."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

PLAN = {"endpoint": "public.plan", "id": "having-a-baby"}
TOLD = [("place", "harbour"), ("event-date", "2027-02-01"), ("married", "no")]


@pytest.fixture(scope="module")
def general(page) -> BeautifulSoup:
    """The plan of somebody of whom nothing is known."""
    return page(**PLAN)


@pytest.fixture(scope="module")
def told(page) -> BeautifulSoup:
    """The plan of somebody who answered one of the questions."""
    return page(**PLAN, query=TOLD)


def text_of(shown, selector: str) -> str:
    return " ".join(shown.select_one(selector).get_text(" ").split())


def test_steps_stand_in_stages_and_are_numbered_through(general):
    assert [heading.get_text(strip=True) for heading in general.select(".stage h3")] == ["Before", "After"]
    assert [number.get_text(strip=True) for number in general.select(".steps .number")] == ["1", "2", "3", "4"]


def test_the_number_of_a_step_is_part_of_its_spoken_name(general):
    link = general.select_one("#step-register h4 a")
    assert " ".join(link.get_text(" ").split()) == "Step 2: Register a birth"
    assert general.select_one("#step-register .number")["aria-hidden"] == "true"
    assert "Step 2: Details" in text_of(general, "#step-register summary")


def test_alternatives_are_announced_under_their_one_number(general):
    choice = general.select_one("#choice-1")
    assert text_of(general, "#choice-1 h4") == "Step 1: Where to give birth"
    assert choice.select_one(".choose-one").get_text(strip=True) == "Choose one of 2 ways:"
    spoken = [" ".join(title.get_text(" ").split()) for title in choice.select("h5")]
    assert spoken == ["Way 1 of 2: Choose a hospital", "Way 2 of 2: Find a midwife"]


def test_an_optional_step_says_so(general):
    assert "Optional" in text_of(general, "#step-passport .tags")


def test_without_a_date_rules_stand_in_place_of_days(general):
    assert text_of(general, "#step-register .due") == "Register within 10 working days."


def test_with_a_date_the_day_stands_first_and_rule_and_consequence_with_it(told):
    assert text_of(told, "#step-register .due") == "By Monday, 15 February 2027"
    details = text_of(told, "#step-register .step-details")
    assert "Register within 10 working days." in details
    assert "If you are late: You pay €20." in details


def test_a_missed_day_is_marked(page):
    shown = page(**PLAN, query=[("event-date", "2026-11-01")])
    assert "Overdue" in text_of(shown, "#step-register .due")


def test_what_an_open_question_decides_is_kept_and_leads_to_the_question(general, told):
    link = general.select_one("#step-name .depends a")
    assert link["href"] == "#question-married"
    assert general.select_one("#question-married .pills")
    assert not told.select("#step-name .depends")


def test_an_open_question_is_answered_by_a_link_that_keeps_the_rest(told):
    answers = [link["href"] for link in told.select("#question-low-income .pills a")]
    assert answers[0] == (
        "/en/life-events/having-a-baby/plan?place=harbour&event-date=2027-02-01&low-income=yes&married=no"
    )


def test_every_answer_can_be_changed_without_losing_the_others(told):
    links = [link["href"] for link in told.select(".answers a")]
    kept = "/en/life-events/having-a-baby?place=harbour&event-date=2027-02-01&married=no"
    assert links == [f"{kept}#question-place", f"{kept}#question-event-date", f"{kept}#question-married"]


def test_an_answer_that_another_makes_needless_is_named(page):
    shown = page(**PLAN, query=[("married", "no"), ("contract", "yes")])
    assert "Is there a marriage contract?" in text_of(shown, ".page-head [role=status]")


def test_a_step_leads_to_its_service_in_this_place_and_pathway(told):
    assert told.select_one("#step-register h4 a")["href"] == (
        "/en/services/register-birth?place=harbour&event=having-a-baby"
    )


def test_ways_of_doing_a_step_are_links_and_the_chosen_one_is_told(page, general):
    ways = general.select("#step-register .ways-to a")
    assert [way.get_text(strip=True) for way in ways if way.has_attr("aria-current")] == ["At an office"]
    shown = page.open(ways[1]["href"].partition("#")[0])
    assert shown.select_one("#step-register .ways-to a[aria-current]").get_text(strip=True) == "Online"


def test_a_step_is_ticked_by_a_link_and_the_mark_can_be_taken_back(page, told):
    done = told.select_one("#step-register .step-more > p a")["href"]
    assert "done=register" in done
    shown = page.open(done.partition("#")[0])
    assert "Done" in text_of(shown, "#step-register .tags")
    undo = shown.select_one("#step-register .step-more > p a")["href"]
    assert "done" not in undo


@pytest.mark.parametrize(("mark", "word"), [("waiting", "Waiting for an answer"), ("skip", "Not for me")])
def test_a_step_may_wait_or_be_none_of_mine(page, mark, word):
    shown = page(**PLAN, query=[*TOLD, (mark, "register")])
    assert word in text_of(shown, "#step-register .tags")


def test_who_waits_may_say_since_when_and_learns_until_when(page):
    waiting = page(**PLAN, query=[*TOLD, ("waiting", "register")])
    form = waiting.select_one("#step-register form")
    assert {field["name"] for field in form.select("input[type=hidden]")} == {
        "place",
        "event-date",
        "married",
        "waiting",
    }
    told = page(**PLAN, query=[*TOLD, ("waiting", "register"), ("applied.register", "2026-11-17")])
    assert "You should have an answer by Tuesday, 1 December 2026." in text_of(told, "#step-register")
    late = page(**PLAN, query=[*TOLD, ("waiting", "register"), ("applied.register", "2026-10-01")])
    assert "The promised time was over" in text_of(late, "#step-register")
    assert late.select_one("#step-register a[href$='#complaint']")


def test_a_ticked_step_leaves_the_totals(page, told):
    assert "€12.50" in text_of(told, ".costs tfoot") or "12.50" in text_of(told, ".costs tfoot")
    shown = page(**PLAN, query=[*TOLD, ("done", "register")])
    assert not shown.select(".costs tfoot") or "12.50" not in text_of(shown, ".costs tfoot")


def test_papers_are_listed_once_with_their_steps(told):
    titles = [paper.get_text(strip=True) for paper in told.select(".bring .checklist .paper-title a")]
    assert len(titles) == len(set(titles))
    assert "Consent" in titles
    assert "2 copies" in text_of(told, ".bring .checklist")
    assert told.select_one('.bring .for-steps a[href="#step-register"]')
    assert text_of(told, ".bring .any-one-title").startswith("Identity")


def test_what_need_not_be_brought_says_why(told):
    assert "Birth notice It is sent for you. Town hall" in text_of(told, ".bring .not-needed")
    assert "Certificate" not in text_of(told, ".bring .not-needed")


def test_what_an_earlier_step_gives_is_taken_along(told):
    assert re.search(r"Certificate You get it in step \d+ · For steps?: \d", text_of(told, ".bring .along"))


def test_costs_show_waivers_lateness_changes_and_their_sum(told):
    rows = text_of(told, ".costs table")
    assert "Perhaps you pay less, or nothing: Low income" in rows
    assert "Another amount holds from 1 January 2027." in rows
    assert "€6.25 to €12.50" in text_of(told, ".costs tfoot")


def test_what_is_not_known_is_never_nothing(page):
    shown = page(**PLAN, query=[("channel.register", "errand"), ("married", "yes")])
    assert shown.select_one(".costs .amount-unknown")
    assert "1 more amount is not known." in text_of(shown, ".costs tfoot")
    assert "To others, who charge" in text_of(shown, ".costs")


def test_code_address_and_qr_code_carry_the_plan(page, told):
    code = text_of(told, ".share .code")
    assert all(len(group) <= 4 for group in code.split("-"))
    answer = page.client.get(f"/go/{code}?language=en")
    assert answer.headers["Location"].partition("&since")[0] == (
        "/en/life-events/having-a-baby/plan?place=harbour&event-date=2027-02-01&married=no"
    )
    assert told.select_one(".share svg.qr path")
    assert "Share them only with people you trust." in text_of(told, ".share")


def test_a_mistyped_code_leads_to_a_page_that_helps(page, told):
    code = text_of(told, ".share .code").replace("-", "")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    shown = page.open(f"/go/{wrong}", status=404)
    assert "We cannot read this code" in shown.h1.get_text()


def test_the_day_of_the_rules_is_told(told, page):
    assert "Valid on 21 November 2026." in text_of(told, ".page-head")
    shown = page(**PLAN, query=[*TOLD, ("as-of", "2027-03-01")])
    assert "Valid on 1 March 2027." in text_of(shown, ".page-head")
    assert "as-of=2027-03-01" in shown.select_one(".answers a")["href"]


def test_a_plan_asks_the_database_five_times_at_most(page, count_statements):
    assert len(count_statements(page.address(**PLAN, query=TOLD))) <= 5
