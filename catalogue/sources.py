"""What a value or a page was made of, so that it is thrown away when one of these is published and not before.

A source is a number: one for what lists show of an object, one for all else that it says. What was read by other ways
than `queries.live.fetch` counts as made of everything.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker

Made = TypeVar("Made")

FOLLOWED = "onedoor_followed"
"""The option of a statement whose caller says itself what is made of its rows."""
_SOURCES = "onedoor_sources"


def what_is_listed(id: int) -> int:
    """Return the source of what lists show of an object: title, summary, code, and its place in them."""
    return 2 * id


def what_is_said(id: int) -> int:
    """Return the source of all else that an object says."""
    return 2 * id + 1


class MadeOf:
    """The sources of something; or everything."""

    __slots__ = ("_sources",)

    def __init__(self, sources: Iterable[int] | None) -> None:
        # Packed: a set takes twenty times the room, as much as the page that was made of these.
        self._sources = None if sources is None else array("I", sorted(sources))

    @property
    def sources(self) -> Iterable[int] | None:
        """The sources; None for everything."""
        return self._sources

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return 0 if self._sources is None else len(self._sources) * self._sources.itemsize

    def outlives(self, changed: frozenset[int] | None) -> bool:
        """Tell whether what was made of these is the same after others changed; None stands for everything."""
        return changed is not None and self._sources is not None and changed.isdisjoint(self._sources)


EVERYTHING = MadeOf(None)


class Sources:
    """Gathers what one reading has read so far. Of one thread, like the reading."""

    def __init__(self) -> None:
        self._sources: set[int] | None = set()

    def add(self, sources: Iterable[int]) -> None:
        """Note that these were read."""
        if self._sources is not None:
            self._sources.update(sources)

    def add_everything(self) -> None:
        """Note that something was read of which nobody knows what changes it."""
        self._sources = None

    def take_in(self, made_of: MadeOf) -> None:
        """Note that something was used that was made before, of these."""
        if made_of.sources is None:
            self.add_everything()
        else:
            self.add(made_of.sources)

    def so_far(self) -> MadeOf:
        """Return what was read until now."""
        return EVERYTHING if self._sources is None else MadeOf(self._sources)

    def follow(self, make: Callable[[], Made]) -> tuple[Made, MadeOf]:
        """Make something and return it with what it alone was made of."""
        outer, self._sources = self._sources, set()
        try:
            return make(), self.so_far()
        finally:
            # Also when it could not be made: that, too, was learned from what was read.
            inner = self._sources
            self._sources = None if outer is None or inner is None else outer | inner


def follow_statements(readers: sessionmaker[Session]) -> None:
    """Let the sessions of these readers tell their `Sources` of statements that nobody follows."""
    event.listen(readers, "do_orm_execute", _note)


def gather(session: Session) -> Sources:
    """Return new `Sources` that hear of a session's statements from now on."""
    sources = session.info[_SOURCES] = Sources()
    return sources


def _note(asked: ORMExecuteState) -> None:
    sources: Sources | None = asked.session.info.get(_SOURCES)
    if sources is not None and FOLLOWED not in asked.execution_options:
        sources.add_everything()
