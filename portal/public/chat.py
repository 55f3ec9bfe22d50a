"""The web chat: a plain form that works without JavaScript, and the same answers as JSON for the script."""

from __future__ import annotations

import re
from typing import Any

from flask import Response, abort, jsonify, request

from catalogue.errors import Gone, Moved, NotFound
from catalogue.queries.life_events import get_life_event
from catalogue.queries.services import get_service
from portal.chatting import Chat, get_chat
from portal.extensions import get_house
from portal.locale import page_language, speak
from portal.pages import page
from portal.public.blueprint import public
from portal.public.service_page import is_sensitive_service
from portal.security import is_sensitive, mark_sensitive
from portal.staff.network import network
from portal.urls import address
from portal.work import chosen_place, reading

LONGEST_MESSAGE = 500
"""Characters that the box takes."""
MENU = "menu"
"""The button that an empty message presses."""
CHANGE_LANGUAGE = "language:"
"""How the buttons begin that lead to another language."""
_SPACES = re.compile(r"[ \t\r\n]+")
"""What one types between words; spaces that hold words together stay."""
_ABOUT = re.compile(r"(service|life_event):[a-z0-9-]{1,60}")
_CODE = re.compile(r"[A-Za-z0-9-]{10,90}")


@public.get("/chat")
def chat() -> Response:
    """Begin a conversation, about nothing or about what the address names."""
    opening = _opening()
    return _shown(_take_turn("", opening), examples=opening == MENU)


@public.post("/chat")
def chat_turn() -> Response:
    """Answer a message or a button; a button that asks a question says in `text` what it asks."""
    action = request.form.get("action", "")
    text = _SPACES.sub(" ", request.form.get("text", "")[:LONGEST_MESSAGE]).strip()
    reply = _take_turn(text, action or ("" if text else MENU))
    if reply["language"] != page_language():
        speak(reply["language"])
    if request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json":
        response = jsonify({**reply, "address": address("public.chat"), "sensitive": is_sensitive()})
        response.headers["Cache-Control"] = "no-store"
        return response
    if action.startswith(CHANGE_LANGUAGE):
        # The words are still in the box: they were not sent yet.
        return _shown(reply, unsent=text, examples=reply["subject"] is None)
    return _shown(reply, said=text)


def _take_turn(text: str, action: str) -> dict[str, Any]:
    place = chosen_place()
    memory = request.form.get("memory", "")
    guesses, origin = get_house().guesses, network()
    reply = _chat().turn(
        language=page_language(),
        text=text,
        action=action,
        memory=memory,
        place=place.place if place else None,
        may_try_codes=not guesses.must_wait(origin),
    )
    if reply["wrong_code"]:
        guesses.was_wrong(origin)
    if reply["danger"] or _is_sensitive(reply["subject"], reply["life_event"]):
        mark_sensitive()
    return reply


def _chat() -> Chat:
    return get_chat() or abort(404)


def _opening() -> str:
    """Return what a link to the chat asks first."""
    about, plan = request.args.get("about", ""), request.args.get("plan", "")
    if _ABOUT.fullmatch(about):
        kind, id = about.split(":")
        return f"event:{id}" if kind == "life_event" else f"about:{about}"
    return f"start:{plan}" if _CODE.fullmatch(plan) else MENU


def _is_sensitive(subject: list[str] | None, life_event: str | None) -> bool:
    """Tell whether nobody else should see what is spoken of, or the plan in hand, which the page carries along."""
    kind, id = subject or (None, "")
    try:
        if kind == "service":
            service = get_service(reading(), id)
            if is_sensitive_service(service, service.part_of):
                return True
        events = {id if kind == "life_event" else None, life_event} - {None}
        return any(get_life_event(reading(), event).sensitive for event in events if event)
    except (NotFound, Gone, Moved):
        return False


def _shown(reply: dict[str, Any], *, said: str = "", unsent: str = "", examples: bool = False) -> Response:
    response = page(
        "public/chat.html",
        kept=False,
        reply=reply,
        said=said,
        unsent=unsent,
        examples=_chat().examples(page_language()) if examples else (),
        longest=LONGEST_MESSAGE,
    )
    # What was asked is nobody else's to read, neither in a cache nor in the referrer of a link.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
