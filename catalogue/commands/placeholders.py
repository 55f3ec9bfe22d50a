"""No publication leaves a placeholder that stands for nothing: not in new words, and not in words beside new facts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from catalogue.commands.bodies import find_facts
from catalogue.commands.parts import find_object
from catalogue.errors import InvalidContent, Problem
from catalogue.facts import Facts, Kind, Variant
from catalogue.facts.merge import merge
from catalogue.facts.words import Words
from catalogue.files.check.placeholders import Fault, FaultOfObject, list_faults
from catalogue.files.content import facts_path, words_path
from catalogue.models import FACTS, CatalogueObject, Edition, State


def check_placeholders(session: Session, kind: Kind, key: str, language: str, words: Words, at: datetime) -> None:
    """Raise `InvalidContent` for placeholders that stand for nothing in the facts that are in force at an instant."""
    facts = spoken_of(session, kind, key, find_facts(session, kind, key, at), at)
    if facts is None:
        return
    fault_of_object = objects_at(session, at)
    path = words_path(kind, key, language)
    problems = [
        Problem(path, section, *fault)
        for section, text in words.sections.items()
        for fault in list_faults(facts, section, text, fault_of_object)
    ]
    if problems:
        raise InvalidContent(tuple(problems))


def check_nothing_named_is_dropped(
    session: Session,
    kind: Kind,
    key: str,
    facts: Facts,
    at: datetime,
    until: datetime | None,
    replaced: Collection[str] = (),
) -> None:
    """Raise `InvalidContent` when facts drop what published words name: the object's own, or those of its variants.

    `replaced` are the languages of the object whose words are replaced at the same instant, and checked then.

    The words are those that are in force, or scheduled, between the two instants. What they named in vain before is
    not the fault of these facts.
    """
    target = find_object(session, kind, key)
    before = find_facts(session, kind, key, at)
    if target is None or target.id is None or before is None:
        return
    problems = []
    for owner, language, words in _words_between(session, target, at, until):
        if owner is target and language in replaced:
            continue
        owner_kind = Kind(owner.kind)
        if owner is target:
            now, earlier = (spoken_of(session, kind, key, one, at) for one in (facts, before))
        else:
            variant = find_facts(session, owner_kind, owner.key, at)
            if variant is None:
                continue
            now, earlier = (merge(service, variant, strict=False)[0] for service in (facts, before))
        problems += [
            Problem(words_path(owner_kind, owner.key, language), section, said, remedy)
            for section, text in words.sections.items()
            for said, remedy in _new_faults(section, text, now, earlier, facts_path(kind, key))
        ]
    if problems:
        raise InvalidContent(tuple(problems))


def _new_faults(
    section: str, text: str | tuple[str, ...], now: Facts | None, earlier: Facts | None, path: str
) -> list[Fault]:
    if now is None or earlier is None:
        return []
    known = {said for said, _ in list_faults(earlier, section, text, _any_object)}
    remedy = f"Leave in {path} what they name, or publish words first that do not name it."
    return [(said, remedy) for said, _ in list_faults(now, section, text, _any_object) if said not in known]


def _words_between(
    session: Session, target: CatalogueObject, at: datetime, until: datetime | None
) -> list[tuple[CatalogueObject, str, Words]]:
    rows = session.execute(
        select(CatalogueObject, Edition.part, Edition.body)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(
            or_(CatalogueObject.id == target.id, CatalogueObject.parent_id == target.id),
            Edition.part != FACTS,
            Edition.state == State.PUBLISHED,
            or_(Edition.published_until.is_(None), Edition.published_until > at),
            *([] if until is None else [Edition.published_from < until]),
        )
        .order_by(CatalogueObject.kind, CatalogueObject.key, Edition.part, Edition.number)
    )
    return [(owner, part, Words.from_plain(body)) for owner, part, body in rows]


def spoken_of(session: Session, kind: Kind, key: str, facts: Facts | None, at: datetime) -> Facts | None:
    """Return what the words of an object speak of: of a variant, its service as it is in that place."""
    if not isinstance(facts, Variant):
        return facts
    service = find_facts(session, Kind.SERVICE, key.partition("/")[0], at)
    return None if service is None else merge(service, facts, strict=False)[0]


def objects_at(session: Session, at: datetime) -> FaultOfObject:
    """Return what tells whether an object that words name is there at an instant."""

    def fault_of_object(kind: Kind, key: str) -> Fault | None:
        if find_facts(session, kind, key, at) is not None:
            return None
        return (
            f"There is no {kind.replace('_', ' ')} “{key}”.",
            f"Publish {facts_path(kind, key)} first, or name another.",
        )

    return fault_of_object


def _any_object(kind: Kind, key: str) -> None:
    """Find no fault with naming an object: facts of another object cannot drop it."""
