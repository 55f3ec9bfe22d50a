"""Which objects the facts of an object name, and in what role: the rows that "used in" and joins read.

Roles by the kind that names: service – organisation, place, target_group, topic, related, law, requires, supplier,
operator, issues; document – issued_by; life event – question, step, gives, law, target_group, topic, follow_up,
instead; office – organisation, place, offers; organisation and place – parent, place; variant – of, place,
organisation, and what its changes say as a service does; pack – country, contact_office; pin – pins; notice –
concerns. Conditions name questions and places in the role `condition`; services, variants and life events name who
checked them as `checked_by`. Words name documents and services, whose titles their placeholders show, in the role
`mentions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from catalogue.facts import (
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
from catalogue.facts.conditions import Condition
from catalogue.facts.money import LawReference
from catalogue.facts.words import placeholders

Named = tuple[str, Kind, str]
"""A role, and the kind and key of the object that is named in it."""


def list_references(kind: Kind, key: str, facts: Facts) -> list[Named]:
    """Return what an object's facts name, each once, ordered."""
    named = {(role, target, name) for role, target, name in _named(facts, key) if name}
    named.update(_within(facts))
    return sorted(named - {(role, kind, key) for role, _, _ in named})


def list_mentions(words: dict[str, Any]) -> list[Named]:
    """Return the documents and services that words, in their plain form, name by placeholders, each once, ordered."""
    texts = (text for text in words.get("sections", {}).values() if isinstance(text, str))
    mentioned = {name.partition(".")[::2] for text in texts for name in placeholders(text)}
    return sorted(("mentions", Kind(kind), key) for kind, key in mentioned if kind in (Kind.DOCUMENT, Kind.SERVICE))


def _within(facts: Any) -> Iterator[Named]:
    """Yield what conditions and references to laws name, wherever in the facts they stand."""
    match facts:
        case Condition():
            for question in facts.questions():
                yield "condition", Kind.QUESTION, question
            for part in facts.walk():
                if part.within is not None:
                    yield "condition", Kind.PLACE, part.within
        case LawReference():
            yield "law", Kind.LAW, facts.law
        case Facts():
            for name in type(facts).model_fields:
                yield from _within(getattr(facts, name))
        case tuple():
            for inner in facts:
                yield from _within(inner)


@singledispatch
def _named(facts: Facts, key: str) -> Iterator[tuple[str, Kind, str | None]]:
    yield from ()


@_named.register
def _(facts: Service, key: str) -> Iterator[tuple[str, Kind, str | None]]:
    yield "organisation", Kind.ORGANISATION, facts.organisation
    yield "checked_by", Kind.ORGANISATION, facts.checked_by
    yield "place", Kind.PLACE, facts.place
    for group in facts.target_groups:
        yield "target_group", Kind.TARGET_GROUP, group
    for topic in facts.topics:
        yield "topic", Kind.TOPIC, topic
    for service in facts.related:
        yield "related", Kind.SERVICE, service
    for channel in facts.channels:
        yield "operator", Kind.ORGANISATION, channel.operator
    for requirement in facts.requirements:
        yield "requires", Kind.DOCUMENT, requirement.document
        yield "supplier", Kind.ORGANISATION, requirement.supplier
    for output in facts.outputs:
        yield "issues", Kind.DOCUMENT, output.document


@_named.register
def _(facts: Document, key: str) -> Iterator[tuple[str, Kind, str | None]]:
    yield "issued_by", Kind.SERVICE, facts.issued_by_service
    yield "issued_by", Kind.ORGANISATION, facts.issued_by_organisation


@_named.register
def _(facts: LifeEvent, key: str) -> Iterator[tuple[str, Kind, str | None]]:
    yield "checked_by", Kind.ORGANISATION, facts.checked_by
    for asked in facts.questions:
        yield "question", Kind.QUESTION, asked.question
    for step in facts.steps:
        yield "step", Kind.SERVICE, step.service
        for document in step.gives:
            yield "gives", Kind.DOCUMENT, document
    for event in facts.follow_ups:
        yield "follow_up", Kind.LIFE_EVENT, event
    yield "instead", Kind.LIFE_EVENT, facts.instead
    for group in facts.target_groups:
        yield "target_group", Kind.TARGET_GROUP, group
    for topic in facts.topics:
        yield "topic", Kind.TOPIC, topic


@_named.register
def _(facts: Office, key: str) -> Iterator[tuple[str, Kind, str | None]]:
    yield "organisation", Kind.ORGANISATION, facts.organisation
    yield "place", Kind.PLACE, facts.place
    for stop in facts.stops:
        yield "place", Kind.PLACE, stop.place
    for offered in facts.services:
        yield "offers", Kind.SERVICE, offered.service


@_named.register
def _(facts: Organisation, key: str) -> Iterator[tuple[str, Kind, str | None]]:
    yield "parent", Kind.ORGANISATION, facts.parent
    yield "place", Kind.PLACE, facts.place


@_named.register
def _(facts: Place, key: str) -> Iterator[tuple[str, Kind, str | None]]:
    yield "parent", Kind.PLACE, facts.parent


@_named.register
def _(facts: Pack, key: str) -> Iterator[tuple[str, Kind, str | None]]:
    yield "country", Kind.PLACE, facts.country
    yield "contact_office", Kind.OFFICE, facts.contact_office


@_named.register
def _(facts: Pin, key: str) -> Iterator[tuple[str, Kind, str | None]]:
    kind, pinned = facts.target
    yield "pins", Kind(kind), pinned


@_named.register
def _(facts: Notice, key: str) -> Iterator[tuple[str, Kind, str | None]]:
    for place in facts.places:
        yield "concerns", Kind.PLACE, place
    for service in facts.services:
        yield "concerns", Kind.SERVICE, service


@_named.register
def _(facts: Variant, key: str) -> Iterator[tuple[str, Kind, str | None]]:
    service, _, place = key.partition("/")
    yield "of", Kind.SERVICE, service
    yield "place", Kind.PLACE, place
    yield "organisation", Kind.ORGANISATION, facts.organisation
    yield "checked_by", Kind.ORGANISATION, facts.checked_by
    for change in facts.changes:
        yield from _of_change(change.part[0], change.fields or {})


def _of_change(name: str, fields: dict[str, Any]) -> Iterator[tuple[str, Kind, str | None]]:
    # The fields of a change are the plain form of a part, or of some of its fields.
    law = fields.get("law")
    if isinstance(law, dict):
        yield "law", Kind.LAW, law.get("law")
    for field, (role, target) in _ROLES_OF_FIELDS.get(name, {}).items():
        yield role, target, fields.get(field)
    if isinstance(fields.get("when"), dict):
        yield from _within(Condition.from_plain(fields["when"]))


_ROLES_OF_FIELDS = {
    "channels": {"operator": ("operator", Kind.ORGANISATION)},
    "requirements": {"document": ("requires", Kind.DOCUMENT), "supplier": ("supplier", Kind.ORGANISATION)},
    "outputs": {"document": ("issues", Kind.DOCUMENT)},
}
