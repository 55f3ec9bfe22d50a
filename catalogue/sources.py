"""What a value or a page was made of, so that it is thrown away when one of these is published and not before.

Followed by id; what was read by other ways than `queries.live.fetch` counts as made of everything.
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


class MadeOf:
    """The objects that something was made of, by id; or everything."""

    __slots__ = ("_ids",)

    def __init__(self, ids: Iterable[int] | None) -> None:
        # Packed: a set takes twenty times the room, as much as the page that was made of these.
        self._ids = None if ids is None else array("I", sorted(ids))

    @property
    def ids(self) -> Iterable[int] | None:
        """The ids; None for everything."""
        return self._ids

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return 0 if self._ids is None else len(self._ids) * self._ids.itemsize

    def outlives(self, changed: frozenset[int] | None) -> bool:
        """Tell whether what was made of these is the same after these objects changed; None stands for everything."""
        return changed is not None and self._ids is not None and changed.isdisjoint(self._ids)


EVERYTHING = MadeOf(None)


class Sources:
    """Gathers what one reading has read so far. Of one thread, like the reading."""

    def __init__(self) -> None:
        self._ids: set[int] | None = set()

    def add(self, ids: Iterable[int]) -> None:
        """Note that these objects were read."""
        if self._ids is not None:
            self._ids.update(ids)

    def add_everything(self) -> None:
        """Note that something was read of which nobody knows what changes it."""
        self._ids = None

    def take_in(self, made_of: MadeOf) -> None:
        """Note that something was used that was made before, of these."""
        if made_of.ids is None:
            self.add_everything()
        else:
            self.add(made_of.ids)

    def so_far(self) -> MadeOf:
        """Return what was read until now."""
        return EVERYTHING if self._ids is None else MadeOf(self._ids)

    def follow(self, make: Callable[[], Made]) -> tuple[Made, MadeOf]:
        """Make something and return it with what it alone was made of."""
        outer, self._ids = self._ids, set()
        try:
            return make(), self.so_far()
        finally:
            # Also when it could not be made: that, too, was learned from what was read.
            inner = self._ids
            self._ids = None if outer is None or inner is None else outer | inner


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
