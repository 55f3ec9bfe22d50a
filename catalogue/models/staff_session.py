"""Who is signed in right now, on which devices they did so before, and how often it went wrong. In no backup."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.models.account import Account
from catalogue.models.base import Base, key_text


class StaffSession(Base):
    """One sign-in on one browser. The browser holds a random token, the database its digest only."""

    __tablename__ = "staff_sessions"

    digest: Mapped[str] = mapped_column(key_text(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    waits_for_code: Mapped[bool] = mapped_column(default=False)
    """The password was right; until the one-time code is, nobody is signed in."""
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    """Whatever happens, it is over then."""

    account: Mapped[Account] = relationship()


class KnownDevice(Base):
    """A browser on which this person signed in before: others' failures do not keep it waiting."""

    __tablename__ = "known_devices"

    digest: Mapped[str] = mapped_column(key_text(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class SignInFailures(Base):
    """How often signing in went wrong lately, by one digest of who tried: an account, a network address or both."""

    __tablename__ = "sign_in_failures"

    digest: Mapped[str] = mapped_column(key_text(64), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)
