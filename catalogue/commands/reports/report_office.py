"""Taking in a report that an office asked for something else than the page says, or charged more."""

from __future__ import annotations

import re
from datetime import date, timedelta

from catalogue.commands.reports.about import check_told, get_day, masked
from catalogue.commands.reports.report_error import keep_report
from catalogue.context import Work
from catalogue.facts import Kind
from catalogue.models import FACTS
from catalogue.reporting import DAYS_BACK, OF_OFFICES, OTHER_ITEM, Channel, ReportKind

_ITEM = re.compile(rf"(?:document|fee):[a-z0-9-]{{1,100}}|{OTHER_ITEM}")


def report_office(
    work: Work,
    service: str,
    office: str,
    kind: ReportKind,
    item: str,
    happened_on: date,
    *,
    place: str | None = None,
    language: str,
    channel: Channel | str,
    text: str = "",
    form: str | None = None,
) -> bool:
    """Keep a report about an office for the editors of the service; tell whether it is a new one.

    `item` is `document:<id>`, `fee:<id>` or `other`, of what the service's page shows. Editors see it only when enough
    people reported the same office. Raises `NotFound` for a service or office that is not published, and `ValueError`
    for an item, a kind or a day that no form offers.
    """
    today = get_day(work)
    if kind not in OF_OFFICES or not _ITEM.fullmatch(item):
        raise ValueError("nothing that an office can be reported for")
    if not today - timedelta(days=DAYS_BACK) <= happened_on <= today:
        raise ValueError("no day of the past year")
    told = check_told(work, Kind.SERVICE, service, place=place, language=language)
    check_told(work, Kind.OFFICE, office, place=None, language=language)
    return keep_report(
        work,
        form,
        kind=kind.value,
        object_kind=Kind.SERVICE.value,
        object_key=service,
        part=FACTS,
        field=item,
        edition=told.editions[FACTS],
        place=told.place,
        language=language,
        channel=Channel(channel).value,
        text=masked(work, text),
        office=office,
        happened_on=happened_on,
    )
