"""Files that somebody uploaded and has not confirmed yet: one for each person, in the state folder, for an hour.

What is confirmed is what lies here, not what a browser sends again; the mark in the form only says which was shown.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from catalogue.rights import Person

KEPT_FOR = timedelta(hours=1)
FOLDER = "uploads"


@dataclass(frozen=True)
class Waiting:
    """A file that waits, and for what: `words` with their language, or `content`."""

    purpose: str
    language: str
    data: bytes

    @property
    def mark(self) -> str:
        """Return what tells this file from any other."""
        return hashlib.sha256(f"{self.purpose}/{self.language}/".encode() + self.data).hexdigest()


def keep_waiting(home: Path, person: Person, waiting: Waiting, now: datetime) -> None:
    """Keep a file for a person in place of the one that waited; forget everybody's that waited too long."""
    folder = home / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.stat().st_mtime < (now - KEPT_FOR).timestamp():
            old.unlink(missing_ok=True)
    head = json.dumps({"person": person.id, "purpose": waiting.purpose, "language": waiting.language})
    file = _file(home, person)
    beside = file.with_name(f"{file.name}.{os.getpid()}.{os.urandom(8).hex()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(head.encode() + b"\n" + waiting.data)
    os.utime(beside, (now.timestamp(), now.timestamp()))
    beside.replace(file)


def find_waiting(home: Path, person: Person, now: datetime) -> Waiting | None:
    """Return the file that waits for this person, or None."""
    file = _file(home, person)
    try:
        if file.stat().st_mtime < (now - KEPT_FOR).timestamp():
            return None
        head, _, data = file.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    said = json.loads(head)
    return Waiting(said["purpose"], said["language"], data) if said["person"] == person.id else None


def forget_waiting(home: Path, person: Person) -> None:
    """Forget the file that waits for this person, if one does."""
    _file(home, person).unlink(missing_ok=True)


def _file(home: Path, person: Person) -> Path:
    return home / FOLDER / str(int(person.id))
