"""What the public is told of a case: a clerk writes it, a reviewer publishes it, and nobody reads it before."""

from __future__ import annotations

from catalogue.commands.inquiries.cases import add_step, clean_text, get_for_staff, move
from catalogue.context import Work
from catalogue.errors import BadInquiry, NotFound
from catalogue.inquiries.kinds import NoteOutcome
from catalogue.inquiries.states import Act
from catalogue.languages import languages
from catalogue.models import InquiryNote
from catalogue.rights import Action, Person


def write_note(work: Work, person: Person, number: str, outcome: str, text: str, language: str) -> None:
    """Write, or write anew, what could be told of a case that was answered; it is masked, and published by nobody yet.

    Raises `NotFound`, `WrongState`, and `BadInquiry` for a text that is empty or too long, or an outcome that is none.
    """
    inquiry = get_for_staff(work, person, number)
    if outcome not in set(NoteOutcome):
        raise BadInquiry((("outcome", "empty"),))
    if language not in languages():
        raise BadInquiry((("language", "unknown"),))
    said = clean_text(text, masked=True)
    move(work, inquiry, Act.NOTE, outcome=outcome)
    note = work.session.get(InquiryNote, inquiry.id)
    if note is None:
        note = InquiryNote(inquiry_id=inquiry.id)
        work.session.add(note)
    note.outcome, note.text, note.language = outcome, said, language
    note.written_by, note.written_at = person.mail, work.now
    # Who changes what was published takes it back until it is looked at anew.
    note.published_by = note.published_at = None


def publish_note(work: Work, person: Person, number: str, seen: str) -> None:
    """Publish the note of a case, as a reviewer of an organisation that has it.

    `seen` is the text that the reviewer read. Raises `NotFound` where there is no note, or another text by now,
    `NotAllowed`, and `WrongState` for a case that was opened again.
    """
    inquiry = get_for_staff(work, person, number, Action.PUBLISH)
    note = work.session.get(InquiryNote, inquiry.id)
    if note is None or note.text != seen.replace("\r\n", "\n").strip():
        raise NotFound("note", number)
    if note.published_at is not None:
        return
    move(work, inquiry, Act.PUBLISH)
    note.published_by, note.published_at = person.mail, work.now


def take_note_back(work: Work, person: Person, number: str) -> None:
    """Take a published note off the public page; it can be published again."""
    inquiry = get_for_staff(work, person, number, Action.PUBLISH)
    note = work.session.get(InquiryNote, inquiry.id)
    if note is None or note.published_at is None:
        return
    note.published_by = note.published_at = None
    add_step(work, inquiry, Act.WITHDRAW, person.mail)
