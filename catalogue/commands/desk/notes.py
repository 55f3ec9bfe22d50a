"""Writing a note for colleagues, and taking one away. Whoever answers for an object, or at its counter, may."""

from __future__ import annotations

from datetime import date

from catalogue.context import Work
from catalogue.errors import NotAllowed, NotFound
from catalogue.facts import Kind
from catalogue.models import StaffNote
from catalogue.models.staff_note import LONGEST
from catalogue.queries.subjects import get_subject
from catalogue.rights import Action, Person, may

__all__ = ["LONGEST", "add_note", "may_note", "remove_note"]

NOTED = (Kind.SERVICE, Kind.OFFICE, Kind.ORGANISATION)
"""What notes are about."""


def add_note(work: Work, person: Person, kind: Kind, key: str, language: str, text: str, *, today: date) -> int:
    """Write a note; return its id. Raises `NotFound`, `NotAllowed`, and `ValueError` for an empty or too long text."""
    said = text.strip()
    if not 0 < len(said) <= LONGEST:
        raise ValueError("a note has one to a thousand characters")
    if kind not in NOTED:
        raise NotFound(kind, key)
    _require(work, person, kind, key, language)
    note = StaffNote(kind=kind, key=key, language=language, text=said, author=person.mail, day=today)
    work.session.add(note)
    work.session.flush()
    return note.id


def remove_note(work: Work, person: Person, id: int) -> None:
    """Take a note away: its author may, and who may edit what it is about. Raises `NotAllowed`.

    One that is not there any more stays so: two colleagues may take the same one away.
    """
    note = work.session.get(StaffNote, id)
    if note is None:
        return
    subject = get_subject(work.session, Kind(note.kind), note.key, note.language, now=work.now)
    if note.author != person.mail and not may(person, Action.EDIT, subject):
        raise NotAllowed(Action.EDIT.value)
    work.session.delete(note)


def may_note(work: Work, person: Person, kind: Kind, key: str, language: str) -> bool:
    """Tell whether somebody may write a note in a language about an object. Raises `NotFound`."""
    subject = get_subject(work.session, kind, key, language, now=work.now)
    return may(person, Action.USE_DESK, subject) or may(person, Action.EDIT, subject)


def _require(work: Work, person: Person, kind: Kind, key: str, language: str) -> None:
    if not may_note(work, person, kind, key, language):
        raise NotAllowed(Action.USE_DESK.value)
