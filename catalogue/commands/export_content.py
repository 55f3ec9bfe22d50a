"""Giving the database back as content files: what is live, the ledger of numbers, and the redirects."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from sqlalchemy import Text, cast, select

from catalogue.commands.numbers import get_ledger
from catalogue.context import Reading
from catalogue.facts import Facts, Kind
from catalogue.facts.words import Words
from catalogue.files.content import Content, Entry, Redirect
from catalogue.files.writer import write
from catalogue.models import FACTS, CatalogueObject, Edition
from catalogue.models import Redirect as StoredRedirect
from catalogue.queries.live import parse_facts, parse_words


def export_content(reading: Reading, folder: Path) -> tuple[str, ...]:
    """Write all live content into a folder and return the paths of the files that changed.

    Export after load gives the files that were loaded, byte for byte, if they were in the canonical form. Files of
    objects that are not live are not removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return write(get_content(reading), folder)


def get_content(reading: Reading) -> Content:
    """Return all live content as if it had been read from files."""
    facts: dict[tuple[Kind, str], Facts] = {}
    words: defaultdict[tuple[Kind, str], dict[str, Words]] = defaultdict(dict)
    rows = reading.session.execute(
        select(CatalogueObject.kind, CatalogueObject.key, Edition.part, Edition.digest, cast(Edition.body, Text))
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(Edition.live_at(reading.now), CatalogueObject.withdrawn_at.is_(None))
    )
    for kind, key, part, digest, body in rows:
        name = (Kind(kind), key)
        if part == FACTS:
            facts[name] = parse_facts(name[0], digest, body)
        else:
            words[name][part] = parse_words(digest, body)
    return Content(
        objects={name: Entry(*name, known, words[name]) for name, known in facts.items()},
        numbers=get_ledger(reading.session),
        redirects=tuple(_list_redirects(reading)),
    )


def _list_redirects(reading: Reading) -> list[Redirect]:
    stored = reading.session.scalars(select(StoredRedirect).order_by(StoredRedirect.kind, StoredRedirect.key))
    return [Redirect(kind=Kind(row.kind), old=row.key, new=row.to_key) for row in stored]
