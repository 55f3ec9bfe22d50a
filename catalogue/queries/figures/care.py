"""How fresh the checks of objects are, and how far they are translated. These are figures of objects, not of people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from catalogue.facts import Kind
from catalogue.queries.figures.sight import sight_of
from catalogue.queries.standing import Standing
from catalogue.read_models.figures import CheckCount, Checks, Coverage, OverdueObject

if TYPE_CHECKING:
    from catalogue.context import Reading
    from catalogue.rights import Person

CHECKED_KINDS = (Kind.LIFE_EVENT, Kind.SERVICE, Kind.VARIANT)
"""Kinds whose facts say when they were checked last."""


def get_checks(reading: Reading, person: Person, *, organisation: str | None = None) -> Checks:
    """Return how many objects were checked in time, and those that were not. Raises `NotAllowed`."""
    sight = sight_of(reading, person, organisation)
    counted = Counter((one.kind, _state(one, reading)) for one in sight.standings.values())
    overdue = [
        OverdueObject(
            one.kind,
            one.key,
            sight.title(one.kind, one.key),
            sight.title(Kind.ORGANISATION, one.duty.organisation) if one.duty.organisation else None,
            one.duty.review,
            (reading.today - one.duty.review).days,
        )
        for one in sight.standings.values()
        if one.duty.review is not None and one.duty.review < reading.today
    ]
    return Checks(
        tuple(
            CheckCount(kind, counted[kind, "fresh"], counted[kind, "overdue"], counted[kind, "never"])
            for kind in CHECKED_KINDS
            if any(counted[kind, state] for state in ("fresh", "overdue", "never"))
        ),
        tuple(sorted(overdue, key=lambda one: (one.review, one.title, one.key))),
    )


def list_coverage(reading: Reading, person: Person, *, organisation: str | None = None) -> tuple[Coverage, ...]:
    """Return how far the objects are translated, in the order of the languages. Raises `NotAllowed`."""
    sight = sight_of(reading, person, organisation)
    coverage = []
    for language in reading.all_languages:
        if language == reading.source_language:
            continue
        counts = [one.translations[language] for one in sight.standings.values() if language in one.translations]
        coverage.append(
            Coverage(
                language,
                len(counts),
                sum(not count for count in counts),
                sum(count.outdated for count in counts),
                sum(count.missing for count in counts),
                sum(count.machine for count in counts),
            )
        )
    return tuple(coverage)


def _state(standing: Standing, reading: Reading) -> str:
    duty = standing.duty
    if duty.review is not None and duty.review < reading.today:
        return "overdue"
    return "never" if duty.checked is None else "fresh"
