"""The bot as a process: opens what it needs, runs until it is told to stop, finishes what is in hand."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application

from bots.conversations.retention import jobs
from bots.conversations.store import Conversations
from bots.dialogue.conversation import Dialogue
from bots.telegram.application import AT_ONCE, build
from bots.telegram.commands import introduce
from bots.telegram.door import Door
from bots.telegram.patience import patiently
from bots.telegram.polling import Ended, poll
from bots.telegram.reminding import remind_for_ever
from bots.telegram.settings import Settings
from bots.telegram.webhook import listen
from catalogue.context import Catalogue
from catalogue.jobs.run import Worker
from catalogue.settings import POLLED_FILE

BESIDE = 4
"""Threads for reminders, retention, buttons and inline queries, beside those that answer."""
BETWEEN_JOBS = 30.0
"""Seconds between two looks whether something is to be forgotten."""

_log = logging.getLogger(__name__)


def run(settings: Settings, catalogue: Catalogue, translations: Path, webhook: str | None) -> None:
    """Answer until the process is told to stop. Raises `Ended` when the bot cannot go on."""
    worker = Worker(catalogue)
    worker.start()
    try:
        with Conversations.at(settings.home, catalogue.clock) as conversations:
            asyncio.run(_until_told(settings, catalogue, conversations, translations, webhook))
    finally:
        worker.stop()


async def _until_told(
    settings: Settings, catalogue: Catalogue, conversations: Conversations, translations: Path, webhook: str | None
) -> None:
    stopped = asyncio.Event()
    # What is asyncio's own would leave a machine of two processors six threads, which one slow line could fill.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(AT_ONCE + BESIDE, "onedoor-telegram"))
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
    await serve(settings, catalogue, conversations, translations, webhook, stopped)


async def serve(
    settings: Settings,
    catalogue: Catalogue,
    conversations: Conversations,
    translations: Path,
    webhook: str | None,
    stopped: asyncio.Event,
) -> None:
    """Answer until `stopped` is set. Raises `Ended` when the bot cannot go on."""
    application = build(settings)
    try:
        await patiently(application.initialize)
    except InvalidToken as refused:
        raise Ended("Telegram does not accept the token: get it from BotFather.") from refused
    except TelegramError as failure:
        raise Ended(f"The Bot API server cannot be reached: {type(failure).__name__}.") from failure
    application.bot_data["door"] = door = Door(
        catalogue,
        Dialogue(catalogue, translations),
        conversations,
        application.bot,
        asyncio.get_running_loop(),
        translations,
    )
    beside = [
        asyncio.create_task(remind_for_ever(door)),
        asyncio.create_task(_forget_for_ever(jobs(conversations))),
        asyncio.create_task(_introduce(application, translations)),
    ]
    try:
        await _take_updates(application, settings, webhook, stopped)
    except InvalidToken as refused:
        raise Ended("Telegram does not accept the token any more: get a new one from BotFather.") from refused
    except TelegramError as failure:
        raise Ended(f"The Bot API server cannot be reached: {type(failure).__name__}.") from failure
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await application.shutdown()


async def _take_updates(
    application: Application, settings: Settings, webhook: str | None, stopped: asyncio.Event
) -> None:
    if webhook is not None:
        await listen(application, settings, webhook, stopped)
        return
    # A webhook that was set before would keep updates from being fetched.
    await patiently(application.bot.delete_webhook)
    await poll(application, stopped, polled=settings.home / POLLED_FILE)


async def _introduce(application: Application, translations: Path) -> None:
    try:
        await introduce(application.bot, translations)
    except TelegramError as failure:
        # The bot answers without a menu as well.
        _log.warning("commands and descriptions could not be set: %s", type(failure).__name__)


async def _forget_for_ever(due: Iterable[Callable[[], object]]) -> None:
    work = tuple(due)
    while True:
        for job in work:
            try:
                await asyncio.to_thread(job)
            except Exception as failure:  # noqa: BLE001 - one broken job must not keep the others from forgetting
                _log.error("something could not be forgotten: %s", type(failure).__name__)
        await asyncio.sleep(BETWEEN_JOBS)
