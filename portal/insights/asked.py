"""What the address of a page of figures asks for: the span, and the organisation with all below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext

from catalogue.figures.spans import Period, Span, span_of
from catalogue.queries.figures import list_scopes, sees_everything
from catalogue.read_models.figures import Scope
from catalogue.rights import Action
from portal.extensions import get_house
from portal.insights.tables import Table
from portal.staff.who import person, staff, staff_page
from portal.work import reading

for_owners = staff(Action.SEE_INSIGHTS)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a page."""

    period: Period
    span: Span
    organisation: str | None
    """None for all that this person looks after."""


def asked() -> Asked:
    """Return what the address asks for; a span it does not know is the shortest."""
    period = next((each for each in Period if each == request.args.get("period")), Period.MONTH)
    return Asked(period, span_of(period, reading().today), request.args.get("organisation") or None)


def period_name(period: Period) -> str:
    """Return what a span is called."""
    return {
        Period.MONTH: gettext("The last 30 days"),
        Period.QUARTER: gettext("The last 90 days"),
        Period.YEAR: gettext("The last 12 months"),
    }[period]


def ways() -> list[tuple[str, str]]:
    """Return the pages of figures that are open to this person, each with what it is called."""
    found = [
        ("insights.overview", gettext("Overview")),
        ("insights.reads", gettext("Pages read")),
        ("insights.searches", gettext("Searches")),
        ("insights.feedback", gettext("Feedback")),
        ("insights.cases", gettext("Cases")),
        ("insights.freshness", gettext("Freshness")),
        ("insights.translations", gettext("Translations")),
        ("insights.bot", gettext("Chat")),
        ("insights.service_index", gettext("Service index")),
        ("insights.what_if", gettext("What if")),
    ]
    return [way for way in found if way[0] != "insights.searches" or sees_everything(person())]


def figures_page(heading: str, lead: str, tables: list[Table], *, spans: bool = True, **values: Any) -> str:
    """Write a page of figures: its filters, its tables and the way to its file."""
    chosen = asked()
    scopes: tuple[Scope, ...] = list_scopes(reading(), person())
    everything = sees_everything(person())
    kept = {"organisation": chosen.organisation} if chosen.organisation else {}
    if spans:
        kept["period"] = chosen.period.value
    return staff_page(
        values.pop("template", "insights/figures.html"),
        heading=heading,
        lead=lead,
        tables=tables,
        asked=chosen,
        spans=[(period, period_name(period)) for period in Period] if spans else [],
        scopes=scopes if everything or len(scopes) > 1 else (),
        ways=ways(),
        counting=get_house().catalogue.settings.counting,
        file=url_for(f"{request.endpoint}_file", **{**kept, **values.get("more", {})}),
        kept=kept,
        **values,
    )
