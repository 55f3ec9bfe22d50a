"""What people type when they type a code: any digits of any script, with spaces or hyphens between them."""

from __future__ import annotations

import re
import unicodedata

SHORTEST, LONGEST = 4, 6


def service_code(typed: str) -> str | None:
    """Return a service's spoken code in its one spelling, or None for what cannot be one."""
    begun = code_begun(typed)
    return begun if begun and len(begun) >= SHORTEST else None


def code_begun(typed: str) -> str | None:
    """Return the beginning of a spoken code in its one spelling, or None for what cannot become one."""
    signs = re.sub(r"[\s\-–.]+", "", typed)
    if not 1 <= len(signs) <= LONGEST or not signs.isdecimal():
        return None
    return "".join(str(unicodedata.decimal(sign)) for sign in signs)
