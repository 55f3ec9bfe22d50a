"""Where the portal listens and how it is addressed: read from the environment once, then passed down."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.errors import NotReady
from catalogue.keys import kept_key
from catalogue.settings import PROJECT
from portal.provider_settings import ProviderSettings


@dataclass(frozen=True)
class Settings:
    """The settings of the portal; every one has a row in the README."""

    host: str
    """The address the server listens on."""
    port: int
    workers: int
    """How many processes answer readers; editors have one more."""
    public_address: str
    """The address citizens see, without a slash at its end; canonical links are made from it."""
    translations: Path
    """The folder of the translated furniture."""
    home: Path
    """The state folder, which keeps the secret key."""
    kept_megabytes: int
    """How much memory one process gives to kept pages."""
    telegram_bot: str = ""
    """The public name of the bot in Telegram; empty where none is run."""
    staff_idle_minutes: int = 480
    """After so long without a page, somebody who was signed in has to sign in again."""
    proxies: int = 0
    """How many reverse proxies of ours stand before the portal, each of which tells whom it answers."""
    provider: ProviderSettings | None = None
    """Through whom staff may sign in besides; None where single sign-on is not offered."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read `ONEDOOR_…`. Raises `NotReady` naming every setting that cannot be understood."""
        faults: list[str] = []

        def whole_number(name: str, default: int, least: int, most: int) -> int:
            text = environment.get(name) or str(default)
            if text.isascii() and text.isdigit() and least <= int(text) <= most:
                return int(text)
            faults.append(f"{name} (a whole number from {least} to {most})")
            return default

        host = environment.get("ONEDOOR_HOST") or "127.0.0.1"
        port = whole_number("ONEDOOR_PORT", 8000, 1, 65535)
        address = (environment.get("ONEDOOR_PUBLIC_ADDRESS") or f"http://{host}:{port}").rstrip("/")
        if not address.startswith(("http://", "https://")):
            faults.append("ONEDOOR_PUBLIC_ADDRESS (an address such as https://services.example.org)")
        bot = (environment.get("ONEDOOR_TELEGRAM_BOT") or "").removeprefix("@")
        if bot and not re.fullmatch(r"[A-Za-z0-9_]{3,40}", bot):
            faults.append("ONEDOOR_TELEGRAM_BOT (the public name of the bot, such as onedoor_bot)")
        settings = cls(
            host=host,
            port=port,
            workers=whole_number("ONEDOOR_WORKERS", 2, 1, 64),
            public_address=address,
            translations=Path(environment.get("ONEDOOR_TRANSLATIONS") or PROJECT / "translations").absolute(),
            home=Path(environment.get("ONEDOOR_HOME") or PROJECT / "var").absolute(),
            kept_megabytes=whole_number("ONEDOOR_KEPT_MEGABYTES", 16, 0, 4096),
            telegram_bot=bot,
            staff_idle_minutes=whole_number("ONEDOOR_STAFF_IDLE_MINUTES", 480, 5, 1440),
            proxies=whole_number("ONEDOOR_PROXIES", 0, 0, 9),
            provider=ProviderSettings.from_environment(environment, faults),
        )
        if faults:
            raise NotReady(tuple(faults))
        return settings

    def secret_key(self) -> str:
        """Return the key that signs forms, made at the first start and kept in the state folder."""
        return kept_key(self.home / "secret-key")
