"""What a plan is made from: the facts and words of one life event and of everything it leads to, for one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from catalogue.facts import Document, LifeEvent, Place, Question, Service
from catalogue.facts.pack import BurdenWeights
from catalogue.read_models.plan import Tick
from catalogue.read_models.text import Text, Wording


@dataclass(frozen=True)
class Situation:
    """What is known of one person: enumerated codes and dates only, never free text."""

    as_of: date
    answers: Mapping[str, str] = field(default_factory=dict)
    place: str | None = None
    event_date: date | None = None
    channels: Mapping[str, str] = field(default_factory=dict)
    """Step → channel chosen."""
    ticks: Mapping[str, Tick] = field(default_factory=dict)
    applied: Mapping[str, date] = field(default_factory=dict)
    """Step → day on which the person asked for it; what is counted from the application can then be told."""
    as_of_chosen: bool = False
    """The person asked for this day; otherwise it is today and a plan code does not carry it."""
    not_asked: frozenset[str] = frozenset()
    """Questions that make no sense for this person. Worked out by `plan()`, never given by its callers."""

    def told(self, known: Mapping[str, str | date]) -> Situation:
        """Return the situation with more of it known: answers by question, `place` and `event-date` by these names."""
        answers = {key: value for key, value in known.items() if key not in ("place", "event-date")}
        return replace(
            self,
            answers={**self.answers, **answers},
            place=known.get("place", self.place),
            event_date=known.get("event-date", self.event_date),
        )


@dataclass(frozen=True)
class PathwayService:
    """A service as it is in the person's place, its variant merged in."""

    facts: Service
    wording: Wording
    organisation_title: Text
    offices: tuple[str, ...] = ()
    """Offices of the person's place (or, without a place, of the country) where it can be completed."""


@dataclass(frozen=True)
class PathwayDocument:
    """A kind of paper and who issues it."""

    facts: Document
    title: Text
    issuer: Text | None


@dataclass(frozen=True)
class PathwayQuestion:
    """A question with its words."""

    facts: Question
    wording: Wording


@dataclass(frozen=True)
class Numbers:
    """The append-only small numbers of everything a plan code can name, by scope.

    Scopes: `life_event`, `place`, `question`; `question/<id>/options`, `life_event/<id>/steps`,
    `service/<id>/channels`.
    """

    by_scope: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def number(self, scope: str, key: str) -> int | None:
        """Return the number of something, or None when it has none."""
        return self.by_scope.get(scope, {}).get(key)

    def key(self, scope: str, number: int) -> str | None:
        """Return what a number stands for, or None when it stands for nothing (any more)."""
        return next((key for key, value in self.by_scope.get(scope, {}).items() if value == number), None)


@dataclass(frozen=True)
class Pathway:
    """Everything `plan()` reads. All of it is frozen, so a pathway may be kept and shared."""

    id: str
    facts: LifeEvent
    wording: Wording
    language: str
    services: Mapping[str, PathwayService]
    documents: Mapping[str, PathwayDocument]
    questions: Mapping[str, PathwayQuestion]
    organisations: Mapping[str, Text]
    places: Mapping[str, Place]
    """Every place of the country, for conditions and for the choice of place."""
    place_titles: Mapping[str, Text]
    country: str
    currency: str
    burden: BurdenWeights
    numbers: Numbers
    sequence: int
    """The catalogue's sequence number when anything of this pathway last changed."""
    office_titles: Mapping[str, Text] = field(default_factory=dict)
    """The names of the offices that services are done at."""
