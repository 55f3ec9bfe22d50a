"""What changed in the services that a clerk opened, field by field, since they last looked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from catalogue.differences import Difference, Tell
from catalogue.facts import Kind
from catalogue.models import FACTS, CatalogueObject, Edition, OpenedService
from catalogue.models.opened_service import DAYS_KEPT
from catalogue.queries.history import compare_bodies
from catalogue.rights import Person

if TYPE_CHECKING:
    from catalogue.context import Reading


@dataclass(frozen=True)
class ChangedPart:
    """The fields of one part – facts, or words in a language – that differ."""

    part: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class ChangedService:
    """A service that changed since somebody looked."""

    service: str
    title: str
    language: str
    """Of the title."""
    day: date
    """The day on which they looked."""
    parts: tuple[ChangedPart, ...]
    withdrawn: bool


def live_editions(reading: Reading, service: str) -> dict[str, int]:
    """Return the numbers of a service's live editions by part; none for one that is not there."""
    rows = reading.session.execute(
        select(Edition.part, Edition.number)
        .join(CatalogueObject, CatalogueObject.id == Edition.object_id)
        .where(
            CatalogueObject.kind == Kind.SERVICE,
            CatalogueObject.key == service,
            Edition.live_at(reading.now),
        )
    )
    return dict(rows.all())


def find_opened(reading: Reading, person: Person, service: str) -> tuple[dict[str, int], date] | None:
    """Return the editions of a service that somebody saw last, and the day; None where they did not lately."""
    found = reading.session.get(OpenedService, (person.id, service))
    return None if found is None or found.day < _oldest(reading) else (found.editions, found.day)


def list_changed(
    reading: Reading, person: Person, tell_of: Callable[[str], Tell] | None = None
) -> tuple[ChangedService, ...]:
    """Return what differs in services that somebody opened in the last month: facts, and words in their own language.

    Of a service that is not translated into it, the words of the source language. `tell_of` gives, for a service, what
    says values of its facts in words.
    """
    opened = reading.session.scalars(
        select(OpenedService)
        .where(OpenedService.account_id == person.id, OpenedService.day >= _oldest(reading))
        .order_by(OpenedService.day.desc(), OpenedService.service)
    )
    found = (_changed(reading, row, tell_of) for row in opened)
    return tuple(one for one in found if one is not None)


def _changed(reading: Reading, seen: OpenedService, tell_of: Callable[[str], Tell] | None) -> ChangedService | None:
    live = live_editions(reading, seen.service)
    language = reading.language if reading.language in {*live, *seen.editions} else reading.source_language
    parts = [part for part in (FACTS, language) if live.get(part) != seen.editions.get(part)]
    if not parts:
        return None
    numbers = {part: {live.get(part), seen.editions.get(part)} - {None} for part in (*parts, language)}
    rows = reading.session.execute(
        select(Edition.part, Edition.number, Edition.body, Edition.title)
        .join(CatalogueObject, CatalogueObject.id == Edition.object_id)
        .where(
            CatalogueObject.kind == Kind.SERVICE,
            CatalogueObject.key == seen.service,
            or_(*(and_(Edition.part == part, Edition.number.in_(wanted)) for part, wanted in numbers.items())),
        )
    ).all()
    bodies = {(row.part, row.number): row.body for row in rows}
    titles = [row.title for row in rows if row.part == language and row.title]
    withdrawn = FACTS not in live
    tell = tell_of(seen.service) if tell_of else None

    def body(part: str, number: int | None) -> dict[str, Any]:
        return bodies.get((part, number), {})

    changed = (
        ChangedPart(part, compare_bodies(part, body(part, seen.editions.get(part)), body(part, live.get(part)), tell))
        for part in parts
        if not withdrawn
    )
    return ChangedService(
        seen.service,
        titles[-1] if titles else seen.service,
        language,
        seen.day,
        tuple(part for part in changed if part.differences),
        withdrawn,
    )


def _oldest(reading: Reading) -> date:
    return reading.today - timedelta(days=DAYS_KEPT - 1)
