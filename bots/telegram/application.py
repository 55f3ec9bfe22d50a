"""The table of what the bot does with each kind of update."""

from __future__ import annotations

from telegram import Update
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bots.telegram import handlers
from bots.telegram.errors import note_failure
from bots.telegram.inline import find_inline
from bots.telegram.settings import Settings

SECONDS_TO_WAIT = 20.0
UPDATES = ("message", "edited_message", "callback_query", "inline_query")
"""What Telegram is asked to send."""


AT_ONCE = 16
"""Conversations that are answered at the same time."""


def build(settings: Settings) -> Application:
    """Return the application without its door, which `bot_data` gets before the first update."""
    application = (
        ApplicationBuilder()
        .token(settings.token)
        .base_url(f"{settings.api}/bot")
        .base_file_url(f"{settings.api}/file/bot")
        .rate_limiter(AIORateLimiter(max_retries=3))
        .connection_pool_size(64)
        .read_timeout(SECONDS_TO_WAIT)
        .write_timeout(SECONDS_TO_WAIT)
        .connect_timeout(SECONDS_TO_WAIT)
        .updater(None)
        .build()
    )
    # Order matters: the first that fits takes the update.
    application.add_handler(MessageHandler(filters.COMMAND, handlers.take_command))
    application.add_handler(MessageHandler(filters.TEXT, handlers.take_text))
    # A live location is edited every few seconds, and a photo's caption is not read the second time either.
    new = filters.UpdateType.MESSAGE
    application.add_handler(MessageHandler(new & (filters.LOCATION | filters.VENUE), handlers.take_location))
    application.add_handler(MessageHandler(new & filters.ATTACHMENT, handlers.take_something_else))
    application.add_handler(CallbackQueryHandler(handlers.press_button))
    application.add_handler(InlineQueryHandler(find_inline))
    application.add_error_handler(note_failure)
    return application


async def handle(application: Application, update: Update) -> bool:
    """Handle an update, and tell whether it may be confirmed; if not, it is to be handled again."""
    await application.process_update(update)
    return handlers.door_in(application.bot_data).may_confirm(update.update_id)
