"""What the bot and the chat on the portal's pages answered, and what they declined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from catalogue.figures.deeds import Deed
from catalogue.figures.spans import Span
from catalogue.figures.thresholds import figure
from catalogue.queries.figures.sight import sight_of
from catalogue.queries.figures.sums import Sums, object_lines, rare_objects, series, split, total_without
from catalogue.read_models.figures import BotFigures, Series, Split

if TYPE_CHECKING:
    from catalogue.context import Reading
    from catalogue.rights import Person


def get_bot_figures(reading: Reading, person: Person, span: Span, *, organisation: str | None = None) -> BotFigures:
    """Return answers about the objects that somebody sees, and for who sees everything what was declined.

    Raises `NotAllowed`.
    """
    sight = sight_of(reading, person, organisation)
    answered = Sums(reading, span, frozenset({Deed.BOT_ANSWERED}), sight)
    by_object = answered.by_object()
    rare = rare_objects(by_object, sight)
    total = total_without(by_object, rare)
    apart = replace(answered, without=rare).apart()
    told = total.value is not None
    declined = None
    if sight.all:
        declined = Sums(reading, span, frozenset({Deed.BOT_DECLINED}), sight, about_objects=False).apart()
    return BotFigures(
        span,
        total,
        figure(declined.total) if declined else None,
        series(span, apart.days) if told else Series(()),
        split(apart.channels) if told else Split(()),
        split(apart.languages) if told else Split(()),
        object_lines(by_object, sight),
        split(declined.channels) if declined else None,
        split(declined.languages) if declined else None,
    )
