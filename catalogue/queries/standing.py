"""How every live object stands: whose it is, when its check is due, what its translations lack.

Bodies never change, so what they say is derived once per process and kept by digest; after a publication only what it
changed is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from catalogue.facts import KINDS, Kind
from catalogue.facts.words import Words
from catalogue.models import FACTS, CatalogueObject, Edition, OutboxRow
from catalogue.queries.subjects import owner_of, place_of
from catalogue.queries.wording import freshness
from catalogue.read_models.review import TranslationCounts
from catalogue.read_models.text import Freshness
from catalogue.rights import Subject

if TYPE_CHECKING:
    from catalogue.context import Pulse, Reading

BODIES_AT_ONCE = 400
KEPT = 400_000
"""So many derived values are kept; they are small. Beyond that all are derived anew."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What facts say of who looks after an object."""

    organisation: str | None
    place: str | None
    parent: str | None
    owner: str | None
    checked: date | None
    review: date | None
    code: str | None
    """What people say on the phone."""


@dataclass(slots=True)
class Standing:
    """One live object."""

    id: int
    kind: Kind
    key: str
    duty: Duty = field(default=None)  # type: ignore[assignment]
    titles: dict[str, str] = field(default_factory=dict)
    translations: dict[str, TranslationCounts] = field(default_factory=dict)
    """By language, the source language left out."""
    organisations: frozenset[str] = frozenset()

    def title(self, language: str, source: str) -> str:
        """Return the title in a language, or in the source language, or the key."""
        return self.titles.get(language) or self.titles.get(source) or self.key

    def subject(self, part: str | None) -> Subject:
        """Return what rights are asked about."""
        return Subject(self.kind, self.key, self.organisations, self.duty.place, part)


