"""What the bot and the chat on the portal's pages answered, and what they declined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from catalogue.figures.deeds import Deed
from catalogue.figures.spans import Span
from catalogue.figures.thresholds import figure
from catalogue.models import Count
from catalogue.queries.figures.sight import sight_of
from catalogue.queries.figures.sums import Sums, object_lines, rare_objects, series, split, total_without
from catalogue.read_models.figures import BotFigures

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
    answered = replace(answered, without=rare)
    declined = Sums(reading, span, frozenset({Deed.BOT_DECLINED}), sight, about_objects=False) if sight.all else None
    declined_channels = declined.by(Count.channel) if declined else {}
    return BotFigures(
        span,
        total_without(by_object, rare),
        figure(sum(declined_channels.values())) if declined else None,
        series(span, answered.by_day()),
        split(answered.by(Count.channel)),
        split(answered.by(Count.language)),
        object_lines(by_object, sight),
        split(declined_channels) if declined else None,
        split(declined.by(Count.language)) if declined else None,
    )
