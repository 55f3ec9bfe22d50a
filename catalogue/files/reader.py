"""Reads a content folder whole: objects, numbers, redirects, and everything that is wrong with the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from catalogue.errors import Problem
from catalogue.facts import KINDS, Facts, Kind
from catalogue.facts.base import ID_PATTERN
from catalogue.facts.words import Words
from catalogue.files.content import (
    NUMBERS_FILE,
    PACK_KEY,
    REDIRECTS_FILE,
    Content,
    Entry,
    Redirect,
    facts_path,
)
from catalogue.files.faults import list_problems
from catalogue.files.glossaries import GLOSSARY_FOLDER, language_of, parse_glossary
from catalogue.files.words_text import WordsFaults, read_words
from catalogue.files.yaml_text import Fault, read_yaml
from catalogue.translating.glossary import Glossary

_WORDS_FILE = re.compile(r"(?P<name>.*?\.)?(?P<language>[a-z]{2,3}(-[A-Za-z0-9]+)*)\.md")
_FOLDERS = {row.folder: kind for kind, row in KINDS.items() if kind not in (Kind.PACK, Kind.VARIANT)}
_BESIDE = {NUMBERS_FILE, REDIRECTS_FILE, "README.md"}
_VARIANTS = KINDS[Kind.VARIANT].file


def read(folder: Path) -> Content:
    """Read every file of a content folder. Never raises for what the files say: `Content.problems` lists it all."""
    return _Reading(folder).content()


class _Reading:
    """One reading of one folder; gathers objects and problems on its way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.objects: dict[tuple[Kind, str], Entry] = {}
        self.unreadable: set[tuple[Kind, str]] = set()
        self.glossaries: dict[str, Glossary] = {}
        self.problems: list[Problem] = []

    def content(self) -> Content:
        if not self.folder.is_dir():
            self._report(self.folder.name, "folder", "There is no such folder.", "Name a content folder.")
            return Content(problems=tuple(self.problems))
        self._object(Kind.PACK, PACK_KEY, self.folder)
        for child in self._children(self.folder):
            if child.is_dir() and child.name in _FOLDERS:
                self._kind(_FOLDERS[child.name], child)
            elif child.is_dir() and child.name == GLOSSARY_FOLDER:
                self._glossaries(child)
            elif child.name not in _BESIDE and not self._is_of_object(child, KINDS[Kind.PACK].file):
                self._stray(child)
        return Content(
            self.objects,
            self._numbers(),
            self._redirects(),
            tuple(sorted(self.problems, key=lambda problem: (problem.path, problem.field))),
            frozenset(self.unreadable),
            self.glossaries,
        )

    def _children(self, folder: Path) -> Iterator[Path]:
        return (child for child in sorted(folder.iterdir()) if not child.name.startswith("."))

    def _path(self, file: Path) -> str:
        return file.relative_to(self.folder).as_posix()

    def _report(self, path: str, field: str, problem: str, remedy: str) -> None:
        self.problems.append(Problem(path, field, problem, remedy))

    def _stray(self, child: Path) -> None:
        self._report(
            self._path(child), "file", "It does not belong here.", "Remove it, or see content/README.md, “Folders”."
        )

    def _is_of_object(self, child: Path, facts_file: str) -> bool:
        words = _WORDS_FILE.fullmatch(child.name)
        return child.is_file() and (child.name == facts_file or bool(words and not words["name"]))

    def _kind(self, kind: Kind, folder: Path) -> None:
        for child in self._children(folder):
            if not child.is_dir():
                self._stray(child)
                continue
            if not self._is_id(child, child.name):
                continue
            self._object(kind, child.name, child)
            for inner in self._children(child):
                if kind is Kind.SERVICE and inner.is_dir() and inner.name == _VARIANTS:
                    self._variants(child.name, inner)
                elif not self._is_of_object(inner, KINDS[kind].file):
                    self._stray(inner)

    def _variants(self, service: str, folder: Path) -> None:
        places = {child.stem for child in self._children(folder) if child.suffix == ".yaml"}
        for child in self._children(folder):
            words = _WORDS_FILE.fullmatch(child.name)
            if not child.is_file() or (child.suffix != ".yaml" and not (words and words["name"])):
                self._stray(child)
            elif words and words["name"][:-1] not in places:
                remedy = f"Write {words['name']}yaml, or remove the words."
                self._report(self._path(child), "file", "There are words but no facts.", remedy)
        for place in sorted(places):
            if self._is_id(folder / f"{place}.yaml", place):
                self._object(Kind.VARIANT, f"{service}/{place}", folder, f"{place}.")

    def _glossaries(self, folder: Path) -> None:
        for child in self._children(folder):
            language = language_of(child)
            if language is None:
                self._stray(child)
            elif (raw := self._yaml(child)) is not None:
                self.glossaries[language], problems = parse_glossary(language, raw)
                self.problems += problems

    def _is_id(self, child: Path, name: str) -> bool:
        sound = re.fullmatch(ID_PATTERN, name) is not None and len(name) <= 60
        if not sound:
            remedy = "Rename it: lower-case letters, digits and single hyphens, at most 60."
            self._report(self._path(child), "id", f"“{name}” is no id.", remedy)
        return sound

    def _text(self, file: Path) -> str | None:
        try:
            return file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self._report(self._path(file), "file", "It is not written in UTF-8.", "Save it as UTF-8.")
        except FileNotFoundError:
            self._report(self._path(file), "file", "The file is missing.", "Write it, or remove the folder.")
        return None

    def _yaml(self, file: Path) -> Any:
        text = self._text(file)
        if text is None:
            return None
        try:
            return {} if (document := read_yaml(text)) is None else document
        except Fault as fault:
            remedy = "Correct the line; text with “: ” or “ #” goes into single quotes."
            if "twice" in fault.message:
                remedy = "Keep one of them."
            self._report(
                self._path(file), f"line {fault.line}", f"{fault.message[:1].upper()}{fault.message[1:]}.", remedy
            )
        return None

    def _model(self, path: str, model: type[Facts], raw: Any) -> Facts | None:
        try:
            return model.from_plain(raw)
        except ValidationError as fault:
            self.problems.extend(list_problems(path, model, raw, fault))
        return None

    def _object(self, kind: Kind, key: str, folder: Path, prefix: str = "") -> None:
        path = facts_path(kind, key)
        raw = self._yaml(self.folder / path)
        facts = None if raw is None else self._model(path, KINDS[kind].facts, raw)
        words = {}
        for child in self._children(folder):
            match = _WORDS_FILE.fullmatch(child.name)
            if match and child.is_file() and (match["name"] or "") == prefix:
                spoken = self._words(child, match["language"])
                if spoken is not None:
                    words[match["language"]] = spoken
        if facts is None:
            self.unreadable.add((kind, key))
        else:
            self.objects[kind, key] = Entry(kind, key, facts, words)

    def _words(self, file: Path, language: str) -> Words | None:
        text = self._text(file)
        if text is None:
            return None
        try:
            return read_words(text).with_spaces_of(language)
        except WordsFaults as found:
            for field, problem, remedy in found.faults:
                self._report(self._path(file), field, problem, remedy)
        return None

    def _numbers(self) -> dict[str, dict[str, int]]:
        file = self.folder / NUMBERS_FILE
        raw = self._yaml(file) if file.exists() else {}
        remedy = "Take the file back from its last good version; `onedoor format` keeps it, nobody edits it."
        numbers: dict[str, dict[str, int]] = {}
        for scope, entries in raw.items() if isinstance(raw, dict) else ():
            for key, number in entries.items() if isinstance(entries, dict) else ((None, None),):
                if isinstance(number, str) and number.isascii() and number.isdigit() and int(number) > 0:
                    numbers.setdefault(scope, {})[key] = int(number)
                else:
                    field = f"{scope}.{key}" if key else str(scope)
                    self._report(NUMBERS_FILE, field, "It is no small number.", remedy)
        if raw is not None and not isinstance(raw, dict):
            self._report(NUMBERS_FILE, "file", "It is not a list of scopes.", remedy)
        return numbers

    def _redirects(self) -> tuple[Redirect, ...]:
        file = self.folder / REDIRECTS_FILE
        raw = (self._yaml(file) if file.exists() else None) or []
        if not isinstance(raw, list):
            self._report(REDIRECTS_FILE, "file", "It is not a list.", "Write entries of kind, from and to behind “- ”.")
            return ()
        redirects = []
        for index, item in enumerate(raw):
            try:
                redirects.append(Redirect.from_plain(item))
            except ValidationError as fault:
                self.problems.extend(list_problems(REDIRECTS_FILE, Redirect, item, fault, str(index)))
        return tuple(redirects)
