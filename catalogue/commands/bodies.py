"""Whether a body fits its part: facts that the noun knows, words in sections that the facts have."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.commands.parts import find_object
from catalogue.errors import InvalidContent, NotFound, Problem
from catalogue.facts import FACTS_OF_KIND, Facts, Kind, Variant
from catalogue.facts.merge import merge
from catalogue.facts.words import Section, Shape, Words, sections, sections_of_variant
from catalogue.files.content import facts_path, words_path
from catalogue.files.faults import list_problems
from catalogue.languages import languages
from catalogue.models import FACTS, Edition, State


def read_facts(kind: Kind, key: str, body: dict[str, Any]) -> Facts:
    """Return the facts of a body. Raises `InvalidContent` with every fault in it."""
    try:
        return FACTS_OF_KIND[kind].from_plain(body)
    except ValidationError as fault:
        raise InvalidContent(tuple(list_problems(facts_path(kind, key), FACTS_OF_KIND[kind], body, fault))) from fault


def check_words(session: Session, kind: Kind, key: str, language: str, body: dict[str, Any], at: datetime) -> Words:
    """Return the words of a body, as far as they fit the facts that are in force at an instant.

    Raises `InvalidContent` for sections that the facts do not have or of the wrong shape. A required section may be
    missing, the title not: without one there is nothing to list. Raises `NotFound` when there are no facts.
    """
    path = words_path(kind, key, language)
    if language not in languages():
        raise InvalidContent((Problem(path, "language", f"“{language}” is no language of this product.", "Add it."),))
    try:
        words = Words.from_plain(body)
    except (KeyError, TypeError, AttributeError) as fault:
        raise InvalidContent((Problem(path, "words", "They have no sections.", "Give `sections`."),)) from fault
    facts = find_facts(session, kind, key, at)
    if facts is None:
        raise NotFound(kind, key)
    known = {section.key: section for section in list_sections(session, key, facts, at)}
    problems = [
        Problem(path, name, problem, remedy)
        for name, text in words.sections.items()
        for problem, remedy in _faults(known.get(name), text)
    ]
    title = known.get("title")
    if title is not None and title.required and not words.sections.get("title"):
        problems.append(Problem(path, "title", "It is missing.", "Give the object a title in this language."))
    if problems:
        raise InvalidContent(tuple(problems))
    return words


def find_facts(session: Session, kind: Kind, key: str, at: datetime) -> Facts | None:
    """Return the facts of an object that are in force at an instant, or the next that are scheduled, or None."""
    target = find_object(session, kind, key)
    if target is None or target.withdrawn_at is not None:
        return None
    published = select(Edition.body).where(
        Edition.object_id == target.id, Edition.part == FACTS, Edition.state == State.PUBLISHED
    )
    body = session.scalars(
        published.where(Edition.published_until.is_(None) | (Edition.published_until > at)).order_by(
            Edition.published_from
        )
    ).first()
    return None if body is None else FACTS_OF_KIND[kind].from_plain(body)


def list_sections(session: Session, key: str, facts: Facts, at: datetime) -> tuple[Section, ...]:
    """Return the sections that words beside these facts may have, at an instant."""
    if isinstance(facts, Variant):
        service = find_facts(session, Kind.SERVICE, key.partition("/")[0], at)
        if service is not None:
            return sections_of_variant(facts, merge(service, facts, strict=False)[0])
    return sections(facts)


def _faults(section: Section | None, text: str | tuple[str, ...]) -> list[tuple[str, str]]:
    if section is None:
        return [("There is no such section.", "Remove it, or add to the facts what it speaks of.")]
    if (section.shape is Shape.LIST) != isinstance(text, tuple):
        return [("It has the wrong shape.", "Write a list of lines." if section.shape is Shape.LIST else "Write text.")]
    return []
