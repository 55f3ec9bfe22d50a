"""What became of cases: how many, answered in time or late, and how long that took against what was promised."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from catalogue.figures.spans import Span
from catalogue.figures.thresholds import HIDDEN, figure, protect, tell_both
from catalogue.inquiries.deadlines import PROMISED
from catalogue.inquiries.kinds import InquiryKind
from catalogue.models import Inquiry
from catalogue.queries.figures.sight import sight_of
from catalogue.read_models.figures import CaseFigures, Cases

if TYPE_CHECKING:
    from catalogue.context import Reading
    from catalogue.rights import Person


def get_cases(reading: Reading, person: Person, span: Span, *, organisation: str | None = None) -> Cases:
    """Return the cases that were received in a span by the organisations that somebody sees. Raises `NotAllowed`.

    A case is late when its person had to be told so; whoever has it now, it is among those of the organisation that
    owes the answer.
    """
    sight = sight_of(reading, person, organisation)
    zone = reading.country.zone
    rows = reading.session.execute(
        select(Inquiry.kind, Inquiry.organisation, Inquiry.received_at, Inquiry.answered_at, Inquiry.notified_at).where(
            Inquiry.received_at >= datetime.combine(span.since, time(), zone),
            Inquiry.received_at < datetime.combine(span.until + timedelta(days=1), time(), zone),
        )
    ).all()
    mine = [row for row in rows if sight.organisations is None or row.organisation in sight.organisations]
    return Cases(span, tuple(_figures(kind, [row for row in mine if row.kind == kind]) for kind in InquiryKind))


def _figures(kind: InquiryKind, rows: Sequence[Any]) -> CaseFigures:
    answered = [row for row in rows if row.answered_at is not None]
    parts = protect((len(answered), len(rows) - len(answered)))
    told = parts[0] if parts else HIDDEN
    in_time, late, days = HIDDEN, HIDDEN, None
    if told.value is not None:
        punctual = sum(row.notified_at is None for row in answered)
        in_time, late = tell_both(punctual, len(answered) - punctual)
        if answered:
            spans = sorted((row.answered_at - row.received_at).days for row in answered)
            days = spans[math.ceil(len(spans) / 2) - 1]
    return CaseFigures(kind, figure(len(rows)), told, in_time, late, days, PROMISED[kind])
