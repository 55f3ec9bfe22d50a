"""Sections: all that must be said is said in every language, nothing else is, and translations are current."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from catalogue.errors import Problem
from catalogue.facts import KINDS, Kind, Pack
from catalogue.facts.words import QUESTIONS, Section, Shape, Words, digest
from catalogue.files.content import Content, Entry
from catalogue.files.writer import sections_of
from catalogue.languages import languages

_REQUIRED = "Write it; content/README.md lists the sections."


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield missing languages and sections, sections without place, and translations of an older source."""
    pack = content.pack
    if pack is None:
        return
    yield from _languages(pack)
    unreadable = {problem.path for problem in content.problems}
    for entry in content.list_entries():
        known = {section.key: section for section in sections_of(content, entry)}
        each_by_itself = KINDS[entry.kind].steers_search
        says_nothing = entry.kind is Kind.VARIANT and not entry.words and not any(s.required for s in known.values())
        for language in pack.languages:
            path = entry.words_path(language)
            if language in entry.words:
                yield from _of_words(entry, path, entry.words[language], known)
            elif not says_nothing and not each_by_itself and path not in unreadable:
                yield Problem(path, "file", f"The words in “{language}” are missing.", "Write the file.")
        for language in sorted(set(entry.words) - set(pack.languages)):
            problem = f"The pack is not published in “{language}”."
            yield Problem(
                entry.words_path(language), "file", problem, "Add it to `languages` in pack.yaml, or remove it."
            )
        if each_by_itself:
            yield from _marks(entry)
            continue
        optional = {key for key, section in known.items() if not section.required}
        yield from _translations(entry, pack.source_language, pack.languages, optional)


def _languages(pack: Pack) -> Iterator[Problem]:
    path = KINDS[Kind.PACK].file
    for language in pack.languages:
        if language not in languages():
            problem = f"The product does not know the language “{language}”."
            remedy = f"There are: {', '.join(languages())}. Another is added by a file in catalogue/languages/."
            yield Problem(path, "languages", problem, remedy)
    if pack.source_language not in pack.languages:
        problem = f"The source language “{pack.source_language}” is not among the languages."
        yield Problem(path, "source_language", problem, "Add it to `languages`.")


def _of_words(entry: Entry, path: str, words: Words, known: Mapping[str, Section]) -> Iterator[Problem]:
    for key, section in known.items():
        if section.required and key not in words.sections:
            yield Problem(path, key, _missing(entry, key), _REQUIRED)
    for key, text in words.sections.items():
        if key not in known:
            close = get_close_matches(key, known, n=1)
            remedy = f"Did you mean “{close[0]}”?" if close else "Remove it, or add the part to the facts."
            yield Problem(path, key, "The facts have no such section.", remedy)
            continue
        yield from _shape(path, known[key], text)
    for key in sorted((set(words.made_from) | words.machine) - set(words.sections)):
        name = "made_from" if key in words.made_from else "machine"
        yield Problem(path, f"{name}.{key}", "It names a section that is not there.", "Remove the entry.")


def _missing(entry: Entry, key: str) -> str:
    names = key.split(".")
    if names[0] in {"deadlines", "steps"} and len(names) == 3 and names[-1] == "late":
        return "The deadline has no consequence: nothing says what follows from being late."
    if entry.kind is Kind.LIFE_EVENT and names[0] == "steps" and names[2:] in ([], ["text"]):
        return "The step is neither a service nor told in words."
    return "The section is missing."


def _shape(path: str, section: Section, text: str | tuple[str, ...]) -> Iterator[Problem]:
    if not text or (isinstance(text, tuple) and not all(text)):
        yield Problem(path, section.key, "The section is empty.", "Write it, or remove it in every language.")
    elif section.shape is Shape.LIST and isinstance(text, str):
        yield Problem(path, section.key, "It is a list.", "Write one item per line behind “- ”, below the key.")
    elif section.shape is not Shape.LIST and isinstance(text, tuple):
        yield Problem(path, section.key, "It is no list.", "Write one text.")
    elif section.shape is Shape.LINE and "\n" in text:
        yield Problem(path, section.key, "It has more than one line.", "Write one line, in the front matter.")


def _marks(entry: Entry) -> Iterator[Problem]:
    for language, words in sorted(entry.words.items()):
        for name in ("made_from", "machine"):
            if getattr(words, name):
                problem = "These words are no translation: each language has its own."
                yield Problem(entry.words_path(language), name, problem, f"Remove `{name}`.")


def _translations(
    entry: Entry, source_language: str, published: tuple[str, ...], optional: set[str]
) -> Iterator[Problem]:
    source = entry.words.get(source_language)
    if source is None:
        return
    if source.made_from:
        remedy = "Remove `made_from`: only translations have it."
        yield Problem(entry.words_path(source_language), "made_from", "This is the source language.", remedy)
    for language in published:
        words = entry.words.get(language)
        if words is None or language == source_language:
            continue
        path = entry.words_path(language)
        # What people ask they ask in their own language; it is no translation.
        for key in sorted((source.sections.keys() ^ words.sections.keys()) & optional - {QUESTIONS}):
            has, lacks = (source_language, language) if key in source.sections else (language, source_language)
            remedy = f"Write it in “{lacks}”, or remove it in “{has}”."
            yield Problem(path, key, f"The section is there in “{has}” only.", remedy)
        for key in words.sections.keys() & source.sections.keys() - {QUESTIONS}:
            if key not in words.made_from:
                problem = "Nothing says from which source text it was made."
                yield Problem(path, f"made_from.{key}", problem, f"Run `onedoor stamp {path}`.")
            elif words.made_from[key] != digest(source.sections[key]):
                problem = "The source text has changed since it was translated."
                yield Problem(path, key, problem, f"Translate it anew, then run `onedoor stamp {path}`.")
