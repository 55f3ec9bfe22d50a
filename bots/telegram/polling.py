"""Fetching updates: confirmed once they were handled, so that a crash loses none. A dead token ends the process."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from pathlib import Path

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application

from bots.telegram.application import AT_ONCE, UPDATES, handle
from bots.telegram.patience import seconds_of

SECONDS_TO_WAIT = 30
"""For so long one request waits for updates."""
MOST_CONFLICTS = 5
"""A short conflict is another process that is just ending; one that lasts is a second bot with the same token."""
LONGEST_PAUSE = 30.0

UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
"""What the library raises for an update of a shape that it does not know. Without care the same update would come again
after every restart, and the bot would answer nobody any more."""

_log = logging.getLogger(__name__)


class Ended(Exception):
    """The bot cannot go on; the message is one plain sentence for the operator."""


async def poll(
    application: Application, stopped: asyncio.Event, wait: int = SECONDS_TO_WAIT, polled: Path | None = None
) -> None:
    """Fetch and handle updates until stopped. Raises `Ended` for a dead token, and for a second bot that stays.

    `polled` is a file whose time says when Telegram last answered.
    """
    offset, conflicts, pause = 0, 0, 1.0
    while not stopped.is_set():
        try:
            fetching = asyncio.ensure_future(
                application.bot.get_updates(
                    offset=offset, timeout=wait, allowed_updates=list(UPDATES), read_timeout=wait + 10
                )
            )
            updates = await _unless_stopped(fetching, stopped)
        except InvalidToken as refused:
            raise Ended("Telegram does not accept the token any more: get a new one from BotFather.") from refused
        except Conflict as refused:
            conflicts += 1
            if conflicts >= MOST_CONFLICTS:
                raise Ended("Another process fetches updates with the same token; only one may.") from refused
            await _pause(pause, stopped)
            continue
        except RetryAfter as slow:
            await _pause(seconds_of(slow), stopped)
            continue
        except TelegramError as failure:
            _log.warning("updates could not be fetched: %s", type(failure).__name__)
            await _pause(pause, stopped)
            pause = min(pause * 2, LONGEST_PAUSE)
            continue
        except UNREADABLE:
            # The library read the rest as well, and has thrown it away with the one that it cannot read.
            offset = await _past_unreadable(application, offset, stopped)
            continue
        conflicts, pause = 0, 1.0
        if polled is not None:
            polled.touch()
        if await handle_all(application, updates, stopped) and updates:
            offset = updates[-1].update_id + 1
    if offset:
        # The last ones are confirmed, so that the next process does not get them again; if it does, it knows them.
        with contextlib.suppress(TelegramError):
            await application.bot.get_updates(offset=offset, timeout=0, limit=1, allowed_updates=list(UPDATES))


async def _past_unreadable(application: Application, offset: int, stopped: asyncio.Event) -> int:
    """Handle what stands before the first update that cannot be read, and return the offset after that one."""
    asked = {"offset": offset, "timeout": 0, "allowed_updates": list(UPDATES)}
    try:
        # In small letters, which Telegram takes as well: by its usual name the library would want to read them again.
        raw = await application.bot.do_api_request("getupdates", api_kwargs=asked)
    except TelegramError:
        return offset
    readable: list[Update] = []
    for each in raw:
        try:
            readable.append(Update.de_json(each, application.bot))
        except UNREADABLE:
            _log.warning("an update could not be read and is left out")
            break
    if not await handle_all(application, tuple(readable), stopped):
        return offset
    return raw[min(len(readable), len(raw) - 1)]["update_id"] + 1 if raw else offset


async def handle_all(application: Application, updates: tuple[Update, ...], stopped: asyncio.Event) -> bool:
    """Handle updates, those of different chats at the same time, those of one chat in their order.

    Tells whether all of them may be confirmed, which only a process that is to stop leaves undone.
    """
    by_chat: dict[int, list[Update]] = {}
    for update in updates:
        chat = update.effective_chat
        by_chat.setdefault(chat.id if chat else -update.update_id, []).append(update)
    room = asyncio.Semaphore(AT_ONCE)

    async def one_after_the_other(own: list[Update]) -> bool:
        async with room:
            for update in own:
                while not await handle(application, update):
                    if stopped.is_set():
                        return False
        return True

    return all(await asyncio.gather(*(one_after_the_other(own) for own in by_chat.values())))


async def _unless_stopped(fetching: asyncio.Future[tuple[Update, ...]], stopped: asyncio.Event) -> tuple[Update, ...]:
    """Return what was fetched, or nothing as soon as the process is to stop."""
    stopping = asyncio.ensure_future(stopped.wait())
    done, _ = await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if fetching in done:
        return fetching.result()
    fetching.cancel()
    return ()


async def _pause(seconds: float, stopped: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stopped.wait(), seconds)
    except TimeoutError:
        return
