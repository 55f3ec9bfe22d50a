"""Whether a mail waits to be sent; asked every few seconds, so it asks for one row of an index only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.models import InquiryMail

if TYPE_CHECKING:
    from catalogue.context import Reading


def is_mail_due(reading: Reading) -> bool:
    """Tell whether a mail is due now."""
    waits = (InquiryMail.sent_at.is_(None), InquiryMail.given_up_at.is_(None), InquiryMail.due_at <= reading.now)
    return reading.session.scalars(select(InquiryMail.id).where(*waits).limit(1)).first() is not None
