"""Taking words in: what a file would change, shown before anything is written, and then saved as drafts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from catalogue.commands.staff import require_edit
from catalogue.context import Work
from catalogue.differences import Piece, compare_texts
from catalogue.errors import Conflict, NotAllowed, NotFound
from catalogue.exchange.rows import BadRow, Refusal, Row
from catalogue.facts import Kind
from catalogue.facts.words import Shape, Words, digest
from catalogue.queries.subjects import get_subject
from catalogue.rights import Action, Person, require
from catalogue.translating.guard import Breach, list_breaches
from catalogue.translating.workbench import Workbench, open_workbench, save_words

if TYPE_CHECKING:
    from catalogue.context import Reading


@dataclass(frozen=True)
class Change:
    """One section that a file changes."""

    section: str
    line: int
    pieces: tuple[Piece, ...]
    outdated: bool
    """Whether it was made from a source that is not today's: the draft will say so."""


@dataclass(frozen=True)
class Taken:
    """What a file changes of one object."""

    kind: Kind
    key: str
    bench: Workbench
    words: Words
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Plan:
    """What a file would do. Nothing is written yet."""

    language: str
    objects: tuple[Taken, ...]
    bad: tuple[BadRow, ...]

    @property
    def mark(self) -> str:
        """Return what tells this plan from one made over another state of the catalogue."""
        said = [(one.kind, one.key, one.bench.editable.lock, one.words.to_plain()) for one in self.objects]
        return hashlib.sha256(json.dumps([self.language, said], sort_keys=True).encode()).hexdigest()


def plan_taking(reading: Reading, person: Person, language: str, rows: Iterable[Row], bad: Iterable[BadRow]) -> Plan:
    """Return what rows would change, and every row that cannot be taken: the others do not wait for it.

    An empty target changes nothing: who has not translated a section takes none away. Words of the source language
    are not taken in: they are written, not translated.
    """
    refused = list(bad)
    objects = []
    if language == reading.source_language:
        return Plan(language, (), (*refused, *(BadRow(row.line, Refusal.NOT_ALLOWED, language) for row in rows)))
    ordered = sorted(rows, key=lambda row: (row.kind, row.key, row.line))
    for (kind, key), group in groupby(ordered, key=lambda row: (row.kind, row.key)):
        found = list(group)
        try:
            require(person, Action.TRANSLATE, get_subject(reading.session, kind, key, language, now=reading.now))
            bench = open_workbench(reading, kind, key, language)
        except NotFound:
            refused += [BadRow(row.line, Refusal.NO_OBJECT, f"{kind.value}/{key}") for row in found]
            continue
        except NotAllowed:
            refused += [BadRow(row.line, Refusal.NOT_ALLOWED, f"{kind.value}/{key}") for row in found]
            continue
        taken = _take(reading, bench, found, refused)
        if taken.words != bench.target:
            objects.append(taken)
    return Plan(language, tuple(objects), tuple(sorted(refused, key=lambda row: (row.line, row.told))))


def take(work: Work, person: Person, plan: Plan) -> list[BadRow]:
    """Save what a plan changes as drafts, never published; return the rows of objects that changed since the plan.

    Raises `NotAllowed`.
    """
    lost = []
    for one in plan.objects:
        require_edit(work, person, one.kind, one.key, plan.language)
        try:
            save_words(work, person, one.bench, one.words, lock=one.bench.editable.lock)
        except Conflict:
            lost += [BadRow(change.line, Refusal.CHANGED, f"{one.kind.value}/{one.key}") for change in one.changes]
    return lost


def _take(reading: Reading, bench: Workbench, rows: list[Row], refused: list[BadRow]) -> Taken:
    good: dict[str, Row] = {}
    for row in rows:
        section = bench.sections.get(row.section)
        if section is None or section.shape is Shape.LIST:
            refused.append(BadRow(row.line, Refusal.NO_SECTION, row.section))
        elif row.section in good:
            refused.append(BadRow(row.line, Refusal.TWICE, row.section))
        elif row.target:
            good[row.section] = row
    now = {key: text for key, text in bench.target.sections.items() if isinstance(text, str)}
    # What is as it was is not judged: a file is not to blame for it.
    touched = {key: row.target for key, row in good.items() if row.target != now.get(key) or row.confirmed}
    for fault in list_breaches(reading.session, bench, touched, reading.now):
        row = good.pop(fault.section, None)
        if row is not None:
            refusal = Refusal.MARKDOWN if fault.breach is Breach.MARKDOWN else Refusal.PLACEHOLDER
            refused.append(BadRow(row.line, refusal, fault.named or fault.section))
    texts = {key: row.target for key, row in good.items()}
    words = bench.words(
        texts,
        confirmed=[key for key, row in good.items() if row.confirmed],
        stamps={key: digest(row.source) for key, row in good.items()},
    )
    today = {segment.key: segment.stamp for segment in bench.segments}
    changes = tuple(
        Change(
            key,
            row.line,
            compare_texts(now.get(key, ""), row.target),
            words.made_from.get(key) != today.get(key),
        )
        for key, row in good.items()
        if words.sections.get(key) != now.get(key) or words.made_from.get(key) != bench.target.made_from.get(key)
    )
    return Taken(bench.kind, bench.key, bench, words, changes)
