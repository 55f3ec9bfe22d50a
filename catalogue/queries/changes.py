"""What was changed on a page because readers told us: shown on it for a while, in their language where it is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from catalogue.facts import Kind
from catalogue.models import ChangeNote
from catalogue.read_models.report import Change
from catalogue.read_models.text import Freshness, Text
from catalogue.reporting import DAYS_SHOWN
from catalogue.sources import FOLLOWED

if TYPE_CHECKING:
    from catalogue.context import Reading

_Row = tuple[date, dict[str, Any]]


def list_changes(reading: Reading, kind: Kind, key: str) -> tuple[Change, ...]:
    """Return the changes that a page still tells of, the newest first. Asking costs no query but the first."""
    oldest = reading.today - timedelta(days=DAYS_SHOWN)
    notes = reading.kept(("changes", oldest), lambda: _read(reading, oldest))
    return tuple(
        Change(day, _text(texts, "said", reading), _text(texts, "changed", reading))
        for day, texts in notes.get((kind.value, key), ())
    )


def _read(reading: Reading, oldest: date) -> dict[tuple[str, str], list[_Row]]:
    # A note comes under a sequence number of its own that no object changed under, so it counts as a change of all.
    rows = reading.session.execute(
        select(ChangeNote.object_kind, ChangeNote.object_key, ChangeNote.day, ChangeNote.texts)
        .where(ChangeNote.day > oldest)
        .order_by(ChangeNote.day.desc(), ChangeNote.id.desc()),
        execution_options={FOLLOWED: True},
    )
    found: dict[tuple[str, str], list[_Row]] = {}
    for kind, key, day, texts in rows:
        found.setdefault((kind, key), []).append((day, texts))
    return found


def _text(texts: dict[str, Any], name: str, reading: Reading) -> Text:
    if reading.language in texts:
        return Text(texts[reading.language][name], reading.language)
    return Text(texts[reading.source_language][name], reading.source_language, Freshness.MISSING)
