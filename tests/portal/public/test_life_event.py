"""The page of a life event: its questions, and what protects the reader of a sensitive one."""

from __future__ import annotations

import json

import pytest
from every_language import EVERY_LANGUAGE


@pytest.fixture(scope="module")
def baby(page):
    """The page of a life event before any answer."""
    return page("public.life_event", id="having-a-baby")


def test_the_questions_are_one_plain_form_that_leads_to_the_plan(baby):
    form = baby.select_one("form.questions")
    assert form["method"] == "get"
    assert form["action"] == "/en/life-events/having-a-baby/plan"
    assert form.select_one("select[name=place]")
    assert form.select_one("input[type=date][name=event-date]")
    assert {field["name"] for field in form.select("input[type=radio]")} == {"married", "contract", "low-income"}


def test_every_question_can_be_skipped_and_none_is_answered_beforehand(baby):
    for question in baby.select("fieldset.question"):
        skip = question.select_one('input[value=""]')
        assert skip.has_attr("checked")
        assert len(question.select("input[checked]")) == 1


def test_every_question_says_why_it_is_asked(baby):
    reasons = baby.select_one("#question-married details.why").get_text(" ")
    assert "Agree on the name" in reasons
    assert "keeps everything that may concern you" in reasons
    assert len(baby.select("details.why")) == len(baby.select("fieldset.question"))


def test_the_date_has_its_name_and_its_hint(baby):
    assert "Day of birth" in baby.select_one('label[for="life-date"]').get_text()
    assert "Expected or real." in baby.select_one("#life-date-hint").get_text()


def test_answers_in_the_address_are_filled_in(page):
    query = [("place", "harbour"), ("event-date", "2026-12-03"), ("married", "no")]
    shown = page("public.life_event", query=query, id="having-a-baby")
    assert shown.select_one("#life-date")["value"] == "2026-12-03"
    assert shown.select_one("#life-place option[selected]")["value"] == "harbour"
    assert [field["value"] for field in shown.select("input[name=married][checked]")] == ["no"]


def test_what_the_form_does_not_ask_is_carried_along(page):
    query = [("as-of", "2026-12-01"), ("channel.register", "errand"), ("done", "name"), ("married", "no")]
    shown = page("public.life_event", query=query, id="having-a-baby")
    carried = {field["name"]: field["value"] for field in shown.select("form.questions input[type=hidden]")}
    assert carried == {"as-of": "2026-12-01", "channel.register": "errand", "done": "name"}


def test_the_stages_ahead_and_what_comes_next_are_named(baby):
    ahead = [item.get_text(" ", strip=True) for item in baby.select("ol.ahead li")]
    assert ahead == ["Before 1 step", "After 3 steps"]
    assert baby.select_one('main a[href="/en/life-events/loss"]')


def test_search_engines_read_a_how_to(baby):
    linked = json.loads(baby.select_one('script[type="application/ld+json"]').string)
    assert linked["@type"] == "HowTo"
    assert [part["name"] for part in linked["step"]] == ["Before", "After"]
    named = [step["name"] for part in linked["step"] for step in part["itemListElement"]]
    assert "Register a birth" in named


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_a_sensitive_event_offers_support_before_anything_else_and_a_way_out(page, language):
    shown = page("public.life_event", language, id="loss")
    main = shown.select_one("main")
    support = main.select_one(".support")
    assert "somebody" in support.get_text()
    assert support.sourceline < main.select_one("form.questions").sourceline
    assert shown.select_one("a[data-leave][rel=noreferrer]")["href"].startswith("https://")
    assert main.select_one("form.questions .notice.warn")


@pytest.mark.parametrize("endpoint", ["public.life_event", "public.plan", "public.plan_json", "public.plan_calendar"])
def test_a_sensitive_event_sends_no_referrer_and_is_not_kept(page, endpoint):
    for query in ((), [("married", "yes")]):
        answer = page.client.get(page.address(endpoint, query=query, id="loss"))
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers


def test_a_plan_of_a_sensitive_event_is_never_remembered_on_the_device(page):
    assert not page("public.plan", id="loss").select("[data-remember]")
    assert not page("public.life_event", id="loss").select("[data-remembered]")
    assert page("public.plan", id="having-a-baby").select("[data-remember][hidden]")


def test_an_ordinary_event_has_no_way_out_to_distract(baby):
    assert not baby.select("[data-leave]")
