"""Care: reviews are not overdue, and every office can be visited at some time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from catalogue.errors import Problem
from catalogue.facts import Kind, Office
from catalogue.facts.office import OfficeKind
from catalogue.facts.service import Care
from catalogue.files.content import Content


def find_problems(content: Content, as_of: date) -> Iterator[Problem]:
    """Yield reviews that were due before `as_of`, and offices without hours."""
    for entry in content.list_entries():
        facts = entry.facts
        if isinstance(facts, Care) and facts.review is not None and facts.review < as_of:
            remedy = "Check it, then set `checked` and the next `review`."
            yield Problem(entry.facts_path, "review", f"The review was due on {facts.review}.", remedy)
    for entry in content.list_entries(Kind.OFFICE):
        if not isinstance(entry.facts, Office):
            continue
        if entry.facts.kind is OfficeKind.MOBILE and not entry.facts.stops:
            remedy = "Add `stops` with place, days and hours."
            yield Problem(entry.facts_path, "stops", "The mobile unit has no timetable.", remedy)
        elif entry.facts.kind is not OfficeKind.MOBILE and not entry.facts.hours:
            remedy = "Add `hours` with days, opens and closes."
            yield Problem(entry.facts_path, "hours", "The office has no hours.", remedy)