_duties: dict[tuple[str, str, str], Duty] = {}
_counts: dict[tuple[str, str | None], TranslationCounts] = {}


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read last from one database."""

    pulse: Pulse
    now: datetime
    standings: dict[int, Standing]


_last: WeakKeyDictionary[Engine, _Read] = WeakKeyDictionary()


def get_standings(reading: Reading) -> dict[int, Standing]:
    """Return every live object by its id, in the order of kinds and keys; from memory unless the catalogue changed.

    After a publication only what the outbox names is read anew.
    """
    return reading.kept("standings", lambda: _refresh(reading))


def get_titles(reading: Reading) -> dict[tuple[Kind, str], str]:
    """Return what every live object is called in the language of the reading, or in the source language, or by its key.

    A local rule that has no title of its own is called by its service and its place.
    """
    standings = get_standings(reading).values()
    titles = {(one.kind, one.key): one.title(reading.language, reading.source_language) for one in standings}
    for (kind, key), title in titles.items():
        if kind is Kind.VARIANT and title == key:
            service, _, place = key.partition("/")
            named = (titles.get((Kind.SERVICE, service), service), titles.get((Kind.PLACE, place), place))
            titles[kind, key] = " · ".join(named)
    return titles


@dataclass(frozen=True, slots=True)
class _Live:
    edition: int
    digest: str


def _refresh(reading: Reading) -> dict[int, Standing]:
    engine = reading.session.get_bind().engine
    last = _last.get(engine)
    begun_anew = last is None or last.pulse.restored != reading.pulse.restored or last.now > reading.now
    if begun_anew or last.pulse.sequence > reading.pulse.sequence:
        found = _read(reading)
    else:
        changed = _list_changed(reading, last)
        kept = {id_: one for id_, one in last.standings.items() if id_ not in changed}
        found = kept | (_read(reading, changed) if changed else {})
        found = dict(sorted(found.items(), key=lambda item: (item[1].kind, item[1].key)))
    found = _with_organisations(found)
    _last[engine] = _Read(reading.pulse, reading.now, found)
    return found


def _list_changed(reading: Reading, last: _Read) -> set[int]:
    since = OutboxRow.sequence > last.pulse.sequence
    became_due = (OutboxRow.due > last.now) & (OutboxRow.due <= reading.now)
    return set(reading.session.scalars(select(OutboxRow.object_id).where(since | became_due)))


def _read(reading: Reading, only: set[int] | None = None) -> dict[int, Standing]:
    session = reading.session
    found: dict[int, Standing] = {}
    parts: dict[int, dict[str, _Live]] = {}
    chosen = [] if only is None else [CatalogueObject.id.in_(only)]
    for row in session.execute(
        select(
            CatalogueObject.id,
            CatalogueObject.kind,
            CatalogueObject.key,
            Edition.id.label("edition"),
            Edition.part,
            Edition.digest,
            Edition.title,
        )
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(Edition.live_at(reading.now), *chosen)
        .order_by(CatalogueObject.kind, CatalogueObject.key)
    ):
        standing = found.get(row.id)
        if standing is None:
            standing = found[row.id] = Standing(row.id, Kind(row.kind), row.key)
            parts[row.id] = {}
        parts[row.id][row.part] = _Live(row.edition, row.digest)
        if row.title:
            standing.titles[row.part] = row.title
    # Words alone make no object.
    found = {id_: standing for id_, standing in found.items() if FACTS in parts[id_]}
    if len(_duties) + len(_counts) > KEPT:
        _duties.clear()
        _counts.clear()
    _derive_duties(session, found, parts)
    _derive_counts(session, found, parts, reading.source_language, reading.all_languages)
    return found


def _derive_duties(session: Session, found: dict[int, Standing], parts: dict[int, dict[str, _Live]]) -> None:
    names = {id_: (one.kind, one.key, parts[id_][FACTS].digest) for id_, one in found.items()}
    unknown = {parts[id_][FACTS].edition: name for id_, name in names.items() if name not in _duties}
    for edition, body in _bodies(session, unknown):
        kind, key, _ = unknown[edition]
        _duties[unknown[edition]] = Duty(
            owner_of(Kind(kind), key, body),
            place_of(Kind(kind), key, body),
            body.get("parent") if kind == Kind.ORGANISATION else None,
            body.get("owner"),
            _day(body.get("checked")),
            _day(body.get("review")),
            body.get("code") if kind == Kind.SERVICE else None,
        )
    for id_, standing in found.items():
        standing.duty = _duties[names[id_]]


def _derive_counts(
    session: Session,
    found: dict[int, Standing],
    parts: dict[int, dict[str, _Live]],
    source: str,
    languages: Iterable[str],
) -> None:
    others = [language for language in languages if language != source]
    wanted = [id_ for id_, one in found.items() if not KINDS[one.kind].steers_search and source in parts[id_]]

    def pair(id_: int, language: str) -> tuple[str, str | None]:
        live = parts[id_].get(language)
        return parts[id_][source].digest, live.digest if live else None

    unknown = [id_ for id_ in wanted if any(pair(id_, language) not in _counts for language in others)]
    for chunk in _chunks(unknown):
        editions = [live.edition for id_ in chunk for part, live in parts[id_].items() if part != FACTS]
        words = {edition: Words.from_plain(body) for edition, body in _bodies(session, editions)}
        for id_ in chunk:
            original = words[parts[id_][source].edition]
            for language in others:
                live = parts[id_].get(language)
                _counts[pair(id_, language)] = count_sections(original, words[live.edition] if live else None)
    for id_ in wanted:
        found[id_].translations = {language: _counts[pair(id_, language)] for language in others}


def count_sections(source: Words, translation: Words | None) -> TranslationCounts:
    """Count the sections of a translation that need a hand; lists, such as aliases, every language has of its own."""
    counted = dict.fromkeys(Freshness, 0)
    for key, text in source.sections.items():
        if not isinstance(text, str) or not text:
            continue
        said = translation.sections.get(key) if translation else None
        state = freshness(key, translation, source) if translation and said else Freshness.MISSING
        counted[state] += 1
    return TranslationCounts(counted[Freshness.OUTDATED], counted[Freshness.MISSING], counted[Freshness.MACHINE])


def _with_organisations(found: dict[int, Standing]) -> dict[int, Standing]:
    """Return the objects with the organisations they belong to. Others may be reading the old ones: none is changed."""
    parents = {one.key: one.duty.parent for one in found.values() if one.kind == Kind.ORGANISATION}
    above: dict[str, frozenset[str]] = {}
    told = {}
    for id_, standing in found.items():
        owner = standing.duty.organisation
        if owner is not None and owner not in above:
            above[owner] = _with_parents(owner, parents)
        belongs = above[owner] if owner is not None else frozenset()
        told[id_] = standing if standing.organisations == belongs else replace(standing, organisations=belongs)
    return told


def _with_parents(organisation: str, parents: dict[str, str | None]) -> frozenset[str]:
    chain: list[str] = []
    here: str | None = organisation
    while here is not None and here not in chain:
        chain.append(here)
        here = parents.get(here)
    return frozenset(chain)


def _bodies(session: Session, editions: Iterable[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    for chunk in _chunks(editions):
        rows = session.execute(select(Edition.id, Edition.body).where(Edition.id.in_(chunk)))
        yield from ((row.id, row.body) for row in rows)


def _chunks(items: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(items)
    while chunk := list(islice(rest, BODIES_AT_ONCE)):
        yield chunk


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
