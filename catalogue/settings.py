"""Where the catalogue's database, index and content are: read from the environment once, then passed down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

POLLED_FILE = "telegram-polled"
"""The file in the state folder whose time is that at which the bot last had an answer when it asked for news."""


@dataclass(frozen=True)
class Settings:
    """The settings of the catalogue; every one has a row in the README."""

    home: Path
    """The state folder: database, index, keys."""
    content: Path
    """The folder of content files that `onedoor load` reads when none is named."""
    database_url: str
    """Where the database is, as SQLAlchemy writes it."""
    search_engine: str
    """Which search engine answers."""
    public_address: str = "http://127.0.0.1:8000"
    """The address citizens see, without a slash at its end; links to pages are made from it."""
    check_links: bool = True
    """Whether links to other sites are visited now and then, to tell editors which lead nowhere."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read `ONEDOOR_…`; every default is right in production."""
        home = Path(environment.get("ONEDOOR_HOME") or PROJECT / "var").absolute()
        return cls(
            home=home,
            content=Path(environment.get("ONEDOOR_CONTENT") or PROJECT / "content").absolute(),
            database_url=environment.get("ONEDOOR_DATABASE_URL") or f"sqlite:///{home / 'onedoor.sqlite'}",
            search_engine=environment.get("ONEDOOR_SEARCH_ENGINE") or "whoosh",
            public_address=_public_address(environment),
            check_links=environment.get("ONEDOOR_CHECK_LINKS") != "no",
        )

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.home / "index"

    @property
    def seal_key(self) -> Path:
        """The file of the key by which texts of failed searches are sealed; in no backup."""
        return self.home / "failed-searches-key"

    @property
    def staff_key(self) -> Path:
        """The file of the key by which secrets of one-time codes are sealed; in no backup."""
        return self.home / "staff-key"


def _public_address(environment: Mapping[str, str]) -> str:
    port = environment.get("ONEDOOR_PORT") or "8000"
    return (environment.get("ONEDOOR_PUBLIC_ADDRESS") or f"http://127.0.0.1:{port}").rstrip("/")
