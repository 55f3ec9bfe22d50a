"""Money: what something costs or pays, in dated periods. Amounts are Decimal, currencies ISO 4217."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

from catalogue.facts.base import CurrencyCode, Facts, Id, Part
from catalogue.facts.conditions import Condition


def _plainly_written(amount: Any) -> Any:
    # “1.200” would be read as 1.20, and many an editor means twelve hundred.
    if isinstance(amount, str) and re.fullmatch(r"\d+\.\d{3,}", amount.strip()):
        raise PydanticCustomError("decimal_max_places", "an amount has at most two decimals")
    return amount


Amount = Annotated[
    Decimal,
    BeforeValidator(_plainly_written),
    Field(ge=0, max_digits=12, decimal_places=2),
    AfterValidator(lambda amount: amount.quantize(Decimal("0.01"))),
    PlainSerializer(lambda amount: f"{amount:.2f}", return_type=str),
]
"""Money with two decimals; written as text so that no reader rounds it."""


class LawReference(Facts):
    """Where in a law a rule stands, and the version of that law under which it was last checked."""

    law: Id
    article: str
    version: date | None = None
    """The version date of the law at the last check; a newer version of the law means "being re-checked"."""


class Period(Facts):
    """An amount, a range or "not known", from a day up to and including another."""

    valid_from: date = Field(alias="from")
    valid_until: date | None = Field(None, alias="until")
    amount: Amount | None = None
    minimum: Amount | None = None
    maximum: Amount | None = None
    unknown: bool = False
    """The amount is not known to the catalogue; never the same as nothing to pay."""

    @model_validator(mode="after")
    def _one_way_of_saying_it(self) -> Self:
        ranged = self.minimum is not None and self.maximum is not None
        if (self.minimum is None) != (self.maximum is None):
            raise ValueError("a range needs both minimum and maximum")
        if [self.amount is not None, ranged, self.unknown].count(True) != 1:
            raise ValueError("give exactly one of: amount, minimum with maximum, unknown: true")
        if ranged and self.minimum > self.maximum:
            raise ValueError("the minimum is above the maximum")
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError("the period ends before it begins")
        return self

    def covers(self, day: date) -> bool:
        """Tell whether the period holds on this day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class Per(StrEnum):
    """What an amount or a number of papers is counted per."""

    APPLICATION = "application"
    PERSON = "person"
    COPY = "copy"
    PAGE = "page"
    MONTH = "month"
    YEAR = "year"


class Payer(StrEnum):
    """Who pays a fee."""

    APPLICANT = "applicant"
    EMPLOYER = "employer"
    STATE = "state"


class Payee(StrEnum):
    """Who receives a fee: the state, or an agent who does the errand for a charge of their own."""

    STATE = "state"
    AGENT = "agent"


class Means(StrEnum):
    """Means of payment."""

    CARD = "card"
    CASH = "cash"
    TRANSFER = "transfer"
    MOBILE = "mobile"
    STAMP = "stamp"


class Lateness(Facts):
    """A band of lateness: the fee is due only when a deadline of the service was missed by so many calendar days.

    The first day after the deadline is day 1. Bands replace each other; they are not added together.
    """

    deadline: Id
    first_day: int = Field(1, ge=1)
    last_day: int | None = Field(None, ge=1)
    """Left out, the band has no end."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError("the band of lateness ends before it begins")
        return self


class Fee(Part):
    """Money to pay for a service. Words: `fees.<id>` names it."""

    amounts: tuple[Period, ...] = Field(min_length=1)
    currency: CurrencyCode | None = None
    """Left out, it is the currency of the pack."""
    per: Per = Per.APPLICATION
    optional: bool = False
    """Paid only by choice (express, a further copy): shown, never in a total."""
    when: Condition | None = None
    channels: tuple[Id, ...] = ()
    """Channels for which the fee is due; none named means all."""
    late: Lateness | None = None
    payer: Payer = Payer.APPLICANT
    payee: Payee = Payee.STATE
    means: tuple[Means, ...] = ()
    law: LawReference | None = None
    ended: bool = False
    """Nothing is asked for after the last period; otherwise what no period covers is not known."""

    @model_validator(mode="after")
    def _ends_on_a_day(self) -> Self:
        if self.ended and any(period.valid_until is None for period in self.amounts):
            raise ValueError("a fee that has ended needs `until` in its last period")
        return self

    def has_ended(self, day: date) -> bool:
        """Tell whether the fee was given up before this day, so that there is nothing to pay."""
        return self.ended and all(period.valid_until < day for period in self.amounts)

    def period_on(self, day: date) -> Period | None:
        """Return the period that holds on this day, or None when none does."""
        return next((period for period in self.amounts if period.covers(day)), None)

    def period_after(self, day: date) -> Period | None:
        """Return the next period that begins after this day, or None."""
        later = [period for period in self.amounts if period.valid_from > day]
        return min(later, key=lambda period: period.valid_from, default=None)


class Waiver(Part):
    """A reason for which fees are lowered or not asked for. Words: `waivers.<id>` names it."""

    fees: tuple[Id, ...] = Field(min_length=1)
    when: Condition
    percent: int = Field(100, ge=1, le=100)
    """How much of the fee falls away."""
    law: LawReference | None = None
