"""The pages to browse by: home, lists, life events, target groups, topics, organisations, documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalogue.facts.base import Duration
from catalogue.read_models.cards import Card, LocalRule
from catalogue.read_models.office import OfficeCard
from catalogue.read_models.plan import PlanQuestion
from catalogue.read_models.text import Text


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: the names of country and portal, and the places to choose from."""

    country: Text
    portal: Text
    tagline: Text
    places: tuple[LocalRule, ...]
    """The municipalities and regions a reader may choose, by name."""
    country_place: str
    languages: tuple[str, ...]
    """Languages of the content, in the order in which they are offered."""
    source_language: str
    currency: str
    contact: OfficeCard | None
    leave_address: str | None
    """Where the button that leaves a sensitive page leads."""
    sequence: int


@dataclass(frozen=True, slots=True)
class Home:
    """The home page: life events first."""

    life_events: tuple[Card, ...]
    target_groups: tuple[Card, ...]
    topics: tuple[Card, ...]
    services: int
    offices: int
    organisations: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """A plain list of objects of one kind."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A target group or a topic: the services tagged with it, and the life events."""

    id: str
    title: Text
    summary: Text | None
    services: tuple[Card, ...]
    life_events: tuple[Card, ...]
    others: tuple[Card, ...]
    """The other groups, or topics, to move on to."""


@dataclass(frozen=True, slots=True)
class LifeEventPage:
    """A life event before any answer: what it is about, its questions and its stages."""

    id: str
    title: Text
    summary: Text
    overview: Text | None
    support: Text | None
    event: Text
    event_hint: Text | None
    sensitive: bool
    questions: tuple[PlanQuestion, ...]
    target_groups: tuple[Card, ...]
    follow_ups: tuple[Card, ...]
    instead: Card | None
    checked: date | None
    review: date | None


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation with its services and offices."""

    id: str
    title: Text
    abbreviation: Text | None
    summary: Text | None
    level: str
    parent: Card | None
    children: tuple[Card, ...]
    phone: str | None
    mail: str | None
    address: str | None
    post: tuple[str, ...]
    services: tuple[Card, ...]
    offices: tuple[OfficeCard, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A kind of paper: who issues it, how to get it, how long it is good for, and which services want it."""

    id: str
    title: Text
    summary: Text | None
    issuer: Text | None
    issued_by_service: Card | None
    issued_by_organisation: Card | None
    obtain: Text | None
    valid_for: Duration | None
    wanted_by: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """One page for the sitemap."""

    kind: str
    id: str
    changed: date
