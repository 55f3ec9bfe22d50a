"""YAML as content files have it: read with every value as text, written in one canonical form.

The writer is our own because the form is a promise: the same bytes from every version of every library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass
class Fault(Exception):
    """Text that is not YAML, or a key that is given twice."""

    line: int
    """Counted from 1."""
    message: str


class _TextLoader(_Loader):  # type: ignore[misc, valid-type]
    """Every scalar is text; an empty one is None. Keys that come twice are remembered."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.doubled: list[Fault] = []

    def construct_mapping(self, node: yaml.Node, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen if isinstance(key, yaml.ScalarNode) else True:
                self.doubled.append(Fault(key.start_mark.line + 1, f"“{key.value}” is given twice"))
            elif isinstance(key, yaml.ScalarNode):
                seen.add(key.value)
        if self.doubled:
            return {}
        return super().construct_mapping(node, deep=deep)

    def construct_scalar(self, node: yaml.Node) -> Any:
        if node.value == "" and not node.style:
            return None
        return super().construct_scalar(node)


def read_yaml(text: str) -> Any:
    """Return the document as dictionaries, lists and text. Raises `Fault` for the first thing that is no YAML."""
    loader = None
    try:
        loader = _TextLoader(text)
        document = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Fault((mark.line if mark else 0) + 1, error.problem or "this is no YAML") from error
    except yaml.YAMLError as error:
        raise Fault(1, str(error)) from error
    finally:
        if loader is not None:
            loader.dispose()
    if loader.doubled:
        raise loader.doubled[0]
    return document


_NEEDS_QUOTES = re.compile(
    r"""^$ | ^\s | \s$              # nothing, or space at an end
    | ^[,\[\]{}\#&*!|>'"%@`]        # letters that mean something at the beginning
    | ^[-?:](\s|$)                  # a list item, a key, a value
    | ^(---|\.\.\.)                 # the marks between documents
    | :(\s|$) | \s\#                # a value or a remark in the middle
    """,
    re.VERBOSE,
)
_NEEDS_ESCAPES = re.compile(r"[^ -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\u0085\u2028\u2029]")
_SHORT_TOKEN = re.compile(r"[A-Za-z0-9_./@+-]+")
_LONGEST_FLOW = 100


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return {"\n": "\\n", "\t": "\\t"}.get(match[0]) or (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")


def write_scalar(value: Any) -> str:
    """Return one value as YAML, quoted only where YAML demands it."""
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if _NEEDS_ESCAPES.search(text):
        return '"' + _NEEDS_ESCAPES.sub(_escaped, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'
    if _NEEDS_QUOTES.search(text):
        return "'" + text.replace("'", "''") + "'"
    return text


def _flow(items: list[Any]) -> str | None:
    tokens = [write_scalar(item) for item in items if not isinstance(item, dict | list | tuple)]
    line = f"[{', '.join(tokens)}]"
    short = len(tokens) == len(items) and len(line) <= _LONGEST_FLOW
    return line if short and all(_SHORT_TOKEN.fullmatch(token) for token in tokens) else None


def _lines(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [line for key, inner in value.items() for line in _field_lines(write_scalar(key), inner)]
    lines = []
    for item in value:
        nested = _lines(item) if isinstance(item, dict | list | tuple) and item else [_inline(item)]
        lines.append(f"- {nested[0]}".rstrip())
        lines.extend(f"  {line}" for line in nested[1:])
    return lines


def _inline(value: Any) -> str:
    if isinstance(value, dict | list | tuple):
        return "{}" if isinstance(value, dict) else "[]"
    return write_scalar(value)


def _field_lines(key: str, value: Any) -> list[str]:
    if isinstance(value, dict) and value:
        return [f"{key}:", *(f"  {line}" for line in _lines(value))]
    if isinstance(value, list | tuple) and value:
        flow = _flow(list(value))
        return [f"{key}: {flow}"] if flow else [f"{key}:", *_lines(value)]
    return [f"{key}: {_inline(value)}".rstrip()]


def write_yaml(document: dict[str, Any] | list[Any]) -> str:
    """Return the document in canonical form: keys in their order, no folded lines, one newline at the end."""
    if not document:
        return f"{_inline(document)}\n"
    return "\n".join(_lines(document)) + "\n"
