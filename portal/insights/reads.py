"""What is read: pages, answers of the chat and look-ups at the desk, through which door, in which language, where."""

from __future__ import annotations

from flask import Response, abort, request
from flask_babel import gettext

from catalogue.facts import Kind
from catalogue.queries.figures import get_reads
from catalogue.read_models.figures import Reads
from portal.insights.asked import asked, figures_page, for_owners
from portal.insights.blueprint import insights
from portal.insights.naming import channels_table, languages_table, named_table, objects_table, series_table
from portal.insights.tables import Column, Row, Table, file_of
from portal.staff.who import person
from portal.work import reading


@insights.get("/reads")
@for_owners
def reads() -> str:
    """Show what was read, of everything in scope or of one object."""
    about = _about()
    found = _reads(about)
    heading = gettext("Pages read")
    if about and found.objects:
        heading = gettext("Pages read: %(title)s", title=found.objects[0].title)
    return figures_page(
        heading,
        gettext("Readings on the portal, answers of the chat and what was looked up at the information desk."),
        _tables(found),
        more={"kind": about[0].value, "key": about[1]} if about else {},
        of_one=about,
    )


@insights.get("/reads.csv")
@for_owners
def reads_file() -> Response:
    """Answer with the same as a file."""
    return file_of("reads", _tables(_reads(_about())))


def _about() -> tuple[Kind, str] | None:
    kind, key = request.args.get("kind"), request.args.get("key")
    if not kind and not key:
        return None
    if kind not in tuple(Kind) or not key:
        abort(404)
    return Kind(kind), key


def _reads(about: tuple[Kind, str] | None) -> Reads:
    kind, key = about or (None, None)
    chosen = asked()
    return get_reads(reading(), person(), chosen.span, organisation=chosen.organisation, kind=kind, key=key)


def _tables(found: Reads) -> list[Table]:
    label, nothing, hidden = gettext("Times read"), _nothing(), not_told()
    empty = nothing if found.total.value == 0 else hidden
    total = Table(
        "reads",
        gettext("In all"),
        gettext("What"),
        (Column("number", gettext("Number")),),
        (Row("reads", gettext("Times read"), (found.total,)), Row("plans", gettext("Plans made"), (found.plans,))),
        nothing,
    )
    return [
        total,
        series_table("reads_over_time", gettext("Over time"), found.series, empty, label),
        objects_table("reads_by_page", gettext("What is read most"), found.objects, empty, label),
        channels_table("reads_by_door", gettext("By door"), found.channels, empty, label),
        languages_table("reads_by_language", gettext("By language"), found.languages, empty, label),
        named_table(
            "reads_by_place", gettext("By place"), gettext("Place"), found.places, empty, label,
            gettext("No place chosen"),
        ),
        named_table(
            "reads_by_group", gettext("By target group"), gettext("Target group"), found.groups,
            gettext("Nobody has chosen a target group on the way, or too few to tell."), label,
            gettext("No target group chosen"),
        ),
    ]  # fmt: skip


def _nothing() -> str:
    return gettext("Nothing has been counted here yet. It will fill as people come.")


def not_told() -> str:
    """Return what is said where single people could be recognised in what would be told."""
    return gettext("Too few to show them one by one without telling on somebody.")
