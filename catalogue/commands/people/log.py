"""The log of what is done to people's accounts: who, what, when, and what was before and after. Never a secret."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from catalogue.context import Work
from catalogue.models import Account, Event
from catalogue.rights import Grant


def log(work: Work, action: str, account: Account, *, before: Any = None, after: Any = None) -> None:
    """Add a row for an act upon an account. `before` and `after` must be JSON-ready, and no secret."""
    details = {"account": account.id, "mail": account.mail, "before": before, "after": after}
    work.session.add(Event(at=work.now, actor=work.actor, action=action, details=details))


def plain(grants: list[Grant]) -> list[dict[str, str]]:
    """Return grants as the log keeps them: without what they do not limit."""
    return [{name: str(value) for name, value in asdict(grant).items() if value is not None} for grant in grants]
