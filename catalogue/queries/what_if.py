"""What would be if a life event asked less: the plans of its example people, lightened, and what that is in a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from catalogue.errors import NotFound
from catalogue.figures.what_if import Change, Lightened, Saving, What, compare, list_changes, save
from catalogue.plans.pathway import Pathway
from catalogue.queries.example_people import Planned, list_planned
from catalogue.queries.life_events import get_pathway
from catalogue.read_models.text import Text

if TYPE_CHECKING:
    from catalogue.context import Reading


@dataclass(frozen=True, slots=True)
class Possible:
    """One thing that could be taken away, and what it alone would bring."""

    change: Change
    title: Text
    of: Text | None
    """The service that a fee belongs to."""
    points: Decimal
    """How many points lighter the mean of all plans would be."""
    saving: Saving | None
    """What it is in a year; None where nobody said how many people live through this."""


@dataclass(frozen=True, slots=True)
class PersonLightened:
    """One example person, by the note that editors wrote, and what the chosen changes do."""

    note: str
    found: Lightened


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A life event, what could be taken away from it, and what the chosen changes would bring together."""

    id: str
    title: Text
    currency: str
    people_per_year: int | None
    possible: tuple[Possible, ...]
    """The one that lightens most comes first."""
    steps: tuple[tuple[str, Text], ...]
    """The steps with visits, whose visits can be merged."""
    chosen: tuple[Change, ...]
    """Those of the changes that were asked for which this life event knows."""
    people: tuple[PersonLightened, ...]
    before: Decimal
    """The mean score of the plans."""
    after: Decimal
    saving: Saving | None


def get_what_if(reading: Reading, key: str, asked: Sequence[Change]) -> WhatIf:
    """Return what changes would bring. Raises `NotFound` for what is no life event, and where no plan can be made."""
    planned = list_planned(reading, key)
    if not planned:
        raise NotFound("life_event", key)
    here = get_pathway(replace(reading, place=None), key)
    yearly = here.facts.people_per_year
    alone = reading.kept(("what if", key, reading.today), lambda: _alone(planned))
    possible = [
        Possible(change, *_titles(change, planned), _points(found), save(yearly, found) if yearly else None)
        for change, found in alone.items()
    ]
    order = sorted(possible, key=lambda one: (-one.points, -(one.saving.money if one.saving else 0)))
    visits = [one for one in possible if one.change.what is What.VISIT]
    names = {one.change.key for one in visits}
    chosen = tuple(change for change in dict.fromkeys(asked) if change in alone or _merges(change, names))
    found = [compare(one.pathway, one.situation, chosen, one.plan) for one in planned]
    return WhatIf(
        key,
        here.wording.title,
        here.currency,
        yearly,
        tuple(order),
        tuple((one.change.key, one.title) for one in visits),
        chosen,
        tuple(
            PersonLightened(one.person.note or one.person.id if one.person else "", lightened)
            for one, lightened in zip(planned, found, strict=True)
        ),
        _mean([one.before.score for one in found]),
        _mean([one.after.score for one in found]),
        save(yearly, found) if yearly and chosen else None,
    )


def _alone(planned: Sequence[Planned]) -> dict[Change, list[Lightened]]:
    """Return what each change would do by itself; variants of places know changes of their own."""
    changes = dict.fromkeys(change for one in planned for change in list_changes(one.pathway))
    return {change: [compare(one.pathway, one.situation, (change,), one.plan) for one in planned] for change in changes}


def _merges(change: Change, names: set[str]) -> bool:
    return change.what is What.MERGE and len(set(change.keys)) == 2 and set(change.keys) <= names


def _points(found: Sequence[Lightened]) -> Decimal:
    return _mean([one.before.score - one.after.score for one in found])


def _mean(scores: Sequence[Decimal]) -> Decimal:
    """Return the mean to a tenth of a point, as scores are told."""
    return round(sum(scores, Decimal()) / len(scores), 1)


def _titles(change: Change, planned: Sequence[Planned]) -> tuple[Text, Text | None]:
    for one in planned:
        found = _title(change, one.pathway)
        if found is not None:
            return found
    return Text(change.key, planned[0].pathway.language), None


def _title(change: Change, pathway: Pathway) -> tuple[Text, Text | None] | None:
    if change.what is What.DOCUMENT:
        document = pathway.documents.get(change.key)
        return (document.title, None) if document else None
    if change.what is What.FEE:
        service = pathway.services.get(change.keys[0])
        named = service.wording.text(f"fees.{change.keys[1]}") if service else None
        return (named, service.wording.title) if service and named else None
    step = next((step for step in pathway.facts.steps if step.id == change.key), None)
    if step is None:
        return None
    service = pathway.services.get(step.service or "")
    own = pathway.wording.text(f"steps.{step.id}") or (service.wording.title if service else None)
    return (own, None) if own else None
