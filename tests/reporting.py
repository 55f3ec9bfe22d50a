"""Reports for tests: told with honest defaults, and read back as they are stored."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import select

from catalogue.commands.reports.report_error import report_error
from catalogue.commands.reports.report_office import report_office
from catalogue.context import Catalogue
from catalogue.facts import Kind
from catalogue.models import Report
from catalogue.reporting import ReportKind

SERVICE = (Kind.SERVICE, "register-birth")
OFFICE = "centre"
_numbers = count(1)


def tell(catalogue: Catalogue, text: str = "The phone number is wrong.", **told: Any) -> int:
    """Report an error as a reader of the portal; return the number of the report."""
    kind, key = told.pop("about", SERVICE)
    said = {"part": "facts", "field": "where", "language": "en", "channel": "portal", "form": f"form-{next(_numbers)}"}
    with catalogue.work("feedback") as work:
        report_error(work, kind, key, text=text, **{**said, **told})
    return stored(catalogue)[-1].id


def tell_of_office(catalogue: Catalogue, office: str = OFFICE, times: int = 1, **told: Any) -> list[int]:
    """Report an office that asked for another paper, several times; return the numbers of all reports."""
    said = {"language": "en", "channel": "portal", "text": "They wanted a copy of my bank card."}
    for _ in range(times):
        with catalogue.work("feedback") as work:
            report_office(
                work,
                SERVICE[1],
                office,
                told.get("kind", ReportKind.ASKED),
                told.get("item", "other"),
                told.get("happened_on", date(2026, 11, 20)),
                form=f"office-{next(_numbers)}",
                **said,
            )
    return [report.id for report in stored(catalogue)]


def stored(catalogue: Catalogue) -> list[Report]:
    """Return every report as it is stored, in the order in which they came."""
    with catalogue.reading("en") as reading:
        return list(reading.session.scalars(select(Report).order_by(Report.id)))
