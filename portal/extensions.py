"""What the application carries for its parts: its settings, its catalogue, its assets, and Flask-Babel."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from flask_babel import Babel

from catalogue.context import Catalogue
from catalogue.guessing import Guesses
from portal.assets import Assets
from portal.flood import Flood
from portal.settings import Settings

babel = Babel()


@dataclass(frozen=True)
class House:
    """The parts that live as long as the process."""

    settings: Settings
    catalogue: Catalogue
    assets: Assets
    guesses: Guesses
    """Who tried codes of cases that are none, in the last minutes."""
    cases: Flood
    """How many cases are still taken from the public form."""
    reports: Flood
    """How many reports are still taken from public forms."""


def get_house() -> House:
    """Return the parts of the application that answers this request."""
    return current_app.extensions["onedoor"]
