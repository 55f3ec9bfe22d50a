"""Where the catalogue's database, index and content are: read from the environment once, then passed down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.errors import NotReady

PROJECT = Path(__file__).resolve().parent.parent

POLLED_FILE = "telegram-polled"
"""The file in the state folder whose time is that at which the bot last had an answer when it asked for news."""


@dataclass(frozen=True)
class MailSettings:
    """Through which server mails go, and from whom; every one has a row in the README."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    """`starttls`, `tls` from the first byte, or `none`, which is right on this machine only."""
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> MailSettings | None:
        """Read `ONEDOOR_SMTP_…`; None where no server is named, and no mail is sent. Raises `NotReady`."""
        host = environment.get("ONEDOOR_SMTP_HOST")
        if not host:
            return None
        security = environment.get("ONEDOOR_SMTP_SECURITY") or "starttls"
        port = environment.get("ONEDOOR_SMTP_PORT") or ("465" if security == "tls" else "587")
        sender, user = environment.get("ONEDOOR_SMTP_FROM") or "", environment.get("ONEDOOR_SMTP_USER") or None
        missing = []
        if "@" not in sender:
            missing.append("ONEDOOR_SMTP_FROM (the address that mails come from)")
        if security not in ("starttls", "tls", "none"):
            missing.append("ONEDOOR_SMTP_SECURITY as starttls, tls or none")
        if not port.isdecimal():
            missing.append("ONEDOOR_SMTP_PORT as a number")
        if missing:
            raise NotReady(tuple(missing))
        return cls(host, int(port), sender, security, user, environment.get("ONEDOOR_SMTP_PASSWORD") or None)


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
    counting: bool = True
    """Whether it is counted, of nobody, what is read, sought and answered."""
    mail: MailSettings | None = None
    """Through which server people are told of their cases; None where no mail is sent."""

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
            counting=environment.get("ONEDOOR_COUNTING") not in ("off", "no"),
            mail=MailSettings.from_environment(environment),
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

    @property
    def inquiry_key(self) -> Path:
        """The file of the key by which it is sealed how to reach people who have a case; in no backup."""
        return self.home / "inquiries-key"


def _public_address(environment: Mapping[str, str]) -> str:
    port = environment.get("ONEDOOR_PORT") or "8000"
    return (environment.get("ONEDOOR_PUBLIC_ADDRESS") or f"http://127.0.0.1:{port}").rstrip("/")
