"""The glossary: texts use its words, and it agrees with itself, with the other languages and with titles."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from catalogue.errors import Problem
from catalogue.facts import KINDS, Kind
from catalogue.files.content import Content, Entry
from catalogue.files.glossaries import glossary_path
from catalogue.translating.glossary import Glossary

_SHARED = (Kind.DOCUMENT, Kind.ORGANISATION, Kind.SERVICE)
"""Kinds that texts speak of by their title."""
_BETWEEN = "\n\0\n"
"""Between two sections: nothing that a word or a term could reach across."""


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield words that the glossary of their language says otherwise, and what is wrong with the glossaries."""
    for language, glossary in sorted(content.glossaries.items()):
        yield from _against_itself(glossary)
        yield from _against_titles(content, glossary)
        yield from _in_texts(content, language, glossary)
    yield from _against_each_other(content)


def _in_texts(content: Content, language: str, glossary: Glossary) -> Iterator[Problem]:
    # Searching all texts of a language at once takes a tenth of the time of searching each.
    sections, begins, length = [], [], 0
    for entry in content.list_entries():
        words = entry.words.get(language)
        if words is None or KINDS[entry.kind].steers_search:
            continue
        for key, text in words.sections.items():
            # Lists are as people say it.
            if isinstance(text, str):
                sections.append((entry, key, text))
                begins.append(length)
                length += len(text) + len(_BETWEEN)
    for slip in glossary.find_slips(_BETWEEN.join(text for _, _, text in sections)):
        entry, key, _ = sections[bisect(begins, slip.at) - 1]
        problem = f"“{slip.written}” is not the word that this language uses."
        yield Problem(entry.words_path(language), key, problem, _remedy(slip.say))


def _remedy(say: str) -> str:
    return f"Say “{say}”, as the glossary does."


def _against_itself(glossary: Glossary) -> Iterator[Problem]:
    path = glossary_path(glossary.language)
    used = {words.casefold(): key for key, term in glossary.terms.items() for words in term.said}
    for key, term in glossary.terms.items():
        for words in term.avoid:
            if (other := used.get(words.casefold())) is not None:
                problem = f"“{words}” is the word to use for “{other}”."
                yield Problem(path, f"{key}.avoid", problem, "Take it out of one of the two.")


def _against_titles(content: Content, glossary: Glossary) -> Iterator[Problem]:
    for kind, key, term in ((kind, key, term) for key, term in glossary.terms.items() for kind in _SHARED):
        entry = content.objects.get((kind, key))
        title = _title(entry, glossary.language) if entry else None
        if title is not None and title.casefold() != term.say.casefold():
            problem = f"The {kind} of this id is called “{title}”."
            yield Problem(
                glossary_path(glossary.language), f"{key}.say", problem, "Use one name, here and in its title."
            )


def _title(entry: Entry, language: str) -> str | None:
    words = entry.words.get(language)
    title = words.sections.get("title") if words else None
    return title if isinstance(title, str) else None


def _against_each_other(content: Content) -> Iterator[Problem]:
    pack = content.pack
    known = sorted({key for glossary in content.glossaries.values() for key in glossary.terms})
    for language in pack.languages if pack and known else ():
        glossary = content.glossaries.get(language)
        for key in known:
            if glossary is None or key not in glossary.terms:
                remedy = f"Write `say`, as for “{key}” in the other languages."
                yield Problem(glossary_path(language), key, "The term is missing in this language.", remedy)
