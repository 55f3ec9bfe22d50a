"""What is asked of synonyms and pins before they are published: that they say something, and lead to what is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from catalogue.errors import InvalidContent, Problem
from catalogue.facts import Facts, Kind, Pin
from catalogue.facts.words import Words
from catalogue.files.check.search_rules import PinnedQueries, lines_of, list_idle_lines, list_rivals
from catalogue.files.content import facts_path, words_path
from catalogue.models import FACTS, CatalogueObject, Edition

_Parts = dict[str, dict[str, object]]


def check_pin(session: Session, key: str, pin: Pin, at: datetime) -> None:
    """Raise `InvalidContent` when a pin leads to what is not published at an instant, or where another pin does not."""
    others = _pins_at(session, at)
    own = others.pop(key, {})
    problems = list(_of_target(session, key, pin, at))
    for language, body in own.items():
        if language != FACTS:
            problems += _rivals(key, pin, language, Words.from_plain(body), others)
    if problems:
        raise InvalidContent(tuple(problems))


def check_search_words(
    session: Session, kind: Kind, key: str, language: str, words: Words, facts: Facts | None, at: datetime
) -> None:
    """Raise `InvalidContent` when a line of synonyms or of a pin says nothing, or the pin leads nowhere.

    `facts` are those in force at the instant; other kinds of object pass.
    """
    problems = list(list_idle_lines(kind, key, language, words))
    if isinstance(facts, Pin):
        others = _pins_at(session, at)
        others.pop(key, None)
        problems += [*_of_target(session, key, facts, at), *_rivals(key, facts, language, words, others)]
    if problems:
        raise InvalidContent(tuple(problems))


def _of_target(session: Session, key: str, pin: Pin, at: datetime) -> Iterator[Problem]:
    kind, target = pin.target
    if not _is_published(session, kind, target, at):
        problem = f"The {kind.replace('_', ' ')} “{target}” is not published."
        yield Problem(facts_path(Kind.PIN, key), kind, problem, "Publish it first, or name another.")


def _is_published(session: Session, kind: str, key: str, at: datetime) -> bool:
    live = exists().where(Edition.object_id == CatalogueObject.id, Edition.part == FACTS, Edition.live_at(at))
    found = select(CatalogueObject.id).where(CatalogueObject.kind == kind, CatalogueObject.key == key, live)
    return session.scalars(found).first() is not None


def _pins_at(session: Session, at: datetime) -> dict[str, _Parts]:
    """Return the parts of every pin that is in force at an instant, by its key."""
    rows = session.execute(
        select(CatalogueObject.key, Edition.part, Edition.body)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(CatalogueObject.kind == Kind.PIN, Edition.live_at(at))
        .order_by(CatalogueObject.key, Edition.part)
    )
    pins: dict[str, _Parts] = {}
    for key, part, body in rows:
        pins.setdefault(key, {})[part] = body
    return pins


def _rivals(key: str, pin: Pin, language: str, words: Words, others: dict[str, _Parts]) -> list[Problem]:
    said = [
        PinnedQueries(other, Pin.from_plain(parts[FACTS]).target, lines_of(Words.from_plain(parts[language])))
        for other, parts in others.items()
        if FACTS in parts and language in parts
    ]
    path = words_path(Kind.PIN, key, language)
    found = list_rivals([*said, PinnedQueries(key, pin.target, lines_of(words))], language)
    # What other pins disagree about is no fault of this one.
    return [problem for problem in found if problem.path == path]
