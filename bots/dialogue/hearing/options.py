"""A free text as the answer to a question whose options are enumerated."""

from __future__ import annotations

from bots.dialogue.hearing.cues import NO, SKIP, YES, hear_cues
from bots.dialogue.hearing.words import Spoken, Token, tokens_of
from catalogue.read_models.plan import PlanQuestion
from catalogue.search.stopwords import stop_words

_LONGEST_ANSWER = 8
"""Words; a longer text is a question or a story, and not an answer to be guessed at."""
_LEAST_SHARE = 0.5


def match_option(text: str, question: PlanQuestion, language: str) -> str | None:
    """Return the id of the option that a text means, or None where it means none or several equally."""
    spoken = Spoken(text, language)
    if not spoken.tokens or len(spoken.tokens) > _length_of(language):
        return None
    number = _number(text)
    if number is not None and 1 <= number <= len(question.options):
        return question.options[number - 1].id
    if (said := _yes_or_no(spoken, question, only_first=True)) is not None:
        return said
    shares = {option.id: _share(tokens_of(option.text.value, language), spoken.tokens, language)
              for option in question.options}  # fmt: skip
    best = max(shares.values(), default=0.0)
    liked = [id for id, share in shares.items() if share == best]
    if best >= _LEAST_SHARE and len(liked) == 1:
        return liked[0]
    return _yes_or_no(spoken, question, only_first=False)


def means_skip(text: str, language: str) -> bool:
    """Tell whether a text says that the person does not know or does not want to answer."""
    return any(heard.means == SKIP for heard in hear_cues(Spoken(text, language), answers=True))


def _yes_or_no(spoken: Spoken, question: PlanQuestion, only_first: bool) -> str | None:
    """Return the option called yes or no: the text begins with such a word, or says again what was asked.

    "We are not married" denies what "Are the parents married?" asks, "we are married" affirms it.
    """
    heard = [found for found in hear_cues(spoken, answers=True) if found.means in (YES, NO)]
    first = next((found.means for found in heard if found.start == 0), None)
    if (
        first is None
        and not only_first
        and _share(tokens_of(question.text.value, spoken.language), spoken.tokens, spoken.language)
    ):
        first = NO if any(found.means == NO for found in heard) else YES
    return first if first in {option.id for option in question.options} else None


def _share(option: tuple[Token, ...], said: tuple[Token, ...], language: str) -> float:
    """Return how much of an option was said; small words count only where it has no others."""
    small = stop_words(language)
    counted = [token for token in option if token.folded not in small] or list(option)
    return sum(any(token.is_like(word) for word in said) for token in counted) / len(counted) if counted else 0.0


def _number(text: str) -> int | None:
    digits = text.strip().rstrip(".)")
    return int(digits) if digits.isdecimal() and len(digits) < 3 else None


def _length_of(language: str) -> int:
    # Of Chinese each character is a token.
    return _LONGEST_ANSWER * (3 if language == "zh" else 1)
