"""The furniture's languages: gathers messages, brings catalogues up to date, judges and compiles them.

`onedoor translations update`, `compile` and `check` are its verbs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from catalogue.languages import languages
from catalogue.languages.typography import with_its_spaces
from catalogue.settings import PROJECT
from furniture.translations import DOMAIN
from portal.settings import Settings

KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "N_": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
TRANSLATORS_COMMENT = "Translators:"
SOURCE_LANGUAGE = "en"
"""The language the furniture is written in; its catalogue stays empty."""

UNDATED = datetime(2026, 1, 1, tzinfo=UTC)

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
COUNTED = "num"
"""The placeholder that a plural form may leave out, as in “one office”."""


def extract(folder: Path) -> Catalog:
    """Return every message of the code and the templates, in order, without line numbers."""
    with (folder / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    template = Catalog(fuzzy=False)
    for file, _line, message, comments, context in sorted(
        extract_from_dir(PROJECT, methods, options, KEYWORDS, (TRANSLATORS_COMMENT,), strip_comment_tags=True),
        key=lambda row: (row[0], row[1]),
    ):
        if not file.startswith("."):
            template.add(message, auto_comments=comments, context=context)
    return template


def template_file(folder: Path) -> Path:
    """Return where the messages to translate are."""
    return folder / f"{DOMAIN}.pot"


def catalogue_file(folder: Path, language: str) -> Path:
    """Return where the translations into a language are."""
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(file: Path, language: str | None = None) -> Catalog:
    """Return a catalogue of messages from its file."""
    with file.open("rb") as opened:
        return read_po(opened, locale=language, domain=DOMAIN, ignore_obsolete=True)


def write_all(folder: Path) -> None:
    """Bring the template and every language's catalogue up to date with code and templates."""
    template = extract(folder)
    _write(template_file(folder), template, omit_header=True)
    for language in languages():
        file = catalogue_file(folder, language)
        file.parent.mkdir(parents=True, exist_ok=True)
        catalog = read(file, language) if file.exists() else Catalog(language, domain=DOMAIN, fuzzy=False)
        # A guess at a translation is worse than none: it would pass for one.
        catalog.update(template, no_fuzzy_matching=True)
        for message in catalog:
            if message.id:
                message.string = _set(message.string, language)
        _write(file, catalog)


def compile_all(folder: Path) -> None:
    """Compile every language's catalogue beside its source, where gettext looks for it."""
    for language in languages():
        file = catalogue_file(folder, language)
        catalog = read(file, language)
        compiled = file.with_suffix(f".mo.{os.getpid()}")
        with compiled.open("wb") as opened:
            write_mo(opened, catalog)
        compiled.replace(file.with_suffix(".mo"))


def faults(folder: Path, language: str) -> Iterator[str]:
    """Tell everything that is wrong with a language's catalogue, a sentence each."""
    template = {(message.id, message.context) for message in read(template_file(folder)) if message.id}
    catalog = read(catalogue_file(folder, language), language)
    own = {(message.id, message.context) for message in catalog if message.id}
    yield from (f"{language}: message is missing: {id}" for id, _ in template - own)
    yield from (f"{language}: message is no longer used: {id}" for id, _ in own - template)
    if language != SOURCE_LANGUAGE:
        for message in catalog:
            if message.id:
                found = (*_faults_of(message, catalog.num_plurals), *_faults_of_spaces(message, language))
                yield from (f"{language}: {fault}: {message.id}" for fault in found)


def _faults_of(message: Message, plurals: int) -> Iterator[str]:
    if message.fuzzy:
        yield "translation is a guess"
    sources = message.id if message.pluralizable else (message.id,)
    texts = message.string if message.pluralizable else (message.string,)
    if not all(texts):
        yield "translation is empty"
        return
    if message.pluralizable and len(texts) != plurals:
        yield f"translation has {len(texts)} plural forms of {plurals}"
    wanted = {name for source in sources for name in PLACEHOLDER.findall(source)}
    for text in texts:
        given = set(PLACEHOLDER.findall(text))
        if given - wanted or wanted - given - ({COUNTED} if message.pluralizable else set()):
            yield "placeholders differ"


def _faults_of_spaces(message: Message, language: str) -> Iterator[str]:
    if message.string != _set(message.string, language):
        yield "a line may break before a sign (mend it: onedoor translations update)"


def _set(string: Any, language: str) -> Any:
    """Return a translation with the spaces that its language sets beside its signs: one text, or one a plural form.

    What nobody has translated yet is left as it is.
    """
    if isinstance(string, list | tuple):
        return type(string)(_set(form, language) for form in string)
    return with_its_spaces(string, language) if string else string


def _write(file: Path, catalog: Catalog, *, omit_header: bool = False) -> None:
    # The dates of the header would change with every run, and say what the history of the file says better.
    catalog.creation_date = catalog.revision_date = UNDATED
    catalog.header_comment = "# Buttons, labels and errors. English is the source; see docs/adding-a-language.md."
    with file.open("wb") as opened:
        write_po(
            opened, catalog, width=0, no_location=True, omit_header=omit_header, sort_output=True, ignore_obsolete=True
        )


@click.group()
def translations() -> None:
    """Looks after the translations of buttons, labels and errors."""


@translations.command("update")
def update_command() -> None:
    """Gathers all messages and brings every language's file up to date."""
    write_all(Settings.from_environment().translations)


@translations.command("compile")
def compile_command() -> None:
    """Compiles every language's file, so that the portal can read it."""
    compile_all(Settings.from_environment().translations)


@translations.command("check")
def check_command() -> None:
    """Tells what is missing or wrong; exit 1 when there is anything."""
    folder = Settings.from_environment().translations
    found = [fault for language in languages() for fault in faults(folder, language)]
    for fault in found:
        click.echo(fault, err=True)
    raise SystemExit(1 if found else 0)
