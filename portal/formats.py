"""Facts and words as a page shows them: the catalogue's own formats, in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Any

from flask import Flask
from markupsafe import Markup, escape

from catalogue.languages import formats, languages
from catalogue.read_models.text import Text
from portal.locale import page_language

LONGEST_IN_HEADING = 60
"""Characters of what somebody typed that are said again; the box above holds all of it."""


def add_filters(app: Flask) -> None:
    """Give templates the formats as filters: `{{ fee.minimum|money(fee.currency) }}`."""
    for name in (
        "money",
        "money_range",
        "not_known",
        "number",
        "percent",
        "long_date",
        "weekday_date",
        "clock",
        "span",
    ):
        app.jinja_env.filters[name] = _in_page_language(getattr(formats, name))
    app.jinja_env.globals.update(not_known=lambda: formats.not_known(page_language()), words=words)
    own_filters = (enumeration, isolated, left_to_right, lines, language_name, language_names, local_clock, local_day)
    for own in (*own_filters, abridged, dialled, shown_address):
        app.jinja_env.filters[own.__name__] = own


def words(text: Text) -> Markup:
    """Write words of the content on one line; where they fell back to another language they say in which they are.

    A page does so some three hundred times, which is why this is no template.
    """
    if text.language == page_language():
        return escape(text.value)
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(text.language, text.direction, text.value)


def enumeration(items: Any, alternatives: bool = False) -> str:
    """Join a list as the page's language does."""
    return formats.enumeration([str(item) for item in items], page_language(), alternatives=alternatives)


def left_to_right(text: str) -> Markup:
    """Keep a phone number, a code or a mail address whole and unbroken, whatever runs around it."""
    return Markup('<bdi dir="ltr" class="whole">{}</bdi>').format(text)


def abridged(text: str) -> str:
    """Return a text short enough for a heading, cut at a word's end where it has one there."""
    if len(text) <= LONGEST_IN_HEADING:
        return text
    whole = text[:LONGEST_IN_HEADING].rpartition(" ")[0]
    return (whole if len(whole) > LONGEST_IN_HEADING // 2 else text[:LONGEST_IN_HEADING]) + "…"


def isolated(text: str) -> Markup:
    """Keep what somebody typed in its own direction, whatever runs around it."""
    return Markup("<bdi>{}</bdi>").format(text)


def local_clock(instant: datetime) -> str:
    """Write the time of day of an instant, in the zone it carries."""
    return formats.clock(instant.time(), page_language())


def local_day(instant: datetime) -> str:
    """Write the day of an instant with its weekday, in the zone it carries."""
    return formats.weekday_date(instant.date(), page_language())


def lines(text: str) -> Markup:
    """Write each line of a text on a line of its own, running in its own direction from the page's own side."""
    return Markup("<br>").join(Markup("<bdi>{}</bdi>").format(line) for line in text.splitlines())


def language_names(codes: Iterable[str]) -> str:
    """Write languages by their own names; one that the product does not ship keeps its code."""
    shipped = languages()
    return enumeration([shipped[code].endonym if code in shipped else code for code in codes])


def language_name(code: str) -> str:
    """Return what the language of the page calls a language; one that it has no name for keeps its code."""
    return languages()[page_language()].locale.languages.get(code, code)


def dialled(phone: str) -> str:
    """Return a phone number as a `tel:` address wants it."""
    return "tel:" + "".join(letter for letter in phone if letter.isdigit() or letter == "+")


def shown_address(address: str) -> str:
    """Return the host of a web address, which is what a reader recognises."""
    return address.removeprefix("https://").removeprefix("http://").partition("/")[0].removeprefix("www.")


def _in_page_language(format: Callable[..., str]) -> Callable[..., str]:
    @wraps(format)
    def formatted(*values: Any) -> str:
        return format(*values, page_language())

    return formatted
