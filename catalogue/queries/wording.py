"""Words for one reader: which language each section is in, how fresh it is, and what its placeholders stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from catalogue.facts.words import Words, digest
from catalogue.queries.live import Live
from catalogue.read_models.cards import Card
from catalogue.read_models.text import Freshness, Text, Wording

if TYPE_CHECKING:
    from catalogue.context import Reading

ValueOf = Callable[[str, str], str | None]


def wording(live: Live, reading: Reading, *, variant: Live | None = None, value_of: ValueOf | None = None) -> Wording:
    """Return an object's words for a reader; a place's variant says its sections in place of the national ones."""
    sections = _sections(live, reading, local=False)
    if variant is not None:
        sections |= _sections(variant, reading, local=True)
    spoken = live.words.get(reading.language)
    aliases = spoken.sections.get("aliases", ()) if spoken else ()
    fixed = {} if value_of is None else {"value_of": value_of}
    return Wording(sections, tuple(aliases) if not isinstance(aliases, str) else (aliases,), **fixed)


def _sections(live: Live, reading: Reading, *, local: bool) -> dict[str, Text]:
    source = live.words.get(reading.source_language)
    translation = live.words.get(reading.language)
    found: dict[str, Text] = {}
    for key, text in (source.sections if source else {}).items():
        if isinstance(text, str):
            found[key] = Text(text, reading.source_language, Freshness.MISSING, local)
    if reading.language == reading.source_language:
        return {key: Text(text.value, text.language, Freshness.CURRENT, local) for key, text in found.items()}
    for key, text in (translation.sections if translation else {}).items():
        if isinstance(text, str) and text:
            found[key] = Text(text, reading.language, freshness(key, translation, source), local)
    return found


def freshness(key: str, translation: Words, source: Words | None) -> Freshness:
    """Tell how a translated section stands to its source as it is now."""
    if key in translation.machine:
        return Freshness.MACHINE
    original = source.sections.get(key) if source else None
    made_from = translation.made_from.get(key)
    if original is not None and made_from is not None and made_from != digest(original):
        return Freshness.OUTDATED
    return Freshness.CURRENT


def title(live: Live, reading: Reading) -> Text:
    """Return an object's title, in the source language where it is not translated."""
    return _line(live, reading, 0) or Text(live.key, reading.source_language, Freshness.MISSING)


def card(live: Live, reading: Reading) -> Card:
    """Return an object as a card."""
    return Card(live.kind, live.key, title(live, reading), _line(live, reading, 1), live.code)


def _line(live: Live, reading: Reading, position: int) -> Text | None:
    for language in (reading.language, reading.source_language):
        text = live.titles.get(language, (None, None))[position]
        if text:
            missing = language != reading.language
            return Text(text, language, Freshness.MISSING if missing else Freshness.CURRENT)
    return None
