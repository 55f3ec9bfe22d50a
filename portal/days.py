"""Days in addresses, read one way everywhere: ISO dates of plausible years."""

from __future__ import annotations

import re
from datetime import date

# Dates outside these years are typing mistakes, and would overflow the arithmetic of deadlines.
FIRST_YEAR, LAST_YEAR = 1900, 2199

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_date(text: str) -> date | None:
    """Read an ISO date of a plausible year, or return None."""
    try:
        day = date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None
