"""About what: the service or life event that a text means, by the catalogue's search, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bots.dialogue.hearing.cues import hear_beyond, hear_matters
from bots.dialogue.hearing.languages import copied_terms
from bots.dialogue.hearing.sureness import FULL_EVIDENCE, MOST_EVIDENCE, Signs, sureness
from bots.dialogue.hearing.words import Spoken
from bots.dialogue.memory import Subject
from bots.dialogue.reply import FACTS_OF_A_SERVICE, Intent
from bots.dialogue.turn import Turn
from catalogue.search.hits import Hit
from catalogue.search.signals import Signals
from catalogue.search.words import is_unspaced

SURE = 0.5
"""From this confidence on a question is answered; below it the nearest are offered."""
_LOOKED_AT = 20
_NEAREST = 3
_OWN_KINDS = ("service", "life_event")
_NAMED_KINDS = ("office", "organisation")
_WHOLE_NAME = 0.99

_OF_COPIED = 1.5
_COPIED_NAME = 0.6
"""Words that are quoted or of another script are a term that was copied, where so much of them is a name."""
_CALLED_SO = 0.6
_FOR_LIFE_EVENTS, _FOR_SERVICES = 1.4, 0.8
"""How much a life event gains when somebody asks what to do, and loses when one fact is asked for."""
_TOLD = 0.85
"""Who asks nothing and says what a life event is called, such as "my father has died", tells what has happened."""
_FOR_ITS_NAME, _ALL_OF_IT = 0.3, 8
"""How much that gains, at the most, one of whose names is what was said: an exact name is often short."""
_NAMED_SO = 0.9
"""So much of a matter stands in a name of what is called by it: a driving test is no driving licence."""
_CALLED_BESIDES = 0.8
"""Who says more than what is beyond the catalogue is answered where the rest is as much as this called so."""
_FROM_CONTEXT = 1.25
"""How much the services gain that belong to the life event of which was spoken."""


@dataclass(frozen=True, slots=True)
class FoundSubjects:
    """What was found for a text."""

    subject: Subject | None = None
    confidence: float = 0.0
    nearest: tuple[Subject, ...] = ()
    shares: tuple[tuple[Subject, float], ...] = ()
    """How much of what was needed each of the first has."""
    signs: Signs | None = None
    """What its confidence comes of; none of what was named in full."""
    beside: bool = False
    """The text asks for what the catalogue does not have, an opinion or another country's paper; for nothing found."""

    @property
    def sure(self) -> bool:
        """Tell whether the subject is worth an answer."""
        return self.subject is not None and self.confidence >= SURE

    def share(self, subject: Subject) -> float:
        """Return how much of what was needed a subject has; nothing when it was not among the first."""
        return dict(self.shares).get(subject, 0.0)


def find_subjects(
    turn: Turn, text: str, rest: str, language: str, intents: tuple[Intent, ...], around: frozenset[str] = frozenset()
) -> FoundSubjects:
    """Return what a text is about.

    `rest` is the text without the words by which it asks; `around` are the services of the life event of which was
    spoken.
    """
    found = turn.catalogue.search_index.find
    hits = found(rest, language, limit=_LOOKED_AT).hits
    if hits and hits[0].kind in _NAMED_KINDS and hits[0].signals.named >= _WHOLE_NAME:
        return FoundSubjects(_subject(hits[0]), hits[0].signals.named, _nearest(hits))
    of_rest = [hit for hit in hits if hit.kind in _OWN_KINDS]
    of_copied = [
        hit
        for term in copied_terms(text, language)
        for hit in found(term, language, limit=_LOOKED_AT).hits
        if _is_copied(hit)
    ]
    scores: dict[Subject, float] = {}
    by_subject: dict[Subject, Hit] = {}
    for weight, several in ((_OF_COPIED, of_copied), (1.0, of_rest)):
        for hit in several:
            subject = _subject(hit)
            scores[subject] = scores.get(subject, 0.0) + weight * hit.score
            by_subject.setdefault(subject, hit)
    if not scores:
        return FoundSubjects(nearest=())
    for subject in scores:
        scores[subject] *= _favour(subject, intents, around, by_subject[subject].signals.alike)
        if not around or subject.id in around:
            scores[subject] *= 1.0 + _FOR_ITS_NAME * by_subject[subject].signals.alike ** _ALL_OF_IT
    ranked = sorted(scores, key=lambda subject: -scores[subject])
    first = ranked[0]
    told = first.kind == "life_event" and Intent.LIFE_EVENT in intents
    spoken = Spoken(text, language)
    apart = _is_apart(turn, spoken, first, by_subject[first].signals.alike)
    signs = _signs(by_subject[first].signals, of_rest, bool(intents), is_unspaced(rest), told, apart)
    shares = tuple((subject, by_subject[subject].signals.coverage) for subject in ranked)
    beyond = _is_beyond(turn, spoken, rest, bool(intents), first)
    sure = 0.0 if beyond else sureness(signs)
    return FoundSubjects(first, sure, tuple(ranked[:_NEAREST]), shares, signs, beyond or (apart and sure < SURE))


