"""Writes content as files in the one canonical form: the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from catalogue.facts import Facts, Kind, Service, Variant
from catalogue.facts.merge import merge
from catalogue.facts.words import Section, sections, sections_of_variant
from catalogue.files.content import NUMBERS_FILE, REDIRECTS_FILE, Content, Entry, Redirect
from catalogue.files.words_text import write_words
from catalogue.files.yaml_text import write_yaml


def sections_of(content: Content, entry: Entry) -> tuple[Section, ...]:
    """Return every section that may be said of an object; of a variant, those of the service in its place.

    Changes of a variant that do not fit its service are left out of account; a variant without a service has only
    what it says of itself.
    """
    if isinstance(entry.facts, Variant):
        service = content.find_facts(Kind.SERVICE, entry.key.partition("/")[0])
        if isinstance(service, Service):
            return sections_of_variant(entry.facts, merge(service, entry.facts, strict=False)[0])
    return sections(entry.facts)


def render(content: Content) -> dict[str, str]:
    """Return the text of every file of the content by its path, in canonical form."""
    files = {}
    for entry in content.list_entries():
        files[entry.facts_path] = _facts(entry.facts)
        order = sections_of(content, entry) if entry.words else ()
        for language, words in sorted(entry.words.items()):
            files[entry.words_path(language)] = write_words(words, order)
    if content.numbers:
        files[NUMBERS_FILE] = _numbers(content.numbers)
    if content.redirects:
        files[REDIRECTS_FILE] = write_yaml([redirect.to_plain() for redirect in _in_order(content.redirects)])
    return files


def _facts(facts: Facts) -> str:
    return write_yaml(facts.to_plain())


def _in_order(redirects: Iterable[Redirect]) -> list[Redirect]:
    return sorted(redirects, key=lambda redirect: (redirect.kind, redirect.old))


def _numbers(numbers: Mapping[str, Mapping[str, int]]) -> str:
    return write_yaml({scope: dict(entries) for scope, entries in numbers.items() if entries})


def write(content: Content, folder: Path, *, leave: Collection[str] = ()) -> tuple[str, ...]:
    """Write the content into a folder and return the paths of the files that changed.

    Files that are right already are not touched, those whose path is in `leave` neither; nothing is removed.
    """
    changed = []
    for path, text in render(content).items():
        file = folder / path
        encoded = text.encode()
        if path in leave or (file.is_file() and file.read_bytes() == encoded):
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(encoded)
        changed.append(path)
    return tuple(changed)
