"""Questions that are written anew: the answer to one just asked takes the place of the answer that stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bots.conversations.asked import Asked
from bots.conversations.held import Held
from bots.telegram.render import Part


@dataclass(frozen=True, slots=True)
class Written:
    """A message of a person."""

    number: int
    is_edited: bool = False
    """It was there before, and reads differently now."""


def question(held: Held, written: Written | None, now: datetime) -> Asked | None:
    """Return the question that is to be answered: from what was known before it, where it was the last one."""
    if written is None:
        return None
    if _is_last(held, written) and held.asked is not None:
        return held.asked
    return Asked.of(written.number, held.memory, now)


def placed(parts: Sequence[Part], held: Held, written: Written | None) -> list[Part]:
    """Return the parts of the answer where the person looks for it.

    That to the last question takes the place of what was said before; that to an earlier one refers to it.
    """
    if written is None or not written.is_edited or not parts:
        return list(parts)
    if not _is_last(held, written) or held.asked is None:
        return [{**parts[0], "answers": written.number}, *parts[1:]]
    said = list(held.asked.said)
    changed = [{**part, "in_place_of": said.pop(0)} if said and "text" in part else part for part in parts]
    return [*changed, *({"delete": number} for number in said)]


def _is_last(held: Held, written: Written) -> bool:
    return written.is_edited and held.asked is not None and held.asked.number == written.number
