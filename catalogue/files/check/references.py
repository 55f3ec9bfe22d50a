"""References: everything that is named must exist – objects of all kinds, and parts inside one object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from catalogue.errors import Problem
from catalogue.facts import (
    Condition,
    Document,
    Facts,
    Kind,
    LifeEvent,
    Notice,
    Office,
    Organisation,
    Pack,
    Pin,
    Place,
    Service,
    Variant,
)
from catalogue.facts.base import Offset
from catalogue.facts.document import Requirement
from catalogue.facts.labels import is_reserved
from catalogue.facts.life_event import AskedQuestion, ExamplePerson, LifeEventStep
from catalogue.facts.money import Fee, Lateness, LawReference, Waiver
from catalogue.facts.office import OfferedService, Stop
from catalogue.facts.search_rules import PINNED
from catalogue.facts.service import Channel, Deadline, Output, ServiceStep, Time
from catalogue.files.check.walking import Seen, field_in, list_seen
from catalogue.files.content import Content, facts_path

_CARE = {"checked_by": Kind.ORGANISATION}
_SUBJECTS = {"target_groups": Kind.TARGET_GROUP, "topics": Kind.TOPIC}
REFERENCES: dict[type[Facts], dict[str, Kind]] = {
    Pack: {"country": Kind.PLACE, "contact_office": Kind.OFFICE},
    Place: {"parent": Kind.PLACE},
    Organisation: {"parent": Kind.ORGANISATION, "place": Kind.PLACE},
    Office: {"organisation": Kind.ORGANISATION, "place": Kind.PLACE},
    Stop: {"place": Kind.PLACE},
    OfferedService: {"service": Kind.SERVICE},
    Document: {"issued_by_service": Kind.SERVICE, "issued_by_organisation": Kind.ORGANISATION},
    Service: {"organisation": Kind.ORGANISATION, "place": Kind.PLACE, "related": Kind.SERVICE, **_CARE, **_SUBJECTS},
    LawReference: {"law": Kind.LAW},
    Channel: {"operator": Kind.ORGANISATION},
    Requirement: {"document": Kind.DOCUMENT, "supplier": Kind.ORGANISATION},
    Output: {"document": Kind.DOCUMENT},
    Variant: {"organisation": Kind.ORGANISATION, **_CARE},
    LifeEvent: {"follow_ups": Kind.LIFE_EVENT, "instead": Kind.LIFE_EVENT, **_CARE, **_SUBJECTS},
    AskedQuestion: {"question": Kind.QUESTION},
    LifeEventStep: {"service": Kind.SERVICE, "gives": Kind.DOCUMENT},
    ExamplePerson: {"place": Kind.PLACE},
    Pin: {kind: Kind(kind) for kind in PINNED},
    Notice: {"places": Kind.PLACE, "services": Kind.SERVICE},
}
"""Which fields name an object, and of which kind."""

INNER_REFERENCES: dict[type[Facts], dict[str, str]] = {
    Requirement: {"channels": "channels"},
    Fee: {"channels": "channels"},
    Time: {"channels": "channels"},
    ServiceStep: {"channels": "channels"},
    Lateness: {"deadline": "deadlines"},
    Waiver: {"fees": "fees"},
    LifeEventStep: {"stage": "stages", "after": "steps"},
}
"""Which fields name a part of the same object, and in which of its lists."""


def unknown(kind: Kind, key: str, content: Content) -> tuple[str, str]:
    """Return what to say of a reference to an object that does not exist: problem and remedy."""
    noun = kind.replace("_", " ")
    keys = [other for other_kind, other in content.objects if other_kind is kind]
    close = get_close_matches(key, keys, n=1)
    guess = f"Did you mean “{close[0]}”? Otherwise write" if close else "Write"
    return f"There is no {noun} “{key}”.", f"{guess} {facts_path(kind, key)}."


def _keys(value: object) -> Iterable[str]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value  # type: ignore[return-value]


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield every reference to nothing, ids given twice, and questions called by a reserved word."""
    for entry in content.list_entries(Kind.QUESTION):
        if is_reserved(entry.key):
            remedy = "Rename the question; addresses use this word themselves."
            yield Problem(entry.facts_path, "id", f"“{entry.key}” is reserved.", remedy)
    for entry in content.list_entries(Kind.VARIANT):
        yield from _of_fields(content, Seen(entry, entry.facts), "", entry.facts)
    for seen in list_seen(content):
        for path, part in seen.list_parts():
            yield from _of_fields(content, seen, path, part)
            yield from _of_inner_fields(content, seen, path, part)
        yield from _ids_given_twice(seen)
    yield from _circles(content)
    yield from _redirects(content)


