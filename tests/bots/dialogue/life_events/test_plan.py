"""The plan in a chat: the same as every door's, its parts, its marks, what is next, and its files."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from as_seen import as_seen
from bs4 import BeautifulSoup
from icalendar import Calendar
from oracle_people import names_of_people, oracle_people

from bots.dialogue.life_events.at_hand import take_in_hand
from bots.dialogue.life_events.next_step import find_next
from bots.dialogue.memory import Memory
from catalogue.languages import formats
from catalogue.plans.code import pack, spoken
from catalogue.plans.pathway import Situation
from catalogue.plans.plan import plan
from catalogue.queries.life_events import get_pathway


@pytest.mark.long
@pytest.mark.parametrize(("life_event", "person"), oracle_people(), ids=names_of_people())
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_chat_shows_the_plan_of_every_door(talk, life_event, person, language):
    situation = person["situation"]
    day = situation.get("event_date")
    told = talk(
        language,
        place=situation.get("place"),
        answers=situation.get("answers", {}),
        event_date=date.fromisoformat(day) if day else None,
        life_event=life_event,
    )
    told.press("plan")

    def expected(turn):
        return plan(
            get_pathway(turn.reading, life_event),
            Situation(turn.reading.as_of, told.memory.answers, told.memory.place, told.memory.event_date),
        )

    wanted = told.look(expected)
    assert told.look(take_in_hand).plan == wanted
    assert spoken(wanted.code) in told.text
    seen = ""
    for part in ("steps", "dates", "bring", "costs"):
        page = 1
        while True:
            told.press(f"plan:{part}:{page}")
            seen += told.text
            page += 1
            if f"plan:{part}:{page}" not in told.actions:
                break
    for step in wanted.steps:
        assert as_seen(step.title.value) in seen
        if step.due and step.due.latest:
            assert as_seen(formats.weekday_date(step.due.latest, language)) in seen
    for item in (*wanted.bring, *wanted.not_bring):
        assert as_seen(item.title.value) in seen
    for cost in wanted.costs:
        assert as_seen(formats.money_range(cost.minimum, cost.maximum, cost.currency, language)) in seen


def test_a_step_says_all_that_is_to_be_known(mother):
    mother.press("step:registration")
    text = mother.text
    assert "By Tuesday, 24 November 2026" in text
    assert "If you are late: We register your baby all the same, but you pay a late fee." in text
    assert "Where you can do all of it:" in text
    assert "Passport" in text
    assert "Service code 1103" in text or re.search(r"Service code \d{4}", text)
    assert "about:service:register-birth" in mother.actions
    assert any(action.startswith("office:") for action in mother.actions)


def test_ticks_leave_the_totals_and_can_be_taken_back(mother):
    before = mother.look(take_in_hand).plan
    assert before.costs[0].maximum > 0
    mother.press("tick:nursery:not-for-me")
    assert mother.memory.ticks == {"nursery": "not-for-me"}
    assert "1 of" in mother.text
    after = mother.look(take_in_hand).plan
    assert sum((cost.maximum for cost in after.costs), Decimal(0)) < before.costs[0].maximum
    mother.press("plan:costs")
    assert "Parents’ contribution" not in mother.text
    mother.press("tick:nursery:open")
    assert mother.look(take_in_hand).plan == before


def test_waiting_asks_for_the_day_and_tells_when_the_answer_is_due(mother):
    mother.press("tick:registration:done", "tick:health-card:waiting")
    assert "applied:health-card:2026-11-21" in mother.actions
    assert mother.say("on 20 November")
    # Ten working days from Friday, 20 November, with no holiday between.
    assert "You should have an answer by Friday, 4 December 2026." in mother.text
    assert mother.memory.applied == {"health-card": date(2026, 11, 20)}
    mother.press("tick:health-card:done")
    assert mother.memory.applied == {}


def test_next_is_the_first_day_among_what_can_be_done(mother):
    def following():
        step = mother.look(lambda turn: find_next(take_in_hand(turn).plan))
        return step.id if step else None

    assert following() == "hospital-notice"
    mother.press("tick:hospital-notice:done")
    assert following() == "registration"
    # While the registration waits, whatever needs the birth certificate waits with it.
    mother.press("tick:registration:waiting")
    assert following() == "maternity-money"
    mother.press("tick:maternity-money:not-for-me", "tick:childminder:not-for-me", "plan:next")
    assert following() == "health-check"
    assert "By Tuesday, 22 December 2026" in mother.text
    mother.press("tick:health-check:done")
    assert following() is None
    mother.press("tick:registration:done", "plan:next")
    assert following() == "health-card"
    assert "By Wednesday, 10 February 2027" in mother.text


def test_when_all_is_settled_nothing_is_next_and_follow_ups_are_offered(mother):
    steps = [step.id for step in mother.look(take_in_hand).plan.steps]
    for step in steps:
        mother.press(f"tick:{step}:done")
    mother.press("plan:next")
    assert "All steps of your plan are settled." in mother.text
    mother.press("plan")
    assert "event:moving-home" in mother.actions
    mother.press(f"tick:{steps[0]}:waiting", "plan:next")
    assert "You wait for an answer:" in mother.text


def test_the_portal_opens_the_same_plan(mother):
    mother.press("tick:registration:done", "plan")
    address = next(button.address for button in mother.outcome.buttons if button.address)
    assert address.startswith(
        "http://127.0.0.1:8000/en/life-events/having-a-baby/plan?place=port-alba&event-date=2026-11-10&"
    )
    assert address.endswith("&parents-married=yes&done=registration")


def test_the_calendar_has_a_day_for_each_open_deadline(mother):
    mother.press("tick:registration:done", "calendar")
    (file,) = mother.outcome.attachments
    assert (file.name, file.media_type) == ("plan.ics", "text/calendar")
    dated = {
        step.due.latest
        for step in mother.look(take_in_hand).plan.steps
        if step.due and step.due.latest and step.id != "registration"
    }
    events = Calendar.from_ical(file.content).walk("VEVENT")
    assert {event.decoded("dtstart") for event in events} == dated


def test_the_calendar_of_a_sensitive_plan_tells_nothing(talk):
    told = talk("en", event_date=date(2026, 11, 10), life_event="death-of-a-relative").press("calendar")
    (file,) = told.outcome.attachments
    calendar = Calendar.from_ical(file.content)
    assert {str(event["summary"]) for event in calendar.walk("VEVENT")} == {"Reminder"}
    assert {str(event["url"]) for event in calendar.walk("VEVENT")} == {"http://127.0.0.1:8000/en/"}
    assert "death" not in file.content.decode().casefold()


def test_a_calendar_without_a_date_asks_for_it(talk):
    told = talk("en", life_event="having-a-baby", skipped=("event-date",)).press("calendar")
    assert told.outcome.attachments == ()
    assert str(told.memory.awaiting) == "date:calendar"


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("zh", "ltr")])
def test_the_printed_plan_has_every_part_and_needs_nothing_else(shipped, talk, mother, language, direction):
    mother.memory = Memory.from_plain({**mother.memory.to_plain(), "language": language})
    mother.press("tick:registration:done", "print")
    (file,) = mother.outcome.attachments
    html = file.content.decode()
    page = BeautifulSoup(html, "html5lib")
    assert (page.html["lang"], page.html["dir"]) == (language, direction)
    assert not page.select("script, link, img, iframe, [src], [href]")
    made = mother.look(take_in_hand).plan
    assert [step["id"] for step in page.select(".step")] == [f"step-{step.id}" for step in made.steps]
    assert [step["id"] for step in page.select(".ticked")] == ["step-registration"]
    text = page.get_text(" ", strip=True)
    for item in (*made.bring, *made.not_bring):
        assert item.title.value in text
    for step in made.steps:
        if step.due and step.due.latest and step.id != "registration":
            assert formats.weekday_date(step.due.latest, language) in text
    for cost in made.costs:
        assert formats.money_range(cost.minimum, cost.maximum, cost.currency, language) in text
    assert page.select_one(".code").get_text(strip=True) == spoken(made.code)


def test_the_printed_plan_escapes_its_words(shipped, mother):
    from dataclasses import replace

    from bots.dialogue.life_events.printed import print_plan
    from catalogue.read_models.text import Text

    def printed(turn):
        hand = take_in_hand(turn)
        stage = hand.plan.stages[0]
        step = replace(stage.steps[0], title=Text("<script>x</script>", "en"), text=Text("<b>&", "en"))
        return print_plan(replace(hand, plan=replace(hand.plan, stages=(replace(stage, steps=(step,)),))))

    html = mother.look(printed)
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;x&lt;/script&gt;" in html


def test_the_code_is_that_of_the_situation(mother):
    hand = mother.look(take_in_hand)
    assert pack(hand.situation, hand.pathway) == hand.plan.code
