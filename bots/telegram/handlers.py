"""Updates of Telegram as utterances; what a handler does not answer itself goes through the door."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any, cast

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bots.dialogue.utterance import Action, Coordinates, Utterance
from bots.telegram.buttons import unpack
from bots.telegram.door import Door
from bots.telegram.rewriting import Written
from bots.terminal import COMMANDS
from catalogue.languages import languages
from catalogue.queries.ids import list_ids

LONGEST_PAYLOAD = 64


def door_of(context: CallbackContext) -> Door:
    """Return the door that the application was built with."""
    return door_in(context.bot_data)


def door_in(shared: Mapping[str, Any]) -> Door:
    """Return the door out of what all handlers share."""
    return cast(Door, shared["door"])


def hint_of(update: Update) -> str | None:
    """Return the language that the person's client is set to, where the portal speaks it."""
    user = update.effective_user
    code = (user.language_code or "").partition("-")[0].lower() if user else ""
    return code if code in languages() else None


async def take_command(update: Update, context: CallbackContext) -> None:
    """Do what a command asks for: `/start` with what a link carries, or one of the menu's."""
    message = cast(Message, update.effective_message)
    words = (message.text or "").split(maxsplit=1)
    name = words[0].partition("@")[0].lower()
    if name == "/start":
        payload = words[1].strip()[:LONGEST_PAYLOAD] if len(words) > 1 else ""
        action = Action("start", (payload,)) if payload else Action("menu")
    else:
        action = COMMANDS.get(name, Action("menu"))
    await _through(update, context, Utterance(action=action, language_hint=hint_of(update)))


async def take_text(update: Update, context: CallbackContext) -> None:
    """Answer what a person wrote, or wrote anew."""
    message = cast(Message, update.effective_message)
    await _through(update, context, Utterance(message.text or "", language_hint=hint_of(update)))


async def take_location(update: Update, context: CallbackContext) -> None:
    """Look for offices near a place on the map, which is not kept."""
    message = cast(Message, update.effective_message)
    place = message.location or (message.venue.location if message.venue else None)
    if place is not None:
        point = Coordinates(place.latitude, place.longitude)
        await _through(update, context, Utterance(location=point, language_hint=hint_of(update)))


async def take_something_else(update: Update, context: CallbackContext) -> None:
    """Say that only words are read: photos of papers above all are not wanted here."""
    await _through(update, context, Utterance(action=Action("only_text"), language_hint=hint_of(update)))


async def press_button(update: Update, context: CallbackContext) -> None:
    """Do what a button stands for, and let its clock stop turning."""
    pressed = cast(CallbackQuery, update.callback_query)
    door = door_of(context)
    action = await asyncio.to_thread(_unpack, door, pressed.data or "")
    # One that is too old to be answered does what it does all the same.
    with contextlib.suppress(TelegramError):
        await pressed.answer()
    await _through(update, context, Utterance(action=action or Action("menu"), language_hint=hint_of(update)))


def _unpack(door: Door, written: str) -> Action | None:
    def ids() -> frozenset[str]:
        with door.catalogue.reading("en") as reading:
            return list_ids(reading)

    return unpack(written, ids)


async def _through(update: Update, context: CallbackContext, utterance: Utterance) -> None:
    chat = update.effective_chat
    if chat is None:
        return
    if chat.type != ChatType.PRIVATE:
        # What a person needs from an office is nobody else's to read.
        utterance = Utterance(action=Action("only_private"), language_hint=utterance.language_hint)
        if not (update.effective_message and (update.effective_message.text or "").startswith("/")):
            return
    message = update.message or update.edited_message
    written = Written(message.message_id, is_edited=update.edited_message is not None) if message else None
    await door_of(context).answer(chat.id, update.update_id, utterance, written)
