"""The form of a model, read off the model itself: types, what is optional, defaults, and what an id leads to."""

from __future__ import annotations

import types
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from catalogue.facts import Condition, Kind, Notice, Organisation, Pack, Pin, Place
from catalogue.facts.base import Duration, Facts, Offset
from catalogue.facts.document import Document, Requirement
from catalogue.facts.life_event import AskedQuestion, ExamplePerson, LifeEvent, LifeEventStep
from catalogue.facts.money import Fee, Lateness, LawReference, Waiver
from catalogue.facts.office import OfferedService, Office, Stop
from catalogue.facts.service import (
    Care,
    Channel,
    FileReference,
    Output,
    Service,
    ServiceStep,
    Time,
)
from catalogue.facts.variant import Variant
from portal.editor.forms.conditions import Rule
from portal.editor.forms.groups import Field, Group, Many
from portal.editor.forms.shapes import (
    ABSENT,
    AnswerOf,
    Choice,
    Clock,
    Day,
    DayAndClock,
    DeadlineOfService,
    Flag,
    Inner,
    Line,
    Lines,
    Named,
    Point,
    Remark,
    Several,
    Shape,
    Span,
)

LEADS_TO: dict[tuple[type[Facts], str], Kind] = {
    (Care, "checked_by"): Kind.ORGANISATION,
    (Service, "organisation"): Kind.ORGANISATION,
    (Service, "place"): Kind.PLACE,
    (Service, "target_groups"): Kind.TARGET_GROUP,
    (Service, "topics"): Kind.TOPIC,
    (Service, "related"): Kind.SERVICE,
    (LawReference, "law"): Kind.LAW,
    (Channel, "operator"): Kind.ORGANISATION,
    (Requirement, "document"): Kind.DOCUMENT,
    (Requirement, "supplier"): Kind.ORGANISATION,
    (Output, "document"): Kind.DOCUMENT,
    (Document, "issued_by_service"): Kind.SERVICE,
    (Document, "issued_by_organisation"): Kind.ORGANISATION,
    (AskedQuestion, "question"): Kind.QUESTION,
    (LifeEventStep, "service"): Kind.SERVICE,
    (LifeEventStep, "gives"): Kind.DOCUMENT,
    (LifeEvent, "target_groups"): Kind.TARGET_GROUP,
    (LifeEvent, "topics"): Kind.TOPIC,
    (LifeEvent, "follow_ups"): Kind.LIFE_EVENT,
    (LifeEvent, "instead"): Kind.LIFE_EVENT,
    (ExamplePerson, "place"): Kind.PLACE,
    (Office, "organisation"): Kind.ORGANISATION,
    (Office, "place"): Kind.PLACE,
    (Stop, "place"): Kind.PLACE,
    (OfferedService, "service"): Kind.SERVICE,
    (Organisation, "parent"): Kind.ORGANISATION,
    (Organisation, "place"): Kind.PLACE,
    (Place, "parent"): Kind.PLACE,
    (Pack, "country"): Kind.PLACE,
    (Pack, "contact_office"): Kind.OFFICE,
    (Pin, "service"): Kind.SERVICE,
    (Pin, "life_event"): Kind.LIFE_EVENT,
    (Pin, "document"): Kind.DOCUMENT,
    (Pin, "organisation"): Kind.ORGANISATION,
    (Pin, "office"): Kind.OFFICE,
    (Notice, "places"): Kind.PLACE,
    (Notice, "services"): Kind.SERVICE,
    (Variant, "organisation"): Kind.ORGANISATION,
}
"""Fields that hold the id of another object."""

WITHIN: dict[tuple[type[Facts], str], str] = {
    (Requirement, "channels"): "channels",
    (Fee, "channels"): "channels",
    (Time, "channels"): "channels",
    (ServiceStep, "channels"): "channels",
    (Lateness, "deadline"): "deadlines",
    (Waiver, "fees"): "fees",
    (LifeEventStep, "stage"): "stages",
    (LifeEventStep, "after"): "steps",
}
"""Fields that hold the id of another part of the same object, and the list that it is in."""

