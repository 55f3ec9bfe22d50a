"""The lines of a service page: each part of a merged service as one reader sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from catalogue.facts import Condition, Kind, Service
from catalogue.facts.base import Part
from catalogue.facts.document import Requirement, Supplier
from catalogue.facts.merge import Origin as Change
from catalogue.facts.money import Fee, LawReference, Period
from catalogue.facts.service import Output
from catalogue.languages import formats
from catalogue.queries.live import Bundle
from catalogue.queries.values import deadline_span
from catalogue.read_models.cards import Card, LocalRule
from catalogue.read_models.service import (
    Amount,
    AppliesTo,
    CriterionLine,
    DeadlineLine,
    ExceptionLine,
    FeeLine,
    FileLine,
    LawLine,
    Origin,
    OutputLine,
    RequirementGroup,
    RequirementLine,
    TimeLine,
    WaiverLine,
)
from catalogue.read_models.text import Freshness, Text, Wording


@dataclass(frozen=True)
class ServiceLines:
    """A merged service with all that its lines need; each method returns one section of the page."""

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

    def criteria(self) -> tuple[CriterionLine, ...]:
        """Return what must be true of a person who is entitled."""
        return tuple(
            CriterionLine(part.id, self.text(f"criteria.{part.id}"), self.origin("criteria", part.id))
            for part in self.service.criteria
        )

    def requirements(self) -> tuple[RequirementGroup, ...]:
        """Return the papers to bring, alternatives together where the first of them stands."""
        groups: dict[str, list[RequirementLine]] = {}
        titles: dict[str, Text | None] = {}
        for part in self.service.requirements:
            if part.supplied_by == Supplier.APPLICANT:
                name = part.group or f" {part.id}"
                groups.setdefault(name, []).append(self._requirement(part))
                titles[name] = self.wording.text(f"groups.{part.group}") if part.group else None
        return tuple(
            RequirementGroup(name if name[0] != " " else None, titles[name], tuple(lines))
            for name, lines in groups.items()
        )

    def supplied(self) -> tuple[RequirementLine, ...]:
        """Return the papers that the person need not bring."""
        return tuple(
            self._requirement(part) for part in self.service.requirements if part.supplied_by != Supplier.APPLICANT
        )

    def _requirement(self, part: Requirement) -> RequirementLine:
        document = self.bundle.facts(Kind.DOCUMENT, part.document)
        issuer = document.issued_by_service if document else None
        return RequirementLine(
            part.id,
            part.document,
            self.title_of(Kind.DOCUMENT, part.document),
            self.wording.text(f"requirements.{part.id}"),
            part.form,
            part.number,
            part.per,
            part.kept,
            part.not_older_than,
            part.translated,
            part.legalised,
            part.supplied_by.value,
            self._source(part) if part.supplied_by != Supplier.APPLICANT else None,
            self.card_of(Kind.SERVICE, issuer) if issuer else None,
            self.applies(part.when),
            part.channels,
            self.origin("requirements", part.id),
        )

    def _source(self, part: Requirement) -> Text | None:
        if part.supplier:
            return self.title_of(Kind.ORGANISATION, part.supplier)
        document = self.bundle.facts(Kind.DOCUMENT, part.document)
        if document is not None and document.issued_by_organisation:
            return self.title_of(Kind.ORGANISATION, document.issued_by_organisation)
        return self.issuer_of(part.document)

    def issuer_of(self, document: str) -> Text | None:
        """Return the words by which a document says who issues it."""
        live = self.bundle.get((Kind.DOCUMENT, document))
        words = live.words.get(self.language) if live else None
        issuer = words.sections.get("issuer") if words else None
        return Text(issuer, self.language) if isinstance(issuer, str) else None

    def fees(self) -> tuple[FeeLine, ...]:
        """Return the fees with the amounts of the day and those that follow."""
        return tuple(self._fee(part) for part in self.service.fees)

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

    def times(self) -> tuple[TimeLine, ...]:
        """Return how long it takes."""
        return tuple(
            TimeLine(
                part.id,
                part.usual,
                part.maximum,
                self.wording.text(f"times.{part.id}"),
                self.applies(part.when),
                part.channels,
                self.origin("times", part.id),
            )
            for part in self.service.times
        )

    def deadlines(self) -> tuple[DeadlineLine, ...]:
        """Return until when it must be done, in words."""
        lines = []
        for part in self.service.deadlines:
            span = deadline_span(part)
            say = partial(self._say, deadline=formats.span(span, self.language)) if span else self.wording.text
            lines.append(
                DeadlineLine(
                    part.id,
                    say(f"deadlines.{part.id}") or self.text(f"deadlines.{part.id}"),
                    say(f"deadlines.{part.id}.late"),
                    self.applies(part.when),
                    self.law(part.law),
                    self.origin("deadlines", part.id),
                )
            )
        return tuple(lines)

    def _say(self, key: str, **values: str) -> Text | None:
        return self.wording.text(key, **values)

    def exceptions(self) -> tuple[ExceptionLine, ...]:
        """Return the special cases."""
        return tuple(
            ExceptionLine(
                part.id,
                self.text(f"exceptions.{part.id}.title"),
                self.text(f"exceptions.{part.id}"),
                self.applies(part.when),
                self.origin("exceptions", part.id),
            )
            for part in self.service.exceptions
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

    def files(self) -> tuple[FileLine, ...]:
        """Return forms and leaflets."""
        return tuple(
            FileLine(
                part.id, self.text(f"files.{part.id}"), part.address, part.type, part.bytes, part.pages, part.language
            )
            for part in self.service.files
        )

    def steps(self, channel: str) -> tuple[Text, ...]:
        """Return what one does in a channel, in order."""
        return tuple(
            self.text(f"steps.{part.id}")
            for part in self.service.steps
            if not part.channels or channel in part.channels
        )

    def laws(self) -> tuple[LawLine, ...]:
        """Return the legal bases."""
        lines = (self.law(reference) for reference in self.service.laws)
        return tuple(line for line in lines if line is not None)

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


def all_parts(service: Service) -> tuple[Part, ...]:
    """Return every part of a service that may hold a condition."""
    return (
        *service.criteria,
        *service.channels,
        *service.requirements,
        *service.fees,
        *service.waivers,
        *service.times,
        *service.deadlines,
        *service.steps,
        *service.exceptions,
        *service.outputs,
    )
