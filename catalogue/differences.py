"""What differs between two editions: field by field or section by section, and within a text word by word.

Pure. Words are told apart in every language of the product: Chinese by characters, Arabic with its vowel signs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from catalogue.facts.paths import flatten

# Letters and digits with the signs that sit on them; Python's `\w` knows no combining signs.
_SIGNS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(
    r"\{[a-z-]+(?:\.[a-z0-9-]+)?\}"  # a placeholder is one word
    rf"|[{_HAN}]"
    r"|\d+(?:[.,:/-]\d+)*"
    rf"|(?:(?![{_HAN}\d])[\w{_SIGNS}])+"
    r"|[^\S\n]+|\n|."
)

TOKENS_COMPARED = 4_000
"""Above so many words on a side, beyond what both sides begin and end with, whole lines are compared instead."""


class Act(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    act: Act
    text: str


@dataclass(frozen=True)
class Difference:
    """One field or section that differs. None stands for what is not there."""

    path: str
    before: str | None
    after: str | None
    pieces: tuple[Piece, ...]
    """The two texts woven together: without what was added they are `before`, without what was removed `after`."""


Tell = Callable[[str, Any], str | None]
"""Says the value at a path in words, or None where it is told as it is."""


def tokens(text: str) -> list[str]:
    """Split a text into words, numbers, spaces and signs; joined again they are the text."""
    return _TOKEN.findall(text)


def compare_texts(before: str, after: str) -> tuple[Piece, ...]:
    """Weave two texts together, word by word."""
    old, new = tokens(before), tokens(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = (old[start : len(old) - end], new[start : len(new) - end])
    if max(map(len, middle)) > TOKENS_COMPARED:
        middle = tuple("".join(side).splitlines(keepends=True) for side in middle)
    pieces = [(Act.SAME, "".join(old[:start])), *_weave(*middle), (Act.SAME, "".join(old[len(old) - end :]))]
    return tuple(_joined(_without_islands([piece for piece in pieces if piece[1]])))


def compare_facts(before: dict[str, Any], after: dict[str, Any], tell: Tell | None = None) -> tuple[Difference, ...]:
    """Return the fields in which two bodies of facts differ, in the order of the newer one.

    `tell` says a value in words.
    """
    return _compare(flatten(before), flatten(after), tell)


def compare_words(before: dict[str, Any], after: dict[str, Any]) -> tuple[Difference, ...]:
    """Return the sections in which two bodies of words differ, in the order of the newer one."""
    return _compare(before.get("sections", {}), after.get("sections", {}))


def _compare(before: dict[str, Any], after: dict[str, Any], tell: Tell | None = None) -> tuple[Difference, ...]:
    found = []
    for path in dict.fromkeys((*after, *before)):
        if path in before and path in after and before[path] == after[path]:
            continue
        old, new = (
            (tell and tell(path, side[path])) or _text(side[path]) if path in side else None for side in (before, after)
        )
        if old == new and old is not None:
            # Different values that words do not tell apart are shown as they are.
            old, new = _text(before[path]), _text(after[path])
        if old != new:
            found.append(Difference(path, old, new, compare_texts(old or "", new or "")))
    return tuple(found)


def _text(value: Any) -> str:
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case list() if all(isinstance(item, str) for item in value):
            return "\n".join(value)
        case int() | float():
            return str(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _shared(old: list[str], new: list[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _weave(old: list[str], new: list[str]) -> Iterator[tuple[Act, str]]:
    for act, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            yield Act.SAME, "".join(old[from_old:to_old])
            continue
        yield Act.REMOVED, "".join(old[from_old:to_old])
        yield Act.ADDED, "".join(new[from_new:to_new])


def _without_islands(pieces: list[tuple[Act, str]]) -> Iterator[tuple[Act, str]]:
    """Let a space between two changed words change with them: a phrase is read in one go, not word by word."""
    for place, (act, text) in enumerate(pieces):
        inside = 0 < place < len(pieces) - 1 and act is Act.SAME and text.strip(" ") == ""
        if inside:
            yield Act.REMOVED, text
            yield Act.ADDED, text
        else:
            yield act, text


def _joined(pieces: Iterator[tuple[Act, str]]) -> Iterator[Piece]:
    """Join what stands together: all that went, then all that came, between two stretches that stayed."""
    removed, added, same = "", "", ""
    for act, text in pieces:
        if act is Act.SAME:
            yield from _changed(removed, added)
            removed = added = ""
            same += text
            continue
        if same:
            yield Piece(Act.SAME, same)
            same = ""
        removed += text if act is Act.REMOVED else ""
        added += text if act is Act.ADDED else ""
    yield from _changed(removed, added)
    if same:
        yield Piece(Act.SAME, same)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Act.REMOVED, removed)
    if added:
        yield Piece(Act.ADDED, added)