LANGUAGES = frozenset(
    {
        (Channel, "languages"),
        (Office, "languages"),
        (FileReference, "language"),
        (Pack, "source_language"),
        (Pack, "languages"),
    }
)
FREE_IDS = frozenset({(Requirement, "group"), (LifeEventStep, "group")})
"""Ids that name nothing but each other: parts that share one are alternatives."""
ANCHORED_AT_STEPS = (LifeEventStep, "due")

FEW = frozenset({Kind.TARGET_GROUP, Kind.TOPIC, Kind.PLACE})
"""Kinds of which a country has so few that all can be offered to be ticked."""

_PURPOSES = (("@", "email"), (r"^\+?[0-9]", "tel"), ("^https", "url"), ("^[1-9]", "numeric"))


@cache
def form_of(
    model: type[Facts], *, optional: bool = False, anchors: str | None = None, but_for: str | None = None
) -> Group:
    """Return the form of a model, but for one field.

    `anchors` is the list of steps from which spans of time may be counted.
    """
    fields = []
    for name, info in model.model_fields.items():
        if name == but_for:
            continue
        owner = next(base for base in reversed(model.__mro__) if name in getattr(base, "model_fields", {}))
        shape = _shape((owner, name), info.annotation, list(info.metadata), anchors)
        fields.append(Field(info.alias or name, shape, info.is_required(), _default(info)))
    return Group(model, tuple(fields), optional)


def _default(info: FieldInfo) -> Any:
    if info.default in (PydanticUndefined, None, ()):
        return ABSENT
    return info.default.to_plain() if isinstance(info.default, Facts) else info.default


def _shape(key: tuple[type[Facts], str], annotation: Any, metadata: list[Any], anchors: str | None) -> Shape:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(key, arguments[0], [*annotation.__metadata__, *metadata], anchors)
    if origin in (Union, types.UnionType):
        inner = next(argument for argument in arguments if argument is not type(None))
        if isinstance(inner, type) and issubclass(inner, Facts) and inner is not Condition:
            return form_of(inner, optional=True, anchors="steps" if key == ANCHORED_AT_STEPS else None)
        return _shape(key, inner, metadata, anchors)
    if origin is tuple:
        return _list(key, arguments[0], anchors)
    if origin is Literal:
        return Choice(arguments)
    if key in LANGUAGES:
        return Choice(None)
    if key in LEADS_TO:
        return Named(LEADS_TO[key])
    if key in WITHIN:
        return Inner(WITHIN[key])
    if key == (ExamplePerson, "answers"):
        return AnswerOf()
    if key == (LifeEventStep, "deadline"):
        return DeadlineOfService()
    return _single(annotation, metadata, anchors, key)


def _single(annotation: Any, metadata: list[Any], anchors: str | None, key: tuple[type[Facts], str]) -> Shape:
    if annotation is Condition:
        return Rule()
    if issubclass(annotation, Facts):
        return form_of(annotation, anchors=anchors)
    if issubclass(annotation, StrEnum):
        return Choice(annotation)
    if annotation is str:
        return _text(metadata, key)
    shapes: dict[type, Shape] = {
        bool: Flag(),
        int: Line("numeric"),
        float: Line("decimal"),
        Decimal: Line("decimal"),
        datetime: DayAndClock(),
        date: Day(),
        time: Clock(),
        Duration: Span(),
        Offset: Point(anchors),
    }
    return shapes[annotation]


def _text(metadata: list[Any], key: tuple[type[Facts], str]) -> Shape:
    if key[1] == "note":
        return Remark()
    constraints = [inner for item in metadata for inner in (item, *getattr(item, "metadata", ()))]
    pattern = next((item.pattern for item in constraints if getattr(item, "pattern", None)), "")
    longest = next((item.max_length for item in constraints if getattr(item, "max_length", None)), None)
    purpose = next((purpose for start, purpose in _PURPOSES if start in pattern), "text")
    return Line(purpose, longest, is_id=key[1] == "id")


def _list(key: tuple[type[Facts], str], item: Any, anchors: str | None) -> Shape:
    if key[1] == "weeks":
        return Several(Choice(("1", "2", "3", "4", "5")))
    if key[1] == "post":
        return Lines()
    shape = _shape(key, item, [], anchors)
    if isinstance(shape, Choice | Inner) or (isinstance(shape, Named) and shape.kind in FEW):
        return Several(shape)
    return Many(shape)
