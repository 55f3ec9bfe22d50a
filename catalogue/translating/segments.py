"""Segments: each section of an object in the source language and in another, with its state and what changed since.

Pure. A text that is a list of lines is joined by line ends while it is edited.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from catalogue.differences import Piece, compare_texts
from catalogue.facts.words import Section, Shape, Words, digest
from catalogue.queries.wording import freshness
from catalogue.read_models.text import Freshness

Text = str | tuple[str, ...]
EarlierText = Callable[[str, str], Text | None]
"""Given a section and a digest: the source text that a translation was made from, or None when nobody knows it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One section, in two languages."""

    key: str
    shape: Shape
    required: bool
    source: str
    target: str
    state: Freshness
    stamp: str
    """The digest of the source as it is shown: whoever translates it hands it back."""
    change: tuple[Piece, ...] = ()
    """Of an outdated segment, today's source woven together with the one it was made from, where that is known."""

    @property
    def settled(self) -> bool:
        """Tell whether nobody has to look at it."""
        return self.state is Freshness.CURRENT


def join(text: Text) -> str:
    """Return a text as it is edited."""
    return text if isinstance(text, str) else "\n".join(text)


def split(text: str, shape: Shape) -> Text:
    """Return a text as it is kept: the inverse of `join` for whatever a section of this shape may hold."""
    if shape is not Shape.LIST:
        return text
    return tuple(line for line in text.split("\n") if line.strip())


def list_segments(
    sections: Collection[Section], source: Words, target: Words, earlier: EarlierText
) -> tuple[Segment, ...]:
    """Return the segments of an object in canonical order; sections that neither language says are left out.

    Lists, such as aliases, every language has of its own: they are never outdated nor missing.
    """
    return tuple(
        _segment(section, source, target, earlier)
        for section in sections
        if section.key in source.sections or section.key in target.sections
    )


def translate(
    target: Words,
    source: Words,
    written: Mapping[str, Text],
    *,
    confirmed: Collection[str] = (),
    stamps: Mapping[str, str] | None = None,
) -> Words:
    """Return the words with what a person wrote.

    A section whose text changed, or that the person `confirmed` to fit, was made from the source with the digest in
    `stamps` (today's where none is given), and is no machine's any more. Any other keeps its origin: to save a page
    makes nothing current that nobody looked at. An empty text takes the section away.
    """
    stamps = stamps or {}
    sections, made_from, machine = dict(target.sections), dict(target.made_from), set(target.machine)
    for key, text in written.items():
        if not text:
            sections.pop(key, None)
            made_from.pop(key, None)
            machine.discard(key)
            continue
        if text == target.sections.get(key) and key not in confirmed:
            continue
        sections[key] = text
        machine.discard(key)
        original = source.sections.get(key)
        if original is None:
            made_from.pop(key, None)
        else:
            made_from[key] = stamps.get(key) or digest(original)
    return replace(target, sections=sections, made_from=made_from, machine=frozenset(machine))


def _segment(section: Section, source: Words, target: Words, earlier: EarlierText) -> Segment:
    original, said = source.sections.get(section.key), target.sections.get(section.key)
    state = _state(section, source, target)
    made_from = target.made_from.get(section.key)
    change: tuple[Piece, ...] = ()
    if state in (Freshness.OUTDATED, Freshness.MACHINE) and original is not None and made_from is not None:
        before = None if made_from == digest(original) else earlier(section.key, made_from)
        change = () if before is None else compare_texts(join(before), join(original))
    return Segment(
        section.key,
        section.shape,
        section.required,
        join(original or ""),
        join(said or ""),
        state,
        digest(original) if original else "",
        change,
    )


def _state(section: Section, source: Words, target: Words) -> Freshness:
    if section.shape is Shape.LIST:
        return Freshness.CURRENT
    if not target.sections.get(section.key):
        return Freshness.MISSING
    return freshness(section.key, target, source)
