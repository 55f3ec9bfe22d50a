"""What Telegram shows of the bot: commands, menu button and descriptions, in every language; changed only if other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from telegram import Bot, BotCommand, MenuButtonCommands

from catalogue.languages import languages
from furniture.translations import Phrases, phrases


def commands_in(say: Phrases) -> list[BotCommand]:
    """Return the commands in one language."""
    return [
        BotCommand("menu", say.gettext("Everything you can ask")),
        BotCommand("plan", say.gettext("Show your plan")),
        BotCommand("next", say.gettext("What is next")),
        BotCommand("place", say.gettext("Choose your place")),
        BotCommand("language", say.gettext("Choose your language")),
        BotCommand("stop", say.gettext("Stop reminders")),
        BotCommand("forget", say.gettext("Forget everything")),
        BotCommand("help", say.gettext("How to use this bot")),
    ]


async def introduce(bot: Bot, translations: Path) -> None:
    """Tell Telegram what the bot is and can do, in every language and for all others in the first one."""
    first = next(iter(languages()))
    for code in (None, *languages()):
        say = phrases(translations, code or first)
        commands = commands_in(say)
        if tuple(await bot.get_my_commands(language_code=code)) != tuple(commands):
            await bot.set_my_commands(commands, language_code=code)
        about = say.gettext("Ask which papers you need, what it costs, how long it takes and where to go.")
        await _if_other(about, await bot.get_my_short_description(code), bot.set_my_short_description, code)
        long = say.gettext(
            "I answer questions about public services from the official catalogue, in six languages. I do not keep what"
            " you write. Please send no personal data."
        )
        await _if_other(long, await bot.get_my_description(code), bot.set_my_description, code)
    if not isinstance(await bot.get_chat_menu_button(), MenuButtonCommands):
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def _if_other(wanted: str, found: object, change: Callable[..., Awaitable[object]], language: str | None) -> None:
    said = getattr(found, "short_description", None) or getattr(found, "description", "")
    if said != wanted:
        await change(wanted, language_code=language)
