"""From a text to what is asked: which questions, about what, where and when – and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bots.dialogue.hearing.cues import BEFORE_YESTERDAY, DANGER, FOLLOW_UP, MARKERS, YESTERDAY, Heard, hear_cues
from bots.dialogue.hearing.days import find_weekday_places
from bots.dialogue.hearing.languages import hear_language
from bots.dialogue.hearing.places import hear_place
from bots.dialogue.hearing.subjects import FoundSubjects, find_subjects
from bots.dialogue.hearing.words import Spoken
from bots.dialogue.memory import Subject
from bots.dialogue.reply import Intent
from bots.dialogue.turn import Turn
from catalogue.errors import Gone, Moved, NotFound
from catalogue.queries.life_events import get_pathway

SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS})
"""What is said around a question; alone it is all that is said."""
MOST_QUESTIONS = 3
_SENTENCES = re.compile(r"[?!.;؟؛。？！；\n]+")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that was asked about."""

    intents: tuple[Intent, ...]
    """What is asked, in order; none where only a subject was named."""
    subject: Subject | None
    confidence: float
    nearest: tuple[Subject, ...] = ()
    """What comes nearest, for who has to decline."""
    rest: str = ""
    """The words that are about neither the question nor the place, for special cases. Used for this turn only."""
    words: int = 0
    """How many of them carry a need; of Chinese, characters are counted in pairs."""
    shares: tuple[tuple[Subject, float], ...] = ()
    beside: bool = False
    """It asks for what nothing in the catalogue is called by, so it does not go on with what was spoken of."""

    def share_of(self, subject: Subject | None) -> float:
        """Return how much of what was needed a subject has."""
        return next((share for found, share in self.shares if found == subject), 0.0)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a text was understood as."""

    questions: tuple[Question, ...]
    said: frozenset[Intent]
    """Greetings, thanks and other things that were said besides."""
    place: str | None
    language: str
    """The language in which it was written, as far as that was heard."""
    follows_up: bool
    """It goes on with what was spoken of before."""
    danger: bool = False
    """The person is hurt, or may hurt themselves."""


def understand(turn: Turn, text: str) -> Understood:
    """Return what a text asks. Never raises."""
    language = cue_language(turn, text)
    whole = Spoken(text, language)
    heard = hear_cues(whole)
    place = hear_place(whole, turn.reading)
    intents = _intents(heard)
    covered = _covered(heard, place)
    if intents:
        covered |= find_weekday_places(whole)
    rest = _rest(whole, covered)
    follows_up = any(one.means == FOLLOW_UP for one in heard)
    danger = any(one.means == DANGER for one in heard)
    said = frozenset(intent for intent in intents if intent in SMALL_TALK)
    asked = _asked(intents)
    if not Spoken(rest, language).needed:
        rest = ""
    around = _services_around(turn)
    questions: tuple[Question, ...] = ()
    if rest:
        found = find_subjects(turn, text, rest, language, asked, around)
        over = tuple(one for one in heard if one.means in (YESTERDAY, BEFORE_YESTERDAY))
        if over and found.subject is not None and found.share(found.subject) < 1:
            # When it happened is no matter for who has all the rest; else it is one more word that nobody knows.
            rest = _rest(whole, covered - _covered(over, None))
            found = find_subjects(turn, text, rest, language, asked, around)
        questions = (_question(asked, found, rest, language),)
        questions = _apart(turn, text, language, around) or questions
    elif asked or place or not said:
        questions = (Question(asked, None, 0.0, (), rest),)
    return Understood(questions, said, place.place if place else None, language, follows_up, danger)


def _question(intents: tuple[Intent, ...], found: FoundSubjects, rest: str, language: str) -> Question:
    words = len(Spoken(rest, language).needed)
    counted = -(-words // 2) if language == "zh" else words
    return Question(intents, found.subject, found.confidence, found.nearest, rest, counted, found.shares, found.beside)


def cue_language(turn: Turn, text: str) -> str:
    """Return the language whose phrases are looked for: the one that was heard, else that of the conversation."""
    heard = hear_language(text)
    return heard.code or turn.language


def _intents(heard: tuple[Heard, ...]) -> tuple[Intent, ...]:
    return tuple(dict.fromkeys(Intent(one.means) for one in heard if one.means not in MARKERS))


def _asked(intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """Return what was asked, without greetings; "what do we do, how does it go" is one question."""
    asked = tuple(intent for intent in intents if intent not in SMALL_TALK)
    if Intent.LIFE_EVENT in asked:
        asked = tuple(intent for intent in asked if intent not in (Intent.STEPS, Intent.OVERVIEW))
    return asked


def _covered(heard: tuple[Heard, ...], place: object) -> set[int]:
    own = {at for one in heard for at in one.places}
    return own | (set(range(place.start, place.end)) if place else set())


def _rest(spoken: Spoken, covered: set[int]) -> str:
    return spoken.standing(place for place in range(len(spoken.tokens)) if place not in covered)


def _services_around(turn: Turn) -> frozenset[str]:
    """Return the services of the life event of which was spoken: what follows is likely to be one of them."""
    if turn.memory.life_event is None:
        return frozenset()
    try:
        pathway = get_pathway(turn.reading, turn.memory.life_event)
    except (NotFound, Gone, Moved):
        return frozenset()
    return frozenset(pathway.services)


def _apart(turn: Turn, text: str, language: str, around: frozenset[str]) -> tuple[Question, ...] | None:
    """Return several questions where the sentences of a text are sure to be about different things."""
    sentences = [sentence.strip() for sentence in _SENTENCES.split(text) if sentence.strip()]
    # Each is looked for by itself, so only where more than one asks for something.
    if sum(bool(_asked(_intents(hear_cues(Spoken(sentence, language))))) for sentence in sentences) < 2:
        return None
    questions: list[Question] = []
    for sentence in sentences:
        spoken = Spoken(sentence, language)
        heard = hear_cues(spoken)
        asked = _asked(_intents(heard))
        if not asked:
            continue
        rest = _rest(spoken, _covered(heard, hear_place(spoken, turn.reading)))
        own = find_subjects(turn, sentence, rest, language, asked, around) if Spoken(rest, language).needed else None
        if own is not None and own.sure:
            questions.append(_question(asked, own, rest, language))
        elif questions:
            last = questions[-1]
            questions[-1] = replace(last, intents=tuple(dict.fromkeys((*last.intents, *asked))))
    subjects = {question.subject for question in questions}
    return tuple(questions[:MOST_QUESTIONS]) if len(subjects) > 1 else None
