"""The log, as far as an owner's own organisations, places and people reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import Row, select

from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.models import CatalogueObject, Event
from catalogue.queries.accounts import list_managed
from catalogue.queries.subjects import get_subject
from catalogue.read_models.log import LogLine, LogPage
from catalogue.rights import Action, Grant, Person, Role, may, require

if TYPE_CHECKING:
    from catalogue.context import Reading

LOOKED_AT = 100
"""So many acts are looked at for a page; of an owner of few objects it may show fewer, and leads on."""


def list_log(reading: Reading, person: Person, *, before: int | None = None) -> LogPage:
    """Return acts upon what this owner looks after, the newest first, or those older than `before`.

    Raises `NotAllowed` for somebody who may not read the log.
    """
    require(person, Action.SEE_LOG)
    statement = (
        select(Event, CatalogueObject.kind, CatalogueObject.key)
        .outerjoin(CatalogueObject, CatalogueObject.id == Event.object_id)
        .order_by(Event.id.desc())
        .limit(LOOKED_AT + 1)
    )
    rows = reading.session.execute(statement if before is None else statement.where(Event.id < before)).all()
    is_mine = _reach(reading, person)
    shown = rows[:LOOKED_AT]
    older = shown[-1].Event.id if len(rows) > LOOKED_AT else None
    return LogPage(tuple(_line(row, reading) for row in shown if is_mine(row)), older)


def _reach(reading: Reading, person: Person) -> Callable[[Row], bool]:
    """Return what tells of an act whether it was done to something that this owner looks after."""
    if Grant(Role.OWNER) in person.grants:
        return lambda row: True
    accounts = {account.id for account in list_managed(reading, person)}
    objects: dict[tuple[str, str], bool] = {}

    def is_mine(row: Row) -> bool:
        if row.kind is None:
            return row.Event.details.get("account") in accounts
        found = (row.kind, row.key)
        if found not in objects:
            objects[found] = _may_see(reading, person, *found)
        return objects[found]

    return is_mine


def _may_see(reading: Reading, person: Person, kind: str, key: str) -> bool:
    try:
        return may(person, Action.SEE_LOG, get_subject(reading.session, Kind(kind), key, now=reading.now))
    except NotFound:
        # Words without facts: nobody knows whose it is.
        return False


def _line(row: Row, reading: Reading) -> LogLine:
    act, details = row.Event, row.Event.details
    return LogLine(
        act.at.astimezone(reading.country.zone),
        act.actor,
        act.action,
        None if row.kind is None else Kind(row.kind),
        row.key,
        details.get("part"),
        details.get("mail"),
        details.get("before"),
        details.get("after", details.get("none_of")),
    )
