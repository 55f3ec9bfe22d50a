"""Where to go, on Saturday, 21 November 2026, at ten: what is open now, on another day, and nearby."""

from __future__ import annotations

from datetime import date

import pytest
from pressing import actions, press, text

from bots.dialogue.memory import Memory, Subject
from bots.dialogue.utterance import Action, Coordinates
from catalogue.queries.services import get_service


def test_the_open_offices_come_first_and_the_others_on_request(a_turn):
    with a_turn("en") as turn:
        told = press(turn, "tell:where:register-birth")
    offices = [action for action in actions(told) if action.startswith("office")]
    assert offices == [
        "office:registry-port-alba", "office:onedoor-port-alba", "office:onedoor-norvale",
        "offices:register-birth:1",
    ]  # fmt: skip
    assert "Civil Registry Office Port Alba: Open until 11:00 · 2 Assembly Street, 1001 Port Alba" in text(told)
    assert "Onedoor Centre Norvale: Closed now · Opens Monday, 23 November 2026 at 08:30" in text(told)
    assert actions(told)[0] == "https://registry.example.org/register-birth"


def test_pages_of_offices_hold_each_once(a_turn):
    with a_turn("en") as turn:
        page = get_service(turn.reading, "register-birth")
        every = {office.id for channel in page.channels for office in channel.offices}
        first, second = (press(turn, f"offices:register-birth:{number}") for number in (1, 2))
        beyond = press(turn, "offices:register-birth:99")
    shown = [action.partition(":")[2] for action in actions(first) + actions(second) if action.startswith("office:")]
    assert sorted(shown) == sorted(every)
    assert "offices:register-birth:2" in actions(first)
    assert "offices:register-birth:1" in actions(second)
    assert text(beyond) == text(second)


def test_a_day_that_was_spoken_of_counts_in_place_of_now(a_turn):
    # The first Saturday of December: Norvale opens, by a dated row of its own.
    with a_turn("en", "norvale", day=date(2026, 12, 5)) as turn:
        told = text(press(turn, "tell:where:register-birth"))
        office = text(press(turn, "office:onedoor-norvale"))
    assert "• Onedoor Centre Norvale: Open on Saturday, 5 December 2026: 09:00 to 12:00" in told
    assert "Civil Registry Office Norvale: Closed on Saturday, 5 December 2026" in told
    assert told.index("Onedoor Centre Norvale") < told.index("Civil Registry Office Norvale")
    assert office.startswith("Onedoor Centre Norvale\n\nOpen on Saturday, 5 December 2026: 09:00 to 12:00\n")


@pytest.mark.parametrize(
    ("office", "day", "said"),
    [
        ("onedoor-norvale", date(2026, 12, 25), "Closed on Friday, 25 December 2026 · Christmas Day"),
        (
            "onedoor-norvale",
            date(2026, 11, 24),
            "Open on Tuesday, 24 November 2026: 08:30 to 12:30 · 13:30 to 17:00",
        ),
        ("mobile-highlands", date(2026, 11, 25), "Open on Wednesday, 25 November 2026: 10:00 to 13:00"),
        # The unit comes in the second and fourth week of the month.
        ("mobile-highlands", date(2026, 11, 26), "Open on Thursday, 26 November 2026: 10:30 to 13:30"),
        ("mobile-highlands", date(2026, 12, 3), "Closed on Thursday, 3 December 2026"),
        # Nobody looks so far ahead for holidays: the first of May is one.
        ("onedoor-norvale", date(2027, 5, 1), "In an ordinary week: Saturday · closed"),
        ("onedoor-norvale", date(2027, 5, 7), "In an ordinary week: Friday · 08:30 to 13:00"),
    ],
)
def test_an_office_on_a_day(a_turn, office, day, said):
    with a_turn("en", day=day) as turn:
        assert text(press(turn, f"office:{office}")).split("\n\n")[1].split("\n")[0] == said


def test_the_nearest_offices_to_a_point(a_turn):
    with a_turn("en") as turn:
        asked = press(turn, "near")
    with a_turn("en", None, asked.memory, location=Coordinates(38.6201, -15.2104)) as turn:
        told = press(turn, "near")
    assert asked.memory.awaiting == Action("near")
    assert "It is not kept." in text(asked)
    assert "• Onedoor Centre Port Alba: Open until 13:00" in text(told)
    assert "0 km away" in text(told)
    assert told.memory.awaiting is None
    assert "38.62" not in str(told.memory)


def test_near_offices_have_the_service_that_was_spoken_of(a_turn):
    memory = Memory(subject=Subject("service", "register-birth"))
    with a_turn("en", None, memory, location=Coordinates(38.9119, -15.0235)) as turn:
        told = press(turn, "near")
    assert "Meridia Post agent" not in text(told)
    assert "Service code 1103" in text(told)
