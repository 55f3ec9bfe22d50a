"""The web chat: a plain form that works without JavaScript, and the same answers as JSON for the script."""

from __future__ import annotations

import re
from typing import Any

from flask import Response, abort, jsonify, request
from flask_babel import gettext

from catalogue.errors import Gone, Moved, NotFound
from catalogue.queries.life_events import get_life_event
from catalogue.queries.services import get_service
from portal.chatting import Chat, get_chat
from portal.locale import page_language, speak
from portal.pages import page
from portal.public.blueprint import public
from portal.security import mark_sensitive
from portal.work import chosen_place, reading

LONGEST_MESSAGE = 500
"""Characters that the box takes."""
_ABOUT = re.compile(r"(service|life_event):[a-z0-9-]{1,60}")
_CODE = re.compile(r"[A-Za-z0-9-]{10,90}")


@public.get("/chat")
def chat() -> Response:
    """Begin a conversation, about nothing or about what the address names."""
    return _shown(_take_turn("", _opening()), said=None)


@public.post("/chat")
def chat_turn() -> Response:
    """Answer a message or a button."""
    action = request.form.get("action", "")
    text = " ".join(request.form.get("text", "")[:LONGEST_MESSAGE].split())
    reply = _take_turn(text, action or ("" if text else "menu"))
    if request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json":
        response = jsonify(reply)
        response.headers["Cache-Control"] = "no-store"
        return response
    if reply["language"] != page_language():
        speak(reply["language"])
    return _shown(reply, said=None if action else text)


def _take_turn(text: str, action: str) -> dict[str, Any]:
    place = chosen_place()
    memory = request.form.get("memory", "")
    reply = _chat().turn(
        language=page_language(), text=text, action=action, memory=memory, place=place.place if place else None
    )
    if _is_sensitive(reply["subject"]):
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
    return f"start:{plan}" if _CODE.fullmatch(plan) else "menu"


def _is_sensitive(subject: list[str] | None) -> bool:
    if subject is None:
        return False
    kind, id = subject
    try:
        if kind == "service":
            return get_service(reading(), id).sensitive
        return kind == "life_event" and get_life_event(reading(), id).sensitive
    except (NotFound, Gone, Moved):
        return False


def _shown(reply: dict[str, Any], said: str | None) -> Response:
    response = page(
        "public/chat.html",
        kept=False,
        reply=reply,
        said=said,
        longest=LONGEST_MESSAGE,
        went_wrong=gettext("The answer did not come. Check your connection and send again."),
    )
    # What was asked is nobody else's to read, neither in a cache nor in the referrer of a link.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
