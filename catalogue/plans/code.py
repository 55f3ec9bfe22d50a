"""The plan code: one person's situation in a few letters, to print, to read aloud and to type. No secret, no right.

Layout, in numbers that content never uses twice: a letter for kind and format (`P` plan, `S` slip), the life event,
the catalogue's sequence number, what is there and what was left out, place, date of the event, as-of date, answers,
ticks, channel choices, and the check symbols. A later format takes other letters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from catalogue.errors import BadCode, NotFound
from catalogue.plans.bits import BitReader, BitWriter
from catalogue.plans.pathway import Numbers, Pathway, Situation
from catalogue.plans.symbols import ALPHABET, checked, is_sound, normalise, spoken, with_check
from catalogue.read_models.plan import Dropped, Tick

__all__ = ["LONGEST", "Unpacked", "is_plan_code", "is_sound_plan_code", "normalise", "pack", "spoken", "unpack"]

Kind = Literal["plan", "slip"]
LeftOut = Literal["channels", "ticks", "answers"]

LONGEST = 64
"""No code is longer: a chat's start payload holds no more."""

_LETTERS: dict[Kind, str] = {"plan": "P", "slip": "S"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_LEAVING_OUT: tuple[LeftOut, ...] = ("channels", "ticks", "answers")
_TICKS: dict[Tick, str] = {"done": "0", "waiting": "10", "not-for-me": "11"}
# The shortest code there can be, of a country that has just begun: the letter; life event, sequence, six flags and
# three empty lists in 25 bits, five symbols; the check symbols.
_SHORTEST = 9


@dataclass(frozen=True)
class Unpacked:
    """What a code says, in the ids of today's content."""

    kind: Kind
    life_event: str
    situation: Situation
    dropped: tuple[Dropped, ...]
    """What the code names and the content has no longer."""
    sequence: int
    """The catalogue's sequence number when the code was made; what changed since is told by it."""
    left_out: tuple[LeftOut, ...] = ()
    """What did not fit into the code, or had no number, when it was made."""


@dataclass(frozen=True)
class _Numbered:
    """A situation in numbers."""

    answers: tuple[tuple[int, int], ...]
    ticks: tuple[tuple[int, Tick], ...]
    channels: tuple[tuple[int, int], ...]
    missing: frozenset[LeftOut]


def is_plan_code(text: str) -> bool:
    """Tell whether a text has the shape of a plan code; whether it is one, `unpack` tells.

    It begins with a letter and is longer than any service's code, which is four to six digits.
    """
    code = normalise(text)
    return code[:1] in _KINDS and _SHORTEST <= len(code) <= LONGEST and set(code) <= set(ALPHABET)


def is_sound_plan_code(text: str) -> bool:
    """Tell whether a text is a plan code with nothing mistyped; "passport for my baby" only has the shape of one."""
    return is_plan_code(text) and is_sound(text)


def pack(situation: Situation, pathway: Pathway, kind: Kind = "plan") -> str:
    """Return the code of a situation: at most 64 letters and digits, without hyphens.

    Where everything does not fit, channel choices are left out, then ticks, then the last answers; the code says so.
    The as-of date is carried only when the person chose it. A life event without a number has no code: "".
    """
    life_event = pathway.numbers.number("life_event", pathway.id)
    if life_event is None:
        return ""
    numbered = _in_numbers(situation, pathway)
    answers = len(numbered.answers)
    # What is left out, in this order, until the rest fits; answers go one by one.
    attempts: list[tuple[frozenset[LeftOut], int]] = [
        (frozenset(_LEAVING_OUT[:count]), answers) for count in range(len(_LEAVING_OUT))
    ]
    attempts += [(frozenset(_LEAVING_OUT), count) for count in reversed(range(answers))]
    codes = (_write(kind, life_event, situation, pathway, numbered, left_out, count) for left_out, count in attempts)
    return next(code for code in codes if len(code) <= LONGEST)


def _in_numbers(situation: Situation, pathway: Pathway) -> _Numbered:
    numbers, missing = pathway.numbers, set()
    services = {step.id: step.service for step in pathway.facts.steps}
    answers, ticks, channels = [], [], []
    for question, option in situation.answers.items():
        pair = numbers.number("question", question), numbers.number(f"question/{question}/options", option)
        missing.add("answers") if None in pair else answers.append(pair)
    for step, tick in situation.ticks.items():
        number = numbers.number(f"life_event/{pathway.id}/steps", step)
        missing.add("ticks") if number is None else ticks.append((number, tick))
    for step, channel in situation.channels.items():
        pair = (
            numbers.number(f"life_event/{pathway.id}/steps", step),
            numbers.number(f"service/{services.get(step)}/channels", channel),
        )
        missing.add("channels") if None in pair else channels.append(pair)
    return _Numbered(tuple(sorted(answers)), tuple(sorted(ticks)), tuple(sorted(channels)), frozenset(missing))


def _write(
    kind: Kind,
    life_event: int,
    situation: Situation,
    pathway: Pathway,
    numbered: _Numbered,
    left_out: frozenset[LeftOut],
    answers: int,
) -> str:
    place = pathway.numbers.number("place", situation.place) if situation.place else None
    as_of = situation.as_of if situation.as_of_chosen else None
    kept_channels = () if "channels" in left_out else numbered.channels
    kept_ticks = () if "ticks" in left_out else numbered.ticks
    lost = numbered.missing | {
        name
        for name, kept, whole in (
            ("channels", len(kept_channels), len(numbered.channels)),
            ("ticks", len(kept_ticks), len(numbered.ticks)),
            ("answers", answers, len(numbered.answers)),
        )
        if kept < whole
    }
    writer = BitWriter()
    writer.number(life_event)
    writer.number(pathway.sequence, group=5)
    for present in (place, situation.event_date, as_of):
        writer.bits(present is not None, 1)
    for name in _LEAVING_OUT:
        writer.bits(name in lost, 1)
    if place is not None:
        writer.number(place)
    for day in (situation.event_date, as_of):
        if day is not None:
            writer.day(day)
    writer.pairs(numbered.answers[:answers])
    _write_ticks(writer, kept_ticks)
    writer.pairs(kept_channels)
    return with_check([ALPHABET.index(_LETTERS[kind]), *writer.symbols()])


def _write_ticks(writer: BitWriter, ticks: tuple[tuple[int, Tick], ...]) -> None:
    writer.number(len(ticks), group=2)
    before = 0
    for number, tick in ticks:
        writer.number(number - before, group=2)
        for bit in _TICKS[tick]:
            writer.bits(int(bit), 1)
        before = number


def _read_ticks(reader: BitReader) -> list[tuple[int, Tick]]:
    ticks, before = [], 0
    for _ in range(reader.number(group=2)):
        before += reader.number(group=2)
        tick: Tick = "done" if not reader.bits(1) else "not-for-me" if reader.bits(1) else "waiting"
        ticks.append((before, tick))
    return ticks


def unpack(
    code: str,
    numbers: Numbers,
    *,
    today: date,
    services_of: Callable[[str], Mapping[str, str | None]] | None = None,
) -> Unpacked:
    """Return what a code says. Accepts it as people type it.

    `today` is the as-of date unless the code carries one. `services_of` tells, for a life event, which service each
    step leads to; without it channel choices cannot be read and are named among the dropped. Raises `BadCode` for
    what is mistyped or no plan code, `NotFound` when the life event exists no longer.
    """
    clean = normalise(code)
    if not is_plan_code(clean):
        raise BadCode(code)
    letter, *symbols = checked(clean)
    try:
        return _read(_KINDS[ALPHABET[letter]], BitReader(symbols), numbers, today, services_of)
    except ValueError as wrong:
        raise BadCode(code) from wrong


def _read(
    kind: Kind,
    reader: BitReader,
    numbers: Numbers,
    today: date,
    services_of: Callable[[str], Mapping[str, str | None]] | None,
) -> Unpacked:
    life_event_number, sequence = reader.number(), reader.number(group=5)
    has_place, has_event_date, has_as_of = (reader.bits(1) for _ in range(3))
    left_out = tuple(name for name in _LEAVING_OUT if reader.bits(1))
    place_number = reader.number() if has_place else None
    event_date = reader.day() if has_event_date else None
    as_of = reader.day() if has_as_of else None
    answer_numbers, tick_numbers, channel_numbers = reader.pairs(), _read_ticks(reader), reader.pairs()
    reader.end()
    life_event = numbers.key("life_event", life_event_number)
    if life_event is None:
        raise NotFound("life_event", f"#{life_event_number}")
    dropped: list[Dropped] = []
    steps = f"life_event/{life_event}/steps"
    services = services_of(life_event) if services_of else {}

    def find(what: str, scope: str, number: int, before: str = "") -> str | None:
        key = numbers.key(scope, number)
        if key is None:
            dropped.append(Dropped(what, f"{before}#{number}"))
        return key

    answers, ticks, channels = {}, {}, {}
    for number, choice in answer_numbers:
        question = find("question", "question", number)
        option = question and find("option", f"question/{question}/options", choice, f"{question}=")
        if option:
            answers[question] = option
    for number, tick in tick_numbers:
        step = find("step", steps, number)
        if step:
            ticks[step] = tick
    for number, choice in channel_numbers:
        step = find("step", steps, number)
        channel = step and find("channel", f"service/{services.get(step)}/channels", choice, f"{step}=")
        if channel:
            channels[step] = channel
    situation = Situation(
        as_of=as_of or today,
        answers=answers,
        place=find("place", "place", place_number) if place_number is not None else None,
        event_date=event_date,
        channels=channels,
        ticks=ticks,
        as_of_chosen=as_of is not None,
    )
    return Unpacked(kind, life_event, situation, tuple(dict.fromkeys(dropped)), sequence, left_out)
