"""Who an account is at the provider of identities, and who is on the way there and back right now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_text


class AccountIdentity(Base):
    """By what a provider knows an account. Once it is here, no mail address leads anybody else to the account."""

    __tablename__ = "account_identities"

    issuer: Mapped[str] = mapped_column(key_text(255), primary_key=True)
    subject: Mapped[str] = mapped_column(key_text(255), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), unique=True)
    """One identity for each account: there is one provider."""
    bound_at: Mapped[datetime]


class SignOnTrip(Base):
    """One browser on its way to the provider. In no backup; deleted by whoever reads it."""

    __tablename__ = "sign_on_trips"

    digest: Mapped[str] = mapped_column(key_text(64), primary_key=True)
    """Of the token that the browser holds: no other browser comes back from this trip."""
    state: Mapped[str] = mapped_column(String(64))
    nonce: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(128))
    target: Mapped[str | None] = mapped_column(Text)
    """The page of ours that was asked for; judged again by who leads there."""
    ends_at: Mapped[datetime] = mapped_column(index=True)
