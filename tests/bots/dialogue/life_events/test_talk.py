"""A life event is opened, asks what it needs one at a time, takes answers by button and in words, and is changed."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bots.dialogue.reply import BlockKind, Intent
from bots.dialogue.turn import NotUnderstood
from bots.dialogue.utterance import Action


def test_opening_says_what_it_is_about_and_asks_the_first_question(talk):
    opened = talk().press("event:having-a-baby")
    assert opened.text.startswith("Having a baby")
    assert "At most 9 short questions" in opened.text
    assert opened.text.endswith("we show only what helps you now, and nothing else.")
    assert opened.actions == [
        "answer:baby-outcome:living",
        "answer:baby-outcome:stillbirth",
        "skip:baby-outcome",
        "plan",
    ]
    assert opened.memory.awaiting == Action("answer", ("baby-outcome",))
    assert opened.outcome.answers[0].sources[0].checked == date(2026, 10, 14)


def test_nobody_is_asked_what_is_known(talk):
    opened = talk(answers={"baby-outcome": "living"}).press("event:having-a-baby")
    assert opened.memory.awaiting == Action("answer", ("born-abroad",))
    assert "At most 8" in opened.text


def test_answers_in_words_lead_to_the_plan(talk):
    told = talk().press("event:having-a-baby", "answer:baby-outcome:living", "answer:born-abroad:no")
    told.press("skip:born-at-home")
    for words in ("yes", "no", "No.", "no"):
        assert told.say(words), words
    assert told.memory.awaiting == Action("date")
    assert not told.say("what does a passport cost")
    assert told.say("3 May")
    assert told.memory.event_date == date(2027, 5, 3)
    assert "Noted: 3 May 2027" in told.text
    assert told.say("we live in Port Alba")
    assert told.memory.place == "port-alba"
    assert "Your plan: Having a baby" in told.text
    assert "By Wednesday, 5 May 2027" in told.text
    assert told.memory.skipped == ("born-at-home",)


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [
        ("fr", "demain", date(2026, 11, 22)),
        ("es", "3 de mayo de 2027", date(2027, 5, 3)),
        ("ru", "3 мая 2027", date(2027, 5, 3)),
        ("zh", "2027年5月3日", date(2027, 5, 3)),
        ("ar", "3 مايو 2027", date(2027, 5, 3)),
    ],
)
def test_the_date_is_read_in_every_language(talk, language, words, day):
    told = talk(language).press("event:having-a-baby", "ask:event-date")
    assert told.say(words)
    assert told.memory.event_date == day


def test_nothing_that_was_typed_is_kept(talk):
    told = talk().press("event:having-a-baby", "answer:baby-outcome:living", "ask:parents-married")
    assert told.say("yes we are, my name is Xanthippe")
    told.press("ask:event-date")
    assert told.say("it was tomorrow, says doctor Zebulon")
    kept = json.dumps(told.memory.to_plain()) + told.text
    assert "xanthippe" not in kept.casefold()
    assert "zebulon" not in kept.casefold()


def test_a_year_out_of_reach_is_no_answer(talk):
    told = talk().press("event:having-a-baby", "ask:event-date")
    assert not told.say("3 May 2999")
    with pytest.raises(NotUnderstood):
        told.press("date:2999-05-03")


def test_an_answer_is_changed_and_what_became_moot_is_named(talk):
    told = talk().press("event:having-a-baby", "answer:baby-outcome:living", "answer:born-abroad:no")
    told.press("answer:born-at-home:yes", "ask")
    assert "ask:born-abroad" in told.actions
    told.press("ask:born-abroad", "answer:born-abroad:yes")
    assert "Your other answers make this answer needless" in told.text
    assert "Was your baby born at home" in told.text
    told.press("answer:parents-married:no")
    assert "needless" not in told.text


def test_a_sensitive_event_begins_with_comfort(talk):
    opened = talk().press("event:death-of-a-relative")
    kinds = [block.kind for block in opened.outcome.answers[0].blocks]
    assert kinds[0] is BlockKind.HEADING
    before_summary = opened.text.split("What to do after a death")[0]
    assert "Take all the time you need." in before_summary
    assert "Where to find comfort and help now" in before_summary
    assert "!" not in opened.text


def test_an_answer_that_makes_the_plan_sensitive_asks_nothing_more(talk):
    told = talk().press("event:having-a-baby", "answer:baby-outcome:stillbirth")
    assert told.text.startswith("Take all the time you need.")
    assert told.memory.awaiting is None
    assert "Having a baby" not in told.text
    told.press("plan:steps:1")
    assert "After the loss of your baby" in told.text
    assert "nursery" not in told.text.casefold()


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        (Intent.DOCUMENTS, "What to bring"),
        (Intent.FEES, "What it costs"),
        (Intent.TIME, "Your dates"),
        (Intent.STEPS, "Your steps"),
        (Intent.NEXT, "Claim money for the weeks around the birth"),
    ],
)
def test_questions_about_the_whole_event_are_answered_from_the_plan(talk, intent, words):
    asked = talk(answers={"baby-outcome": "living"}).ask("having-a-baby", intent)
    (answer,) = asked.outcome.answers
    assert answer.intent is intent
    assert answer.sources
    assert words in answer.text
    assert answer.blocks[-1].kind is BlockKind.SOURCE


def test_two_questions_have_two_answers(talk):
    asked = talk().ask("moving-home", Intent.DOCUMENTS, Intent.FEES)
    assert [answer.intent for answer in asked.outcome.answers] == [Intent.DOCUMENTS, Intent.FEES]
    assert asked.memory.intents == ("documents", "fees")


def test_another_life_event_puts_the_plan_away_and_leads_back(mother):
    mother.press("tick:registration:done", "remind:on", "event:moving-home")
    assert mother.memory.life_event == "moving-home"
    assert (mother.memory.ticks, mother.memory.event_date, mother.memory.reminders) == ({}, None, False)
    assert mother.memory.answers["low-income"] == "no"
    assert "Its reminders have ended." in mother.text
    back = next(action for action in mother.actions if action.startswith("start:"))
    mother.press(back)
    assert mother.memory.life_event == "having-a-baby"
    assert mother.memory.ticks == {"registration": "done"}
    assert mother.memory.event_date == date(2026, 11, 10)
    assert not mother.memory.reminders


STRANGE = [
    "answer:baby-outcome:perhaps",
    "answer:nothing:yes",
    "answer:place:atlantis",
    "date:soon",
    "skip:nothing",
    "plan:poems",
    "step:nothing",
    "tick:registration:maybe",
    "tick:nothing:done",
    "remind:never",
    "event",
    "applied:health-card:2027-01-01",
]


@pytest.mark.parametrize("action", STRANGE)
def test_buttons_that_nobody_made_are_not_understood(mother, action):
    with pytest.raises(NotUnderstood):
        mother.press(action)


def test_without_a_life_event_there_is_no_plan(talk):
    with pytest.raises(NotUnderstood):
        talk().press("plan")
    assert not talk().say("yes")
