"""What a service costs and pays, as one reader sees it on one day; and what all lines of a service page need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from catalogue.facts import Condition, Kind, Service
from catalogue.facts.merge import Origin as Change
from catalogue.facts.money import Fee, LawReference, Period
from catalogue.facts.service import Output
from catalogue.queries.live import Bundle
from catalogue.read_models.cards import Card, LocalRule
from catalogue.read_models.service_lines import Amount, AppliesTo, FeeLine, LawLine, Origin, OutputLine, WaiverLine
from catalogue.read_models.text import Freshness, Text, Wording


@dataclass(frozen=True)
class MoneyLines:
    """A merged service with all that its lines need, and its fees, waivers and payments."""

    service_key: str
    service: Service
    wording: Wording
    bundle: Bundle
    origins: Mapping[str, Change]
    rule: LocalRule | None
    """The place whose variant was merged in."""
    as_of: date
    currency: str
    language: str
    title_of: Callable[[Kind, str], Text]
    card_of: Callable[[Kind, str], Card | None]
    applies: Callable[[Condition | None], AppliesTo]

    def origin(self, name: str, key: str) -> Origin:
        """Return the place that added or changed a part, or None for the national rule."""
        return self.rule if f"{name}.{key}" in self.origins else None

    def text(self, key: str) -> Text:
        """Return a section that has to be there; where words lack it, its key stands in so that the gap is seen."""
        return self.wording.text(key) or Text(key, self.language, Freshness.MISSING)

    def fees(self) -> tuple[FeeLine, ...]:
        """Return the fees that have not ended, with the amounts of the day and those that follow."""
        return tuple(self._fee(part) for part in self.service.fees if not part.has_ended(self.as_of))

    def _fee(self, part: Fee) -> FeeLine:
        period, following = part.period_on(self.as_of), part.period_after(self.as_of)
        currency = part.currency or self.currency
        return FeeLine(
            part.id,
            self.text(f"fees.{part.id}"),
            amount(period, currency),
            period.valid_until if period else None,
            amount(following, currency),
            following.valid_from if following else None,
            part.per,
            part.optional,
            part.late,
            part.payer,
            part.payee.value,
            part.means,
            self.law(part.law),
            self.applies(part.when),
            part.channels,
            tuple(line for line in self.waivers() if part.id in self._waived_by(line.id)),
            self.origin("fees", part.id),
        )

    def _waived_by(self, waiver: str) -> tuple[str, ...]:
        return next(part.fees for part in self.service.waivers if part.id == waiver)

    def waivers(self) -> tuple[WaiverLine, ...]:
        """Return the reasons for which fees are lowered."""
        return tuple(
            WaiverLine(
                part.id,
                self.text(f"waivers.{part.id}"),
                part.percent,
                self.applies(part.when),
                self.origin("waivers", part.id),
            )
            for part in self.service.waivers
        )

    def outputs(self) -> tuple[OutputLine, ...]:
        """Return what one gets."""
        return tuple(self._output(part) for part in self.service.outputs)

    def _output(self, part: Output) -> OutputLine:
        currency = part.currency or self.currency
        period = next((period for period in part.amounts if period.covers(self.as_of)), None)
        later = [period for period in part.amounts if period.valid_from > self.as_of]
        following = min(later, key=lambda period: period.valid_from, default=None)
        named = self.wording.text(f"outputs.{part.id}")
        return OutputLine(
            part.id,
            part.kind,
            named or (self.title_of(Kind.DOCUMENT, part.document) if part.document else self.text(part.id)),
            part.document,
            amount(period, currency),
            amount(following, currency),
            following.valid_from if following else None,
            part.per,
            part.valid_for,
            part.collect_within,
            part.renew_before,
            self.applies(part.when),
            self.origin("outputs", part.id),
        )

    def law(self, reference: LawReference | None) -> LawLine | None:
        """Return one legal basis, or None where there is none."""
        law = self.bundle.facts(Kind.LAW, reference.law) if reference else None
        if reference is None or law is None:
            return None
        newer = reference.version is not None and law.version > reference.version
        return LawLine(
            reference.law, self.title_of(Kind.LAW, reference.law), reference.article, law.address, law.version, newer
        )


def amount(period: Period | None, currency: str) -> Amount | None:
    """Return the money of a period, or None for no period."""
    if period is None:
        return None
    if period.amount is not None:
        return Amount(period.amount, period.amount, currency)
    return Amount(period.minimum, period.maximum, currency)
