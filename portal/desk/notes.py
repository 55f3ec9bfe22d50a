"""Notes for colleagues beside what everybody may read: about the service, its organisation and its offices."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.commands.desk.notes import LONGEST, add_note, remove_note
from catalogue.facts import Kind
from catalogue.languages import languages
from catalogue.queries.staff_notes import NoteLine, list_notes
from catalogue.read_models.counter import Sheet
from catalogue.read_models.text import Text
from catalogue.rights import Action
from portal.columns import MOST_OFFICES
from portal.desk.blueprint import desk
from portal.extensions import get_house
from portal.staff.addresses import own_path
from portal.staff.who import person, staff, staff_page
from portal.work import reading

_KINDS = {kind.value: kind for kind in (Kind.SERVICE, Kind.OFFICE, Kind.ORGANISATION)}


@dataclass(frozen=True)
class Notes:
    """The notes beside a sheet, and what another one can be about."""

    lines: tuple[NoteLine, ...]
    titles: dict[str, Text]
    """By `kind:key`."""
    longest: int = LONGEST


def notes_about(sheet: Sheet) -> Notes:
    """Return the notes about what stands on a sheet."""
    page = sheet.page
    titles = {f"service:{page.id}": page.title, f"organisation:{page.organisation.id}": page.organisation.title}
    for channel in sheet.channels:
        titles |= {f"office:{office.id}": office.title for office in channel.offices[: MOST_OFFICES * 4]}
    about = [(_KINDS[name.partition(":")[0]], name.partition(":")[2]) for name in titles]
    return Notes(list_notes(reading(), person(), about), titles)


@desk.post("/notes")
@staff(Action.USE_DESK, Action.EDIT)
def write_note() -> ResponseReturnValue:
    """Write a note."""
    kind, _, key = request.form.get("about", "").partition(":")
    language = request.form.get("language", "")
    text = request.form.get("text", "").replace("\r\n", "\n").strip()
    if kind not in _KINDS or language not in languages():
        abort(400)
    if not text or len(text) > LONGEST:
        wrong = gettext("Write a note of at most %(most)s characters.", most=LONGEST)
        form = {"about": f"{kind}:{key}", "language": language, "text": text}
        return staff_page("desk/note.html", errors=[("text", wrong)], form=form, longest=LONGEST, back=_back()), 422
    with get_house().catalogue.work(person().mail) as unit:
        add_note(unit, person(), _KINDS[kind], key, language, text, today=reading().today)
    return redirect(_back(), 303)


@desk.post("/notes/<int:note>/remove")
@staff(Action.USE_DESK, Action.EDIT)
def take_note_away(note: int) -> ResponseReturnValue:
    """Take a note away."""
    with get_house().catalogue.work(person().mail) as unit:
        remove_note(unit, person(), note)
    return redirect(_back(), 303)


def _back() -> str:
    return own_path(request.form.get("back")) or url_for("desk.counter")
