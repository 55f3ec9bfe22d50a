"""From the portal into the chat: the same plan or service, in its language and place; anything else is the menu."""

from __future__ import annotations

from datetime import date

import pytest

from bots.dialogue.handoff import read_payload, write_payload
from bots.dialogue.life_events.at_hand import take_in_hand
from bots.dialogue.memory import Memory
from catalogue.plans.code import pack
from catalogue.plans.pathway import Situation
from catalogue.queries.life_events import get_numbers, get_pathway

ANSWERS = {"baby-outcome": "living", "parents-married": "no"}


def code_of(shipped, **known) -> str:
    with shipped.reading("en") as reading:
        situation = Situation(as_of=known.pop("as_of", reading.as_of), **known)
        return pack(situation, get_pathway(reading, "having-a-baby"))


def test_the_same_plan_with_the_same_ticks(shipped, talk):
    ticks = {"registration": "done", "health-card": "waiting", "nursery": "not-for-me"}
    code = code_of(shipped, answers=ANSWERS, place="norvale", event_date=date(2026, 11, 10), ticks=ticks)
    arrived = talk("en").press(f"start:{write_payload('fr', code)}")
    memory = arrived.memory
    assert (memory.language, memory.place, memory.life_event) == ("fr", "norvale", "having-a-baby")
    assert (memory.answers, memory.ticks, memory.event_date) == (ANSWERS, ticks, date(2026, 11, 10))
    assert arrived.text.startswith("Votre plan : Avoir un enfant")
    assert arrived.outcome.spoken_by.language == "fr"
    assert arrived.look(take_in_hand).plan.code == code


def test_a_sensitive_plan_begins_gently(shipped, talk):
    code = code_of(shipped, answers={"baby-outcome": "stillbirth"})
    assert talk("en").press(f"start:en_{code}").text.startswith("Take all the time you need.")


def test_a_service_in_its_place(shipped, talk):
    with shipped.reading("en") as reading:
        number = get_numbers(reading).number("place", "norvale")
    arrived = talk("en").press(f"start:{write_payload('ar', '2101', number)}")
    assert arrived.memory.place == "norvale"
    assert arrived.memory.language == "ar"
    assert arrived.memory.subject.id == "register-address"


def test_a_place_that_is_gone_is_named(talk):
    arrived = talk("en").press("start:en_2101_4321")
    assert arrived.memory.place is None
    assert "The place is no longer one of ours" in arrived.text


def test_what_could_not_be_taken_over_is_named(shipped, talk):
    code = code_of(
        shipped,
        as_of=date(2027, 2, 1),
        as_of_chosen=True,
        answers=ANSWERS,
        channels={"registration": "office"},
        ticks={"registration": "done"},
    )
    text = talk("en").press(f"start:{code}").text
    assert "The plan was made for another day. Here you see the rules of today." in text
    assert "Everything else was kept." in text


def test_the_chosen_way_of_a_step_is_taken_over_and_stays_with_its_plan(shipped, talk):
    code = code_of(shipped, answers=ANSWERS, channels={"registration": "counter"})
    arrived = talk("en").press(f"start:{code}")
    assert "not taken over" not in arrived.text
    assert arrived.memory.channels == {"registration": "counter"}
    plan = arrived.look(take_in_hand).plan
    assert plan.code == code
    assert [way.id for step in plan.steps if step.id == "registration" for way in step.channels if way.chosen] == [
        "counter"
    ]
    assert "channel.registration=counter" in arrived.look(take_in_hand).address
    assert Memory.from_plain(arrived.memory.to_plain()) == arrived.memory
    arrived.press("event:moving-home")
    assert arrived.memory.channels == {}


def test_a_way_that_is_no_longer_offered_is_not_in_the_address(talk):
    hand = talk(life_event="having-a-baby", channels={"registration": "by-pigeon"}).look(take_in_hand)
    assert "by-pigeon" not in hand.address


def test_answers_to_other_life_events_stay(shipped, talk):
    code = code_of(shipped, answers=ANSWERS)
    arrived = talk("en", answers={"will-exists": "yes", "low-income": "yes"}).press(f"start:en_{code}")
    assert arrived.memory.answers == {"will-exists": "yes", **ANSWERS}


def test_a_plan_of_another_occasion_puts_the_first_away(shipped, mother):
    code = code_of(shipped, answers=ANSWERS, event_date=date(2024, 3, 1))
    mother.press("tick:registration:done", f"start:en_{code}")
    assert mother.memory.event_date == date(2024, 3, 1)
    assert mother.memory.ticks == {}
    mother.press(next(action for action in mother.actions if action.startswith("start:")))
    assert mother.memory.ticks == {"registration": "done"}


@pytest.mark.parametrize("payload", ["", "hello", "fr_PXXXXXXXXXX", "en_9999", "en_P00000000000", "x" * 70])
def test_what_was_tampered_with_leads_home(talk, payload):
    arrived = talk("en").press(f"start:{payload}")
    assert "life_events:1" in arrived.actions
    assert arrived.memory.life_event is None


def test_a_slip_of_one_letter_leads_home(shipped, talk):
    code = code_of(shipped, answers=ANSWERS)
    for place in range(1, len(code)):
        slipped = code[:place] + ("7" if code[place] != "7" else "8") + code[place + 1 :]
        with shipped.reading("en") as reading:
            assert read_payload(f"en_{slipped}", reading) is None
