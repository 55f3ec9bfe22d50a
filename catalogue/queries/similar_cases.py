"""Earlier cases like this one: about the same, and in the same words. Clerks answer alike what is alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.inquiries.numbers import shown_number
from catalogue.models import Inquiry, InquiryMessage
from catalogue.queries.cases import reached_by
from catalogue.read_models.inquiry import Similar
from catalogue.read_models.text import Text
from catalogue.rights import Person
from catalogue.search.words import analyse

if TYPE_CHECKING:
    from catalogue.context import Reading

SHOWN = 3
LOOKED_THROUGH = 300
"""The newest answered cases that are compared."""
LEAST_ALIKE = 0.15
"""A case about something else needs so much of the words in common, by Jaccard's measure."""


def list_similar(reading: Reading, person: Person, number: str) -> tuple[Similar, ...]:
    """Return answered cases that are like a case and that this person may read, the most alike first."""
    session = reading.session
    this = session.scalars(select(Inquiry).where(Inquiry.number == number)).first()
    if this is None:
        return ()
    others = session.scalars(
        select(Inquiry)
        .where(Inquiry.answered_at.is_not(None), Inquiry.id != this.id, reached_by(reading, person))
        .order_by(Inquiry.answered_at.desc(), Inquiry.id)
        .limit(LOOKED_THROUGH)
    ).all()
    messages: dict[int, list[InquiryMessage]] = {}
    ids = [this.id, *(other.id for other in others)]
    for row in session.scalars(
        select(InquiryMessage).where(InquiryMessage.inquiry_id.in_(ids)).order_by(InquiryMessage.id)
    ):
        messages.setdefault(row.inquiry_id, []).append(row)
    ours = _words(messages.get(this.id, []))
    ranked = []
    for other in others:
        said = messages.get(other.id, [])
        asked = next((row for row in said if row.side == "person"), None)
        answer = next((row for row in reversed(said) if row.side == "office"), None)
        if asked is None or answer is None or other.answered_at is None:
            continue
        theirs = _words(said)
        alike = len(ours & theirs) / max(1, len(ours | theirs))
        same = this.about_key is not None and (this.about_kind, this.about_key) == (other.about_kind, other.about_key)
        if same or alike >= LEAST_ALIKE:
            ranked.append((same, alike, other, asked, answer))
    ranked.sort(key=lambda row: (row[0] + row[1], row[2].number), reverse=True)
    zone = reading.country.zone
    return tuple(
        Similar(
            other.number,
            shown_number(other.number),
            other.answered_at.astimezone(zone).date(),
            Text(asked.text, asked.language),
            Text(answer.text, answer.language),
        )
        for _, _, other, asked, answer in ranked[:SHOWN]
    )


def _words(messages: list[InquiryMessage]) -> frozenset[str]:
    first = next((row for row in messages if row.side == "person"), None)
    return frozenset(analyse(first.text, first.language)) if first else frozenset()
