"""The lines of a service page: each part of a service as one reader sees it, with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from catalogue.facts.base import Duration
from catalogue.facts.document import Form
from catalogue.facts.money import Lateness, Means, Payer, Per
from catalogue.facts.service import ChannelKind, Depth
from catalogue.read_models.cards import Card, LocalRule
from catalogue.read_models.office import OfficeCard
from catalogue.read_models.text import Text

Origin = LocalRule | None
"""Where a part comes from: a place's own rule, or None for the national one."""


@dataclass(frozen=True, slots=True)
class AppliesTo:
    """The situations to which a part is limited, as question and options in words; all of `lines` must hold.

    None of them means the part is for everyone. `exact` is False where the condition is richer than such lines can
    say; the part's own words then carry the meaning.
    """

    lines: tuple[tuple[Text, tuple[Text, ...]], ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Amount:
    """Money on one day. Both ends None means not known."""

    minimum: Decimal | None
    maximum: Decimal | None
    currency: str

    @property
    def known(self) -> bool:
        """Tell whether the amount is known."""
        return self.minimum is not None


@dataclass(frozen=True, slots=True)
class LawLine:
    """A legal basis: title, article, address and version."""

    id: str
    title: Text
    article: str
    address: str
    version: date
    newer: bool
    """The law has a newer version than the one the service was checked under: it is being re-checked."""

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the articles one by one, where several are named."""
        return tuple(article.strip() for article in self.article.split(","))


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """Something that must be true of a person who is entitled."""

    id: str
    text: Text
    origin: Origin


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """A paper that the service wants, or that another body supplies."""

    id: str
    document: str
    title: Text
    remark: Text | None
    form: Form
    number: int
    per: Per
    kept: bool
    not_older_than: Duration | None
    translated: bool
    legalised: bool
    supplied_by: Literal["applicant", "state", "other"]
    source: Text | None
    """Who supplies it, where the person does not."""
    issued_by: Card | None
    """The service of the catalogue that issues it."""
    sometimes: bool
    """Wanted only in a case that the remark tells."""
    applies: AppliesTo
    channels: tuple[str, ...]
    """Channels that want it; none named means all."""
    origin: Origin


@dataclass(frozen=True, slots=True)
class RequirementGroup:
    """Papers of which any one will do; a group of one is simply wanted."""

    id: str | None
    title: Text | None
    lines: tuple[RequirementLine, ...]


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """A reason for which a fee is lowered or not asked for."""

    id: str
    title: Text
    percent: int
    applies: AppliesTo
    origin: Origin


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee on the reader's day, and the amount that follows it."""

    id: str
    title: Text
    amount: Amount | None
    """None when no period covers the day: the fee is not asked for yet, or no longer."""
    valid_until: date | None
    next_amount: Amount | None
    next_from: date | None
    per: Per
    optional: bool
    late: Lateness | None
    """The band of lateness in which the fee is due at all, by the id of the deadline that was missed."""
    payer: Payer
    payee: Literal["state", "agent"]
    means: tuple[Means, ...]
    law: LawLine | None
    applies: AppliesTo
    channels: tuple[str, ...]
    waivers: tuple[WaiverLine, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class TimeLine:
    """How long it takes, and the promise."""

    id: str
    usual: Duration
    maximum: Duration | None
    remark: Text | None
    applies: AppliesTo
    channels: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """Until when it must be done, in words, and what follows from being late."""

    id: str
    rule: Text
    late: Text | None
    applies: AppliesTo
    law: LawLine | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class ChannelSection:
    """One way to do the service, with everything that differs for it."""

    id: str
    kind: ChannelKind
    depth: Depth
    title: Text | None
    how: Text | None
    address: str | None
    phone: str | None
    mail: str | None
    post: tuple[str, ...]
    languages: tuple[str, ...]
    operator: Card | None
    """Another organisation that runs it: the reader is warned before leaving."""
    visits: int
    appointment: bool
    offices: tuple[OfficeCard, ...]
    steps: tuple[Text, ...]
    applies: AppliesTo
    origin: Origin


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """A special case that people ask about."""

    id: str
    title: Text
    text: Text
    applies: AppliesTo
    origin: Origin


@dataclass(frozen=True, slots=True)
class OutputLine:
    """What one gets."""

    id: str
    kind: Literal["document", "payment", "right"]
    title: Text
    document: str | None
    amount: Amount | None
    next_amount: Amount | None
    next_from: date | None
    per: Per
    valid_for: Duration | None
    collect_within: Duration | None
    renew_before: Duration | None
    applies: AppliesTo
    origin: Origin


@dataclass(frozen=True, slots=True)
class FileLine:
    """A form or leaflet with what a reader must know before opening it."""

    id: str
    title: Text
    address: str
    type: str
    bytes: int
    pages: int | None
    language: str
