"""What search reads of the catalogue: one document per object and language, made from live words and facts.

A service is “free” when the state asks for nothing that everybody has to pay, anywhere, from the day of reading on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.facts import Kind, Office, Service
from catalogue.facts.merge import merge
from catalogue.facts.money import Fee, Payee
from catalogue.models import FACTS, CatalogueObject, Edition
from catalogue.queries.live import Bundle, Live, fetch, selection
from catalogue.queries.named import named_by, some, with_variants
from catalogue.queries.shared import get_shared
from catalogue.search.fields import SearchDocument

if TYPE_CHECKING:
    from catalogue.context import Reading

FOUND = (Kind.SERVICE, Kind.LIFE_EVENT, Kind.ORGANISATION, Kind.OFFICE, Kind.DOCUMENT)
"""The kinds of object that search finds."""

ROLES_TOLD = ("issues",)
"""In what roles an object names another whose title its own document tells: when that changes, so does the document."""

OBJECTS_AT_ONCE = 200
"""Objects read in one query, so that a whole country is indexed in little memory."""

_SERVICES = with_variants(some(Kind.SERVICE))
_READ = {kind: selection(some(kind)) for kind in FOUND} | {
    Kind.SERVICE: selection(
        _SERVICES,
        named_by(_SERVICES, *ROLES_TOLD),
    )
}

_MARKS = re.compile(r"\{[a-z.0-9-]+\}|\]\([^)]*\)|[#*_>|\[\]`]")


def list_search_documents(
    reading: Reading, languages: Iterable[str], keys: Iterable[tuple[str, str]] | None = None
) -> Iterator[SearchDocument]:
    """Yield the search documents of the objects with these kinds and keys, or of all; what is not live yields none.

    An object whose title is not translated into a language is found in it by its words in the source language.
    """
    wanted = tuple(languages)
    for kind, chunk in _chunks(reading, keys):
        bundle = _read(reading, kind, chunk, wanted)
        for key in chunk:
            live = bundle.get((kind, key))
            if live is not None and live.facts is not None:
                yield from (_document(live, language, bundle, reading) for language in wanted)


def _chunks(reading: Reading, keys: Iterable[tuple[str, str]] | None) -> Iterator[tuple[Kind, list[str]]]:
    given = None if keys is None else set(keys)
    for kind in FOUND:
        if given is None:
            of_kind = reading.session.scalars(
                select(CatalogueObject.key)
                .join(Edition, Edition.object_id == CatalogueObject.id)
                .where(CatalogueObject.kind == kind, Edition.part == FACTS, Edition.live_at(reading.now))
                .order_by(CatalogueObject.key)
            ).all()
        else:
            of_kind = sorted(key for named, key in given if named == kind)
        rest = iter(of_kind)
        while chunk := list(islice(rest, OBJECTS_AT_ONCE)):
            yield kind, chunk


def _read(reading: Reading, kind: Kind, keys: list[str], languages: tuple[str, ...]) -> Bundle:
    parts = (*languages, reading.source_language)
    return fetch(reading, _READ[kind], languages=parts, keys=keys)


def _document(live: Live, language: str, bundle: Bundle, reading: Reading) -> SearchDocument:
    words = live.words.get(language)
    # A card is of one language, that of its title.
    fallback = None if words and "title" in words.sections else reading.source_language
    words = live.words.get(fallback) if fallback else words
    sections = dict(words.sections) if words else {}
    aliases = sections.pop("aliases", ())
    texts = [
        text
        for key, text in sections.items()
        if isinstance(text, str) and key not in ("title", "summary", "abbreviation")
    ]
    short = sections.get("abbreviation")
    facets: dict[str, tuple[str, ...]] = {}
    if live.kind == Kind.SERVICE:
        facets = _service_facets(live, bundle, reading)
        texts += _named_titles(live.facts, bundle, language)
    elif live.kind == Kind.LIFE_EVENT:
        facets = {"target_group": live.facts.target_groups, "topic": live.facts.topics}
    elif live.kind == Kind.OFFICE:
        office: Office = live.facts
        facets = {"organisation": (office.organisation,), "place": _places_served(office.place, reading)}
    return SearchDocument(
        kind=live.kind.value,
        id=live.key,
        language=language,
        title=str(sections.get("title", live.key)),
        code=live.code,
        aliases=(*((aliases,) if isinstance(aliases, str) else aliases), *((short,) if isinstance(short, str) else ())),
        summary=str(sections.get("summary", "")),
        body=_MARKS.sub(" ", "\n".join(texts)),
        facets=facets,
        fallback=fallback,
    )


def _service_facets(live: Live, bundle: Bundle, reading: Reading) -> dict[str, tuple[str, ...]]:
    """Return by what a service can be narrowed: nationally, or in any place whose variant says so."""
    service: Service = live.facts
    local = [
        merge(service, found.facts, strict=False)[0]
        for found in bundle.of(Kind.VARIANT)
        if found.facts is not None and found.key.startswith(f"{live.key}/")
    ]
    all_of_them = [service, *local]
    free = not any(_must_be_paid(fee, reading.as_of) for one in all_of_them for fee in one.fees)
    return {
        "target_group": service.target_groups,
        "topic": service.topics,
        "organisation": tuple(dict.fromkeys(one.organisation for one in all_of_them)),
        "channel": tuple(dict.fromkeys(channel.kind.value for one in all_of_them for channel in one.channels)),
        "free": ("yes",) if free else (),
        "place": _places_served(service.place, reading) if service.place else (),
    }


def _must_be_paid(fee: Fee, day: date) -> bool:
    """Tell whether the state asks for more than nothing, or for an unknown amount, on this day or later.

    What begins later counts already: a document is not read anew when a day comes, and nobody is to be promised
    something free that they will pay for.
    """
    if fee.optional or fee.late is not None or fee.payee != Payee.STATE or fee.has_ended(day):
        return False
    to_come = [period for period in fee.amounts if period.valid_until is None or period.valid_until >= day]
    # A fee that has not ended and has no period any more is not known.
    return not to_come or any(period.unknown or bool(period.amount or period.maximum) for period in to_come)


def _places_served(place: str, reading: Reading) -> tuple[str, ...]:
    """Return for whose readers something of a place is: those of the place and of all places that lie in it.

    What is of the country is for everybody, which is to name no place.
    """
    shared = get_shared(reading)
    if place == shared.pack.country:
        return ()
    return (place, *sorted(key for key in shared.places if key != place and place in shared.chain(key)))


def _named_titles(service: Service, bundle: Bundle, language: str) -> list[str]:
    """Return the titles of the papers that a service issues: people ask for the paper, not for the service."""
    titles = []
    for output in service.outputs:
        document = bundle.get((Kind.DOCUMENT, output.document or ""))
        if document is not None:
            titles.append(document.titles.get(language, ("", None))[0])
    return [title for title in titles if title]
