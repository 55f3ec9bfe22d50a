"""The codes of the facts as a page calls them, in its own language."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from flask import Flask
from flask_babel import gettext

from furniture.labels import LABELS
from portal.locale import page_language


def label(code: StrEnum) -> str:
    """Return what a code is called in the language of the page."""
    # Codes of different kinds may be spelt alike, so the kind is a part of what is remembered.
    return _label(type(code), code, page_language())


@lru_cache(maxsize=1024)
def _label(kind: type[StrEnum], code: StrEnum, language: str) -> str:
    return gettext(LABELS[kind][code])


def add_filter(app: Flask) -> None:
    """Teach templates the filter `label`."""
    app.jinja_env.filters["label"] = label
