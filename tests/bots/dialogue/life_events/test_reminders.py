"""Reminders come when asked for, by day, and end at once; what has changed is met with respect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bots.dialogue.life_events.at_hand import take_in_hand
from bots.dialogue.life_events.reminders import (
    change_circumstances,
    list_reminders,
    reminders_of,
    say_reminder,
    sensitive_answer,
)
from catalogue.context import Country
from catalogue.queries.life_events import get_pathway

MERIDIA = ZoneInfo("Europe/Lisbon")


def test_seven_days_and_one_day_before_at_nine(mother):
    plan = mother.look(take_in_hand).plan
    reminders = [one for one in list_reminders(plan, MERIDIA) if one.step == "registration"]
    assert [one.at for one in reminders] == [
        datetime(2026, 11, 17, 9, 0, tzinfo=MERIDIA),
        datetime(2026, 11, 23, 9, 0, tzinfo=MERIDIA),
    ]
    assert {one.day for one in reminders} == {date(2026, 11, 24)}
    every = list_reminders(plan, MERIDIA)
    assert [one.at for one in every] == sorted(one.at for one in every)
    assert {one.at.hour for one in every} == {9}


def test_nine_stays_nine_when_the_clocks_change(mother):
    plan = mother.look(take_in_hand).plan
    zone = ZoneInfo("America/New_York")
    offsets = {one.at.utcoffset() for one in list_reminders(plan, zone)}
    assert len(offsets) == 2
    assert {one.at.hour for one in list_reminders(plan, zone)} == {9}


def test_what_is_ticked_is_not_reminded_of(mother):
    mother.press("tick:registration:done", "tick:health-card:waiting", "tick:family-allowance:not-for-me")
    plan = mother.look(take_in_hand).plan
    assert {"registration", "health-card", "family-allowance"}.isdisjoint(
        one.step for one in list_reminders(plan, MERIDIA)
    )


def test_nobody_is_reminded_who_did_not_ask(mother):
    assert mother.look(reminders_of) == ()
    mother.press("remind:on")
    coming = mother.look(reminders_of)
    assert coming
    assert all(one.at > datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("UTC")) for one in coming)
    mother.press("remind:off")
    assert "All reminders have ended." in mother.text
    assert "?" not in mother.text
    assert mother.look(reminders_of) == ()


def test_the_date_is_asked_for_first_and_then_they_begin(talk):
    told = talk(answers={"baby-outcome": "living"}, life_event="having-a-baby").press("remind:on")
    assert not told.memory.reminders
    assert "To remind you in time I need this day:" in told.text
    assert told.say("10 November 2026")
    assert told.memory.reminders
    assert "I will remind you 7 days and 1 day before" in told.text


def test_skipping_the_date_begins_nothing(talk):
    told = talk(answers={"baby-outcome": "living"}, life_event="having-a-baby").press("remind:on", "skip:event-date")
    assert not told.memory.reminders
    told.press("date:2026-11-10")
    assert not told.memory.reminders


def test_days_that_are_over_are_not_promised(talk):
    told = talk(answers={"baby-outcome": "living"}, life_event="having-a-baby", event_date=date(2016, 11, 10))
    told.press("remind:on")
    assert not told.memory.reminders
    assert "no day that I could remind you of" in told.text


def test_a_reminder_names_the_step_its_day_and_what_follows(mother):
    mother.press("remind:on")
    reminder = next(one for one in mother.look(reminders_of) if one.step == "registration")
    mother.act(lambda turn: say_reminder(turn, reminder))
    assert "Reminder: “Register a birth”" in mother.text
    assert "By Tuesday, 24 November 2026" in mother.text
    assert "you pay a late fee" in mother.text
    assert mother.actions == ["tick:registration:done", "plan:next", "remind:off", "remind:changed"]
    assert mother.outcome.answers[0].sources[0].id == "register-birth"


def test_the_reminder_of_a_sensitive_plan_tells_a_glance_nothing(talk):
    told = talk(life_event="death-of-a-relative", event_date=date(2026, 11, 18)).press("remind:on")
    reminder = told.look(reminders_of)[0]
    title = told.look(take_in_hand).step(reminder.step).title.value
    told.act(lambda turn: say_reminder(turn, reminder))
    assert told.text == "Reminder: you wanted to think of Monday, 23 November 2026."
    assert title not in told.text
    assert told.labels == ["Show", "Stop reminders"]


def test_changed_circumstances_lead_to_the_pathway_of_loss(mother):
    mother.press("tick:registration:done", "remind:on", "remind:changed")
    assert not mother.memory.reminders
    assert mother.memory.answers["baby-outcome"] == "stillbirth"
    assert mother.memory.event_date is None
    assert mother.memory.awaiting is None
    assert mother.text.startswith("Take all the time you need.")
    assert "All reminders have ended." in mother.text
    assert "Having a baby" not in mother.text
    assert mother.look(reminders_of) == ()
    mother.press("date:2026-11-20", "plan:steps:1")
    steps = {step.stage for step in mother.look(take_in_hand).plan.steps}
    assert steps == {"after-loss"}
    assert mother.look(reminders_of) == ()


def test_saying_so_in_an_answer_ends_them_as_well(mother):
    mother.press("remind:on", "answer:baby-outcome:stillbirth")
    assert not mother.memory.reminders
    assert "All reminders have ended." in mother.text


def test_where_nobody_can_tell_what_changed_the_question_is_asked(talk):
    told = talk(
        life_event="arriving-as-a-newcomer", answers={"purpose-of-stay": "study"}, event_date=date(2026, 11, 20)
    )
    told.press("remind:changed")
    assert not told.memory.reminders
    assert str(told.memory.awaiting) == "answer:purpose-of-stay"
    assert told.memory.answers["purpose-of-stay"] == "study"


@pytest.mark.parametrize(
    ("life_event", "found"),
    [
        ("having-a-baby", ("baby-outcome", "stillbirth")),
        ("arriving-as-a-newcomer", ("purpose-of-stay", None)),
        ("moving-home", (None, None)),
    ],
)
def test_the_answer_is_found_in_the_facts(shipped, life_event, found):
    with shipped.reading("en") as reading:
        assert sensitive_answer(get_pathway(reading, life_event)) == found


def test_a_life_event_named_instead_is_opened(mother, monkeypatch):
    mother.press("remind:on")

    def with_instead(reading, key):
        pathway = get_pathway(reading, key)
        return replace(pathway, facts=pathway.facts.model_copy(update={"instead": "death-of-a-relative"}))

    monkeypatch.setattr("bots.dialogue.life_events.at_hand.get_pathway", with_instead)
    mother.act(change_circumstances)
    assert mother.memory.life_event == "death-of-a-relative"
    assert not mother.memory.reminders
    assert "death" in mother.text.casefold()


def test_the_zone_is_that_of_the_country(mother):
    mother.press("remind:on")

    def elsewhere(turn):
        country = Country("en", turn.reading.all_languages, ZoneInfo("Asia/Tokyo"))
        return reminders_of(replace(turn, reading=replace(turn.reading, country=country)))

    assert {str(one.at.tzinfo) for one in mother.look(elsewhere)} == {"Asia/Tokyo"}
