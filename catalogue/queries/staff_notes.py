"""Notes of staff about what a counter shows. Only rooms of staff ask here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from catalogue.facts import Kind
from catalogue.models import Account, StaffNote
from catalogue.queries.subjects import get_subject
from catalogue.rights import Action, Person, may

if TYPE_CHECKING:
    from catalogue.context import Reading


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as colleagues read it."""

    id: int
    kind: Kind
    key: str
    language: str
    text: str
    author: str
    """The name of who wrote it, or the mail where no name is known."""
    day: date
    removable: bool


def list_notes(reading: Reading, person: Person, about: Iterable[tuple[Kind, str]]) -> tuple[NoteLine, ...]:
    """Return the notes about these objects, those of the first named first, the newest before the older."""
    objects = list(dict.fromkeys(about))
    named = or_(*(and_(StaffNote.kind == kind, StaffNote.key == key) for kind, key in objects))
    rows = reading.session.execute(
        select(StaffNote, Account.name)
        .outerjoin(Account, Account.mail == StaffNote.author)
        .where(named)
        .order_by(StaffNote.day.desc(), StaffNote.id.desc())
    ).all()
    lines = [
        NoteLine(
            note.id, Kind(note.kind), note.key, note.language, note.text, name or note.author, note.day,
            _removable(reading, person, note),
        )
        for note, name in rows
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: objects.index((line.kind, line.key))))


def _removable(reading: Reading, person: Person, note: StaffNote) -> bool:
    if note.author == person.mail:
        return True
    if not may(person, Action.EDIT):
        return False
    subject = get_subject(reading.session, Kind(note.kind), note.key, note.language, now=reading.now)
    return may(person, Action.EDIT, subject)
