"""Whatever the dialogue can say about the shipped catalogue is taken by Telegram, in every language."""

from __future__ import annotations

import base64
import json
from collections import deque

import pytest
from telegram_server.refusal import Refused
from telegram_server.rules import check

from bots.dialogue.memory import Memory
from bots.dialogue.reply import FACTS_OF_A_SERVICE, Reply
from bots.dialogue.utterance import Action, Utterance
from bots.telegram.buttons import pack, unpack
from bots.telegram.render import render
from bots.telegram.sending import keyboard
from catalogue.languages import languages
from catalogue.queries.ids import list_ids
from catalogue.queries.life_events import list_life_events
from catalogue.queries.services import list_services

MOST_STEPS = 40
"""Turns of a walk through one life event."""


@pytest.fixture(scope="module")
def ids(shipped_and_indexed) -> frozenset[str]:
    """All ids that a button may name."""
    with shipped_and_indexed.reading("en") as reading:
        return list_ids(reading)


def faults_of(reply: Reply, ids: frozenset[str]) -> list[str]:
    """Tell what Telegram refuses of a reply, and which of its buttons do not lead back to their action."""
    faults = []
    for part in render(reply):
        try:
            check(*request_of(part))
        except Refused as refused:
            faults.append(f"{refused.description}: {str(part)[:200]}")
    for button in reply.buttons:
        if button.action is not None and unpack(pack(button.action), lambda: ids) != button.action:
            faults.append(f"{button.action} is another action when it comes back")
    return faults


def services_in(catalogue, language: str) -> list[str]:
    """Return the ids of all services."""
    with catalogue.reading(language) as reading:
        return [card.id for card in list_services(reading).cards]


def faults_about(dialogue, services: list[str], language: str, ids: frozenset[str]) -> list[str]:
    """Tell what Telegram refuses of the answers to every question about some services."""
    faults = []
    for service in services:
        for intent in FACTS_OF_A_SERVICE:
            action = Action("tell", (intent.value, service))
            reply, _ = dialogue.respond(Utterance(action=action), Memory(language=language, rated=True))
            faults += [f"{action}: {fault}" for fault in faults_of(reply, ids)]
    return faults


def request_of(part) -> tuple[str, dict]:
    """Return a part of a reply as the request that sends it."""
    if "document" in part:
        file = {"file_name": part["name"], "content": base64.b64decode(part["document"])}
        return "sendDocument", {"chat_id": 1, "document": file, "caption": part["title"]}
    request = {"chat_id": 1, "text": part["text"], "entities": part.get("entities", [])}
    markup = keyboard(part.get("buttons"))
    if markup is not None:
        request["reply_markup"] = json.loads(markup.to_json())
    return "sendMessage", request


@pytest.mark.telegram
@pytest.mark.parametrize("language", languages())
def test_every_question_about_every_service(dialogue, shipped_and_indexed, ids, language):
    services = services_in(shipped_and_indexed, language)
    faults = faults_about(dialogue, services, language, ids)
    assert len(services) > 20
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_every_question_about_some_services(dialogue, shipped_and_indexed, ids, language):
    faults = faults_about(dialogue, services_in(shipped_and_indexed, language)[::12], language, ids)
    assert not faults, "\n".join(faults[:20])


@pytest.mark.telegram
@pytest.mark.parametrize("language", languages())
def test_every_life_event_is_walked_to_its_end(dialogue, shipped_and_indexed, ids, language):
    with shipped_and_indexed.reading(language) as reading:
        events = [card.id for card in list_life_events(reading).cards]
    faults, files = [], 0
    for event in events:
        waiting, walked = deque([(Action("event", (event,)), Memory(language=language))]), set()
        while waiting and len(walked) < MOST_STEPS:
            action, memory = waiting.popleft()
            if (action.verb, action.arguments[:2]) in walked:
                continue
            walked.add((action.verb, action.arguments[:2]))
            reply, memory = dialogue.respond(Utterance(action=action), memory)
            files += len(reply.attachments)
            faults += [f"{event} {action}: {fault}" for fault in faults_of(reply, ids)]
            waiting.extend((button.action, memory) for button in reply.buttons if button.action is not None)
        for verb in ("print", "calendar", "remind:on"):
            reply, _ = dialogue.respond(Utterance(action=Action.parse(verb)), memory)
            files += len(reply.attachments)
            faults += [f"{event} {verb}: {fault}" for fault in faults_of(reply, ids)]
    assert events
    assert files >= len(events)
    assert not faults, "\n".join(faults[:20])
