"""What methods the Bot API has and what they take: by the official list where it is at hand, else by the library's own.

The list is the JSON file that ONEDOOR_BOT_API_LIST names, or shared/telegram-bot-api/api.json beside the repository.
"""

from __future__ import annotations

import inspect
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from telegram import Bot

from telegram_server.refusal import Refused

_OF_THE_LIBRARY = {
    "self", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout", "api_kwargs", "rate_limit_args",
}  # fmt: skip
_PLAIN = {"String": str, "Integer": int, "Float": (int, float), "Boolean": bool, "True": bool}


def read_parameter(method: str, name: str, written: str) -> Any:
    """Return a parameter of a form as the type that the method takes."""
    types = _types_of(method).get(name)
    if types == ["String"]:
        return written
    try:
        value = json.loads(written)
    except ValueError:
        return written
    if types is None and not isinstance(value, dict | list | int):
        return written
    return value


def require_shape(method: str, given: dict[str, Any]) -> None:
    """Raise `Refused` for an unknown method or parameter, one that is missing, and one of another type."""
    if _official() is None:
        _require_known_to_the_library(method, given)
        return
    fields = _fields_of(method)
    if fields is None:
        raise Refused(f"Not Found: method {method}", 404)
    _require_fields(method, fields, given)


def _require_fields(where: str, fields: list[dict[str, Any]], given: dict[str, Any]) -> None:
    known = {field["name"]: field for field in fields}
    if unknown := sorted(set(given) - set(known)):
        raise Refused(f"Bad Request: {where} has no {', '.join(unknown)}")
    for name, field in known.items():
        if name not in given:
            if field["required"]:
                raise Refused(f"Bad Request: {where} needs {name}")
        elif not any(_is_a(type_, given[name], f"{where}.{name}") for type_ in field["types"]):
            raise Refused(f"Bad Request: {where}.{name} is no {' or '.join(field['types'])}")


def _is_a(type_: str, value: Any, where: str) -> bool:
    if type_.startswith("Array of "):
        return isinstance(value, list) and all(_is_a(type_[len("Array of ") :], one, where) for one in value)
    if type_ in _PLAIN:
        return isinstance(value, _PLAIN[type_]) and (type_ in ("Boolean", "True") or not isinstance(value, bool))
    if type_ == "InputFile":
        return isinstance(value, dict) and "content" in value
    if not isinstance(value, dict):
        return False
    official = _official() or {}
    declared = official["types"][type_]
    if "subtypes" in declared:
        return any(_has_fields_of(subtype, value) for subtype in declared["subtypes"])
    _require_fields(where, declared.get("fields", []), value)
    return True


def _has_fields_of(type_: str, value: dict[str, Any]) -> bool:
    try:
        return _is_a(type_, value, type_)
    except Refused:
        return False


@cache
def _official() -> dict[str, Any] | None:
    named = os.environ.get("ONEDOOR_BOT_API_LIST")
    beside = Path(__file__).resolve().parents[3] / "shared" / "telegram-bot-api" / "api.json"
    file = Path(named) if named else beside
    if not file.is_file():
        return None
    read = json.loads(file.read_text(encoding="utf-8"))
    return {"types": read["types"], "methods": {name.lower(): method for name, method in read["methods"].items()}}


def _fields_of(method: str) -> list[dict[str, Any]] | None:
    found = (_official() or {"methods": {}})["methods"].get(method.lower())
    return None if found is None else found.get("fields", [])


def _types_of(method: str) -> dict[str, list[str]]:
    if _official() is not None:
        return {field["name"]: field["types"] for field in _fields_of(method) or []}
    found = _of_the_library().get(method.lower(), {})
    texts = {name for name, parameter in found.items() if str(parameter.annotation) in ("str", "str | None")}
    return {name: ["String"] for name in texts}


@cache
def _of_the_library() -> dict[str, dict[str, inspect.Parameter]]:
    known = {}
    for name, function in inspect.getmembers(Bot, inspect.isfunction):
        if "_" in name and not name.startswith("_"):
            known[name.replace("_", "")] = {
                parameter: found
                for parameter, found in inspect.signature(function).parameters.items()
                if parameter not in _OF_THE_LIBRARY
            }
    return known


def _require_known_to_the_library(method: str, given: dict[str, Any]) -> None:
    known = _of_the_library().get(method.lower())
    if known is None:
        raise Refused(f"Not Found: method {method}", 404)
    if unknown := sorted(set(given) - set(known)):
        raise Refused(f"Bad Request: {method} has no {', '.join(unknown)}")
