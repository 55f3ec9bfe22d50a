"""A words file: front matter for the short sections, Markdown for the long ones; read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from catalogue.facts.words import Section, Shape, Words
from catalogue.files.yaml_text import Fault, read_yaml, write_yaml

_SECTION_LINE = re.compile(r"^#[ \t]+(.*?)\s*$")
_KEY = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
_MADE_FROM, _MACHINE = "made_from", "machine"
_RESERVED = (_MADE_FROM, _MACHINE)
# A line of the text that would open a section is written with a backslash more.
_LOOKS_LIKE_A_SECTION = re.compile(r"^(\\*)(?=#[ \t])", re.MULTILINE)
_WRITTEN_WITH_A_BACKSLASH = re.compile(r"^\\(?=\\*#[ \t])", re.MULTILINE)
_OPEN_LINE = re.compile(r"^(\s*- +|[a-z0-9.-]+: +)(.*?)\s*$")


class WordsFaults(Exception):
    """Everything that is wrong with the form of a words file."""

    def __init__(self, faults: list[tuple[str, str, str]]) -> None:
        super().__init__(faults)
        self.faults = faults
        """Field, problem, remedy."""


def _quoted(lines: list[str]) -> str:
    """Quote what people write without quotes, so that a line may hold a colon, a hash or a placeholder."""
    quoted = []
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        match = _OPEN_LINE.match(line)
        continued = following[:1] in {" ", "\t"} and not following.lstrip().startswith("- ")
        plain = match and match[2] and not re.match(r"""['"\[|>]|\{\}$""", match[2]) and not continued
        quoted.append(f"{match[1]}'{match[2].replace(chr(39), chr(39) * 2)}'" if plain else line)
    return "\n".join(quoted)


def _read_front_matter(lines: list[str], faults: list[tuple[str, str, str]]) -> dict[str, Any]:
    try:
        fields = read_yaml(_quoted(lines))
    except Fault as fault:
        faults.append(
            (
                f"line {fault.line + 1}",
                f"The front matter cannot be read: {fault.message}.",
                "Write one “key: text” per line, lists as lines beginning with “- ”.",
            )
        )
        return {}
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        faults.append(("front matter", "It is not a list of keys.", "Write one “key: text” per line."))
        return {}
    return fields


def _split(text: str) -> tuple[list[str], str]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return [], text
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return lines[1:number], "\n".join(lines[number + 1 :])
    return lines[1:], ""


def read_words(text: str) -> Words:
    """Read a words file. Raises `WordsFaults` naming everything that is wrong with its form."""
    faults: list[tuple[str, str, str]] = []
    front, body = _split(text)
    fields = _read_front_matter(front, faults)
    sections: dict[str, str | tuple[str, ...]] = {}
    for key, value in fields.items():
        if key in _RESERVED:
            continue
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            sections[key] = tuple(item.strip() for item in value)
        elif isinstance(value, str) or value is None:
            sections[key] = (value or "").strip()
        else:
            faults.append((key, "It is neither a line nor a list of lines.", "Write text after the key."))
    _read_body(body, sections, faults)
    made_from, machine = fields.get(_MADE_FROM) or {}, fields.get(_MACHINE) or []
    if not isinstance(made_from, dict) or not all(isinstance(value, str) for value in made_from.values()):
        faults.append((_MADE_FROM, "It is not a list of sections with digests.", "Leave it to `onedoor stamp`."))
    if not isinstance(machine, list) or not all(isinstance(value, str) for value in machine):
        faults.append((_MACHINE, "It is not a list of sections.", "Write it as [title, summary]."))
    if faults:
        raise WordsFaults(faults)
    return Words(sections, made_from, frozenset(machine))


def _read_body(body: str, sections: dict[str, str | tuple[str, ...]], faults: list[tuple[str, str, str]]) -> None:
    key: str | None = None
    gathered: dict[str, list[str]] = {}
    for line in body.split("\n"):
        opening = _SECTION_LINE.match(line)
        if not opening:
            if key is not None:
                gathered[key].append(line)
            elif line.strip():
                faults.append(("text", f"“{line.strip()[:40]}” belongs to no section.", "Open one: “# KEY”."))
                key = ""
                gathered[key] = []
            continue
        key = opening[1]
        if not _KEY.fullmatch(key):
            faults.append((key, "This is no key of a section.", "Headings inside a text begin with “##”."))
        elif key in gathered or key in sections:
            faults.append((key, "The section is there twice.", "Keep one of them."))
        gathered[key] = []
    for key, lines in gathered.items():
        text = "\n".join(line.rstrip() if not line.strip() else line for line in lines).strip("\n").rstrip()
        sections.setdefault(key, _WRITTEN_WITH_A_BACKSLASH.sub("", text))


def write_words(words: Words, order: Iterable[Section]) -> str:
    """Return the words in canonical form, sections in the given order, those that it does not name last."""
    known = {section.key: section for section in order}
    keys = [key for key in known if key in words.sections] + sorted(set(words.sections) - set(known))
    front: dict[str, Any] = {}
    body: list[str] = []
    for key in keys:
        text = words.sections[key]
        unknown_text = isinstance(text, str) and "\n" in text
        if isinstance(text, str) and (known[key].shape is Shape.TEXT if key in known else unknown_text):
            body.append(f"# {key}\n\n{_LOOKS_LIKE_A_SECTION.sub(_one_more_backslash, text)}\n".rstrip("\n") + "\n")
        else:
            front[key] = text if isinstance(text, str) else list(text)
    made_from = {key: words.made_from[key] for key in keys if key in words.made_from}
    made_from.update({key: words.made_from[key] for key in sorted(words.made_from) if key not in made_from})
    if made_from:
        front[_MADE_FROM] = made_from
    if words.machine:
        front[_MACHINE] = [key for key in keys if key in words.machine] + sorted(words.machine - set(keys))
    parts = [f"---\n{write_yaml(front)}---\n"] if front else []
    return "\n".join(parts + body)


def _one_more_backslash(match: re.Match[str]) -> str:
    return match[1] + "\\"
