"""Searches through all doors: answered, failed, and which of the words that failed are answered now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from catalogue.figures.deeds import FOUND, SOUGHT_IN_VAIN, Deed
from catalogue.figures.spans import Span
from catalogue.figures.thresholds import figure
from catalogue.queries.failed_searches import list_failed_searches
from catalogue.queries.figures.sight import EVERYTHING, sight_of
from catalogue.queries.figures.sums import Sums, series, split
from catalogue.read_models.figures import Searches, SearchWords
from catalogue.rights import Action, Person, require
from catalogue.sealing import Seal

if TYPE_CHECKING:
    from catalogue.context import Reading


def get_searches(
    reading: Reading, person: Person, span: Span, seal: Seal, answers: Callable[[str, str], bool]
) -> Searches:
    """Return what was sought; `answers` tells of a text and its language whether the search answers it now.

    What is sought belongs to no organisation: raises `NotAllowed` for who does not see everything.
    """
    require(person, Action.SEE_INSIGHTS, EVERYTHING)
    sight = sight_of(reading, person)

    def sums(deeds: frozenset[Deed]) -> Sums:
        return Sums(reading, span, deeds, sight, about_objects=False)

    found, failed = sums(FOUND).apart(), sums(SOUGHT_IN_VAIN).apart()
    words = tuple(
        SearchWords(group.text, group.language, group.searches, group.last_day, answers(group.text, group.language))
        for group in list_failed_searches(reading, seal).groups
    )
    return Searches(
        span,
        figure(found.total),
        figure(failed.total),
        series(span, failed.days),
        split(found.channels),
        split(failed.channels),
        split(found.languages),
        split(failed.languages),
        words,
    )
