"""What tests of commands look at: live bodies, locks and the log."""

from __future__ import annotations

from sqlalchemy import select

from catalogue.commands.parts import find_object, get_part_state
from catalogue.facts import Kind
from catalogue.models import CatalogueObject, Edition, Event, Reference, State


def live_body(catalogue, kind, key, part="facts"):
    """The body of a part as readers see it now, or None."""
    with catalogue.reading("en") as reading:
        return reading.session.scalars(
            select(Edition.body)
            .join(CatalogueObject)
            .where(
                CatalogueObject.kind == kind,
                CatalogueObject.key == key,
                Edition.part == part,
                Edition.live_at(reading.now),
            )
        ).one_or_none()


def title(catalogue, key="register-birth", language="en"):
    """The title of a service as readers see it now."""
    return live_body(catalogue, Kind.SERVICE, key, language)["sections"]["title"]


def lock_of(catalogue, kind=Kind.SERVICE, key="register-birth", part="en"):
    """The lock of a part, as an editor gets it with the form."""
    with catalogue.reading("en") as reading:
        target = find_object(reading.session, kind, key)
        return get_part_state(reading.session, target, part, reading.now).lock if target else "0/-"


def editions(catalogue, kind=Kind.SERVICE, key="register-birth", part="en"):
    """State, author and whether a person made it, of every edition of a part in order."""
    with catalogue.reading("en") as reading:
        rows = reading.session.execute(
            select(Edition.state, Edition.author, Edition.by_person)
            .join(CatalogueObject)
            .where(CatalogueObject.kind == kind, CatalogueObject.key == key, Edition.part == part)
            .order_by(Edition.number)
        )
        return [(State(state).value, author, by_person) for state, author, by_person in rows]


def log(catalogue):
    """Action, actor and part of every event in order."""
    with catalogue.reading("en") as reading:
        rows = reading.session.scalars(select(Event).order_by(Event.id))
        return [(row.action, row.actor, row.details["part"]) for row in rows]


def references(catalogue, kind, key):
    """Role, kind and key of everything that an object names now."""
    with catalogue.reading("en") as reading:
        rows = reading.session.execute(
            select(Reference.role, Reference.target_kind, Reference.target_key)
            .join(CatalogueObject, CatalogueObject.id == Reference.source_id)
            .where(CatalogueObject.kind == kind, CatalogueObject.key == key, Reference.live_at(reading.now))
            .order_by(Reference.role, Reference.target_kind, Reference.target_key)
        )
        return [tuple(row) for row in rows]
