"""What is wrong with a case that somebody sends, in sentences, each beside its field."""

from __future__ import annotations

from flask_babel import gettext

from catalogue.commands.inquiries.cases import LONGEST_TEXT
from catalogue.errors import BadInquiry
from furniture.labels import N_

_SENTENCES: dict[tuple[str, str], str] = {
    ("kind", "empty"): N_("Choose what it is."),
    ("kind", "unknown"): N_("Choose what it is."),
    ("text", "empty"): N_("Write what it is about."),
    ("text", "too_long"): N_("This is too long. Please write at most %(number)s characters."),
    ("mail", "no_mail"): N_("Type a mail address, such as name@example.org, or leave it out."),
    ("organisation", "empty"): N_("Choose an organisation."),
    ("organisation", "unknown"): N_("Choose an organisation."),
    ("outcome", "empty"): N_("Choose what came of it."),
}
_OTHERWISE = N_("Please look at this again.")


def errors_of(fault: BadInquiry) -> list[tuple[str, str]]:
    """Return pairs of a field's id and a sentence."""
    return [
        (field, gettext(_SENTENCES.get((field, what), _OTHERWISE), number=LONGEST_TEXT)) for field, what in fault.faults
    ]
