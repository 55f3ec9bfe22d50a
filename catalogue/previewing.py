"""The catalogue as it will be: chosen drafts in force, on a day of the editor’s choice. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import NoReturn

from sqlalchemy import case, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from catalogue.commands.parts import OPEN, find_object, get_part_state
from catalogue.commands.publish import publish
from catalogue.context import Catalogue, Reading, Work, get_country, get_pulse
from catalogue.deed_tally import DeedTally
from catalogue.errors import Conflict, NotAllowed
from catalogue.facts import Kind
from catalogue.memory import Memory
from catalogue.models import FACTS, CatalogueObject, Edition
from catalogue.search.index import SearchIndex
from catalogue.settings import Settings
from catalogue.tally import Tally

ATTEMPTS = 5
"""How often drafts are put in force before what others publish meanwhile is too much."""


@dataclass(frozen=True)
class Previewed:
    """What one preview shows."""

    objects: tuple[tuple[Kind, str], ...] | None
    """The objects whose open drafts are in force; None for those of all."""
    day: date | None
    """The day on which the catalogue is read; None for the day it is looked at."""
    by: str
    """Who made the preview."""


class PreviewCatalogue(Catalogue):
    """Reads like the catalogue it is made over, and as if the drafts that `chosen` names were published.

    Each reading publishes them in a transaction of its own, with all checks that a publication meets, and undoes it:
    what is seen is what will be. On SQLite other writers wait meanwhile, for the milliseconds in which a page is made;
    readers never do. Words that only the search index holds are those of the published catalogue.

    A reading raises `InvalidContent` naming everything for which the drafts could not be published.
    """

    counts = False

    def __init__(
        self, over: Catalogue, chosen: Callable[[], Previewed], address: Callable[[], str] | None = None
    ) -> None:
        """`address` returns where the pages of the preview are; left out, they are where the published ones are."""
        self._over = over
        self._chosen = chosen
        self._address = address or (lambda: over.settings.public_address)
        self.engine = over.engine
        self.seal = over.seal
        self.tally = Tally(bound=0)
        self.deeds = DeedTally(counting=False)
        self._readers, self._writers = over._readers, over._writers
        # A page and the chat on it read in one transaction: a second one would wait for the first on SQLite.
        self._open: ContextVar[tuple[Previewed, Session] | None] = ContextVar("open preview", default=None)

    @property
    def settings(self) -> Settings:
        """The settings of the catalogue, with links that lead to pages of the preview."""
        return replace(self._over.settings, public_address=self._address())

    def clock(self) -> datetime:
        """Return the instant at which the preview stands: now, or noon of the day that was chosen."""
        now = self._over.clock()
        day = self._chosen().day
        if day is None:
            return now
        with self._over.reading("en") as reading:
            zone = reading.country.zone
        return now if day == now.astimezone(zone).date() else datetime.combine(day, time(12), zone)

    @property
    def search_index(self) -> SearchIndex:
        """The search index of the published catalogue."""
        return self._over.search_index

    @contextmanager
    def reading(self, language: str, *, place: str | None = None, as_of: date | None = None) -> Iterator[Reading]:
        """Open one snapshot in which the drafts are in force. Raises `InvalidContent` where they cannot be."""
        chosen = self._chosen()
        now = self.clock()
        open_already = self._open.get()
        if open_already is not None and open_already[0] == chosen:
            yield _read(open_already[1], language, place, as_of, now)
            return
        with self._writers() as session:
            try:
                _put_in_force_anew(session, chosen, now)
                token = self._open.set((chosen, session))
                try:
                    yield _read(session, language, place, as_of, now)
                finally:
                    self._open.reset(token)
            finally:
                session.rollback()

    def work(self, actor: str) -> NoReturn:
        """Refuse: a preview changes nothing."""
        raise NotAllowed("change in a preview")


def _put_in_force_anew(session: Session, chosen: Previewed, now: datetime) -> None:
    for attempt in range(ATTEMPTS):
        try:
            put_in_force(Work(session, chosen.by, now), chosen.objects)
            session.flush()
            return
        except (StaleDataError, Conflict):
            # Somebody published between reading and writing, which PostgreSQL allows: what was read is no longer so.
            session.rollback()
            if attempt == ATTEMPTS - 1:
                raise


def put_in_force(work: Work, objects: tuple[tuple[Kind, str], ...] | None) -> None:
    """Publish the open drafts of objects, or of all, within a work that its caller undoes.

    Facts go before the words that speak of them, and services before what names them.
    Raises `InvalidContent` for the first draft that could not be published.
    """
    for kind, key, part in _open_parts(work, objects):
        target = find_object(work.session, kind, key)
        state = get_part_state(work.session, target, part, work.now)
        if state.draft is not None:
            publish(work, kind, key, part, state.draft.body, lock=state.lock)


def _open_parts(work: Work, objects: tuple[tuple[Kind, str], ...] | None) -> list[tuple[Kind, str, str]]:
    rows = work.session.execute(
        select(CatalogueObject.kind, CatalogueObject.key, Edition.part)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(Edition.state.in_(OPEN))
        .order_by(case((Edition.part == FACTS, 0), else_=1), CatalogueObject.id, Edition.part)
    )
    found = [(Kind(kind), key, part) for kind, key, part in rows]
    return found if objects is None else [row for row in found if (row[0], row[1]) in objects]


def _read(session: Session, language: str, place: str | None, as_of: date | None, now: datetime) -> Reading:
    country = get_country(session, now)
    day = as_of or now.astimezone(country.zone).date()
    # What is kept in memory is kept for one state of the published catalogue, which this is not.
    return Reading(session, language, place, day, now, get_pulse(session, now), country, Memory())
