"""The catalogue, opened once per process; a Reading for everyone who reads, a Work for everyone who changes.

Access, no logic: what is read is in `queries`, what is changed in `commands`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, sessionmaker

from catalogue.database import for_reading, for_writing, open_engine
from catalogue.deed_tally import DeedTally
from catalogue.facts.kinds import Kind
from catalogue.languages import languages
from catalogue.memory import Memory
from catalogue.models import FACTS, CatalogueObject, CatalogueState, Edition, OutboxRow, Reach
from catalogue.sealing import Seal
from catalogue.settings import Settings
from catalogue.sources import Sources, follow_statements, gather, what_is_listed, what_is_said
from catalogue.tally import Tally

if TYPE_CHECKING:
    from catalogue.search.index import SearchIndex

T = TypeVar("T")

CHANGES_FOLLOWED = 500
"""Publications between two looks of a process; after more it begins anew, as what it remembers is old anyway."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Pulse:
    """What tells one state of the catalogue from the next: while it is the same, every reader reads the same."""

    sequence: int
    """The sequence number of the last publication."""
    next_publication: datetime | None
    """The instant of the next scheduled publication; it changes the catalogue without a new sequence number."""
    restored: int = 0
    """The sequence number of the last restore: what was derived earlier, such as a search index, is worthless."""


@dataclass(frozen=True)
class Country:
    """What every reading needs to know of the pack and its country."""

    source_language: str
    languages: tuple[str, ...]
    zone: ZoneInfo


@dataclass(frozen=True)
class Reading:
    """What a reader holds for one request: one snapshot of the catalogue, for one language, place and day."""

    session: Session
    language: str
    place: str | None
    as_of: date
    """The day for which facts are read: which fee, which hours."""
    now: datetime
    """The instant at which editions are live."""
    pulse: Pulse
    country: Country
    memory: Memory = field(repr=False)
    sources: Sources = field(default_factory=Sources, repr=False, compare=False)
    """What was read through this reading so far."""

    @property
    def sequence(self) -> int:
        """Return the sequence number of the snapshot."""
        return self.pulse.sequence

    @property
    def today(self) -> date:
        """Return the day it is now in the country."""
        return self.now.astimezone(self.country.zone).date()

    @property
    def source_language(self) -> str:
        """Return the language that content is written in first, and that readers fall back to."""
        return self.country.source_language

    @property
    def all_languages(self) -> tuple[str, ...]:
        """Return the languages in which the content is published."""
        return self.country.languages

    def kept(self, name: Hashable, make: Callable[[], T], *, shelf: str | None = None, bound: int = 0) -> T:
        """Return what was made under this name in the same state of the catalogue, by any reader of this process.

        What is kept must depend on the catalogue and the name only: not on language, place or day, unless they are
        part of the name. Its maker reads through this reading, and what is made holds no reading. On a `shelf` a
        name makes room for itself among no more than `bound` others there.
        """
        memory = self.memory if shelf is None else self.memory.shelf(shelf, bound)
        return memory.get(name, make, self.sources)


@dataclass
class Work:
    """A unit of work: what one actor changes in one transaction. Returning commits it, raising rolls it back."""

    session: Session
    actor: str
    now: datetime
    sequence: int | None = None
    """The sequence number that the work has taken; None while it has published nothing."""

    def lock(self) -> None:
        """Wait until no other work publishes, and let none publish until this one ends.

        What is read afterwards is the truth, and sequence numbers become visible in their order.
        """
        self.session.execute(select(CatalogueState.sequence).with_for_update())

    def take_sequence(self) -> int:
        """Return the sequence number of this work, the next one of the catalogue; the first call locks and takes it."""
        if self.sequence is None:
            self.sequence = self.session.scalars(
                update(CatalogueState)
                .values(sequence=CatalogueState.sequence + 1)
                .returning(CatalogueState.sequence)
                .execution_options(synchronize_session=False)
            ).one()
        return self.sequence


