"""The desk of work: what one member of staff has to do, and what they may see of what others do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.care.checks import is_very_overdue
from catalogue.facts import Kind
from catalogue.languages import formats
from catalogue.models import FACTS, CatalogueObject, Edition
from catalogue.queries.open_parts import OPEN, list_open_parts, list_scheduled_parts
from catalogue.queries.standing import Standing, get_standings, get_titles
from catalogue.queries.subjects import owner_of, place_of
from catalogue.read_models.review import Overdue, Stage, TranslationNeed, WorkList
from catalogue.rights import Action, Person, Subject, may

if TYPE_CHECKING:
    from catalogue.context import Reading


_SEEN_MOST = (Kind.LIFE_EVENT, Kind.SERVICE, Kind.VARIANT, Kind.QUESTION, Kind.DOCUMENT, Kind.OFFICE, Kind.ORGANISATION)
_RANKS = {kind: rank for rank, kind in enumerate(_SEEN_MOST)}


def get_work_list(reading: Reading, person: Person) -> WorkList:
    """Return what a person has to do. It costs four queries, whatever the size of the catalogue."""
    standings = get_standings(reading)
    titles = {id_: one.title(reading.language, reading.source_language) for id_, one in standings.items()}
    parts = list_open_parts(reading.session, titles)
    subjects = _Subjects(reading, standings)
    own = [part for part in parts if person.mail in part.authors]
    return WorkList(
        sent_back=tuple(part for part in own if part.stage is Stage.SENT_BACK),
        mine=tuple(part for part in own if part.stage is Stage.DRAFT),
        waiting=tuple(
            part
            for part in parts
            if part.stage is Stage.IN_REVIEW
            and person.mail not in part.authors
            and may(person, Action.REVIEW, subjects.of(part.kind, part.key, part.part))
        ),
        in_review=tuple(part for part in own if part.stage is Stage.IN_REVIEW),
        overdue=tuple(_list_own_overdue(reading, person, standings.values())),
        translations=_count_translations(reading, person, standings.values()),
        scheduled=tuple(
            part
            for part in list_scheduled_parts(reading.session, titles, reading.now)
            if may(person, Action.SEE_DRAFTS, subjects.of(part.kind, part.key, part.part))
        ),
    )


def list_translations(reading: Reading, person: Person, language: str) -> tuple[TranslationNeed, ...]:
    """Return the objects whose words in a language need a hand and may have the person's, what citizens see most first.

    Life events and services go before everything else, whole pages before labels; within a kind what is outdated, and
    so may mislead, before what is missing.
    """
    needs = [
        TranslationNeed(one.kind, one.key, one.title(reading.language, reading.source_language), language, counts)
        for one in get_standings(reading).values()
        if (counts := one.translations.get(language)) and may(person, Action.TRANSLATE, one.subject(language))
    ]
    return tuple(
        sorted(
            needs,
            key=lambda need: (
                _RANKS.get(need.kind, len(_RANKS)),
                -need.counts.outdated,
                -need.counts.missing,
                need.kind,
                need.key,
            ),
        ),
    )


class _Subjects:
    """Whose objects are; those that were never published are looked up when the first of them is asked for."""

    def __init__(self, reading: Reading, standings: dict[int, Standing]) -> None:
        self._reading = reading
        self._live = {(one.kind, one.key): one for one in standings.values()}
        self._new: dict[tuple[Kind, str], Subject] | None = None

    def of(self, kind: Kind, key: str, part: str) -> Subject:
        live = self._live.get((kind, key))
        if live is not None:
            return live.subject(part)
        if self._new is None:
            self._new = self._read()
        found = self._new.get((kind, key), Subject(kind, key))
        return Subject(kind, key, found.organisations, found.place, part)

    def _read(self) -> dict[tuple[Kind, str], Subject]:
        above = {one.key: one.organisations for one in self._live.values() if one.kind == Kind.ORGANISATION}
        rows = self._reading.session.execute(
            select(CatalogueObject.kind, CatalogueObject.key, Edition.body)
            .join(Edition, Edition.object_id == CatalogueObject.id)
            .where(
                Edition.part == FACTS,
                Edition.object_id.in_(select(Edition.object_id).where(Edition.state.in_(OPEN))),
                Edition.object_id.not_in(select(Edition.object_id).where(Edition.live_at(self._reading.now))),
            )
            .order_by(Edition.number)
        )
        found = {}
        for row in rows:
            kind = Kind(row.kind)
            owner = owner_of(kind, row.key, row.body)
            organisations = above.get(owner, frozenset({owner})) if isinstance(owner, str) else frozenset()
            found[kind, row.key] = Subject(kind, row.key, organisations, place_of(kind, row.key, row.body))
        return found


def list_overdue(reading: Reading, person: Person) -> dict[str | None, tuple[Overdue, ...]]:
    """Return the overdue checks that a person may see, by who is responsible, the longest due first.

    What nobody is responsible for comes last.
    """
    seen = (one for one in get_standings(reading).values() if may(person, Action.SEE_DRAFTS, one.subject(FACTS)))
    found = sorted(
        _overdue_of(reading, seen), key=lambda one: (one.owner is None, one.owner or "", one.review, one.key)
    )
    return {owner: tuple(group) for owner, group in groupby(found, key=lambda one: one.owner)}


def _overdue_of(reading: Reading, standings: Iterable[Standing]) -> Iterator[Overdue]:
    titles = get_titles(reading)
    for one in standings:
        duty = one.duty
        if duty.review is not None and duty.review < reading.today:
            very = is_very_overdue(duty.checked, duty.review, reading.today)
            yield Overdue(one.kind, one.key, titles[one.kind, one.key], duty.owner, duty.review, very)


def _list_own_overdue(reading: Reading, person: Person, standings: Iterable[Standing]) -> list[Overdue]:
    own = (one for one in standings if one.duty.owner == person.mail or may(person, Action.EDIT, one.subject(FACTS)))
    key = formats.sort_key
    return sorted(
        _overdue_of(reading, own),
        key=lambda one: (one.owner != person.mail, one.review, key(one.title, reading.language)),
    )


def _count_translations(reading: Reading, person: Person, standings: Iterable[Standing]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for one in standings:
        for language, counts in one.translations.items():
            if counts and may(person, Action.TRANSLATE, one.subject(language)):
                counted[language] += 1
    return {language: counted[language] for language in reading.all_languages if counted[language]}
