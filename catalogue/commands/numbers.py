"""The ledger of small numbers in the database: merged with that of the files, never contradicted, only added to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from catalogue.errors import InvalidContent, Problem
from catalogue.facts import Facts, Kind
from catalogue.files.content import NUMBERS_FILE, Content, Entry
from catalogue.files.numbers import complete, list_numbered
from catalogue.models import Number

Ledger = Mapping[str, Mapping[str, int]]
NewNumbers = tuple[tuple[str, str, int], ...]
"""Scope, id and number of what has no number in the database yet."""


def get_ledger(session: Session) -> dict[str, dict[str, int]]:
    """Return all numbers by scope and id, scopes in order, ids in the order of their numbers."""
    ledger: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for scope, key, number in session.execute(
        select(Number.scope, Number.key, Number.number).order_by(Number.scope, Number.number)
    ):
        ledger[scope][key] = number
    return dict(ledger)


def list_new_numbers(session: Session, content: Content) -> NewNumbers:
    """Return what the files add to the database's ledger, with a number for everything that has none yet.

    Raises `InvalidContent` where the two contradict each other: a number once given names one thing for ever.
    """
    known = get_ledger(session)
    merged = {scope: dict(entries) for scope, entries in known.items()}
    problems = []
    for scope, entries in content.numbers.items():
        owners = {number: key for key, number in known.get(scope, {}).items()}
        for key, number in entries.items():
            given, owner = known.get(scope, {}).get(key), owners.get(number)
            if given not in (None, number):
                problems.append(_contradiction(scope, key, f"It has the number {given} in the database."))
            elif owner not in (None, key):
                problems.append(_contradiction(scope, key, f"The number {number} belongs to “{owner}”."))
            else:
                merged.setdefault(scope, {})[key] = number
    if problems:
        raise InvalidContent(tuple(problems))
    wanted = complete(Content(content.objects, merged))
    return tuple(
        (scope, key, number)
        for scope, entries in wanted.items()
        for key, number in entries.items()
        if key not in known.get(scope, {})
    )


def write_numbers(session: Session, numbers: NewNumbers) -> None:
    """Add numbers to the ledger."""
    if numbers:
        session.execute(
            insert(Number), [{"scope": scope, "key": key, "number": number} for scope, key, number in numbers]
        )


def give_numbers(session: Session, kind: Kind, key: str, facts: Facts) -> None:
    """Give an object, and each of its parts, a number unless it has one."""
    alone = Content({(kind, key): Entry(kind, key, facts)})
    scopes = {scope for scope, _ in list_numbered(alone)}
    known: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in session.scalars(select(Number).where(Number.scope.in_(scopes))):
        known[row.scope][row.key] = row.number
    ledger = complete(Content(alone.objects, known))
    write_numbers(
        session,
        tuple(
            (scope, name, number)
            for scope, entries in ledger.items()
            for name, number in entries.items()
            if name not in known.get(scope, {})
        ),
    )


def _contradiction(scope: str, key: str, problem: str) -> Problem:
    return Problem(NUMBERS_FILE, f"{scope}.{key}", problem, "Take the ledger from `onedoor export`, then format.")
