"""Which language a page is in: the address says so, and only `/` asks the browser."""

from __future__ import annotations

from typing import Any

from babel.support import Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Domain, get_domain, refresh
from markupsafe import Markup

from catalogue.errors import NotReady
from catalogue.languages import Language, language, languages
from furniture.translations import DOMAIN, missing_translations, translations
from portal.extensions import babel, get_house


class _SharedPhrases(Domain):
    """What Flask-Babel's `gettext` finds: the phrases that the other door has, too, and not a copy of them."""

    def get_translations(self) -> Translations:
        """Return the phrases in the language of the page."""
        if not has_request_context():
            return super().get_translations()
        return translations(get_house().settings.translations, page_language())


class Furniture:
    """The phrases of one language as templates write them. A page says hundreds: each is looked up once a process."""

    def __init__(self) -> None:
        self._translations = get_domain().get_translations()
        self._plain: dict[str, Markup] = {}

    def say(self, phrase: str, values: dict[str, Any]) -> Markup:
        """Return a phrase in this language, its values escaped and filled in."""
        if values:
            return Markup(self._translations.ugettext(phrase)) % values  # noqa: S704 - translations are ours
        said = self._plain.get(phrase)
        if said is None:
            # A sign of percent is doubled in phrases without values, too.
            said = self._plain[phrase] = Markup(self._translations.ugettext(phrase)) % {}  # noqa: S704
        return said

    def count(self, one: str, many: str, number: int, values: dict[str, Any]) -> Markup:
        """Return the form of a phrase that a number asks for; the number is its value `num`."""
        said = Markup(self._translations.ungettext(one, many, number))  # noqa: S704
        return said % {"num": number, **values}


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
    babel.domain_instance = _SharedPhrases(domain=DOMAIN)
    _furnish(app)
    app.url_value_preprocessor(_take_language)
    app.jinja_env.globals.update(page_language=page_language, language_of=language, languages=languages)


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
    refresh()


def _furnish(app: Flask) -> None:
    """Let templates say phrases in the language of the page."""
    by_language: dict[str, Furniture] = {}

    def furniture() -> Furniture:
        code = page_language()
        return by_language.get(code) or by_language.setdefault(code, Furniture())

    def say(phrase: str, **values: Any) -> Markup:
        return furniture().say(phrase, values)

    def count(one: str, many: str, number: int, **values: Any) -> Markup:
        return furniture().count(one, many, number, values)

    app.jinja_env.globals.update(_=say, gettext=say, ngettext=count)


def _take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    # An address that leads nowhere may still say in which language its error page is to speak.
    g.language = (values or {}).pop("language", None) or _first_segment()


def _first_segment() -> str | None:
    segment = request.path.split("/")[1]
    return segment if segment in languages() else None


def _first() -> str:
    return next(iter(languages()))
