"""What became of cases: how many, answered in time or late, and how long that took against what was promised."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from catalogue.facts import Kind
from catalogue.figures.nested import Nested, Node, protect_nested
from catalogue.figures.spans import Span
from catalogue.figures.thresholds import HIDDEN, Figure
from catalogue.inquiries.deadlines import PROMISED
from catalogue.inquiries.kinds import InquiryKind
from catalogue.models import Inquiry
from catalogue.queries.figures.sight import sight_of
from catalogue.queries.standing import get_standings
from catalogue.read_models.figures import CaseFigures, Cases

if TYPE_CHECKING:
    from catalogue.context import Reading
    from catalogue.rights import Person


def get_cases(reading: Reading, person: Person, span: Span, *, organisation: str | None = None) -> Cases:
    """Return the cases that were received in a span by the organisations that somebody sees. Raises `NotAllowed`.

    A case is late when its person had to be told so; whoever has it now, it is among those of the organisation that
    owes the answer. What is told of an organisation is the same for all who see it, and tells of no other one, beside
    what is told of the whole.
    """
    sight = sight_of(reading, person, organisation)
    above = {one.key: one.duty.parent for one in get_standings(reading).values() if one.kind is Kind.ORGANISATION}
    rows = _received(reading, span)
    kinds = (
        _figures(kind, [row for row in rows if row.kind == kind], above, sight.organisations) for kind in InquiryKind
    )
    return Cases(span, tuple(kinds))


def get_all_cases(reading: Reading, span: Span) -> Cases:
    """Return what everybody is told of the cases that were received in a span: those of the whole country."""
    rows = _received(reading, span)
    return Cases(
        span, tuple(_figures(kind, [row for row in rows if row.kind == kind], {}, None) for kind in InquiryKind)
    )


def _received(reading: Reading, span: Span) -> Sequence[Any]:
    zone = reading.country.zone
    return reading.session.execute(
        select(Inquiry.kind, Inquiry.organisation, Inquiry.received_at, Inquiry.answered_at, Inquiry.notified_at).where(
            Inquiry.received_at >= datetime.combine(span.since, time(), zone),
            Inquiry.received_at < datetime.combine(span.until + timedelta(days=1), time(), zone),
        )
    ).all()


def _figures(
    kind: InquiryKind, rows: Sequence[Any], above: Mapping[str, str | None], organisations: frozenset[str] | None
) -> CaseFigures:
    answered = [row for row in rows if row.answered_at is not None]
    late = [row for row in answered if row.notified_at is not None]

    def told(some: Sequence[Any], less: Sequence[Any] = ()) -> Figure:
        return _by_organisation(some, less, above).of(organisations)

    received, done, open_ = told(rows), told(answered), told(rows, answered)
    if received.value is None or open_.value is None:
        done = done if received.value is not None and done.few else HIDDEN
    punctual, delayed, days = HIDDEN, HIDDEN, None
    if done.value is not None:
        punctual, delayed = told(answered, late), told(late)
        if punctual.value is None or delayed.value is None:
            punctual = delayed = HIDDEN
        seen = [row for row in answered if organisations is None or row.organisation in organisations]
        spans = sorted((row.answered_at - row.received_at).days for row in seen)
        days = spans[math.ceil(len(spans) / 2) - 1] if spans else None
    return CaseFigures(kind, received, done, punctual, delayed, days, PROMISED[kind])


def _by_organisation(some: Sequence[Any], less: Sequence[Any], above: Mapping[str, str | None]) -> Nested:
    """Return what may be told of how many there are, less those of a second list."""
    own: Counter[Node] = Counter(row.organisation for row in some)
    own.subtract(row.organisation for row in less)
    return protect_nested(own, above)
