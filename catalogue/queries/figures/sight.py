"""What somebody may see figures of: all objects, or those of the organisations and places they look after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalogue.errors import NotAllowed
from catalogue.facts import Kind
from catalogue.languages import formats
from catalogue.queries.standing import Standing, get_standings, get_titles
from catalogue.read_models.figures import Scope
from catalogue.rights import Action, Person, Subject, may, require

if TYPE_CHECKING:
    from catalogue.context import Reading

Key = tuple[str, str]
"""Kind and key of an object, as counts have them."""
Owners = tuple[str | None, str | None]
"""Organisation and place of an object: what rights are given for."""

EVERYTHING = Subject(None, None)
"""What only somebody may see who may see all: it belongs to no organisation."""


@dataclass(frozen=True)
class Sight:
    """The objects whose figures are seen."""

    all: bool
    """Whether what belongs to nobody, and what is published no more, is seen as well."""
    standings: Mapping[Key, Standing]
    """The live objects in sight."""
    organisations: frozenset[str] | None
    """The organisations in sight; None for all, and for what has none."""
    titles: Mapping[tuple[Kind, str], str] = field(repr=False)

    def has(self, key: Key) -> bool:
        """Tell whether an object is in sight."""
        return self.all or key in self.standings

    def owners_of(self, key: Key) -> Owners:
        """Return whose an object is."""
        standing = self.standings.get(key)
        return (standing.duty.organisation, standing.duty.place) if standing else (None, None)

    def title(self, kind: Kind | str, key: str) -> str:
        """Return what an object is called, or its key when it is published no more."""
        return self.titles.get((Kind(kind), key), key)


def sees_everything(person: Person) -> bool:
    """Tell whether somebody may see all figures, and those that belong to no organisation."""
    return may(person, Action.SEE_INSIGHTS, EVERYTHING)


def list_scopes(reading: Reading, person: Person) -> tuple[Scope, ...]:
    """Return the organisations whose figures, with those below them, somebody may see, by title."""
    titles = get_titles(reading)
    scopes = [
        Scope(one.key, titles[Kind.ORGANISATION, one.key])
        for one in get_standings(reading).values()
        if one.kind is Kind.ORGANISATION and may(person, Action.SEE_INSIGHTS, one.subject(None))
    ]
    return tuple(
        sorted(scopes, key=lambda scope: (formats.sort_key(scope.title, reading.language), scope.organisation))
    )


def sight_of(reading: Reading, person: Person, organisation: str | None = None) -> Sight:
    """Return what somebody sees, within one organisation and those below it where one is named.

    Raises `NotAllowed` where they may see no figures, or not those of the organisation.
    """
    require(person, Action.SEE_INSIGHTS)
    standings = get_standings(reading)
    everything = organisation is None and sees_everything(person)
    mine = {
        (one.kind.value, one.key): one
        for one in standings.values()
        if (organisation is None or organisation in one.organisations)
        and may(person, Action.SEE_INSIGHTS, one.subject(None))
    }
    if organisation is not None and (Kind.ORGANISATION.value, organisation) not in mine:
        raise NotAllowed(Action.SEE_INSIGHTS.value)
    organisations = frozenset(key for kind, key in mine if kind == Kind.ORGANISATION)
    return Sight(everything, mine, None if everything else organisations, get_titles(reading))
