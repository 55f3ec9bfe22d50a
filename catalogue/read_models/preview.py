"""What a list of previews shows of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PreviewCard:
    """One secret link, without its secret."""

    id: int
    everything: bool
    """Whether all open drafts are shown, and not only those of its object."""
    day: date | None
    made_by: str
    made_at: datetime
    ends_at: datetime
    revoked_at: datetime | None

    def works_at(self, instant: datetime) -> bool:
        """Tell whether the link leads anywhere at this instant."""
        return self.revoked_at is None and self.ends_at > instant
