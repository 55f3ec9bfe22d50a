"""The start payload by which a link or a QR code opens the chat: a language, and the code of a plan or a service.

At most 64 letters, digits, `_` and `-`, as messengers allow. It says nothing that the code does not say: nobody's
name, no secret, no right. `fr_PXXXX` is a plan, `fr_DXXXX` a slip, `ar_2101_2` a service in the place of that number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.languages import languages
from catalogue.plans.code import is_plan_code, is_sound_plan_code, normalise
from catalogue.plans.slip import is_slip_code, is_sound_slip_code

LONGEST = 64
"""Characters of a start payload."""

_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_SERVICE = re.compile(r"[0-9]{4,6}", re.ASCII)
_PLACE = re.compile(r"[0-9]{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Payload:
    """What a start payload says, before anybody has looked whether the catalogue knows it."""

    language: str | None
    plan: str | None = None
    """The code of a plan, normalised."""
    slip: str | None = None
    """The code of a slip of what is still needed, normalised."""
    service: str | None = None
    """The spoken code of a service."""
    place: int | None = None
    """The number of the place for which the service is wanted; a plan's code carries its own."""


def write_payload(language: str | None, code: str, place: int | None = None) -> str:
    """Return the payload for the code of a plan or a slip, or for a service's spoken code and the number of a place.

    Where language and code are too long together, the language is dropped. Raises `ValueError` for what is
    neither code.
    """
    if is_plan_code(code) or is_slip_code(code):
        clean = normalise(code)
        spoken_for = f"{language}_{clean}" if language else clean
        return spoken_for if len(spoken_for) <= LONGEST else clean
    if not _SERVICE.fullmatch(code):
        raise ValueError("neither the code of a plan nor of a service")
    parts = [language, code, None if place is None else str(place)]
    return "_".join(part for part in parts if part)


def looks_mistyped(text: str) -> bool:
    """Tell whether a text is written like the code of a plan or a slip – one piece, with a digit – and is none."""
    typed = text.strip()
    in_one_piece = not any(character.isspace() for character in typed)
    if not (in_one_piece and any(character.isdecimal() for character in typed)):
        return False
    shaped = is_plan_code(typed) or is_slip_code(typed)
    return shaped and not (is_sound_plan_code(typed) or is_sound_slip_code(typed))


def split_payload(text: str) -> Payload | None:
    """Return what a payload says, or None for what nobody has written. Never raises."""
    if not _SHAPE.fullmatch(text):
        return None
    first, _, rest = text.partition("_")
    language, code = (first, rest) if first in languages() else (None, text)
    if is_plan_code(code):
        return Payload(language, plan=normalise(code))
    if is_slip_code(code):
        return Payload(language, slip=normalise(code))
    service, _, place = code.partition("_")
    if not _SERVICE.fullmatch(service) or (place and not _PLACE.fullmatch(place)) or code.endswith("_"):
        return None
    return Payload(language, service=service, place=int(place) if place else None)
