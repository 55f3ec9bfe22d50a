"""The code of a slip: one service, one person's situation and the papers that are still missing. No name, no right.

Layout: the letter `D`, the service's spoken code, the catalogue's sequence number, what is there, place, date of the
event, answers, way, missing papers, and the check symbols; numbers are those of the ledger, as in a plan's code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from catalogue.errors import BadCode
from catalogue.plans.bits import BitReader, BitWriter
from catalogue.plans.code import LONGEST
from catalogue.plans.pathway import Numbers
from catalogue.plans.symbols import ALPHABET, checked, is_sound, normalise, with_check

_LETTER = "D"
# Letter, spoken code, sequence, flags, three empty lists, check symbols.
_SHORTEST = 10


@dataclass(frozen=True)
class Slip:
    """What a slip says, in the ids of today's content."""

    service: str
    place: str | None = None
    event_date: date | None = None
    way: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    """The papers that are missing, by the ids of the service's requirements."""


@dataclass(frozen=True)
class ReadSlip:
    """A slip read from its code."""

    slip: Slip
    sequence: int
    """The catalogue's sequence number when the code was made."""
    dropped: bool
    """The code names something that the content has no longer, or something had no room in it."""


def is_slip_code(text: str) -> bool:
    """Tell whether a text has the shape of a slip's code; whether it is one, `unpack_slip` tells."""
    code = normalise(text)
    return code[:1] == _LETTER and _SHORTEST <= len(code) <= LONGEST and set(code) <= set(ALPHABET)


def is_sound_slip_code(text: str) -> bool:
    """Tell whether a text is a slip's code with nothing mistyped; words that happen to have its shape are not."""
    return is_slip_code(text) and is_sound(text)


def pack_slip(slip: Slip, code: str, numbers: Numbers, sequence: int) -> str:
    """Return the code of a slip for a service with this spoken code: at most 64 letters and digits, without hyphens.

    What has no number is left out. Where all answers do not fit, the last ones are left out: the papers matter most.
    """
    answers = []
    for question, option in slip.answers.items():
        pair = numbers.number("question", question), numbers.number(f"question/{question}/options", option)
        if None not in pair:
            answers.append(pair)
    parts = f"service/{slip.service}"
    lacking = [numbers.number(f"{parts}/requirements", paper) for paper in slip.lacking]
    known = sorted(number for number in lacking if number is not None)
    complete = len(answers) == len(slip.answers) and len(known) == len(lacking)
    way = numbers.number(f"{parts}/channels", slip.way) if slip.way else None
    place = numbers.number("place", slip.place) if slip.place else None
    for count in range(len(answers), -1, -1):
        whole = complete and count == len(answers)
        written = _write(slip, code, sequence, place, way, sorted(answers)[:count], known, whole)
        if len(written) <= LONGEST:
            return written
    return ""


def _write(
    slip: Slip,
    code: str,
    sequence: int,
    place: int | None,
    way: int | None,
    answers: list[tuple[int, int]],
    lacking: list[int],
    whole: bool,
) -> str:
    writer = BitWriter()
    writer.number(int(code), group=5)
    writer.number(sequence, group=5)
    for present in (place is not None, slip.event_date is not None, way is not None, not whole):
        writer.bits(present, 1)
    if place is not None:
        writer.number(place)
    if slip.event_date is not None:
        writer.day(slip.event_date)
    if way is not None:
        writer.number(way, group=2)
    writer.pairs(answers)
    writer.number(len(lacking), group=2)
    before = 0
    for number in lacking:
        writer.number(number - before, group=2)
        before = number
    return with_check([ALPHABET.index(_LETTER), *writer.symbols()])


def unpack_slip(code: str, find: Callable[[str], tuple[str, Numbers]]) -> ReadSlip:
    """Return what a slip's code says. Accepts it as people type it.

    `find` tells, for a spoken code, the service and the numbers of all that its slips name. Raises `BadCode` for what
    is mistyped or no slip's code, and what `find` raises.
    """
    clean = normalise(code)
    if not is_slip_code(clean):
        raise BadCode(code)
    _, *symbols = checked(clean)
    try:
        return _read(BitReader(symbols), find)
    except ValueError as wrong:
        raise BadCode(code) from wrong


def _read(reader: BitReader, find: Callable[[str], tuple[str, Numbers]]) -> ReadSlip:
    spoken_code, sequence = str(reader.number(group=5)), reader.number(group=5)
    has_place, has_day, has_way, cut = (reader.bits(1) for _ in range(4))
    place_number = reader.number() if has_place else None
    day = reader.day() if has_day else None
    way_number = reader.number(group=2) if has_way else None
    answer_numbers = reader.pairs()
    papers, before = [], 0
    for _ in range(reader.number(group=2)):
        before += reader.number(group=2)
        papers.append(before)
    reader.end()
    service, numbers = find(spoken_code)
    lost = bool(cut)

    def key(scope: str, number: int | None) -> str | None:
        nonlocal lost
        found = None if number is None else numbers.key(scope, number)
        lost = lost or (number is not None and found is None)
        return found

    answers = {}
    for number, choice in answer_numbers:
        question = key("question", number)
        option = question and key(f"question/{question}/options", choice)
        if question and option:
            answers[question] = option
    slip = Slip(
        service=service,
        place=key("place", place_number),
        event_date=day,
        way=key(f"service/{service}/channels", way_number),
        answers=answers,
        lacking=tuple(found for number in papers if (found := key(f"service/{service}/requirements", number))),
    )
    return ReadSlip(slip, sequence, lost)
