"""The phrases of both doors in every language: one domain of gettext, so that one phrase has one translation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.support import Translations

from catalogue.languages import languages

DOMAIN = "messages"


def missing_translations(folder: Path) -> tuple[str, ...]:
    """Return the compiled translations that are not there, and how to make them."""
    compiled = [compiled_file(folder, code) for code in languages()]
    return tuple(f"{file} (run: onedoor translations compile)" for file in compiled if not file.exists())


def compiled_file(folder: Path, language: str) -> Path:
    """Return where the compiled phrases of a language are."""
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"


class Phrases:
    """The phrases of one language for a door without a web framework."""

    def __init__(self, language: str, translations: Translations) -> None:
        self.language = language
        self._translations = translations

    def gettext(self, phrase: str, **values: object) -> str:
        """Return a phrase in this language with its `%(values)s` filled in."""
        # A sign of percent is doubled in phrases without values, too.
        return self._translations.gettext(phrase) % values

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """Return the form of a phrase that a number asks for; the number is its value `num`."""
        return self._translations.ngettext(one, many, number) % {"num": number, **values}


def phrases(folder: Path, language: str) -> Phrases:
    """Return the phrases of a language. Raises `FileNotFoundError` before they are compiled."""
    return Phrases(language, translations(folder, language))


@lru_cache(maxsize=64)
def translations(folder: Path, language: str) -> Translations:
    """Return what is compiled of a language, read once per process and for both doors.

    Raises `FileNotFoundError` before it is compiled.
    """
    with compiled_file(folder, language).open("rb") as compiled:
        return Translations(compiled, DOMAIN)
