"""Titles and codes: each is there once, and says what the person wants, not who does it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.errors import Problem
from catalogue.facts import Kind
from catalogue.files.content import Content

# A notice of last winter may be said again in the next one.
_TITLES_MAY_REPEAT = frozenset({Kind.PACK, Kind.VARIANT, Kind.NOTICE})
_FOR_CITIZENS = (Kind.SERVICE, Kind.LIFE_EVENT)


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield codes and titles that are there twice, and names of organisations in the titles citizens choose by."""
    codes: dict[str, str] = {}
    for entry in content.list_entries(Kind.SERVICE):
        first = codes.setdefault(entry.facts.code, entry.key)
        if first != entry.key:
            problem = f"The service “{first}” has the code {entry.facts.code} already."
            yield Problem(entry.facts_path, "code", problem, "Give it a code of its own.")
    titles: dict[tuple[Kind, str, str], str] = {}
    for entry in content.list_entries():
        for language, words in sorted(entry.words.items()):
            title = words.sections.get("title")
            if entry.kind in _TITLES_MAY_REPEAT or not isinstance(title, str) or not title:
                continue
            first = titles.setdefault((entry.kind, language, " ".join(title.casefold().split())), entry.key)
            if first != entry.key:
                problem = f"The {entry.kind.replace('_', ' ')} “{first}” has this title already."
                yield Problem(entry.words_path(language), "title", problem, "Say what makes them different.")
    yield from _organisations_named(content)


def _organisations_named(content: Content) -> Iterator[Problem]:
    names: dict[str, list[re.Pattern[str]]] = {}
    for entry in content.list_entries(Kind.ORGANISATION):
        for language, words in entry.words.items():
            for section, flags in (("title", re.IGNORECASE), ("abbreviation", 0)):
                name = words.sections.get(section)
                if isinstance(name, str) and name:
                    names.setdefault(language, []).append(_as_a_word(name, flags))
    for entry in content.list_entries(*_FOR_CITIZENS):
        for language, words in sorted(entry.words.items()):
            title = words.sections.get("title")
            for name in names.get(language, ()) if isinstance(title, str) else ():
                if found := name.search(title):
                    problem = f"The title names an organisation: “{found[0]}”."
                    yield Problem(entry.words_path(language), "title", problem, "Say what the person wants.")


def _as_a_word(name: str, flags: int) -> re.Pattern[str]:
    # Chinese has no spaces between words, so a name may touch its neighbours there.
    edge = "" if re.search(r"[\u3400-\u9fff]", name) else r"(?<!\w)", ""
    start, end = (edge[0], r"(?!\w)") if edge[0] else ("", "")
    return re.compile(f"{start}{re.escape(name)}{end}", flags)
