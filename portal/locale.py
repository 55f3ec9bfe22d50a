"""Which language a page is in: the address says so, and only `/` asks the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.support import Translations
from flask import Flask, g, request
from flask_babel import get_domain, refresh

from catalogue.errors import NotReady
from catalogue.languages import Language, language, languages
from portal.extensions import babel

DOMAIN = "messages"


def speak_languages(app: Flask) -> None:
    """Set up gettext for every language. Raises `NotReady` when compiled translations are missing."""
    folder = app.extensions["onedoor"].settings.translations
    missing = missing_translations(folder)
    if missing:
        # Without them gettext would show English to everyone and say nothing of it.
        raise NotReady(missing)
    babel.init_app(
        app,
        default_locale=_first(),
        default_domain=DOMAIN,
        default_translation_directories=str(folder),
        locale_selector=page_language,
    )
    # A page asks for some two hundred phrases: their catalogue is looked up once, and not once for each of them.
    app.jinja_env.install_gettext_callables(
        lambda phrase: _phrases().ugettext(phrase),
        lambda one, many, number: _phrases().ungettext(one, many, number),
        newstyle=True,
    )
    app.url_value_preprocessor(_take_language)
    app.jinja_env.globals.update(page_language=page_language, language_of=language, languages=languages)


def missing_translations(folder: Path) -> tuple[str, ...]:
    """Return the compiled translations that are not there, and how to make them."""
    compiled = [folder / code / "LC_MESSAGES" / f"{DOMAIN}.mo" for code in languages()]
    return tuple(f"{file} (run: onedoor translations compile)" for file in compiled if not file.exists())


def page_language() -> str:
    """Return the language of the page being answered: the address's, or the first one where it names none."""
    return g.get("language") or _first()


def preferred_language() -> Language:
    """Return the language the browser prefers among ours; the first one when it asks for none of them."""
    # “fr-CA, en” asks for French first, even though only “en” is named exactly as ours.
    asked = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return language(next((tag for tag in asked if tag in languages()), _first()))


def speak(code: str) -> None:
    """Answer this request in a language that its address does not name."""
    g.language = code
    g.pop("phrases", None)
    refresh()


def _phrases() -> Translations:
    phrases = g.get("phrases")
    if phrases is None:
        phrases = g.phrases = get_domain().get_translations()
    return phrases


def _take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    # An address that leads nowhere may still say in which language its error page is to speak.
    g.language = (values or {}).pop("language", None) or _first_segment()


def _first_segment() -> str | None:
    segment = request.path.split("/")[1]
    return segment if segment in languages() else None


def _first() -> str:
    return next(iter(languages()))
