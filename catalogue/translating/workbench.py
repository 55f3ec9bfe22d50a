"""The workbench: one object's words in a language beside their source, as a translator opens and saves them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from catalogue.commands.bodies import find_facts, list_sections
from catalogue.commands.edit_draft import Saved, edit_draft
from catalogue.commands.parts import find_object, get_part_state
from catalogue.context import Work
from catalogue.errors import NotFound
from catalogue.facts import FACTS_OF_KIND, Facts, Kind
from catalogue.facts.words import Section, Words, set_text
from catalogue.merging import Choices
from catalogue.models import FACTS
from catalogue.queries.drafts import get_editable
from catalogue.read_models.review import Editable
from catalogue.rights import Person
from catalogue.translating.origins import Origins, find_origins
from catalogue.translating.segments import Segment, Text, list_segments, split, translate

if TYPE_CHECKING:
    from catalogue.context import Reading


@dataclass(frozen=True)
class Workbench:
    """An object's words in one language, beside the source language."""

    kind: Kind
    key: str
    language: str
    source_language: str
    facts: Facts
    sections: dict[str, Section]
    source: Words
    target: Words
    editable: Editable
    segments: tuple[Segment, ...]
    origins: Origins

    @property
    def in_source(self) -> bool:
        """Tell whether these are the words that others are translated from."""
        return self.language == self.source_language

    def written(self, texts: Mapping[str, str]) -> dict[str, Text]:
        """Return what was typed, by section, as it is kept. Raises `KeyError` for a section that is not there."""
        return {key: set_text(split(text, self.sections[key].shape), self.language) for key, text in texts.items()}

    def words(
        self,
        texts: Mapping[str, str],
        *,
        confirmed: Collection[str] = (),
        stamps: Mapping[str, str] | None = None,
    ) -> Words:
        """Return the words with what a person wrote. `stamps` are digests of the source they had before them."""
        written = self.written(texts)
        if self.in_source:
            said = {**self.target.sections, **written}
            return Words({key: text for key, text in said.items() if text})
        renewed = {key: self.origins.renew(key, stamp) for key, stamp in (stamps or {}).items() if stamp}
        return translate(self.target, self.source, written, confirmed=confirmed, stamps=renewed)


def open_workbench(reading: Reading, kind: Kind, key: str, language: str) -> Workbench:
    """Return an object's words for translating. Rights are asked by the door and the command.

    The source is what is in force, or the draft while nothing ever was. The source words themselves are written beside
    the drafted facts: a new step or fee gets its words before both are published together. Raises `NotFound` for an
    object without facts.
    """
    session, source_language = reading.session, reading.source_language
    target = find_object(session, kind, key)
    live, drafted = find_facts(session, kind, key, reading.now), _find_drafted(reading, kind, key)
    facts = (drafted or live) if language == source_language else (live or drafted)
    if facts is None:
        raise NotFound(kind, key)
    sections = list_sections(session, key, facts, reading.now)
    if facts is drafted and live is not None:
        # What the draft takes away stays in force, and may be worded, until the draft is published.
        known = {section.key for section in sections}
        sections += tuple(one for one in list_sections(session, key, live, reading.now) if one.key not in known)
    editable = get_editable(reading, kind, key, language)
    original = get_editable(reading, kind, key, source_language)
    source = _words(original.live or original.body)
    own = _words(editable.body).with_spaces_of(language)
    if language == source_language:
        # Every section can be written; there is nothing to compare it with.
        own_sections = {section.key: own.sections.get(section.key, "") for section in sections}
        segments = list_segments(sections, Words({}), Words(own_sections), lambda section, stamp: None)
        return _bench(kind, key, language, source_language, facts, sections, source, own, editable, segments, Origins())
    origins = find_origins(session, target, source_language)
    segments = list_segments(sections, source, own, origins.find)
    return _bench(kind, key, language, source_language, facts, sections, source, own, editable, segments, origins)


def save_words(
    work: Work,
    person: Person,
    bench: Workbench,
    words: Words,
    *,
    lock: str,
    choices: Choices | None = None,
    chosen_against: str | None = None,
) -> Saved:
    """Save words as the draft of their language, merged with what others changed meanwhile.

    Raises `Collision` where both changed the same section, and `NotAllowed`.
    """
    return edit_draft(
        work,
        person,
        bench.kind,
        bench.key,
        bench.language,
        words.to_plain(),
        lock=lock,
        choices=choices,
        chosen_against=chosen_against,
    )


def _bench(
    kind: Kind,
    key: str,
    language: str,
    source_language: str,
    facts: Facts,
    sections: tuple[Section, ...],
    source: Words,
    own: Words,
    editable: Editable,
    segments: tuple[Segment, ...],
    origins: Origins,
) -> Workbench:
    by_key = {section.key: section for section in sections}
    return Workbench(kind, key, language, source_language, facts, by_key, source, own, editable, segments, origins)


def _words(body: dict) -> Words:
    return Words.from_plain({"sections": {}, **body})


def _find_drafted(reading: Reading, kind: Kind, key: str) -> Facts | None:
    """Return the drafted facts of an object, as far as they are sound."""
    target = find_object(reading.session, kind, key)
    if target is None:
        return None
    draft = get_part_state(reading.session, target, FACTS, reading.now).draft
    try:
        return None if draft is None else FACTS_OF_KIND[kind].from_plain(draft.body)
    except ValidationError:
        return None
