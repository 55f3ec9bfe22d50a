"""What a field refused, told as problems: which field, what is wrong with it, and what to write instead."""

from __future__ import annotations

import types
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from catalogue.errors import Problem
from catalogue.facts.base import ID_PATTERN

SEE = "content/README.md explains the field."

_PATTERNS = {
    rf"^{ID_PATTERN}$": ("no id", "Use lower-case letters, digits and single hyphens."),
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$": ("no mail address", "Write it as desk@example.org."),
    r"^\+?[0-9][0-9 ]{2,24}$": ("no phone number", "Write digits and spaces, with + and the country's code in front."),
    r"^https://[^\s]+$": ("no web address", "It begins with https:// and has no spaces."),
    r"^[A-Z]{3}$": ("no currency", "Write three capital letters, as EUR."),
    r"^[1-9][0-9]{3,5}$": ("no code", "Write four to six digits, the first not 0."),
    r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$": ("no day of the year", "Write month and day, as 05-01."),
}
_BY_TYPE = {
    "date": ("no date", "Write it as 2026-12-31."),
    "time": ("no time of day", "Write it as 08:30."),
    "decimal": ("no amount", "Write it as 12.50, without a currency."),
    "bool": ("neither true nor false", "Write true or false."),
    "int": ("no whole number", "Write digits only."),
    "float": ("no number", "Write it as 38.71."),
    "phrase": ("no span of time", ""),
    "string": ("no text", "Write one value here."),
    "greater": ("too small", ""),
    "less": ("too large", ""),
}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {tuple, list, dict, Union, types.UnionType, Annotated}:
        for inner in get_args(annotation):
            yield from _models_in(inner)


def _model_at(model: type[BaseModel], location: tuple[int | str, ...]) -> type[BaseModel]:
    """Return the type whose field the last step of the location is."""
    for step in location[:-1]:
        for name, field in model.model_fields.items():
            if step in {name, field.alias}:
                model = next(_models_in(field.annotation), model)
    return model


def field_names(model: type[BaseModel]) -> list[str]:
    """Return the names of a type's fields as files write them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _choices(error: ErrorDetails) -> str:
    return str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")


def field_path(location: tuple[int | str, ...], raw: Any) -> str:
    """Return where a fault is, items of lists by their id where they have one: `fees.standard.amounts.0.from`."""
    steps = []
    for step in location:
        item = raw[step] if isinstance(raw, list) and isinstance(step, int) and step < len(raw) else None
        raw = raw.get(step) if isinstance(raw, dict) else item
        named = item.get("id") if isinstance(item, dict) else None
        steps.append(named if isinstance(named, str) and named else str(step))
    return ".".join(steps)


def _sentences(model: type[BaseModel], error: ErrorDetails) -> tuple[str, str]:
    kind, location, value = error["type"], error["loc"], error["input"]
    shown = f"“{value}”" if isinstance(value, str) else "This"
    if kind == "missing":
        return "The field is missing.", SEE
    if kind == "extra_forbidden":
        names = field_names(_model_at(model, location))
        close = get_close_matches(str(location[-1]), names, n=1)
        remedy = f"Did you mean “{close[0]}”?" if close else f"The fields here are: {', '.join(names)}."
        return "There is no such field.", remedy
    if kind in {"enum", "literal_error"}:
        return f"{shown} is not one of the choices.", f"Choose one of: {_choices(error)}."
    if kind == "string_pattern_mismatch":
        what, remedy = _PATTERNS.get(error["ctx"]["pattern"], ("not written as it should be", SEE))
        return f"{shown} is {what}.", remedy
    if kind == "phrase":
        return f"{shown} is no span or offset.", f"Write {error['msg'].removeprefix('expected ')}."
    if kind == "too_short":
        return "There are too few entries.", f"Give at least {error['ctx']['min_length']}."
    if kind in {"tuple_type", "list_type"}:
        return "A list is expected.", "Write [a, b], or one item per line behind “- ”."
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        return "Fields are expected.", "Write “name: value” lines below it."
    if kind == "value_error":
        message = str(error["ctx"]["error"])
        return f"{message[:1].upper()}{message[1:]}.", SEE
    if value is None:
        return "The field has no value.", "Write one, or leave the line out."
    for prefix, (what, remedy) in _BY_TYPE.items():
        if kind.startswith(prefix):
            return f"{shown} is {what}.", remedy or f"{error['msg']}."
    return f"{error['msg']}.", SEE


def list_problems(
    path: str, model: type[BaseModel], raw: Any, fault: ValidationError, prefix: str = ""
) -> list[Problem]:
    """Return a problem per fault that pydantic found in the raw values of a file."""
    problems = []
    for error in fault.errors(include_url=False):
        where = ".".join(filter(None, (prefix, field_path(error["loc"], raw)))) or "file"
        problems.append(Problem(path, where, *_sentences(model, error)))
    return problems
