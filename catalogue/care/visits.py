"""What can come of a visit to an address of another site."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Why an address leads nowhere."""

    GONE = "gone"
    REFUSED = "refused"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    SLOW = "slow"
    SENT_HOME = "sent_home"
    CIRCLE = "circle"
    INSIDE = "inside"
    """It leads into a private network: nothing of that is for citizens, and nobody may have us knock there."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a visit."""

    fault: Fault | None
    status: int | None = None
    """Of the last answer, where there was one."""
    wait: int | None = None
    """Seconds after which the site asks to be visited again (status 429 or 503)."""