def _is_copied(hit: Hit) -> bool:
    return hit.kind in _OWN_KINDS and hit.signals.named >= _COPIED_NAME


def _favour(subject: Subject, intents: tuple[Intent, ...], around: frozenset[str], alike: float) -> float:
    asks_for_facts = any(intent in FACTS_OF_A_SERVICE or intent is Intent.OVERVIEW for intent in intents)
    if subject.kind == "life_event":
        told = Intent.LIFE_EVENT in intents or (not intents and alike >= _TOLD)
        return _FOR_LIFE_EVENTS if told else _FOR_SERVICES if asks_for_facts else 1.0
    return _FROM_CONTEXT if subject.id in around else 1.0


def _signs(signals: Signals, hits: list[Hit], asks: bool, unspaced: bool, told: bool, apart: bool) -> Signs:
    scores = sorted((hit.score for hit in hits), reverse=True)
    evidence = min(signals.covered_worth, MOST_EVIDENCE) / FULL_EVIDENCE
    return Signs(
        evidence=evidence,
        named=signals.named,
        # Where nothing else was found there is no second to be far from, only how much of it names this one.
        margin=scores[0] - scores[1] if len(scores) > 1 else sum(scores) * signals.named,
        asks=asks,
        known=signals.known,
        unspaced=unspaced,
        told=told,
        alike=signals.alike,
        coverage=signals.coverage,
        plain=evidence * signals.alike,
        apart=apart,
    )


def _is_apart(turn: Turn, spoken: Spoken, subject: Subject, alike: float) -> bool:
    """Tell whether a text names a matter that a subject is not called by; `alike` is how much it is called by all."""
    return any(
        all(
            _subject(hit) != subject or hit.signals.named < _NAMED_SO or max(hit.signals.alike, alike) < _CALLED_SO
            for hit in _named_hits(turn, matter, spoken.language)
        )
        for matter in hear_matters(spoken)
    )


def _is_beyond(turn: Turn, spoken: Spoken, rest: str, asks: bool, subject: Subject) -> bool:
    """Tell whether a text asks for an opinion or another country's paper, and for nothing that a subject is called."""
    beyond = {spoken.tokens[place].folded for place in hear_beyond(spoken)}
    if not beyond or not asks:
        return bool(beyond)
    said = Spoken(rest, spoken.language)
    besides = said.standing(place for place, token in enumerate(said.tokens) if token.folded not in beyond)
    return all(
        _subject(hit) != subject or hit.signals.alike < _CALLED_BESIDES
        for hit in _named_hits(turn, besides, spoken.language)
    )


def _named_hits(turn: Turn, words: str, language: str) -> Iterable[Hit]:
    """Return what words name as they stand: an invention is spelt like an election in Arabic, and is none."""
    return turn.catalogue.search_index.find(words, language, limit=_LOOKED_AT, literally=True).hits


def _nearest(hits: Iterable[Hit]) -> tuple[Subject, ...]:
    return tuple(_subject(hit) for hit in hits if hit.kind in _OWN_KINDS)[:_NEAREST]


def _subject(hit: Hit) -> Subject:
    return Subject(hit.kind, hit.id)