def _of_fields(content: Content, seen: Seen, path: str, part: Facts) -> Iterator[Problem]:
    for name, kind in REFERENCES.get(type(part), {}).items():
        for key in _keys(getattr(part, name)):
            if not content.has(kind, key):
                yield seen.problem(field_in(path, name), *unknown(kind, key, content))
    if isinstance(part, Condition):
        for condition in part.walk():
            if condition.within is not None and not content.has(Kind.PLACE, condition.within):
                yield seen.problem(f"{path}.within", *unknown(Kind.PLACE, condition.within, content))


def _of_inner_fields(content: Content, seen: Seen, path: str, part: Facts) -> Iterator[Problem]:
    for name, parts in INNER_REFERENCES.get(type(part), {}).items():
        known = [item.id for item in getattr(seen.facts, parts)]
        for key in _keys(getattr(part, name)):
            if key not in known:
                yield _unknown_part(seen, field_in(path, name), parts, key, known)
    for name in ("until", "not_before") if isinstance(part, Deadline) else ():
        offset: Offset | None = getattr(part, name)
        steps = [step.id for step in seen.facts.steps] if isinstance(seen.facts, LifeEvent) else []
        known = ["event", "application", *steps]
        if offset is not None and offset.anchor not in known:
            yield _unknown_part(seen, field_in(path, name), "points to count from", offset.anchor, known)
    if isinstance(part, LifeEventStep) and part.deadline is not None:
        service = content.find_facts(Kind.SERVICE, part.service)
        known = [deadline.id for deadline in service.deadlines] if isinstance(service, Service) else []
        if part.deadline not in known and (isinstance(service, Service) or part.service is None):
            yield _unknown_part(seen, field_in(path, "deadline"), "deadlines", part.deadline, known)


def _unknown_part(seen: Seen, field: str, parts: str, key: str, known: list[str]) -> Problem:
    close = get_close_matches(key, known, n=1)
    remedy = f"Did you mean “{close[0]}”?" if close else f"There are: {', '.join(known) or 'none'}."
    return seen.problem(field, f"There is no “{key}” among the {parts}.", remedy)


def _ids_given_twice(seen: Seen) -> Iterator[Problem]:
    if seen.changes is not None:
        return  # a variant cannot add an id that is there: see variants
    for name in type(seen.facts).model_fields:
        value = getattr(seen.facts, name)
        ids = [part.id for part in value if hasattr(part, "id")] if isinstance(value, tuple) else []
        for key in sorted({key for key in ids if ids.count(key) > 1}):
            yield seen.problem(f"{name}.{key}", "The id is given twice.", "Give each part an id of its own.")


def _circles(content: Content) -> Iterator[Problem]:
    for entry in content.list_entries(Kind.PLACE, Kind.ORGANISATION):
        path, facts = [entry.key], entry.facts
        while facts is not None and facts.parent is not None and facts.parent not in path:
            path.append(facts.parent)
            facts = content.find_facts(entry.kind, facts.parent)
        if facts is not None and facts.parent == entry.key:
            circle = " → ".join([*path, entry.key])
            yield Problem(entry.facts_path, "parent", f"It lies in itself: {circle}.", "Take one parent away.")


def _redirects(content: Content) -> Iterator[Problem]:
    seen = set()
    for index, redirect in enumerate(content.redirects):
        path = "redirects.yaml"
        if content.has(redirect.kind, redirect.old):
            problem = f"The {redirect.kind.replace('_', ' ')} “{redirect.old}” still exists."
            yield Problem(path, f"{index}.from", problem, "Remove the redirect, or the object.")
        if (redirect.kind, redirect.old) in seen:
            yield Problem(path, f"{index}.from", f"“{redirect.old}” is redirected twice.", "Keep one of them.")
        if not content.has(redirect.kind, redirect.new):
            problem, remedy = unknown(redirect.kind, redirect.new, content)
            yield Problem(path, f"{index}.to", problem, remedy)
        seen.add((redirect.kind, redirect.old))
