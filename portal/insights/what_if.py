"""What if: what people would be spared in a year if a life event asked less of them."""

from __future__ import annotations

import re

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.figures.what_if import Change, Saving, What
from catalogue.queries.burden import list_burdens
from catalogue.queries.shared import get_shared
from catalogue.queries.what_if import PersonLightened, Possible, WhatIf, get_what_if
from portal.insights.asked import for_owners, ways
from portal.insights.blueprint import insights
from portal.insights.tables import Cell, Column, Row, Table, file_of
from portal.staff.who import staff_page
from portal.work import frame, reading

MOST_CHANGES = 30
"""So many changes are tried together; an address with more was not made by the form."""
_KEY = re.compile(r"[a-z0-9/-]{1,130}")


@insights.get("/what-if")
@for_owners
def what_if() -> str:
    """Show the life events by their burden, and what could be dropped from the one that the address names."""
    burdens = list_burdens(reading())
    chosen = request.args.get("life-event") or ""
    found = get_what_if(reading(), chosen, _changes()) if chosen else None
    return staff_page(
        "insights/what_if.html",
        burdens=burdens,
        found=found,
        chosen=chosen,
        ticked=set(found.chosen) if found else set(),
        merged=next((one.keys for one in found.chosen if one.what is What.MERGE), ("", "")) if found else ("", ""),
        tables=_tables(found) if found else [],
        groups=_groups(found) if found else [],
        weights=get_shared(reading()).pack.burden,
        ways=ways(),
        file=url_for("insights.what_if_file", **_parameters()) if found else None,
    )


@insights.get("/what-if.csv")
@for_owners
def what_if_file() -> ResponseReturnValue:
    """Answer with the figures of one life event as a file; where none is named, lead to where one is chosen."""
    chosen = request.args.get("life-event") or ""
    if not chosen:
        return redirect(url_for("insights.what_if"), 303)
    return file_of("what-if", _tables(get_what_if(reading(), chosen, _changes())))


def _parameters() -> dict[str, list[str]]:
    """Return what of the address the file is asked with."""
    names = ("life-event", *(what.value for what in What), "merge-one", "merge-other")
    return {name: request.args.getlist(name) for name in names if request.args.get(name)}


def _changes() -> list[Change]:
    """Return what is ticked; what no form of ours says is passed over."""
    found = [
        Change(what, key)
        for what in What
        if what is not What.MERGE
        for key in request.args.getlist(what.value)
        if _KEY.fullmatch(key)
    ]
    pair = sorted(key for key in (request.args.get("merge-one", ""), request.args.get("merge-other", "")) if key)
    if len(pair) == 2 and all(_KEY.fullmatch(key) for key in pair):
        found.append(Change(What.MERGE, "/".join(pair)))
    return found[:MOST_CHANGES]


def _groups(found: WhatIf) -> list[tuple[str, str, list[Possible]]]:
    """Return what can be ticked, by kind."""
    names = {
        What.DOCUMENT: gettext("Papers nobody asks for any more"),
        What.VISIT: gettext("Steps that can be done without coming"),
        What.STEP: gettext("Steps that the authorities do by themselves"),
        What.FEE: gettext("Fees that are dropped"),
    }
    return [
        (what.value, name, [one for one in found.possible if one.change.what is what])
        for what, name in names.items()
        if any(one.change.what is what for one in found.possible)
    ]


def _tables(found: WhatIf) -> list[Table]:
    tables = []
    if found.chosen:
        tables.append(_together(found))
        tables.append(_people(found.people))
    tables.append(_alone(found))
    return tables


def _together(found: WhatIf) -> Table:
    rows = [
        Row("before", gettext("Today"), (found.before,)),
        Row("after", gettext("With what you chose"), (found.after,)),
    ]
    return Table(
        "together",
        gettext("Points of all plans, on average"),
        gettext("When"),
        (Column("points", gettext("Points"), drawn=True),),
        tuple(rows),
        "",
    )


def _people(people: tuple[PersonLightened, ...]) -> Table:
    rows = [
        Row(
            str(number),
            one.note or gettext("Somebody who has answered nothing"),
            (
                one.found.before.score,
                one.found.after.score,
                one.found.before.visits - one.found.after.visits,
                one.found.before.documents - one.found.after.documents,
            ),
            # Editors write these notes for each other, in the language of the sources.
            language=frame().source_language if one.note else None,
        )
        for number, one in enumerate(people, start=1)
    ]
    return Table(
        "people",
        gettext("Each example person"),
        gettext("Who"),
        (
            Column("before", gettext("Points today")),
            Column("after", gettext("Points then"), drawn=True),
            Column("visits", gettext("Visits less")),
            Column("documents", gettext("Papers less")),
        ),
        tuple(rows),
        "",
    )


def _alone(found: WhatIf) -> Table:
    rows = [
        Row(f"{one.change.what.value}/{one.change.key}", _name(one), (one.points, *_year(one.saving)))
        for one in found.possible
        if one.points or (one.saving and one.saving.money)
    ]
    return Table(
        "alone",
        gettext("What each change would bring by itself"),
        gettext("Change"),
        (
            Column("points", gettext("Points less"), drawn=True),
            Column("people", gettext("People a year")),
            Column("visits", gettext("Visits less a year")),
            Column("documents", gettext("Papers less a year")),
            Column("money", gettext("%(currency)s less a year", currency=found.currency)),
        ),
        tuple(rows),
        gettext("Nothing could be dropped that would make this life event lighter."),
        lead=None
        if found.people_per_year
        else gettext("Nobody has said how many people live through this in a year: set it in the facts."),
    )


def _year(saving: Saving | None) -> tuple[Cell, ...]:
    if saving is None:
        return (None, None, None, None)
    return (saving.people, saving.visits, saving.documents, saving.money)


def _name(one: Possible) -> str:
    names = {"title": one.title.value, "service": one.of.value if one.of else ""}
    match one.change.what:
        case What.DOCUMENT:
            return gettext("Drop the paper: %(title)s", **names)
        case What.VISIT:
            return gettext("Without coming: %(title)s", **names)
        case What.STEP:
            return gettext("Done by the authorities: %(title)s", **names)
        case _:
            return gettext("Drop the fee: %(title)s (%(service)s)", **names)
