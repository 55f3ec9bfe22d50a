"""What placeholders stand for: a service's amounts, spans and percentages as a reader of one language writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from catalogue.facts import Kind, Service
from catalogue.facts.base import Duration, Part
from catalogue.facts.money import Fee, Period
from catalogue.facts.service import Deadline, Output
from catalogue.languages import formats
from catalogue.queries.live import Bundle
from catalogue.queries.wording import ValueOf

Named = TypeVar("Named", bound=Part)

TitleOf = Callable[[Kind, str, str], str | None]
"""Given a kind, a key and a language: the title of the object, where it is at hand."""


def service_values(service: Service, as_of: date, currency: str, title_of: TitleOf) -> ValueOf:
    """Return what a service's placeholders stand for on a day; unknown names stand for nothing."""

    def value_of(language: str, placeholder: str) -> str | None:
        name, _, key = placeholder.partition(".")
        match name:
            case "fee":
                return _amount(_part(service.fees, key), as_of, currency, language)
            case "output":
                return _amount(_part(service.outputs, key), as_of, currency, language)
            case "deadline":
                return _span(deadline_span(_part(service.deadlines, key)), language)
            case "time":
                time = _part(service.times, key)
                return _span(time.promised if time else None, language)
            case "valid":
                output = _part(service.outputs, key)
                return _span(output.valid_for if output else None, language)
            case "collect":
                output = _part(service.outputs, key)
                return _span(output.collect_within if output else None, language)
            case "age":
                requirement = _part(service.requirements, key)
                return _span(requirement.not_older_than if requirement else None, language)
            case "waiver":
                waiver = _part(service.waivers, key)
                return formats.percent(waiver.percent, language) if waiver else None
            case _:
                return title_value(title_of, language, placeholder)

    return value_of


def titles_in(bundle: Bundle) -> TitleOf:
    """Return the reader of titles in a bundle; one that is not translated comes in the language it has."""

    def title_of(kind: Kind, key: str, language: str) -> str | None:
        found = bundle.get((kind, key))
        titles = found.titles if found else {}
        return next((titles[code][0] for code in (language, *titles) if code in titles), None)

    return title_of


def title_value(title_of: TitleOf, language: str, placeholder: str) -> str | None:
    """Return the title that `{document.…}` or `{service.…}` stands for, or None."""
    name, _, key = placeholder.partition(".")
    if name not in (Kind.DOCUMENT, Kind.SERVICE):
        return None
    return title_of(Kind(name), key, language)


def deadline_span(deadline: Deadline | None) -> Duration | None:
    """Return the span that `{deadline}` stands for: until when, or else from when."""
    if deadline is None:
        return None
    offset = deadline.until or deadline.not_before
    return offset.duration if offset else None


def _part(parts: Iterable[Named], key: str) -> Named | None:
    return next((part for part in parts if part.id == key), None)


def _amount(part: Fee | Output | None, as_of: date, currency: str, language: str) -> str | None:
    if part is None:
        return None
    covering = next((period for period in part.amounts if period.covers(as_of)), None)
    period = covering or _nearest_period(part.amounts, as_of)
    if period is None:
        return None
    if period.unknown:
        return formats.not_known(language)
    minimum = period.amount if period.amount is not None else period.minimum
    maximum = period.amount if period.amount is not None else period.maximum
    return formats.money_range(minimum, maximum, part.currency or currency, language)


def _nearest_period(periods: tuple[Period, ...], day: date) -> Period | None:
    # Between periods, or before the first, words speak of the next amount; after the last, of the last there was.
    later = [period for period in periods if period.valid_from > day]
    if later:
        return min(later, key=lambda period: period.valid_from)
    return max(periods, key=lambda period: period.valid_from, default=None)


def _span(duration: Duration | None, language: str) -> str | None:
    return None if duration is None else formats.span(duration, language)
