"""Checks of content: when one is so long overdue that readers are told."""

from __future__ import annotations

from datetime import date


def is_very_overdue(checked: date | None, review: date, today: date) -> bool:
    """Tell whether more than twice the time from check to check has passed since the last check.

    A check after the day on which it was due has no span that could be doubled.
    """
    return checked is not None and checked < review and today - checked > 2 * (review - checked)
