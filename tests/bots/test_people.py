"""Somebody to talk to, to complain to, and to ask after one's own case."""

from __future__ import annotations

from pressing import press, text

from bots.dialogue.memory import Memory, Subject


def test_a_person_with_phone_and_hours(a_turn):
    with a_turn("en") as turn:
        told = press(turn, "human")
    assert "Onedoor Line: Open until 15:00\nPhone: +999 555 0199" in text(told)
    assert "• Monday to Friday: 07:30 to 20:00\n• Saturday: 09:00 to 15:00\n• Sunday: closed" in text(told)


def test_a_complaint_goes_to_the_body_of_the_place(a_turn):
    with a_turn("en", "norvale") as turn:
        told = press(turn, "complaint:register-dog")
    assert "Is the bill or a fine wrong? Write to your municipality." in text(told)
    assert "Municipality of Norvale\nPhone: +999 555 0117\nE-mail: info@norvale.example.org" in text(told)
    assert told.memory.subject == Subject("service", "register-dog")


def test_a_complaint_about_nothing_in_particular(a_turn):
    with a_turn("en") as turn:
        told = text(press(turn, "complaint"))
    assert "Ask the office first." in told
    assert "+999 555 0199" in told


def test_no_catalogue_knows_ones_own_case(a_turn):
    with a_turn("en", None, Memory(subject=Subject("service", "register-birth"))) as turn:
        told = text(press(turn, "own_case"))
    assert "I know the rules, but not your own case." in told
    assert "Phone: +999 555 0102" in told
    assert "Have the number on your receipt ready." in told
    assert "• At the latest 5 working days after you applied. Only this way: Online" in told
