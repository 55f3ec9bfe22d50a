"""The command `onedoor telegram`: the bot, fetching its updates or taking them from a webhook."""

from __future__ import annotations

import os

import click

from bots.settings import Settings as BotSettings
from catalogue.errors import NotReady
from catalogue.opened import opened


@click.command()
@click.option("--webhook", metavar="URL", help="the address at which Telegram reaches this bot; without it, it fetches")
def telegram(webhook: str | None) -> None:
    """Answers in Telegram until it is told to stop.

    ONEDOOR_TELEGRAM_TOKEN is the bot's token; ONEDOOR_TELEGRAM_API another Bot API server.
    """
    try:
        from bots.telegram.discreet_log import keep_secrets
        from bots.telegram.polling import Ended
        from bots.telegram.running import run
        from bots.telegram.settings import Settings
    except ImportError as missing:
        raise NotReady(("the Telegram extra (pip install 'onedoor[telegram]')",)) from missing
    if webhook is not None and not webhook.startswith("https://") and "ONEDOOR_TELEGRAM_API" not in os.environ:
        raise click.UsageError("the webhook is an https address: Telegram brings updates to no other")
    settings = Settings.from_environment()
    keep_secrets()
    with opened() as catalogue:
        try:
            run(settings, catalogue, BotSettings.from_environment().translations, webhook)
        except Ended as end:
            raise click.ClickException(str(end)) from end
