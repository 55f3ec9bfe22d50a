"""About what: the service or life event that a text means, by the catalogue's search, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from bots.dialogue.memory import Subject
from bots.dialogue.turn import Turn
from catalogue.search.hits import Hit

_LOOKED_AT = 10
_NEAREST = 3
SURE = 0.5
"""From this confidence on a question is answered; below it the nearest are offered."""
_OWN_KINDS = ("service", "life_event")
_NAMED_KINDS = ("office", "organisation")


@dataclass(frozen=True, slots=True)
class FoundSubjects:
    """What was found for a text."""

    subject: Subject | None
    confidence: float
    nearest: tuple[Subject, ...]
    shares: tuple[tuple[Subject, float], ...] = ()
    """How much of the text each of the first has."""

    @property
    def sure(self) -> bool:
        """Tell whether the subject is worth an answer."""
        return self.subject is not None and self.confidence >= SURE


def find_subjects(turn: Turn, text: str, rest: str, language: str) -> FoundSubjects:
    """Return what a text is about. `rest` is the text without the words by which it asks."""
    hits = turn.catalogue.search_index.find(rest, language, limit=_LOOKED_AT).hits
    own = [hit for hit in hits if hit.kind in _OWN_KINDS]
    if hits and hits[0].kind in _NAMED_KINDS and hits[0].signals.named >= 0.99:
        return FoundSubjects(_subject(hits[0]), confidence_of(hits[0]), tuple(map(_subject, own[:_NEAREST])))
    if not own:
        return FoundSubjects(None, 0.0, ())
    return FoundSubjects(
        _subject(own[0]),
        confidence_of(own[0]),
        tuple(map(_subject, own[:_NEAREST])),
        tuple((_subject(hit), hit.signals.coverage) for hit in own),
    )


def confidence_of(hit: Hit) -> float:
    """Return from 0 to 1 how sure it is that a hit is what was meant."""
    signals = hit.signals
    return min(1.0, 0.5 * signals.coverage + 0.5 * signals.named)


def _subject(hit: Hit) -> Subject:
    return Subject(hit.kind, hit.id)
