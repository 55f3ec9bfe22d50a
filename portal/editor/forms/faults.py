"""What the facts refuse, told to the person who filled in the form: a sentence beside the field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from pydantic import ValidationError

from catalogue.facts.base import ID_PATTERN
from furniture.labels import N_
from portal.editor.forms.groups import Group

Faults = dict[str, list[str]]
"""By name of the control: what is wrong with it, in the language of the page."""

FORM = "facts"
"""The id of the whole form, for what belongs to no control."""

FILL_IN = N_("Fill this in.")
CHOOSE = N_("Choose one of the list.")

OF_PATTERNS: Mapping[str, str] = {
    rf"^{ID_PATTERN}$": N_("Use small letters, digits and single hyphens only."),
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$": N_("Write an email address, such as desk@example.org."),
    r"^\+?[0-9][0-9 ]{2,24}$": N_("Write digits and spaces, with + and the country code in front."),
    r"^https://[^\s]+$": N_("Write a web address that begins with https:// and has no spaces."),
    r"^[A-Z]{3}$": N_("Write three capital letters, such as EUR."),
    r"^[1-9][0-9]{3,5}$": N_("Write four to six digits, the first not 0."),
    r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$": N_("Write month and day, such as 05-01."),
}
OF_TYPES: tuple[tuple[str, str], ...] = (
    ("missing", FILL_IN),
    ("enum", CHOOSE),
    ("literal_error", CHOOSE),
    ("decimal_max_places", N_("Write an amount with two decimals at most, such as 12.50.")),
    ("date", N_("Write a date, such as 2026-12-31.")),
    ("time", N_("Write a time of day, such as 08:30.")),
    ("int", N_("Write a whole number in digits.")),
    ("decimal", N_("Write a number in digits, such as 12.50.")),
    ("float", N_("Write a number in digits, such as 38.71.")),
    ("phrase", N_("Write a whole number and choose its unit.")),
    ("tuple_type", N_("Choose at least one answer.")),
    ("too_short", N_("Give at least one.")),
    ("string_too_long", N_("This is too long.")),
    ("greater_than_equal", N_("It must be at least %(number)s.")),
    ("greater_than", N_("It must be more than %(number)s.")),
    ("less_than_equal", N_("It must be at most %(number)s.")),
)
"""What the type of a fault begins with, and the sentence for it; the first that fits."""

OF_RULES: Mapping[str, str] = {
    "is no day with a time of day": N_("Fill in the day and the time of day."),
    "a condition holds exactly one of": N_("Complete the condition, or choose “No condition”."),
    "name the service or the organisation": N_("Name the service or the organisation that issues it, not both."),
    "two options have the same id": N_("Two answers have the same short name."),
    "a range needs both": N_("A range needs both “At least” and “At most”."),
    "give exactly one of: amount": N_("Give an amount, or a range, or tick that it is not known."),
    "the minimum is above": N_("“At least” is more than “At most”."),
    "the period ends before": N_("The last day is before the first."),
    "the band of lateness ends": N_("The last day is before the first."),
    "a fee that has ended": N_("A fee that has ended needs a last day in every period."),
    "the notice ends before": N_("It ends before it begins."),
    "it closes before it opens": N_("It closes before it opens."),
    "give both opens and closes": N_("Fill in both times, or neither if it is closed."),
    "the exception ends before": N_("The last day is before the first."),
    "a language is named twice": N_("A language is named twice."),
    "is no time zone": N_("This time zone is not known. Write a name such as Europe/Lisbon."),
    "a holiday has exactly one of": N_("Fill in one of: every year on, days after Easter, or dates."),
    "name exactly one of": N_("Name exactly one of these."),
    "a change is exactly one of": N_("This change is not complete."),
    "replace and add need": N_("This change is not complete."),
    "replace and remove remember": N_("This change is not complete."),
}
"""What the models themselves refuse: a piece of their message, and the sentence for a person."""

OTHERWISE = N_("This cannot be right. Please look at it again.")
NOT_FOUND = N_("There is nothing of this name.")
NOT_PUBLISHED = N_("Nothing that is published has this name. If it is a draft, publish that first.")
SAME_NAME = N_("Another entry has the same short name.")
CODE_TAKEN = N_("Another service has this code.")


def add(faults: Faults, name: str, sentence: str) -> None:
    """Add a sentence to a control, once."""
    told = faults.setdefault(name or FORM, [])
    if sentence not in told:
        told.append(sentence)


def faults_of(form: Group, typed: dict[str, Any], body: dict[str, Any]) -> Faults:
    """Return what the facts refuse in a body, by control, in the order of the form."""
    faults: Faults = {}
    try:
        form.model.from_plain(body)
    except ValidationError as fault:
        add_refused(faults, form, typed, fault)
    return faults


def add_refused(
    faults: Faults, form: Group, typed: dict[str, Any], fault: ValidationError, prefix: tuple[int | str, ...] = ()
) -> None:
    """Add what pydantic refused beside the controls that it belongs to."""
    for error in fault.errors(include_url=False):
        add(faults, form.locate(typed, "", (*prefix, *error["loc"])), _sentence(error))


def in_order(faults: Faults, names: list[str]) -> Faults:
    """Return faults in the order of the controls of the form."""
    places = {name: place for place, name in enumerate(names)}

    def place(name: str) -> int:
        return places.get(name, min((at for other, at in places.items() if other.startswith(f"{name}-")), default=0))

    return dict(sorted(faults.items(), key=lambda item: place(item[0])))


def _sentence(error: Any) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        message = str(context["error"])
        phrase = next((phrase for piece, phrase in OF_RULES.items() if piece in message), OTHERWISE)
        return gettext(phrase)
    if error["input"] in ("", None) and kind not in ("tuple_type", "phrase"):
        return gettext(FILL_IN)
    if kind == "string_pattern_mismatch":
        return gettext(OF_PATTERNS.get(context["pattern"], OTHERWISE))
    phrase = next((phrase for start, phrase in OF_TYPES if kind.startswith(start)), OTHERWISE)
    numbers = [value for name, value in context.items() if name in ("ge", "gt", "le", "lt")]
    return gettext(phrase, number=re.sub(r"\.0$", "", str(numbers[0]))) if numbers else gettext(phrase)
