"""Money: every fee has a legal basis, and its periods follow each other without overlap, gap or silent end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from catalogue.errors import Problem
from catalogue.facts import Kind
from catalogue.facts.money import Fee, Payee
from catalogue.facts.service import Output
from catalogue.files.check.walking import Seen, list_seen
from catalogue.files.content import Content


def find_problems(content: Content, as_of: date) -> Iterator[Problem]:
    """Yield fees without law, periods that overlap, days between periods, and fees whose last period is over."""
    for seen in list_seen(content, Kind.SERVICE, Kind.VARIANT):
        for path, part in seen.list_parts():
            if isinstance(part, Fee | Output):
                yield from _periods(seen, path, part)
            if isinstance(part, Fee):
                yield from _fee(seen, path, part, as_of)


def _fee(seen: Seen, path: str, fee: Fee, as_of: date) -> Iterator[Problem]:
    if fee.law is None and fee.payee is Payee.STATE:
        remedy = "Add `law` with `law` and `article`; an agent's charge has `payee: agent`."
        yield seen.problem(f"{path}.law", "The fee has no law.", remedy)
    yield from _gaps(seen, path, fee)
    if fee.period_on(as_of) is None and fee.period_after(as_of) is None and not fee.ended:
        remedy = "Add the period that follows; write `ended: true` where nothing is asked for any more."
        yield seen.problem(f"{path}.amounts", f"The fee has no amount from {as_of} on.", remedy)


def _gaps(seen: Seen, path: str, fee: Fee) -> Iterator[Problem]:
    numbered = sorted(enumerate(fee.amounts), key=lambda item: item[1].valid_from)
    for (_, earlier), (number, later) in pairwise(numbered):
        if earlier.valid_until is not None and (later.valid_from - earlier.valid_until).days > 1:
            problem = f"No amount is told for the days after {earlier.valid_until}."
            remedy = "Close the gap; write a period with `unknown: true` where the amount is not known."
            yield seen.problem(f"{path}.amounts.{number}.from", problem, remedy)


def _periods(seen: Seen, path: str, priced: Fee | Output) -> Iterator[Problem]:
    numbered = sorted(enumerate(priced.amounts), key=lambda item: item[1].valid_from)
    for (_, earlier), (number, later) in pairwise(numbered):
        if earlier.valid_until is None or later.valid_from <= earlier.valid_until:
            problem = f"The period overlaps the one from {earlier.valid_from}."
            remedy = "End the earlier one, with `until`, on the day before the later one begins."
            yield seen.problem(f"{path}.amounts.{number}.from", problem, remedy)
