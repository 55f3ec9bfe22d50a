"""What every worker needs is loaded once, before the processes part: it is then in memory once, not once for each."""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path

from sqlalchemy.orm import configure_mappers

from catalogue.languages import languages
from catalogue.search.words import load_words
from furniture.translations import translations
from portal import chatting

ROOMS = (
    "portal.public.go",
    "portal.public.health",
    "portal.public.language",
    "portal.public.robots",
    "portal.staff.navigation",
    "portal.desk",
    "portal.editor.turns",
    "portal.insights",
    "snowballstemmer",
)
"""What is else imported when a worker builds its application or the first search asks for it, so that the command line
stays quick."""


def load(engine: str, phrases: Path) -> None:
    """Load the rooms of the portal, the search engine of that name, the dialogue (not opened), and the languages.

    `phrases` is the folder of the translated furniture.
    """
    for name in (*ROOMS, f"catalogue.search.engines.{engine}"):
        import_module(name)
    chatting.load_dialogue()
    configure_mappers()
    for code, language in languages().items():
        # Asked for anything, Babel reads everything it knows of the language: 1.6 MB each.
        _ = language.direction
        translations(phrases, code)
        load_words(code)
    # What was loaded lives as long as the process. Whoever looks through it for garbage writes into its pages, and the
    # system copies a page for each process that writes.
    gc.collect()
    gc.freeze()
