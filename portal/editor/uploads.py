"""Files that people of staff send: how large they may be, and what is said of those that are none of ours."""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.exchange.rows import BadFile
from catalogue.files.archive import LARGEST_ARCHIVE, ArchiveFault, BadArchive
from furniture.labels import N_
from portal.editor.blueprint import editor
from portal.staff.addresses import login_address
from portal.staff.who import is_signed_in

UPLOADS = frozenset({"editor.upload_words", "editor.upload_content"})
LARGEST_REQUEST = LARGEST_ARCHIVE + 100_000
"""Bytes: the largest file, and what a form sends around it."""
MEGABYTES = LARGEST_ARCHIVE // 1_000_000

BAD_FILES: Mapping[str, str] = {
    "too large": N_("The file is too large."),
    "not UTF-8": N_("The table is not written in UTF-8. Save it as “CSV UTF-8”."),
    "no column": N_("The table lacks columns. Leave its first row as it was."),
    "no XML": N_("The file is damaged."),
    "a document type": N_("The file declares a document type, which could lead to other files. That is not taken."),
    "no XLIFF 2": N_("The file is not XLIFF 2. Ask for that form."),
    "trgLang": N_("The file is for another language."),
    "damaged": N_("The file is damaged."),
    "empty": N_("The file is empty."),
}
"""What is wrong with a file as a whole, by how the fault begins."""

BAD_ARCHIVES: Mapping[ArchiveFault, str] = {
    ArchiveFault.NONE: N_("The file is no archive. Send the ZIP file that you downloaded, with your changes."),
    ArchiveFault.EMPTY: N_("The archive holds no files."),
    ArchiveFault.LARGE: N_("The file is too large."),
    ArchiveFault.MANY: N_("The archive holds too many files."),
    ArchiveFault.NAME: N_("The archive holds a file whose name is not taken: letters, digits, hyphens and dots only."),
    ArchiveFault.LINK: N_("The archive holds something that is no plain file."),
    ArchiveFault.TWICE: N_("The archive holds a file twice."),
    ArchiveFault.DAMAGED: N_("The file is damaged."),
}


@editor.before_app_request
def _limit() -> ResponseReturnValue | None:
    """Bound what is read of an upload before anything reads it; of a stranger's, nothing is."""
    if request.endpoint not in UPLOADS:
        return None
    request.max_content_length = LARGEST_REQUEST
    return None if is_signed_in() else redirect(login_address(), 303)


def sent_file() -> bytes:
    """Return the file that came with the form. Its name and the type that the browser states are not looked at.

    Raises `BadFile` when there is none, or an empty one.
    """
    file = request.files.get("file")
    data = file.read() if file is not None else b""
    if not data.strip():
        raise BadFile("empty")
    return data


def bad_file_sentence(fault: BadFile) -> str:
    """Return what is wrong with a file as a whole, and where."""
    said = next((said for begins, said in BAD_FILES.items() if fault.told.startswith(begins)), BAD_FILES["damaged"])
    return with_line(gettext(said), fault.line)


def bad_archive_sentence(fault: BadArchive) -> str:
    """Return what is wrong with an archive as a whole, with the name of the file at fault."""
    said = gettext(BAD_ARCHIVES[fault.fault])
    return f"{said} ({fault.named[:100]})" if fault.named else said


def with_line(sentence: str, line: int) -> str:
    """Return a sentence with the line that it is about before it; 0 stands for none."""
    if not line:
        return sentence
    return gettext("Line %(line)s: %(sentence)s", line=line, sentence=sentence)
