"""Facts repeated in words: an amount, a percentage or a span that a fact of the object carries already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from catalogue.errors import Problem
from catalogue.facts import Document, Facts, Kind, LifeEvent, Service
from catalogue.facts.base import Duration, Unit
from catalogue.facts.money import Fee, Waiver
from catalogue.facts.service import Deadline, Output
from catalogue.facts.words import PLACEHOLDER
from catalogue.files.check.walking import list_seen, walk
from catalogue.files.content import Content
from catalogue.languages import languages
from catalogue.languages.formats import currency_names

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,٫]\d{1,2})?(?!\d)|\d+(?:[.,٫٬'’]\d+)*"
"""A number as any of the languages writes it, with its separators."""
_GAP = r"[ \u00a0\u202f-]?"
_DIGIT = re.compile(r"\d")
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_SILENT = frozenset({"aliases", "questions"})
"""Sections that hold what people type, not what the state says."""

Carried = dict[tuple[str, Decimal], tuple[str, ...]]
"""What facts carry: unit and value → the placeholders that say it."""


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield each number with a currency, a percent sign or a unit of time that repeats a fact of the object.

    The sections of a life event's step must not repeat the facts of its service either.
    """
    pack = content.pack
    if pack is None:
        return
    for seen in list_seen(content, Kind.SERVICE, Kind.VARIANT, Kind.DOCUMENT, Kind.LIFE_EVENT):
        own = carried_by(seen.facts, pack.currency)
        of_steps = dict(_of_steps(content, seen.facts, pack.currency))
        for language, words in sorted(seen.entry.words.items()):
            if language not in languages():
                continue
            for key, text in words.sections.items():
                names = key.split(".")
                of_step = of_steps.get(names[1], {}) if names[0] == "steps" and len(names) > 1 else {}
                if key not in _SILENT and (own or of_step):
                    joined = text if isinstance(text, str) else "\n".join(text)
                    path = seen.entry.words_path(language)
                    yield from _repetitions(path, key, joined, {**of_step, **own}, language)


def _repetitions(path: str, key: str, text: str, carried: Carried, language: str) -> Iterator[Problem]:
    currencies = frozenset(unit for unit, _ in carried if unit.isupper())
    for written, unit, value in find_quantities(text, language, currencies):
        if (unit, value) in carried:
            placeholders = " or ".join(f"{{{name}}}" for name in carried[unit, value])
            remedy = f"Write {placeholders}." if placeholders else "Leave it out: the page shows it from the facts."
            yield Problem(path, key, f"“{written}” repeats a fact.", remedy)


def _of_steps(content: Content, facts: Facts, currency: str) -> Iterator[tuple[str, Carried]]:
    for step in facts.steps if isinstance(facts, LifeEvent) else ():
        service = content.find_facts(Kind.SERVICE, step.service)
        if service is not None:
            yield step.id, dict.fromkeys(carried_by(service, currency), ())


def carried_by(facts: Facts, currency: str) -> Carried:
    """Return every amount, percentage and span that the facts carry, and the placeholders for each."""
    carried: Carried = {}

    def carry(unit: str, value: Decimal | int, placeholder: str) -> None:
        known = carried.setdefault((unit, Decimal(value)), ())
        if placeholder and placeholder not in known:
            carried[unit, Decimal(value)] = (*known, placeholder)

    def carry_span(span: Duration | None, placeholder: str) -> None:
        if span is not None:
            for unit in {str(span.unit), Unit.DAYS.value} if span.unit is Unit.WORKING_DAYS else {str(span.unit)}:
                carry(unit, span.value, placeholder)

    for _, part in walk(facts):
        if isinstance(part, Fee | Output):
            name = "fee" if isinstance(part, Fee) else "output"
            for period in part.amounts:
                for amount in (period.amount, period.minimum, period.maximum):
                    if amount:
                        carry(part.currency or currency, amount, f"{name}.{part.id}")
        if isinstance(part, Waiver):
            carry("percent", part.percent, f"waiver.{part.id}")
        if isinstance(part, Deadline):
            for offset in filter(None, (part.until, part.not_before)):
                first = offset is (part.until or part.not_before)
                of_service = f"deadline.{part.id}" if isinstance(facts, Service) else "deadline"
                carry_span(offset.duration, of_service if first else "")
    if isinstance(facts, Service):
        for time in facts.times:
            carry_span(time.promised, f"time.{time.id}")
            carry_span(time.usual, "")
        for requirement in facts.requirements:
            carry_span(requirement.not_older_than, f"age.{requirement.id}")
        for output in facts.outputs:
            carry_span(output.valid_for, f"valid.{output.id}")
            carry_span(output.collect_within, f"collect.{output.id}")
            carry_span(output.renew_before, "")
    if isinstance(facts, Document):
        carry_span(facts.valid_for, "")
    return carried


@cache
def _pattern(language: str, currencies: frozenset[str]) -> tuple[re.Pattern[str], dict[str, str]]:
    units = languages()[language].units_in_text
    named = {f"u{index}": unit for index, unit in enumerate((Unit.WORKING_DAYS.value, *units))}
    after = [f"(?P<{group}>{units[unit]})" for group, unit in named.items()]
    before = []
    for index, currency in enumerate(sorted(currencies)):
        # Longest first, so that a name is not cut short by its own beginning.
        names = "|".join(re.escape(name) for name in sorted(currency_names(currency, language), key=lambda n: -len(n)))
        named.update({f"a{index}": currency, f"b{index}": currency})
        after.append(f"(?P<a{index}>(?:{names})s?)(?![A-Za-z])")
        before.append(f"(?P<b{index}>(?:{names}){_GAP})")
    named.update(p0="percent", p1="percent")
    before.append("(?P<p0>百分之|[%٪％])")
    after.append("(?P<p1>[%٪％])")
    return re.compile(
        rf"(?:{'|'.join(before)})?(?<![\d.,])(?P<number>{NUMBER})(?:{_GAP}(?:{'|'.join(after)}))?", re.IGNORECASE
    ), named


def value_of(text: str) -> Decimal:
    """Return a number in any digits: the last separator is decimal when one or two digits follow it."""
    digits = "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text)
    parts = re.split(r"[^0-9]+", digits)
    decimal = len(parts) > 1 and len(parts[-1]) <= 2
    return Decimal("".join(parts[:-1]) + "." + parts[-1]) if decimal else Decimal("".join(parts))


def find_quantities(text: str, language: str, currencies: frozenset[str]) -> Iterator[tuple[str, str, Decimal]]:
    """Yield what is written, unit and value of every number with a unit, as a reader of the language sees it.

    Units are those of `Unit`, `percent`, and the codes of the currencies. Numbers without a unit – years, articles,
    codes – are passed over.
    """
    if not _DIGIT.search(text):
        return
    pattern, named = _pattern(language, currencies)
    for match in pattern.finditer(_LINK_TARGET.sub("]", PLACEHOLDER.sub(" ", text))):
        for group, unit in named.items():
            if match[group]:
                yield match[0].strip(), unit, value_of(match["number"])
                break
