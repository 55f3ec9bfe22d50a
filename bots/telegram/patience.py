"""Waiting until Telegram is there again: at the start, when a hiccup must not end the bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

TRIES = 6
FIRST_PAUSE = 0.5
"""Seconds before the second try; each further one waits twice as long."""

Result = TypeVar("Result")

_log = logging.getLogger(__name__)


async def patiently(ask: Callable[[], Awaitable[Result]]) -> Result:
    """Return what Telegram answers, asking again while it fails. Raises what it says of a wrong request or token."""
    pause = FIRST_PAUSE
    for _ in range(TRIES - 1):
        try:
            return await ask()
        except (BadRequest, InvalidToken):
            raise
        except RetryAfter as slow:
            await asyncio.sleep(seconds_of(slow))
        except TelegramError as failure:
            _log.warning("Telegram does not answer: %s", type(failure).__name__)
            await asyncio.sleep(pause)
            pause *= 2
    return await ask()


def seconds_of(slow: RetryAfter) -> float:
    """Return for how long Telegram wants to be left alone."""
    wait = slow.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
