"""The ledger of failed searches: what was looked for and not found, per language and day. No row knows a person."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import CheckConstraint, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_text

FORGOTTEN = ""
"""The digest of the row that counts, for its language and day, all searches whose text is gone."""

DAYS_KEPT = 30
"""For so long an editor may read what was typed, to see what is missing; citizens are told this number."""


class FailedSearch(Base):
    """How often one text was looked for in vain, in one language on one day.

    There is no number that grows and no time of day: nothing tells in which order people searched.
    """

    __tablename__ = "failed_searches"
    __table_args__ = (CheckConstraint("(digest = '') = (sealed IS NULL)", name="forgotten_without_text"),)

    language: Mapped[str] = mapped_column(String(12), primary_key=True)
    digest: Mapped[str] = mapped_column(key_text(64), primary_key=True)
    """Of the normalised text, by a key: equal texts are counted together without being readable."""
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    searches: Mapped[int]
    reports: Mapped[int]
    """How often a reader told us that it is missing."""
    at_desk: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many of the searches were noted at a counter; the others came through the portal and the chat."""
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The masked text, encrypted."""
    stays: Mapped[bool] = mapped_column(default=False)
    """The text was found to tell of nobody, and is kept for good."""
    dismissed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """An editor has said that nothing is to be done about it."""

    @property
    def place(self) -> str:
        """Return the place that the text is sealed for."""
        return place_of(self.language, self.digest, self.day)


def place_of(language: str, digest: str, day: date) -> str:
    """Return the place of a row: a text sealed for it cannot be read from any other row."""
    return f"{language} {digest} {day.isoformat()}"


def oldest_day_kept(today: date) -> date:
    """Return the first day of which texts may still be read."""
    return today - timedelta(days=DAYS_KEPT - 1)
