"""The question that was asked last, should the person write it anew: where it stood, what was known, what was said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from bots.dialogue.memory import Memory


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the channel numbers it. Its words are not kept."""

    number: int
    """The number of the person's message."""
    before: Memory
    """What was remembered before it was answered."""
    said: tuple[int, ...] = ()
    """The numbers of the messages that answered it, as far as they are known to have arrived."""
    answer: int | None = None
    """The number under which its reply is sent."""

    @classmethod
    def of(cls, number: int, before: Memory, now: datetime) -> Self:
        """Return a question that is about to be answered. The catalogue's words of the one before go on to nobody."""
        return cls(number, before.with_terms((), now))

    def heard(self, said: int) -> Self:
        """Return the question with one more message that answered it."""
        return replace(self, said=(*self.said, said))

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {"number": self.number, "before": self.before.to_plain(), "said": list(self.said), "answer": self.answer}

    @classmethod
    def from_plain(cls, plain: object) -> Self | None:
        """Return the question that JSON carries; None for anything else."""
        if not isinstance(plain, dict) or not isinstance(plain.get("number"), int):
            return None
        said, answer = plain.get("said"), plain.get("answer")
        return cls(
            plain["number"],
            Memory.from_plain(plain.get("before")),
            tuple(one for one in said if isinstance(one, int)) if isinstance(said, list) else (),
            answer if isinstance(answer, int) else None,
        )