class Catalogue:
    """The stored catalogue. Open one per process – after a fork, not before – and close it at the end."""

    counts = True
    """Whether what readers do is counted: failed searches, ratings of the chat."""

    def __init__(self, settings: Settings, *, clock: Callable[[], datetime] = _now) -> None:
        self.settings = settings
        self.clock = clock
        self.engine = open_engine(settings.database_url)
        self._readers = sessionmaker(for_reading(self.engine), autoflush=False)
        follow_statements(self._readers)
        self._writers = sessionmaker(for_writing(self.engine), expire_on_commit=False)
        self._memory: tuple[Pulse | None, Memory] = (None, Memory())
        self.tally = Tally()
        self.deeds = DeedTally(counting=settings.counting)
        self.seal = Seal(settings.seal_key)
        self.staff_seal = Seal(settings.staff_key)
        self.inquiry_seal = Seal(settings.inquiry_key)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what was opened."""
        self.__dict__.pop("search_index", None)
        self.engine.dispose()

    @cached_property
    def search_index(self) -> SearchIndex:
        """The search index, opened when the first search asks for it."""
        from catalogue.search.index import SearchIndex

        return SearchIndex(self.settings.index, self.settings.search_engine)

    @contextmanager
    def reading(self, language: str, *, place: str | None = None, as_of: date | None = None) -> Iterator[Reading]:
        """Open one snapshot of the catalogue; nothing can be written through it.

        `as_of` left out is today in the time zone of the country.
        """
        with self._readers() as session:
            now = self.clock()
            pulse = get_pulse(session, now)
            memory = self._remembered(session, pulse)
            # It is made of pack and places, and a change of these reaches everything.
            country = memory.get("country", lambda: get_country(session, now), Sources())
            day = as_of or now.astimezone(country.zone).date()
            yield Reading(session, language, place, day, now, pulse, country, memory, gather(session))

    @contextmanager
    def work(self, actor: str) -> Iterator[Work]:
        """Begin a unit of work in the name of an actor; returning commits, raising rolls back."""
        with self._writers.begin() as session:
            # SQLite takes its write lock here. The time is asked only then: who waited does not publish in the past.
            session.connection()
            yield Work(session=session, actor=actor, now=self.clock())

    def pulse(self) -> Pulse:
        """Return what tells the present state of the catalogue from another, in one small query."""
        with self._readers() as session:
            return get_pulse(session, self.clock())

    def sequence(self) -> int:
        """Return the catalogue's sequence number; a greater one than before means that something was published."""
        return self.pulse().sequence

    def changed(self, before: Pulse | None, now: Pulse) -> frozenset[int] | None:
        """Return the sources (`catalogue.sources`) by which alone a state of the catalogue differs from a later one.

        None stands for everything: it is the answer whenever something else changed, or nobody knows.
        """
        with self._readers() as session:
            return list_changed(session, before, now)

    def _remembered(self, session: Session, pulse: Pulse) -> Memory:
        # Replaced as a whole, so that threads never see one state's memory under another's pulse.
        remembered = self._memory
        if remembered[0] != pulse:
            changed = list_changed(session, remembered[0], pulse)
            remembered = self._memory = (pulse, remembered[1].outliving(changed))
        return remembered[1]


def get_pulse(session: Session, now: datetime) -> Pulse:
    """Return what tells the state that a session sees from another."""
    scheduled = select(func.min(OutboxRow.due)).where(OutboxRow.due > now).scalar_subquery()
    row = session.execute(select(CatalogueState.sequence, scheduled, CatalogueState.restored)).one()
    return Pulse(*row)


def list_changed(session: Session, before: Pulse | None, now: Pulse) -> frozenset[int] | None:
    """Return what `Catalogue.changed` does, as far as a session sees."""
    if before is None or (before.restored, before.next_publication) != (now.restored, now.next_publication):
        return None
    if now.sequence - before.sequence > CHANGES_FOLLOWED:
        return None
    rows = session.execute(
        select(OutboxRow.sequence, OutboxRow.object_id, OutboxRow.reach).where(
            OutboxRow.sequence > before.sequence, OutboxRow.sequence <= now.sequence
        )
    ).all()
    told = {row.sequence for row in rows}
    if len(told) != now.sequence - before.sequence or any(row.reach == Reach.EVERYTHING for row in rows):
        return None
    inside = {what_is_said(row.object_id) for row in rows}
    return frozenset(inside.union(what_is_listed(row.object_id) for row in rows if row.reach == Reach.OBJECT))


def get_country(session: Session, now: datetime) -> Country:
    """Return what the live pack says; an empty catalogue is in English and in UTC."""
    rows = session.execute(
        select(CatalogueObject.kind, CatalogueObject.key, Edition.body)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(CatalogueObject.kind.in_((Kind.PACK, Kind.PLACE)), Edition.part == FACTS, Edition.live_at(now))
    ).all()
    pack = next((row.body for row in rows if row.kind == Kind.PACK), None)
    if pack is None:
        return Country("en", tuple(languages()), ZoneInfo("UTC"))
    place = next((row.body for row in rows if row.kind == Kind.PLACE and row.key == pack["country"]), {})
    return Country(pack["source_language"], tuple(pack["languages"]), ZoneInfo(place.get("time_zone", "UTC")))
