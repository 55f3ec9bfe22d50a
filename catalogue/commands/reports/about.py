"""What every word of a reader is about: a published object, a known place, and the day in the country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from catalogue.context import Work, get_country
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.languages import languages
from catalogue.masking import mask
from catalogue.models import FACTS, CatalogueObject, Edition
from catalogue.reporting import LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class Told:
    """The object that is spoken of, as it is published."""

    place: str | None
    """The place the reader chose, if the country has it."""
    editions: dict[str, int]
    """The numbers of the editions that are live, by part."""


def check_told(work: Work, kind: Kind, key: str, *, place: str | None, language: str) -> Told:
    """Return what is spoken of. Raises `NotFound` for what is not published, `ValueError` for an unknown language."""
    if language not in languages():
        raise ValueError("no language that we speak")
    editions = _live_editions(work, kind, key)
    if FACTS not in editions:
        raise NotFound(kind, key)
    # Nobody can make us keep what is no place of the country.
    known = place is not None and FACTS in _live_editions(work, Kind.PLACE, place)
    return Told(place if known else None, editions)


def get_day(work: Work) -> date:
    """Return the day it is in the country."""
    return work.now.astimezone(get_country(work.session, work.now).zone).date()


def masked(work: Work, text: str) -> str:
    """Return a reader's text as it may be kept: cut, and without whatever could tell who wrote it."""

    def is_code(digits: str) -> bool:
        found = select(CatalogueObject.id).where(CatalogueObject.code == digits)
        return work.session.scalars(found).first() is not None

    return mask(text[:LONGEST_TEXT], is_code)


def _live_editions(work: Work, kind: Kind, key: str) -> dict[str, int]:
    rows = work.session.execute(
        select(Edition.part, Edition.number)
        .join(CatalogueObject, CatalogueObject.id == Edition.object_id)
        .where(CatalogueObject.kind == kind, CatalogueObject.key == key, Edition.live_at(work.now))
    )
    return dict(rows.all())
