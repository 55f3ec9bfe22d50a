"""Answers as a person reads them: short, with the facts of the day and place, and buttons to go on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pressing import actions, press, text

from bots.dialogue.answers.service import answer_service, open_service
from bots.dialogue.memory import Subject
from bots.dialogue.reply import BlockKind, Intent
from bots.dialogue.turn import NotUnderstood
from catalogue.errors import NotFound
from catalogue.queries.services import get_service
from catalogue.read_models.text import Freshness, Text


def test_a_service_in_a_few_lines(a_turn):
    with a_turn("en") as turn:
        told = press(turn, "about:service:register-birth")
    assert text(told) == (
        "Register a birth\n\n"
        "Have your baby entered in the birth register and get the birth certificate. Registering in time is free.\n\n"
        "• Cost: Free of charge if you are in time\n"
        "• Time: At once, while you wait\n"
        "• Until when: Register the birth within 10 working days. The day of birth does not count.\n"
        "• Organisation: National Civil Registry\n"
        "• How: Online · At an office · At a mobile unit · At a consulate\n\n"
        "Service code 1103, checked on 5 October 2026.\n"
        f"{turn.base}/en/services/register-birth"
    )
    assert "tell:documents:register-birth" in actions(told)
    assert actions(told)[-1] == "event:having-a-baby"
    assert told.memory.subject == Subject("service", "register-birth")
    assert told.memory.intents == ("overview",)


def test_a_fee_of_the_day_and_the_one_that_follows(a_turn):
    with a_turn("en") as turn:
        told = text(press(turn, "tell:fees:apply-child-passport"))
    assert "• Passport: €38 · From 1 April 2027: €42 · How to pay: Card / Cash." in told
    assert "Express, on top of the passport fee, if you ask for it: €30 · Only if you want it" in told


def test_that_it_is_free_in_time_comes_before_the_fees_for_being_late(a_turn):
    with a_turn("en") as turn:
        told = text(press(turn, "tell:fees:register-birth")).split("\n\n")
    assert told[1:3] == ["Free of charge if you are in time", "Official fees on 21 November 2026"]
    assert "Only if you are late by 1 to 30 calendar days." in told[3]


def test_the_place_changes_a_fee_and_says_that_it_is_its_own_rule(a_turn):
    with a_turn("en") as turn:
        national = text(press(turn, "tell:fees:register-dog"))
        offered = actions(press(turn, "tell:fees:register-dog"))
    with a_turn("en", "norvale") as turn:
        local = text(press(turn, "tell:fees:register-dog"))
    assert "€15 to €60 per year" in national
    assert "These are the national rules. Some places have rules of their own." in national
    assert {"place:norvale", "place:port-alba"} <= set(offered)
    assert "€15 per year · Rule of Norvale" in local
    assert "These are the rules for Norvale." in local
    assert "/services/register-dog?place=norvale" in local


def test_two_questions_are_answered_and_the_source_is_cited_once(a_turn):
    with a_turn("fr") as turn:
        told = open_service(turn, "register-birth", (Intent.FEES, Intent.DOCUMENTS, Intent.FEES))
    assert [answer.intent for answer in told.answers] == [Intent.FEES, Intent.DOCUMENTS]
    kinds = [block.kind for answer in told.answers for block in answer.blocks]
    assert kinds.count(BlockKind.SOURCE) == 1
    assert kinds[-1] is BlockKind.SOURCE
    assert all(answer.sources for answer in told.answers)
    assert told.memory.intents == ("fees", "documents")


def test_papers_say_form_freshness_condition_and_who_has_them(a_turn):
    with a_turn("en") as turn:
        birth = text(press(turn, "tell:documents:register-birth"))
        grant = press(turn, "tell:documents:claim-birth-grant")
    assert "Identity paper of each parent – one of these\n\n• Identity card: 1 original · for each person" in birth
    assert (
        "• Statement on a home birth: 1 original · the office keeps it · not older than 1 month. The midwife or doctor"
        " signs it. Only if: Was your baby born at home, or do you plan this?"
        " Yes, at home" in birth
    )
    assert "You need not bring\n\n• Birth notification: It is sent for you. From: The hospital or the midwife." in birth
    assert "You get it here: “Register a birth”." in text(grant)
    assert "about:service:register-birth" in actions(grant)


def test_sentences_never_run_into_each_other(a_turn):
    with a_turn("en") as turn:
        told = text(press(turn, "tell:time:register-birth"))
    assert "Only this way: Online. We send the certificate by post when the entry is made." in told
    assert "No, in Meridia. Civil Status Act, article 9" in told


def test_many_ways_are_told_one_at_a_time(a_turn):
    with a_turn("en") as turn:
        ways = press(turn, "tell:steps:register-birth")
        online = press(turn, "tell:steps:register-birth:online")
        few = press(turn, "tell:steps:apply-child-passport")
    assert "1. Decide on the first name and the family name" in text(ways)
    assert "• At a consulate: You can start here. You come in person once. Only if:" in text(ways)
    assert "tell:steps:register-birth:online" in actions(ways)
    assert "Open the form and confirm who you are." in text(online)
    assert "https://registry.example.org/register-birth" in actions(online)
    assert not any(action.startswith("tell:steps:apply-child-passport:") for action in actions(few))


def test_special_cases_are_chosen_from_a_list(a_turn):
    with a_turn("en") as turn:
        cases = press(turn, "tell:special:register-birth")
        home = press(turn, "special:register-birth:home")
    assert "• Your baby was born at home" in text(cases)
    assert "special:register-birth:home" in actions(cases)
    assert text(home).startswith("Register a birth\n\nYour baby was born at home\n\n")
    assert "Service code 1103" in text(home)


def test_words_that_fell_back_say_so(a_turn):
    with a_turn("fr") as turn:
        page = get_service(turn.reading, "register-birth")
        page = replace(page, summary=Text("In English only.", "en", Freshness.MISSING))
        answer = answer_service(turn, page, Intent.OVERVIEW)
    assert answer.blocks[1].lines[0].language == "en"
    assert "Cette partie n’est pas encore traduite." in answer.text


REFUSED = """
about:service about:weather:x tell:documents tell:weather:register-birth tell:fees:register-birth:x
tell:steps:register-birth:no-way special:register-birth special:register-birth:no-case
offices:register-birth offices:register-birth:-1 office judge judge:claim-birth-grant:tenancy
judge:claim-birth-grant:low-income:perhaps judge:claim-birth-grant:place:atlantis
"""
LOST = "about:service:x about:document:x about:organisation:x office:x judge:x complaint:x"


@pytest.mark.parametrize("action", REFUSED.split())
def test_buttons_that_nobody_made_are_refused(a_turn, action):
    with a_turn("en") as turn, pytest.raises(NotUnderstood):
        press(turn, action)


@pytest.mark.parametrize("action", LOST.split())
def test_what_is_no_longer_there_is_not_found(a_turn, action):
    with a_turn("en") as turn, pytest.raises(NotFound):
        press(turn, action)
