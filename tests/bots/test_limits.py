"""Whatever a button about services, offices, papers and people leads to fits a messenger, and cites its source."""

from __future__ import annotations

import re

import pytest
from every_language import EVERY_LANGUAGE

from bots.dialogue.answers.service import answer_service
from bots.dialogue.answers.verbs import VERBS
from bots.dialogue.memory import Memory
from bots.dialogue.reply import BlockKind, Intent
from bots.dialogue.utterance import Action, Coordinates
from catalogue.queries.documents import list_documents
from catalogue.queries.offices import list_offices
from catalogue.queries.organisations import list_organisations
from catalogue.queries.services import get_service, list_services

LONGEST_LINE = 3500
LONGEST_LABEL = 63
LEFT_OVER = re.compile(r"%\(\w+\)|\{\w+[.\w-]*\}|\*\*|\bNone\b|<\w+>| {2}|\.\.|: ·")

OF_OTHERS = {"event", "menu", "place"}
"""Verbs of other rooms, to which the answers lead."""


def everything(turn) -> list[Action]:
    """Return the actions that tell about each service, paper, body and office."""
    reading = turn.reading
    ids = {
        "service": [card.id for card in list_services(reading).cards],
        "document": [card.id for card in list_documents(reading).cards],
        "organisation": [card.id for card in list_organisations(reading).cards],
        "office": [card.id for card in list_offices(reading)],
    }
    about = [Action("about", (kind, id)) for kind, found in ids.items() for id in found]
    return [*about, Action("human"), Action("complaint"), Action("own_case"), Action("near")]


def outcome_of(turn, action: Action):
    """Return what an action leads to."""
    return VERBS[action.verb](turn, action.arguments)


def faults_of(turn, outcome) -> list[str]:
    """Tell what is wrong with an outcome."""
    blocks = [block for answer in outcome.answers for block in answer.blocks]
    lines = [line.text for block in blocks for line in block.lines]
    faults = [f"long: {line[:80]}" for line in lines if len(line) > LONGEST_LINE]
    faults += [f"left over {found} in {line[:120]}" for line in lines for found in LEFT_OVER.findall(line)]
    faults += ["an empty line" for line in lines if not line.strip()]
    for pressed in outcome.buttons:
        if not 0 < len(pressed.label) <= LONGEST_LABEL:
            faults.append(f"label {pressed.label!r}")
        if (pressed.action is None) == (pressed.address is None):
            faults.append(f"{pressed.label} neither acts nor opens")
        if pressed.action is not None and Action.parse(str(pressed.action)) != pressed.action:
            faults.append(f"{pressed.action} does not parse back")
    labels = [pressed.label for pressed in outcome.buttons]
    faults += [f"two buttons {label}" for label in labels if labels.count(label) > 1]
    for answer in outcome.answers:
        cited = [line.address for block in answer.blocks if block.kind is BlockKind.SOURCE for line in block.lines]
        if answer.sources and answer.sources[0].address not in cited:
            faults.append(f"{answer.sources[0].id} is not cited")
    return faults


@pytest.mark.long
@pytest.mark.parametrize(("language", "place"), [("ru", "norvale"), ("ar", None)])
def test_every_button_leads_to_a_message_that_fits(a_turn, language, place):
    with a_turn(language, place) as turn:
        waiting, seen, faults = everything(turn), set(), []
        while waiting:
            action = waiting.pop()
            if action in seen:
                continue
            seen.add(action)
            outcome = outcome_of(turn, action)
            faults += [f"{action}: {fault}" for fault in faults_of(turn, outcome)]
            actions = [pressed.action for pressed in outcome.buttons if pressed.action]
            strange = {action.verb for action in actions} - {*VERBS, *OF_OTHERS}
            faults += [f"{action} leads to {verb}" for verb in strange]
            waiting += [action for action in actions if action.verb in VERBS]
    assert not faults, "\n".join(faults[:30])
    assert {action.verb for action in seen} >= {"about", "tell", "special", "offices", "office", "judge", "near"}


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_every_answer_in_every_language_cites_code_day_and_page(a_turn, language):
    with a_turn(language) as turn:
        for card in list_services(turn.reading).cards:
            page = get_service(turn.reading, card.id)
            for intent in Intent:
                answer = answer_service(turn, page, intent)
                (source,) = answer.sources
                last = answer.blocks[-1]
                assert last.kind is BlockKind.SOURCE
                assert page.code in "".join(line.text for line in last.lines)
                assert source.address == f"{turn.base}/{language}/services/{page.id}" == last.lines[-1].address
                assert source.checked == page.checked.on
                assert all(0 < len(line.text) <= LONGEST_LINE for block in answer.blocks for line in block.lines)
                assert not LEFT_OVER.search(answer.text), (page.id, intent, LEFT_OVER.findall(answer.text))


def test_the_offices_near_a_point_fit_too(a_turn):
    with a_turn("fr", None, Memory(), location=Coordinates(38.62, -15.21)) as turn:
        assert faults_of(turn, outcome_of(turn, Action("near"))) == []
