"""Row A10 as a conversation: three outcomes, with their reasons, asked one question at a time."""

from __future__ import annotations

import pytest
from pressing import actions, press, text

from bots.dialogue.answers.eligibility import take_text
from bots.dialogue.memory import Memory
from bots.dialogue.utterance import Action


def play(a_turn, *pressed, memory=None, language="en"):
    told = None
    for action in pressed:
        with a_turn(language, None, told.memory if told else memory) as turn:
            told = press(turn, action)
    return told


def test_questions_one_at_a_time_then_likely(a_turn):
    first = play(a_turn, "judge:claim-housing-benefit")
    assert "Your home, or your new one: do you rent it?" in text(first)
    assert actions(first) == [
        "judge:claim-housing-benefit:tenancy:tenant", "judge:claim-housing-benefit:tenancy:owner",
        "judge:claim-housing-benefit:tenancy:guest", "judge:claim-housing-benefit:tenancy:_",
    ]  # fmt: skip
    assert first.memory.awaiting == Action("judge", ("claim-housing-benefit", "tenancy"))
    last = play(a_turn, actions(first)[0], "judge:claim-housing-benefit:low-income:yes", memory=first.memory)
    assert "You are likely to be entitled.\nYou meet 2 of 2 conditions." in text(last)
    assert "You meet this:\n\n• You rent the home you live in.\n• Your household’s income is low." in text(last)
    assert "Service code 2105" in text(last)
    assert last.memory.awaiting is None
    assert last.memory.answers == {"tenancy": "tenant", "low-income": "yes"}


def test_one_that_is_not_met_is_named_and_the_answer_can_be_changed(a_turn):
    told = play(a_turn, "judge:claim-housing-benefit", "judge:claim-housing-benefit:tenancy:owner")
    assert "With these answers you are not entitled.\nYou meet 0 of 2 conditions." in text(told)
    assert "You do not meet this:\n\n• You rent the home you live in." in text(told)
    assert "Your answers do not tell this yet:\n\n• Your household’s income is low." in text(told)
    again = play(a_turn, actions(told)[0], memory=told.memory)
    assert "Your home, or your new one: do you rent it?" in text(again)


def test_skipping_everything_never_means_no(a_turn):
    skip = ("judge:claim-housing-benefit:tenancy:_", "judge:claim-housing-benefit:low-income:_")
    told = play(a_turn, "judge:claim-housing-benefit", *skip)
    assert "More must be known before anybody can tell." in text(told)
    begun_again = play(a_turn, "judge:claim-housing-benefit", memory=told.memory)
    assert "Your home, or your new one: do you rent it?" in text(begun_again)


def test_answers_given_elsewhere_are_not_asked_for_again(a_turn):
    told = play(a_turn, "judge:claim-birth-grant", memory=Memory(answers={"low-income": "yes"}))
    assert "You are likely to be entitled." in text(told)


def test_what_only_the_office_can_check_is_listed(a_turn):
    with a_turn("en", "norvale", Memory(place="norvale")) as turn:
        told = text(press(turn, "judge:claim-birth-grant"))
    assert "More must be known" in told
    assert "The office checks this:\n\n• You have lived in Norvale for at least three months. (Rule of Norvale)" in told


def test_the_button_is_offered_where_answers_can_decide(a_turn):
    with a_turn("en") as turn:
        grant = press(turn, "tell:eligibility:claim-birth-grant")
        birth = press(turn, "tell:eligibility:register-birth")
    assert "judge:claim-birth-grant" in actions(grant)
    assert "judge:register-birth" not in actions(birth)


@pytest.mark.parametrize(
    ("language", "written", "outcome"),
    [
        ("en", "yes", "You are likely to be entitled."),
        ("en", "no", "With these answers you are not entitled."),
        ("fr", "oui", "Vous y avez probablement droit."),
        ("ru", "нет", "Судя по этим ответам, у вас нет такого права."),
    ],
)
def test_an_answer_in_own_words(a_turn, language, written, outcome):
    asked = play(a_turn, "judge:claim-birth-grant", language=language)
    with a_turn(language, None, asked.memory) as turn:
        assert outcome in text(take_text(turn, written))
        assert take_text(turn.remembering(awaiting=None), written) is None
