"""Links from a page to the chat about the same thing: on the portal, and in the messenger that the operator runs."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from markupsafe import Markup

from catalogue.plans.handoff import write_payload
from catalogue.queries.life_events import get_numbers
from portal.chatting import has_chat
from portal.extensions import get_house
from portal.locale import page_language
from portal.qr import qr_code
from portal.urls import address
from portal.work import chosen_place, reading


@dataclass(frozen=True, slots=True)
class Messenger:
    """The way to the bot in Telegram; it carries codes only, and nothing that tells of a person."""

    address: str
    drawing: Markup


def add_builders(app: Flask) -> None:
    """Let templates write `has_chat()`, `chat_about("service", id)`, `chat_with_plan(code)` and `messenger(code)`."""
    app.jinja_env.globals.update(
        has_chat=has_chat, chat_about=chat_about, chat_with_plan=chat_with_plan, messenger=messenger
    )


def chat_about(kind: str, id: str) -> str:
    """Return the address of the chat about a service or a life event, in the reader's language and place."""
    return address("public.chat", about=f"{kind}:{id}")


def chat_with_plan(code: str) -> str:
    """Return the address of the chat that goes on with a plan."""
    return address("public.chat", plan=code)


def messenger(code: str) -> Messenger | None:
    """Return the way into Telegram for the code of a plan or a service; None where no bot is run."""
    bot = get_house().settings.telegram_bot
    if not bot:
        return None
    place = chosen_place()
    number = get_numbers(reading()).number("place", place.place) if place else None
    payload = write_payload(page_language(), code, number)
    link = f"https://t.me/{bot}?start={payload}"
    return Messenger(link, qr_code(link))
