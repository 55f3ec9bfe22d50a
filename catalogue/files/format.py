"""Brings a content folder into canonical form, and marks translations as made from the source as it is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from catalogue.facts import KINDS, Kind
from catalogue.facts.words import Words, digest
from catalogue.files.content import NUMBERS_FILE, Content, Entry
from catalogue.files.numbers import complete
from catalogue.files.reader import read
from catalogue.files.words_text import write_words
from catalogue.files.writer import sections_of, write


def format_folder(folder: Path) -> tuple[str, ...]:
    """Rewrite what is not in canonical form, give new things their numbers, return the paths that changed.

    A file that cannot be read whole is left as it is, so that nothing of it is lost.
    """
    content = read(folder)
    faulty = {problem.path for problem in content.problems} | set(_words_without_order(content))
    numbered = content if NUMBERS_FILE in faulty else replace(content, numbers=complete(content))
    return write(numbered, folder, leave=faulty)


def _words_without_order(content: Content) -> Iterator[str]:
    """Yield words of variants whose service cannot be read: which section is a line and which a text is not known."""
    for entry in content.list_entries(Kind.VARIANT):
        if content.find_facts(Kind.SERVICE, entry.key.partition("/")[0]) is None:
            yield from (entry.words_path(language) for language in entry.words)


def stamped(words: Words, source: Words, only: Collection[str] = ()) -> Words:
    """Return a translation marked as made from the source as it is now; `only` some sections, or all.

    Sections without text, or without source, carry no mark.
    """
    made_from = {
        key: digest(source.sections[key]) if not only or key in only else words.made_from[key]
        for key, text in words.sections.items()
        if text and source.sections.get(key) and (not only or key in only or key in words.made_from)
    }
    return replace(words, made_from=made_from)


def _find_entry(content: Content, path: str) -> tuple[Entry, str] | None:
    for entry in content.list_entries():
        for language in entry.words:
            if entry.words_path(language) == path:
                return entry, language
    return None


def stamp(folder: Path, paths: Iterable[str], only: Collection[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Mark words files, named from the content folder, as made from the source sections as they are now.

    Returns the paths that changed, and those that are no translation that could be read.
    """
    content = read(folder)
    source = content.pack.source_language if content.pack else None
    unordered = set(_words_without_order(content))
    changed, refused = [], []
    for path in paths:
        found = _find_entry(content, path)
        if found is None or path in unordered or found[1] == source or source not in found[0].words:
            refused.append(path)
            continue
        entry, language = found
        if KINDS[entry.kind].steers_search:
            refused.append(path)
            continue
        words = stamped(entry.words[language], entry.words[source], only)
        text = write_words(words, sections_of(content, entry)).encode()
        if (folder / path).read_bytes() != text:
            (folder / path).write_bytes(text)
            changed.append(path)
    return tuple(changed), tuple(refused)
