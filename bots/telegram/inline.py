"""Inline mode: `@bot birth certificate` in any chat gives services and life events to share. Nothing is kept of it."""

from __future__ import annotations

import asyncio
from typing import cast

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.ext import CallbackContext

from bots.telegram.door import Door
from bots.telegram.handlers import door_of, hint_of
from catalogue.addresses import page_address
from catalogue.languages import languages
from catalogue.search.hits import Hit
from furniture.translations import phrases

MOST_RESULTS = 10
SECONDS_KEPT = 300
"""Telegram may give the same answer again for so long; a fee may change, the address to it does not."""
LONGEST_QUERY = 256
_FACETS = {"kind": ("service", "life_event")}


async def find_inline(update: Update, context: CallbackContext) -> None:
    """Answer an inline query in the language of the person's client."""
    query = cast(InlineQuery, update.inline_query)
    language = hint_of(update) or next(iter(languages()))
    door = door_of(context)
    hits = await asyncio.to_thread(_find, door, query.query[:LONGEST_QUERY], language)
    name = context.bot.username
    await query.answer(
        # One that is not personal is given to everybody who types the same, whatever the language of their client.
        [_article(door, hit, language, name) for hit in hits],
        cache_time=SECONDS_KEPT,
        is_personal=True,
    )


def _find(door: Door, words: str, language: str) -> tuple[Hit, ...]:
    if not words.strip():
        return ()
    return door.catalogue.search_index.find(words, language, filters=_FACETS, limit=MOST_RESULTS).hits


def _article(door: Door, hit: Hit, language: str, bot: str) -> InlineQueryResultArticle:
    say = phrases(door.translations, language)
    address = page_address(door.catalogue.settings.public_address, hit.kind, hit.id, language)
    text = f"{hit.title}\n\n{hit.summary}\n\n{address}"
    payload = f"{language}_{hit.code}" if hit.code else language
    ask = InlineKeyboardButton(say.gettext("Ask about this"), url=f"https://t.me/{bot}?start={payload}")
    return InlineQueryResultArticle(
        id=f"{hit.kind}:{hit.id}"[:64],
        title=hit.title,
        description=hit.summary,
        input_message_content=InputTextMessageContent(text, link_preview_options=LinkPreviewOptions(is_disabled=True)),
        reply_markup=InlineKeyboardMarkup([[ask]]),
        url=address if address.startswith("https://") else None,
    )
