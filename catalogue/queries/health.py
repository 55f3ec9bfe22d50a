"""Whether everything that runs by itself still runs: what a monitor asks, with the limit that each may not pass."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from catalogue.commands.backup import MANIFEST
from catalogue.models import LinkCheck
from catalogue.queries.standing import get_standings
from catalogue.settings import POLLED_FILE

if TYPE_CHECKING:
    from catalogue.context import Catalogue, Reading


@dataclass(frozen=True)
class Limits:
    """How old each may be before somebody has to look."""

    backup: timedelta = timedelta(hours=48)
    poll: timedelta = timedelta(minutes=5)
    """Since the bot last asked Telegram for news."""
    links: timedelta = timedelta(days=2)
    """How long visits of links may be due."""
    overdue: timedelta = timedelta(days=90)
    """How long a check of content may be due."""


@dataclass(frozen=True)
class Finding:
    """How one thing is."""

    name: str
    well: bool
    said: str


def examine(catalogue: Catalogue, limits: Limits, backups: Path | None = None) -> tuple[Finding, ...]:
    """Return how everything is that runs by itself; `backups` is the folder that backups are written to.

    What is not used here – no folder of backups named, no bot that ever polled, no link ever visited – is not told.
    """
    with catalogue.reading("en") as reading:
        found = [_index(catalogue.search_index.sequence, reading.sequence)]
        if backups is not None:
            found.append(_backup(backups, reading.now, limits.backup))
        found += _bot(catalogue.settings.home / POLLED_FILE, reading.now, limits.poll)
        found += _links(reading, limits.links)
        found.append(_overdue(reading, limits.overdue))
    return tuple(found)


def _index(indexed: int | None, sequence: int) -> Finding:
    if indexed is None:
        return Finding("index", False, "there is none")
    return Finding("index", indexed >= sequence, f"{indexed} of {sequence}")


def _backup(folder: Path, now: datetime, limit: timedelta) -> Finding:
    made = [at for file in folder.glob("*") if file.is_file() and (at := _made_at(file))]
    if not made:
        return Finding("backup", False, "there is none")
    return _aged("backup", now - max(made), limit, "made")


def _made_at(file: Path) -> datetime | None:
    """Return when a backup was made by its own word, since copying changes the time of a file; None for other files."""
    try:
        with zipfile.ZipFile(file) as archive:
            made = datetime.fromisoformat(json.loads(archive.read(MANIFEST))["made_at"])
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        return None
    return made if made.tzinfo else made.replace(tzinfo=UTC)


def _bot(file: Path, now: datetime, limit: timedelta) -> Iterator[Finding]:
    if file.exists():
        yield _aged("bot", now - datetime.fromtimestamp(file.stat().st_mtime, UTC), limit, "asked for news")


def _links(reading: Reading, limit: timedelta) -> Iterator[Finding]:
    visited, due = reading.session.execute(select(func.max(LinkCheck.visited_at), func.min(LinkCheck.next_at))).one()
    if visited is not None:
        waits = max(reading.now - due, timedelta())
        said = f"last visit {_span(reading.now - visited)} ago, due for {_span(waits)}"
        yield Finding("links", waits <= limit, said)


def _overdue(reading: Reading, limit: timedelta) -> Finding:
    due = [(one.duty.review, one) for one in get_standings(reading).values() if one.duty.review]
    oldest = min((pair for pair in due if pair[0] < reading.today), key=lambda pair: pair[0], default=None)
    if oldest is None:
        return Finding("checks", True, "none is overdue")
    day, one = oldest
    return Finding("checks", reading.today - day <= limit, f"{one.kind.value} {one.key} was due on {day}")


def _aged(name: str, age: timedelta, limit: timedelta, verb: str) -> Finding:
    return Finding(name, age <= limit, f"{verb} {_span(age)} ago")


def _span(age: timedelta) -> str:
    minutes = max(int(age.total_seconds() // 60), 0)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} days"
