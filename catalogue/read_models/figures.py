"""Figures for owners: counted, never tracked; what fewer than a few did is told as such and never as a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalogue.facts.kinds import Kind
from catalogue.figures.spans import Span
from catalogue.figures.thresholds import Figure
from catalogue.inquiries.kinds import InquiryKind


@dataclass(frozen=True, slots=True)
class Scope:
    """An organisation with all below it whose figures somebody may see."""

    organisation: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, and one bar of its chart."""

    key: str
    """A channel, a language, the key of a place or of a target group; empty where people chose none."""
    title: str | None
    """What a place or a group is called; None for what the furniture names: channels, languages, nothing chosen."""
    figure: Figure


@dataclass(frozen=True, slots=True)
class ObjectLine:
    """How often one object was read, by its title."""

    kind: Kind
    key: str
    title: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Point:
    """One day or one month of a series; days on which nothing was counted are there, with 0."""

    first: date
    last: date
    figure: Figure


@dataclass(frozen=True, slots=True)
class Series:
    """A figure day by day or month by month. Empty where no part of it may be told."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """One total by something, the greatest first. Empty with a total above 0 where no part of it may be told."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reads:
    """Readings of pages, answers of the bot and look-ups at the desk, of all objects in scope or of one."""

    span: Span
    total: Figure
    """Without objects of owners of which so little was read that the total would tell it."""
    plans: Figure
    """Plans that were made; not part of the total."""
    series: Series
    objects: tuple[ObjectLine, ...]
    """The most read first, then those of which little may be told; of one object: that one."""
    channels: Split
    languages: Split
    places: Split
    groups: Split
    """Where people chose a target group, by it; what was read without is not a line, and the lines make no total."""


@dataclass(frozen=True, slots=True)
class SearchWords:
    """Words that enough people looked for in vain, masked."""

    text: str
    language: str
    searches: int
    last_day: date
    fixed: bool
    """The search answers them now."""


@dataclass(frozen=True, slots=True)
class Searches:
    """Searches through all doors. They belong to no organisation."""

    span: Span
    answered: Figure
    failed: Figure
    failed_series: Series
    answered_channels: Split
    failed_channels: Split
    answered_languages: Split
    failed_languages: Split
    words: tuple[SearchWords, ...]
    """Of the last 30 days, whatever the span: no text is kept longer."""


@dataclass(frozen=True, slots=True)
class RatedObject:
    """What readers said of one object; `yes` and `no` are told both or neither."""

    kind: Kind
    key: str
    title: str
    ratings: Figure
    yes: Figure
    no: Figure


@dataclass(frozen=True, slots=True)
class ReportCount:
    """How many reports of one kind are in one state."""

    kind: str
    """A `catalogue.reporting.ReportKind`."""
    state: str
    """A `catalogue.reporting.ReportState`."""
    figure: Figure


@dataclass(frozen=True, slots=True)
class Feedback:
    """Ratings and reports of the objects in scope."""

    span: Span
    ratings: Figure
    yes: Figure
    """Of the objects of which it is told below, as `no` is: fewer than all ratings."""
    no: Figure
    objects: tuple[RatedObject, ...]
    """Objects with ratings enough, the least useful first."""
    reports: Figure
    report_counts: tuple[ReportCount, ...]
    """Empty with reports above 0 where no part may be told."""


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """What became of the cases of one kind that were received in the span."""

    kind: InquiryKind
    received: Figure
    answered: Figure
    """Told where both those answered and those that are not may be."""
    in_time: Figure
    """Of those answered; with `late` told both or neither."""
    late: Figure
    days: int | None
    """Within so many days half of them were answered; None where too few were."""
    promised_days: int
    """Working days that are promised."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases of the organisations in scope, by kind in their order."""

    span: Span
    kinds: tuple[CaseFigures, ...]


@dataclass(frozen=True, slots=True)
class OverdueObject:
    """An object whose check was due."""

    kind: Kind
    key: str
    title: str
    organisation: str | None
    review: date
    days: int
    """So many days ago."""


@dataclass(frozen=True, slots=True)
class CheckCount:
    """How many objects of one kind were checked in time. These are objects and not people: no threshold."""

    kind: Kind
    fresh: int
    overdue: int
    never: int


@dataclass(frozen=True, slots=True)
class Checks:
    """How fresh the checks of the objects in scope are: of those kinds that are checked."""

    kinds: tuple[CheckCount, ...]
    overdue: tuple[OverdueObject, ...]
    """The longest overdue first."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the objects in scope are translated into one language."""

    language: str
    objects: int
    complete: int
    """Objects of which every section is there and current."""
    outdated: int
    """Sections, as `missing` and `machine` are."""
    missing: int
    machine: int


@dataclass(frozen=True, slots=True)
class BotFigures:
    """What the bot and the web chat answered and declined."""

    span: Span
    answered: Figure
    """About objects in scope; for who sees everything, all answers with facts."""
    declined: Figure | None
    """None for who does not see everything: what was not understood is about no object."""
    series: Series
    channels: Split
    languages: Split
    objects: tuple[ObjectLine, ...]
    declined_channels: Split | None
    declined_languages: Split | None
