"""Content files as one archive: written the same for the same content, and read without trusting what is in it.

Nothing is unpacked before names, kinds, number and size of all files are known to be harmless.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from catalogue.errors import Problem
from catalogue.facts import KINDS, Kind
from catalogue.files.content import Content
from catalogue.files.reader import read
from catalogue.files.writer import render

LARGEST_ARCHIVE = 20_000_000
"""Bytes, packed."""
LARGEST_CONTENT = 100_000_000
"""Bytes, unpacked; ten times the example country."""
LARGEST_TEXT = 1_000_000
"""Bytes of one file but the ledger of numbers; no text of a public service is a tenth as long."""
LARGEST_RATIO = 200
"""A file that is so many times as large as it was packed is no text that somebody wrote."""
MOST_FILES = 100_000
_DAY = (2000, 1, 1, 0, 0, 0)
_STEP = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
_FOLDERS = {row.folder for row in KINDS.values() if row.folder}
_LEFT_BY_SYSTEMS = ("__MACOSX", "Thumbs.db", "desktop.ini")


class ArchiveFault(StrEnum):
    """Why an archive is not read at all."""

    NONE = "no archive"
    EMPTY = "empty"
    LARGE = "too large"
    MANY = "too many files"
    NAME = "unsafe name"
    LINK = "no plain file"
    TWICE = "twice"
    DAMAGED = "damaged"


class BadArchive(Exception):
    """An archive that is refused as a whole; `named` is the file in it that is at fault, empty for all of it."""

    def __init__(self, fault: ArchiveFault, named: str = "") -> None:
        super().__init__(fault.value, named)
        self.fault = fault
        self.named = named


def write_archive(content: Content, kinds: Collection[Kind] = ()) -> bytes:
    """Return the files of content, or of its objects of these kinds, as a ZIP; the same content gives the same."""
    files = render(content)
    if kinds:
        chosen = {
            path
            for entry in content.list_entries(*kinds)
            for path in (entry.facts_path, *map(entry.words_path, entry.words))
        }
        files = {path: text for path, text in files.items() if path in chosen}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path, _DAY), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read_archive(data: bytes) -> Content:
    """Return the content of an archive, which may hold a part of a catalogue only. Raises `BadArchive`.

    What is wrong with single files is in `Content.problems`.
    """
    files = unpack(data)
    with TemporaryDirectory(prefix="onedoor-") as name:
        folder = Path(name)
        for path, text in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
        content = read(folder)
    missing = tuple(problem for problem in content.problems if not _is_elsewhere(problem, files))
    return Content(content.objects, content.numbers, content.redirects, missing, content.unreadable)


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files of an archive by their paths, which are relative and harmless. Raises `BadArchive`."""
    if len(data) > LARGEST_ARCHIVE:
        raise BadArchive(ArchiveFault.LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            if len(listed) > MOST_FILES:
                raise BadArchive(ArchiveFault.MANY)
            chosen = _chosen(listed)
            return {path: _read(archive, info) for path, info in chosen.items()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as fault:
        raise BadArchive(ArchiveFault.DAMAGED if data[:2] == b"PK" else ArchiveFault.NONE) from fault


def _chosen(listed: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    chosen: dict[str, zipfile.ZipInfo] = {}
    for info in listed:
        # As it stands in the archive: the library cuts names at what ends a text in C.
        name = info.orig_filename
        steps = name.rstrip("/").split("/")
        if any(step in _LEFT_BY_SYSTEMS or re.fullmatch(r"\.[A-Za-z_][^\\]*", step) for step in steps):
            continue
        if not all(_STEP.fullmatch(step) for step in steps):
            raise BadArchive(ArchiveFault.NAME, name)
        form = stat.S_IFMT(info.external_attr >> 16)
        if form not in (0, stat.S_IFREG, stat.S_IFDIR) or info.flag_bits & 1:
            raise BadArchive(ArchiveFault.LINK, name)
        if info.is_dir():
            continue
        if name.lower() in chosen:
            raise BadArchive(ArchiveFault.TWICE, name)
        _measure(info)
        chosen[name.lower()] = info
    if not chosen:
        raise BadArchive(ArchiveFault.EMPTY)
    if sum(info.file_size for info in chosen.values()) > LARGEST_CONTENT:
        raise BadArchive(ArchiveFault.LARGE)
    return _without_outer_folder({info.orig_filename: info for info in chosen.values()})


def _measure(info: zipfile.ZipInfo) -> None:
    largest = LARGEST_CONTENT if PurePosixPath(info.orig_filename).name == "numbers.yaml" else LARGEST_TEXT
    # A few repeated lines pack very well, so short files are not asked.
    swollen = info.file_size > 50_000 and info.file_size > LARGEST_RATIO * max(info.compress_size, 1)
    if info.file_size > largest or swollen:
        raise BadArchive(ArchiveFault.LARGE, info.orig_filename)


def _without_outer_folder(files: dict[str, zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the files without the one folder around all of them, which packing a folder by hand leaves there."""
    outer = {name.partition("/")[0] for name in files if "/" in name} if all("/" in name for name in files) else set()
    if len(outer) != 1 or outer & _FOLDERS:
        return files
    return {name.partition("/")[2]: info for name, info in files.items()}


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        # The size that an archive states may be a lie.
        text = file.read(info.file_size + 1)
    if len(text) > info.file_size:
        raise BadArchive(ArchiveFault.LARGE, info.orig_filename)
    return text


def _is_elsewhere(problem: Problem, files: Collection[str]) -> bool:
    """Tell whether a problem is only that an object's files are not part of this archive: none of them is."""
    if problem.field != "file" or problem.path in files or not problem.path.endswith(".yaml"):
        return False
    folder, _, _ = problem.path.rpartition("/")
    return not any(name.endswith(".md") and name.rpartition("/")[0] == folder for name in files)
