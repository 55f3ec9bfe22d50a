"""Which special case of a service a person speaks of: twins, a birth at home, somebody who lives abroad."""

from __future__ import annotations

from bots.dialogue.hearing.words import tokens_of
from catalogue.read_models.service import ServicePage
from catalogue.search.stopwords import stop_words

_LEAST_SHARE = 0.5
"""So much of what was said must stand in the title of the case."""
_LEAST_OF_TITLE = 0.3
"""So much of the title must have been said: one syllable of Chinese stands in many."""


def find_special(page: ServicePage, rest: str, language: str) -> str | None:
    """Return the id of the special case whose title says most of what was said, or None. Titles and text are those
    of the page, so a text in another language than the page's finds none.
    """
    small = stop_words(language)
    said = [token for token in tokens_of(rest, language) if token.folded not in small]
    if not said:
        return None
    shares = {}
    for case in page.exceptions:
        title = [word for word in tokens_of(case.title.value, page.language) if word.folded not in small]
        of_said = sum(any(token.is_like(word) for word in title) for token in said) / len(said)
        of_title = sum(any(token.is_like(word) for token in said) for word in title) / max(1, len(title))
        shares[case.id] = of_said if of_title >= _LEAST_OF_TITLE else 0.0
    best = max(shares, key=lambda id: shares[id], default=None)
    return best if best is not None and shares[best] >= _LEAST_SHARE else None
