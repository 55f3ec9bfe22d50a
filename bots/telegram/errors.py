"""What becomes of errors nobody expected: a reference in the log, by which a person's report can be found."""

from __future__ import annotations

import logging
import secrets

from telegram.ext import CallbackContext

_log = logging.getLogger(__name__)


def reference_of(failure: BaseException) -> str:
    """Return a fresh reference with the kind of a failure; nothing of its message."""
    return f"{secrets.token_hex(4)} {type(failure).__name__}"


async def note_failure(update: object, context: CallbackContext) -> None:
    """Log what a handler let through; the update, which holds a person's words, is not logged."""
    failure = context.error or RuntimeError()
    kept = (RuntimeError, RuntimeError("…"), failure.__traceback__)
    _log.error("an update could not be handled: %s", reference_of(failure), exc_info=kept)
