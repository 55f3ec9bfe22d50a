"""What the Telegram door needs to know: read from the environment once, then passed down."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.errors import NotReady
from catalogue.keys import kept_key
from catalogue.settings import PROJECT

OFFICIAL_API = "https://api.telegram.org"
_TOKEN = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{10,120}")


@dataclass(frozen=True)
class Settings:
    """The settings of the bot; every one has a row in the README."""

    token: str
    """The bot's secret: whoever has it is the bot. It is in no log and in no file of ours."""
    api: str
    """The Bot API server, without a slash at its end."""
    listen: str
    """Host and port on which updates are awaited, behind a reverse proxy, in webhook mode."""
    home: Path
    """The state folder, which keeps the conversations and the secret of the webhook."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read `ONEDOOR_…`. Raises `NotReady` naming everything that is missing or cannot be understood."""
        token = environment.get("ONEDOOR_TELEGRAM_TOKEN") or ""
        api = (environment.get("ONEDOOR_TELEGRAM_API") or OFFICIAL_API).rstrip("/")
        listen = environment.get("ONEDOOR_TELEGRAM_LISTEN") or "127.0.0.1:8081"
        faults = []
        if not _TOKEN.fullmatch(token):
            # What was given is not repeated: it may be a token with a slip in it.
            faults.append("ONEDOOR_TELEGRAM_TOKEN (the token that BotFather gave you)")
        if not api.startswith(("http://", "https://")):
            faults.append("ONEDOOR_TELEGRAM_API (an address such as https://api.telegram.org)")
        if not listen.rpartition(":")[2].isdecimal():
            faults.append("ONEDOOR_TELEGRAM_LISTEN (host and port such as 127.0.0.1:8081)")
        if faults:
            raise NotReady(tuple(faults))
        return cls(token, api, listen, Path(environment.get("ONEDOOR_HOME") or PROJECT / "var").absolute())

    def webhook_secret(self) -> str:
        """Return what Telegram has to show with every update, made at the first start and kept in the state folder."""
        return kept_key(self.home / "telegram-webhook-secret")
