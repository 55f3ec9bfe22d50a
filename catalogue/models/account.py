"""The people who work in the house: their accounts, what they are trusted with, and how they prove who they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.models.base import Base, key_text
from catalogue.rights import Grant, Role


class Account(Base):
    """One person. An account is never deleted, since the log names it; it is disabled."""

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("code_secret IS NOT NULL OR code_step IS NULL", name="step_of_a_secret"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mail: Mapped[str] = mapped_column(key_text(254), unique=True)
    """In small letters."""
    name: Mapped[str] = mapped_column(String(120), default="")
    """Empty until the person has accepted the invitation."""
    language: Mapped[str] = mapped_column(String(12))
    """The language of the pages that this person sees."""
    password: Mapped[str | None] = mapped_column(String(200))
    """What `catalogue.passwords.hash_of` makes of it; None until the invitation is accepted."""
    code_secret: Mapped[str | None] = mapped_column(String(200))
    """The sealed secret of one-time codes; None while the person signs in without them."""
    code_step: Mapped[int | None]
    """The time step of the last code that was accepted: no code is accepted twice."""
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    grants: Mapped[list[AccountGrant]] = relationship(
        back_populates="account", cascade="all, delete-orphan", order_by="AccountGrant.id"
    )


class AccountGrant(Base):
    """What an account is trusted with, and where: `catalogue.rights.Grant`, stored."""

    __tablename__ = "account_grants"
    __table_args__ = (CheckConstraint("role IN ('editor', 'reviewer', 'translator', 'desk', 'owner')", name="role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[str] = mapped_column(String(12))
    organisation: Mapped[str | None] = mapped_column(key_text(60))
    place: Mapped[str | None] = mapped_column(key_text(60))
    language: Mapped[str | None] = mapped_column(String(12))

    account: Mapped[Account] = relationship(back_populates="grants")

    @classmethod
    def of(cls, grant: Grant) -> AccountGrant:
        """Return a grant as an account stores it."""
        return cls(role=grant.role.value, organisation=grant.organisation, place=grant.place, language=grant.language)

    @property
    def granted(self) -> Grant:
        """Return the grant as rights know it."""
        return Grant(Role(self.role), self.organisation, self.place, self.language)


class RecoveryCode(Base):
    """A code that stands in, once, for the device that makes one-time codes; only its digest is kept."""

    __tablename__ = "recovery_codes"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(key_text(64), primary_key=True)
    used_at: Mapped[datetime | None]


class Invitation(Base):
    """A link by which a person sets name and password, once, within a time; only its digest is kept."""

    __tablename__ = "invitations"

    digest: Mapped[str] = mapped_column(key_text(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
