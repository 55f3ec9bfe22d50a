"""Whatever the dialogue can say about the shipped catalogue is taken by Telegram, in every language."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections import deque
from types import SimpleNamespace

import pytest
from every_language import EVERY_LANGUAGE
from telegram import User
from telegram_server.refusal import Refused
from telegram_server.rules import check, is_address

from bots.dialogue.memory import Memory, Subject
from bots.dialogue.reply import FACTS_OF_A_SERVICE, Reply
from bots.dialogue.utterance import Action, Utterance
from bots.telegram.buttons import pack, unpack
from bots.telegram.inline import find_inline
from bots.telegram.render import render
from bots.telegram.sending import keyboard
from catalogue.plans.handoff import write_payload
from catalogue.queries.frame import get_frame
from catalogue.queries.ids import list_ids
from catalogue.queries.life_events import get_numbers, list_life_events
from catalogue.queries.services import list_services
from catalogue.settings import PROJECT

MOST_STEPS = 40
"""Turns of a walk through one life event."""
MOST_BUTTONS = 20
"""Below one message; longer lists have pages, since nobody reads more."""
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What Telegram lets a link carry to a bot."""


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
    shown = sum(len(row) for part in render(reply) for row in part.get("buttons", ()))
    # What opens a map app is no web address: Telegram would refuse the whole message.
    wanted = sum(button.action is not None or is_address(button.address or "") for button in reply.buttons)
    if shown != wanted or shown > MOST_BUTTONS:
        faults.append(f"of {wanted} buttons {shown} are shown")
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
@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_every_question_about_every_service(dialogue, shipped_and_indexed, ids, language):
    services = services_in(shipped_and_indexed, language)
    faults = faults_about(dialogue, services, language, ids)
    assert len(services) > 20
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_every_question_about_some_services(dialogue, shipped_and_indexed, ids, language):
    faults = faults_about(dialogue, services_in(shipped_and_indexed, language)[::12], language, ids)
    assert not faults, "\n".join(faults[:20])


def walk(dialogue, language: str, ids: frozenset[str], most: int) -> tuple[set[str], list[str]]:
    """Press every button that can be reached from the menu, each once; return what was pressed, and the faults."""
    waiting, pressed, faults = deque([Action("menu"), Action("help"), Action("language")]), set(), []
    while waiting and len(pressed) < most:
        action = waiting.popleft()
        if str(action) in pressed:
            continue
        pressed.add(str(action))
        reply, _ = dialogue.respond(Utterance(action=action), Memory(language=language))
        faults += [f"{action}: {fault}" for fault in faults_of(reply, ids)]
        waiting.extend(button.action for button in reply.buttons if button.action is not None)
    return pressed, faults


@pytest.mark.telegram
@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_every_button_from_the_menu_on(dialogue, shipped_and_indexed, ids, language):
    pressed, faults = walk(dialogue, language, ids, 100_000)
    services = services_in(shipped_and_indexed, language)
    reached = {service for service in services if any(f":{service}" in action for action in pressed)}
    assert reached == set(services), "no button leads there"
    assert any(action.startswith("topic:") and action.endswith(":2") for action in pressed), "no list has a second page"
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_some_buttons_from_the_menu_on(dialogue, ids, language):
    pressed, faults = walk(dialogue, language, ids, 60)
    assert len(pressed) == 60
    assert not faults, "\n".join(faults[:20])


@pytest.mark.telegram
@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_every_link_to_a_service_fits_and_opens_it(dialogue, shipped_and_indexed, ids, language):
    with shipped_and_indexed.reading(language) as reading:
        cards = [card for card in list_services(reading).cards if card.code]
        numbers = get_numbers(reading)
        places = [numbers.number("place", place.place) for place in get_frame(reading).places]
    faults = []
    for card in cards:
        for place in (None, *places):
            payload = write_payload(language, card.code, place)
            if not PAYLOAD.fullmatch(payload):
                faults.append(f"{payload} does not fit into a link")
            reply, memory = dialogue.respond(Utterance(action=Action("start", (payload,))), Memory())
            faults += [f"{payload}: {fault}" for fault in faults_of(reply, ids)]
            if memory.subject != Subject("service", card.id) or reply.language != language:
                faults.append(f"{payload} does not lead to {card.id}")
    assert len(cards) > 20
    assert places
    assert not faults, "\n".join(faults[:20])


@pytest.mark.telegram
@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_every_title_typed_inline_gives_what_can_be_shared(dialogue, shipped_and_indexed, translated, language):
    door = SimpleNamespace(catalogue=shipped_and_indexed, translations=PROJECT / "translations")
    context = SimpleNamespace(bot_data={"door": door}, bot=SimpleNamespace(username="onedoor_test_bot"))
    user = User(1, "A", is_bot=False, language_code=language)
    with shipped_and_indexed.reading(language) as reading:
        titles = [card.title.value for card in (*list_services(reading).cards, *list_life_events(reading).cards)]
    given: list[dict] = []

    async def answer(results, **rest) -> None:
        plain = [json.loads(result.to_json()) for result in results]
        given.append({"inline_query_id": "1", "results": plain, **rest})

    async def type_all() -> None:
        for title in titles:
            query = SimpleNamespace(query=title, answer=answer)
            await find_inline(SimpleNamespace(inline_query=query, effective_user=user), context)

    asyncio.run(type_all())
    assert len(given) == len(titles)
    for title, request in zip(titles, given, strict=True):
        check("answerInlineQuery", request)
        assert title in {result["title"] for result in request["results"]}


@pytest.mark.telegram
@pytest.mark.parametrize("language", EVERY_LANGUAGE)
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
