"""How old a paper may be for each step that wants it, and from which day it must then be issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from catalogue.facts.base import Duration
from catalogue.plans.counting import Use
from catalogue.plans.working_days import WorkingCalendar
from catalogue.read_models.papers import AgeLimit
from catalogue.read_models.plan import Due


def list_age_limits(
    uses: Sequence[Use], dues: Mapping[str, Due | None], as_of: date, calendar: WorkingCalendar
) -> tuple[AgeLimit, ...]:
    """Return how old a paper may be: one limit where one paper got on the as-of date does for all steps.

    A step with a last day asks for a day of issue from which the paper is still fresh on that last day. Days that are
    past ask nothing more of who gets the paper today, so the strictest of them stands for all. A day to come stands
    with its own steps, since what is due before it needs the paper earlier. No day is told for a step without a last
    day, nor for what an earlier step of the plan hands over, which has the day of that step.
    """
    aged = [use for use in uses if use.want.requirement.not_older_than is not None]
    days = [_issued_from(use, dues, as_of, calendar) for use in aged]
    strictest_past = max((day for day in days if day is not None and day <= as_of), default=None)
    together: dict[date | Duration, list[Use]] = {}
    for use, day in zip(aged, days, strict=True):
        same = strictest_past if day is not None and day <= as_of else day
        together.setdefault(same or use.want.requirement.not_older_than, []).append(use)
    return tuple(
        AgeLimit(
            not_older_than=min(
                (use.want.requirement.not_older_than for use in some), key=lambda age: calendar.count(as_of, age)
            ),
            issued_from=limit if isinstance(limit, date) else None,
            steps=tuple(dict.fromkeys(use.need.need.step.id for use in some)),
        )
        for limit, some in together.items()
    )


def _issued_from(use: Use, dues: Mapping[str, Due | None], as_of: date, calendar: WorkingCalendar) -> date | None:
    due = dues.get(use.need.need.step.id)
    if due is None or due.latest is None or use.from_step is not None:
        return None
    return calendar.count(max(due.latest, as_of), use.want.requirement.not_older_than, back=True)
