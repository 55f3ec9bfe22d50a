"""Taking in a report that something is wrong on a page, from portal, bot or desk: masked, and of nobody."""

from __future__ import annotations

import secrets
from typing import Any

from catalogue.commands.reports.about import check_told, get_day, masked
from catalogue.context import Work
from catalogue.database import insert_into
from catalogue.facts import Kind
from catalogue.models import FACTS, Report
from catalogue.reporting import Channel, ReportKind

LONGEST_FIELD = 200


def report_error(
    work: Work,
    kind: Kind,
    key: str,
    *,
    part: str | None = None,
    field: str = "",
    edition: int | None = None,
    place: str | None = None,
    language: str,
    channel: Channel | str,
    text: str = "",
    form: str | None = None,
) -> bool:
    """Keep a report for the editors of an object; tell whether it is a new one.

    `part` is `facts` or a language, `field` what on the page is wrong; the edition left out is the one that is live.
    `form` is the random key of the form that was sent, by which a second click is known. The text is masked here.
    Raises `NotFound` for what is not published.
    """
    told = check_told(work, kind, key, place=place, language=language)
    return keep_report(
        work,
        form,
        kind=ReportKind.WRONG,
        object_kind=kind.value,
        object_key=key,
        part=part,
        field=field[:LONGEST_FIELD],
        edition=edition if edition is not None else told.editions.get(part or FACTS),
        place=told.place,
        language=language,
        channel=Channel(channel).value,
        text=masked(work, text),
    )


def keep_report(work: Work, form: str | None, **report: Any) -> bool:
    """Store a report unless its form was sent before; tell whether it is stored now."""
    stored = work.session.execute(
        insert_into(work.session, Report)
        .values(form=form or secrets.token_urlsafe(24), received_on=get_day(work), state="new", reason="", **report)
        .on_conflict_do_nothing(index_elements=[Report.form])
    )
    return stored.rowcount == 1
