"""Sending the parts of a reply: repeated when they certainly did not arrive, never when they may have.

A message that timed out, or whose connection broke after it was sent, may have been delivered; sent again it would be
answered twice. The person sees it or asks again. What the server refused with its own failure is sent again, and so is
what only changes a message that is there: twice changed is once changed.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import logging
from typing import Any

import httpx
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity, ReplyParameters
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

TRIES = 4
FIRST_PAUSE = 0.5
"""Seconds before the second try; each further one waits twice as long."""

_log = logging.getLogger(__name__)

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


class NotDelivered(Exception):
    """The part certainly did not arrive, and was tried often enough."""


class InDoubt(Exception):
    """The part may have arrived; nobody knows."""


class Refused(Exception):
    """Telegram does not take the part, and would not take it the next time either."""


class Blocked(Exception):
    """The person does not want to hear of the bot any more, or the chat is gone."""


async def deliver(bot: Bot, chat: int, part: dict[str, Any]) -> int | None:
    """Send one part; return the number of its message. Raises `NotDelivered`, `InDoubt`, `Refused` or `Blocked`.

    With `in_place_of` it takes the place of an earlier message, or is sent anew where that cannot be changed. A part
    that is nothing but `delete` takes a message away where that can be done.
    """
    for attempt in range(TRIES):
        try:
            if "in_place_of" in part:
                if await _change(bot, chat, part):
                    return int(part["in_place_of"])
                part = {name: value for name, value in part.items() if name != "in_place_of"}
            return await _send(bot, chat, part)
        except RetryAfter as wait:
            pause = wait.retry_after if isinstance(wait.retry_after, int | float) else wait.retry_after.total_seconds()
            await asyncio.sleep(min(float(pause), 60.0) + 0.1)
        except (Forbidden, ChatMigrated) as refused:
            raise Blocked from refused
        except BadRequest as refused:
            if "chat not found" in str(refused).lower():
                raise Blocked from refused
            # The text is not logged.
            _log.error("Telegram refused a message: %s", refused.message)
            raise Refused from refused
        except InvalidToken as dead:
            # The process is about to end; the reply is kept for the next one.
            raise NotDelivered from dead
        except TimedOut as failure:
            if not _was_never_sent(failure) and not may_be_repeated(part):
                raise InDoubt from failure
            await asyncio.sleep(FIRST_PAUSE * 2**attempt)
        except NetworkError as failure:
            if not _was_never_sent(failure) and _broke_off(failure) and not may_be_repeated(part):
                raise InDoubt from failure
            await asyncio.sleep(FIRST_PAUSE * 2**attempt)
        except TelegramError as failure:
            if isinstance(failure.__cause__, ValueError) and not may_be_repeated(part):
                # What it answered cannot be read, and may have been that the message is there.
                raise InDoubt from failure
            _log.warning("a message could not be sent: %s", type(failure).__name__)
            await asyncio.sleep(FIRST_PAUSE * 2**attempt)
    raise NotDelivered


def _was_never_sent(failure: TelegramError) -> bool:
    """Tell whether there was not even a connection."""
    return isinstance(failure.__cause__, _NEVER_SENT)


def _broke_off(failure: TelegramError) -> bool:
    """Tell whether the connection ended before an answer came; a failure that the server told of has no such cause."""
    return isinstance(failure.__cause__, httpx.HTTPError)


def may_be_repeated(part: dict[str, Any]) -> bool:
    """Tell whether a part only changes messages that are there, so that doing it twice does no harm."""
    return "in_place_of" in part or "delete" in part


async def _send(bot: Bot, chat: int, part: dict[str, Any]) -> int | None:
    if "delete" in part:
        with contextlib.suppress(BadRequest):
            # What is too old to be deleted, or gone, is left as it is.
            await bot.delete_message(chat, part["delete"])
        return None
    if "document" in part:
        sent = await bot.send_document(
            chat,
            base64.b64decode(part["document"]),
            filename=part["name"],
            caption=part["title"],
            disable_content_type_detection=True,
        )
        return sent.message_id
    answered = part.get("answers")
    sent = await bot.send_message(
        chat,
        **_content(part),
        reply_parameters=ReplyParameters(answered, allow_sending_without_reply=True) if answered else None,
    )
    return sent.message_id


async def _change(bot: Bot, chat: int, part: dict[str, Any]) -> bool:
    """Put a part in the place of an earlier message; tell whether that could be done."""
    try:
        await bot.edit_message_text(chat_id=chat, message_id=part["in_place_of"], **_content(part))
    except BadRequest as refused:
        return "not modified" in refused.message.lower()
    return True


def _content(part: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": part["text"],
        "entities": [MessageEntity(**entity) for entity in part.get("entities", ())],
        "reply_markup": keyboard(part.get("buttons")),
        "link_preview_options": LinkPreviewOptions(is_disabled=True),
    }


def keyboard(rows: list[list[dict[str, str]]] | None) -> InlineKeyboardMarkup | None:
    """Return rows of buttons as Telegram has them."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(**button) for button in row] for row in rows])
