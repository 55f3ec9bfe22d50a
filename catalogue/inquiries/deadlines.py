"""The days a case may take, counted in working days of its place; and how long what it holds is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from catalogue.facts.base import Duration, Unit
from catalogue.inquiries.kinds import InquiryKind
from catalogue.plans.working_days import WorkingCalendar

PROMISED: dict[InquiryKind, int] = {
    InquiryKind.QUESTION: 5,
    InquiryKind.SUGGESTION: 20,
    InquiryKind.COMPLAINT: 10,
    InquiryKind.GRIEVANCE: 20,
}
"""Working days from the day after receipt until an answer is promised."""
MORE_FOR_SEVERAL = 10
"""Working days more where several organisations have to agree."""
DELAY = timedelta(days=14)
"""Who was told that the answer is late is promised it within two weeks; then the organisation above is told."""
REOPENING = 20
"""Working days after an answer within which the person may say that it was not enough."""
CONTACT_KEPT = timedelta(days=30)
"""Days after the case was closed for which it is known how to reach the person."""
CONTACT_KEPT_AT_MOST = timedelta(days=365)
"""Days after receipt for which it is known at most, however long the case takes."""
TEXTS_KEPT = timedelta(days=365)
"""Days after closing for which the texts are kept and the code is good; what was counted stays."""


@dataclass(frozen=True, slots=True)
class Late:
    """What is due of a case that has not been answered in time."""

    notice: bool
    """The person is to be told, with `promised` as the new day."""
    escalation: bool
    """The organisation above is to be told."""
    promised: date


def promised_day(kind: InquiryKind, received: date, calendar: WorkingCalendar, *, several: bool = False) -> date:
    """Return the last day on which an answer is promised; the day of receipt is not counted."""
    days = PROMISED[kind] + (MORE_FOR_SEVERAL if several else 0)
    return calendar.count(received, Duration(value=days, unit=Unit.WORKING_DAYS))


def reopening_ends(answered: date, calendar: WorkingCalendar) -> date:
    """Return the last day on which a case that was answered may be opened again."""
    return calendar.count(answered, Duration(value=REOPENING, unit=Unit.WORKING_DAYS))


def judge_lateness(
    today: date, promised: date, calendar: WorkingCalendar, *, notified: bool, escalated: bool
) -> Late | None:
    """Return what is due today of an open case, or None. `promised` is the day that the person was last told.

    On the first working day after the promise ended, the person is told a day two weeks after it, or the next working
    day. When that has passed, too, the organisation above is told.
    """
    if today <= promised or not calendar.is_working_day(today):
        return None
    if not notified:
        # A job that did not run for a month promises no day that is over.
        return Late(True, False, calendar.roll_forward(max(promised, today) + DELAY))
    return Late(False, True, promised) if not escalated else None
