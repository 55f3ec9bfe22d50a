"""The lines of a service page: each part of a merged service as one reader sees it."""

from __future__ import annotations

from functools import partial

from catalogue.facts import Kind
from catalogue.facts.base import Duration
from catalogue.facts.document import Requirement, Supplier
from catalogue.facts.money import LawReference
from catalogue.files.check.walking import walk
from catalogue.languages import formats
from catalogue.queries.service_money import MoneyLines
from catalogue.queries.values import deadline_span
from catalogue.read_models.service_lines import (
    CriterionLine,
    DeadlineLine,
    ExceptionLine,
    FileLine,
    LawLine,
    RequirementGroup,
    RequirementLine,
    TimeLine,
)
from catalogue.read_models.text import Text


class ServiceLines(MoneyLines):
    """A merged service with all that its lines need; each method returns one section of the page."""

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
            part.sometimes,
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
            say = partial(self._say, span) if span else self.wording.text
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

    def _say(self, span: Duration, key: str) -> Text | None:
        # The span is written in the language of the sentence it stands in, which is not the reader's where words
        # fell back.
        said = self.wording.sections.get(key)
        return self.wording.text(key, deadline=formats.span(span, said.language)) if said else None

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

    def rests_on_a_newer_law(self) -> bool:
        """Tell whether a law has changed since the service, or any part of it as it is here, was checked under it."""
        references = (part for _, part in walk(self.service) if isinstance(part, LawReference))
        return any(line.newer for line in map(self.law, references) if line is not None)
