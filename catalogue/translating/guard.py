"""What a text may not lose or break: placeholders that stand for facts, and Markdown that comes out as it was meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from catalogue.commands.placeholders import objects_at, spoken_of
from catalogue.facts import Facts
from catalogue.facts.words import PLACEHOLDER, Shape, placeholders
from catalogue.files.check.markdown import find_faults
from catalogue.files.check.placeholders import FaultOfObject, list_faults
from catalogue.translating.segments import Text, join
from catalogue.translating.workbench import Workbench


class Breach(StrEnum):
    """What is wrong with a text."""

    LACKING = "lacking"
    """A placeholder of the source is not in it."""
    SURPLUS = "surplus"
    """It has a placeholder that the source does not have."""
    MEANINGLESS = "meaningless"
    """A placeholder stands for nothing in the facts."""
    BRACE = "brace"
    """A brace belongs to no placeholder."""
    MARKDOWN = "markdown"
    """A mark is not closed, a heading stands out of order, there is HTML …"""


@dataclass(frozen=True)
class Fault:
    """One fault in one section. `named` is the placeholder with its braces, or what is said of the Markdown."""

    section: str
    breach: Breach
    named: str = ""


def list_breaches(session: Session, bench: Workbench, written: Mapping[str, Text], at: datetime) -> list[Fault]:
    """Return what is wrong with texts by section; an empty one takes its section away and is never wrong."""
    spoken = spoken_of(session, bench.kind, bench.key, bench.facts, at)
    known = objects_at(session, at)
    return [fault for key, text in written.items() if text for fault in _faults(bench, spoken, known, key, text)]


def _faults(bench: Workbench, spoken: Facts | None, known: FaultOfObject, key: str, text: Text) -> Iterator[Fault]:
    used = placeholders(text)
    original = None if bench.in_source else bench.source.sections.get(key)
    # Lists, such as aliases, every language has of its own.
    if original and bench.sections[key].shape is not Shape.LIST:
        wanted = placeholders(original)
        yield from (Fault(key, Breach.LACKING, f"{{{name}}}") for name in sorted(wanted - used))
        yield from (Fault(key, Breach.SURPLUS, f"{{{name}}}") for name in sorted(used - wanted))
        used &= wanted
    if spoken is not None:
        for name in sorted(used):
            if any(list_faults(spoken, key, f"{{{name}}}", known)):
                yield Fault(key, Breach.MEANINGLESS, f"{{{name}}}")
    bare = PLACEHOLDER.sub("", join(text))
    if "{" in bare or "}" in bare:
        yield Fault(key, Breach.BRACE)
    yield from (Fault(key, Breach.MARKDOWN, said) for said, _ in find_faults(join(text)))
