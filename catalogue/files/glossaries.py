"""The glossaries of a content folder: `glossary/<language>.yaml`, read for the check and for the pages of editors."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from catalogue.errors import Problem
from catalogue.facts.base import ID_PATTERN
from catalogue.files.faults import list_problems
from catalogue.files.yaml_text import Fault, read_yaml
from catalogue.translating.glossary import Glossary, Term

GLOSSARY_FOLDER = "glossary"
_FILE = re.compile(r"(?P<language>[a-z]{2,3}(-[A-Za-z0-9]+)*)\.yaml")


def language_of(file: Path) -> str | None:
    """Return the language whose glossary a file of the folder is; None for a file that is no glossary."""
    match = _FILE.fullmatch(file.name)
    return match["language"] if match and file.is_file() else None


def glossary_path(language: str) -> str:
    """Return where the glossary of a language lies, from the content folder."""
    return f"{GLOSSARY_FOLDER}/{language}.yaml"


def parse_glossary(language: str, raw: Any) -> tuple[Glossary, list[Problem]]:
    """Return the glossary that a file says, without the terms that cannot be read, and what is wrong with those."""
    path = glossary_path(language)
    terms: dict[str, Term] = {}
    problems = []
    if not isinstance(raw, dict):
        remedy = "Write an id, and below it `say`, `forms` and `avoid`."
        return Glossary(language, terms), [Problem(path, "file", "It is not a list of terms.", remedy)]
    for key, term in raw.items():
        if not re.fullmatch(ID_PATTERN, key):
            remedy = "Use lower-case letters, digits and single hyphens."
            problems.append(Problem(path, key, f"“{key}” is no id.", remedy))
            continue
        try:
            terms[key] = Term.from_plain(term)
        except ValidationError as fault:
            problems += list_problems(path, Term, term, fault, key)
    return Glossary(language, terms), problems


def load_glossary(folder: Path, language: str) -> Glossary:
    """Return the glossary of a language as its file is now; an empty one where there is none, or no YAML."""
    file = folder / glossary_path(language)
    try:
        return _load(file, language, file.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError, Fault):
        return Glossary(language, {})


@lru_cache(maxsize=16)
def _load(file: Path, language: str, changed: int) -> Glossary:
    return parse_glossary(language, read_yaml(file.read_text(encoding="utf-8-sig")) or {})[0]
