"""Accounts as pages and commands show them: without anything that is secret."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from catalogue.rights import Grant


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account in a list."""

    id: int
    mail: str
    name: str
    state: str
    """`invited`, `active` or `disabled`."""
    has_codes: bool
    """Signs in with one-time codes, too."""
    grants: tuple[Grant, ...]
    seen_at: datetime | None
    """When somebody who is still signed in was last seen."""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One browser in which a person is signed in."""

    began_at: datetime
    seen_at: datetime
    is_this: bool
