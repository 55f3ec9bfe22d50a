"""Builders for tests of search: documents in few words, and an index of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from catalogue.search.engines import ENGINES, Entry
from catalogue.search.fields import SearchDocument
from catalogue.search.index import SearchIndex
from catalogue.search.store import Store
from catalogue.search.writing import Writing

ENGINE = ENGINES[0]
"""The engine of indexes that name none; the fixture `each_engine` puts every engine here in turn."""


def document(
    title: str, *, id: str = "", kind: str = "service", language: str = "en", **parts: object
) -> SearchDocument:
    """Return a document; its id is its title unless one is given."""
    return SearchDocument(kind=kind, id=id or title.lower().replace(" ", "-"), language=language, title=title, **parts)


def index_of(folder: Path, documents: Iterable[SearchDocument], **settings: object) -> SearchIndex:
    """Return an index of the documents, at sequence number 1."""
    index = SearchIndex(folder / "index", **{"engine_name": ENGINE, **settings})
    index.rebuild(documents, sequence=1)
    return index


def found(index: SearchIndex, words: str, language: str = "en", **narrowed: object) -> list[str]:
    """Return the ids that a search gives, in their order."""
    return [hit.id for hit in index.find(words, language, **narrowed).hits]


def registry_services() -> list[SearchDocument]:
    """Return a small catalogue with a code, aliases, places and channels."""
    return [
        document(
            "Register a birth",
            code="4012",
            aliases=("baby registration", "newborn papers"),
            summary="Tell the registry that a child was born.",
            body="Bring the hospital's notice. The registry enters the child and gives a birth certificate.",
            facets={"target_group": ("parents",), "channel": ("online", "office"), "free": ("yes",)},
        ),
        document(
            "Order a birth certificate",
            code="4013",
            aliases=("copy of birth certificate",),
            summary="A certified copy from the register of births.",
            body="You get the certificate by post within a week.",
            facets={"target_group": ("parents", "newcomers"), "channel": ("online",), "free": ("no",)},
        ),
        document(
            "Resident parking permit",
            code="4020",
            summary="Park in your own street.",
            body="The permit is valid for one car and one year.",
            facets={"channel": ("office",), "free": ("no",), "place": ("norvale",)},
        ),
        document(
            "Register a dog",
            code="4021",
            summary="Every dog needs a number.",
            body="Register the dog within a month.",
            facets={"channel": ("online", "office"), "free": ("no",), "place": ("port-alba",)},
        ),
        document(
            "Having a baby",
            kind="life_event",
            summary="What to do before and after the birth of a child.",
            facets={"target_group": ("parents",)},
        ),
        document("Civil registry", kind="organisation", summary="Keeps the registers of births, marriages and deaths."),
    ]


class Written:
    """A store, and beside it what an engine would hold of it."""

    def __init__(self, folder: Path, documents: Iterable[SearchDocument] = ()) -> None:
        self.store = Store.create(folder / "documents.sqlite")
        self.entries: dict[int, Entry] = {}
        with self.store.writing() as connection, Writing(connection) as building:
            self._keep(building.build(documents))
            building.finish({})

    def update(self, documents: Iterable[SearchDocument], removed: Iterable[tuple[str, str]] = ()) -> None:
        with self.store.writing() as connection, Writing(connection) as updating:
            for name in removed:
                for _, key in updating.remove(*name):
                    del self.entries[key]
            self._keep(updating.replace(documents))
            updating.finish({})

    def _keep(self, entries: Iterator[Entry]) -> None:
        self.entries.update((entry.key, entry) for entry in entries)
