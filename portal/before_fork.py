"""What every worker needs is loaded once, before the processes part: it is then in memory once, not once for each."""

from __future__ import annotations

import gc
from ctypes import CDLL
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
    "portal.separators",
    "snowballstemmer",
)
"""What is else imported when a worker builds its application or the first search asks for it, so that the command line
stays quick."""

_ARENAS_AT_MOST = -8
"""How `malloc.h` of the GNU C library names the setting (`M_ARENA_MAX`); other libraries have no `mallopt`."""


def load(engine: str, phrases: Path) -> None:
    """Load the rooms of the portal, the search engine of that name, the dialogue (not opened), and the languages.

    `phrases` is the folder of the translated furniture.
    """
    _use_one_heap()
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


def _use_one_heap() -> None:
    """Have all threads take memory from one heap, where the system's C library would give each its own.

    What one thread has freed another cannot use then, and threads that compute one at a time gain nothing by it.
    """
    if (mallopt := getattr(CDLL(None), "mallopt", None)) is not None:
        mallopt(_ARENAS_AT_MOST, 1)
