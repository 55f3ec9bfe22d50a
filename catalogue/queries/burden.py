"""The burden of each life event: the scores of its plans, computed once for each state of the catalogue and day."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from catalogue.queries.example_people import list_planned
from catalogue.queries.life_events import list_life_events
from catalogue.read_models.cards import Card

if TYPE_CHECKING:
    from catalogue.context import Reading
    from catalogue.read_models.plan import Effort


@dataclass(frozen=True, slots=True)
class Burden:
    """The burden of one life event: its example person in the middle, and the least and the most of them all."""

    rank: int
    card: Card
    middle: Effort
    least: Decimal
    most: Decimal


def list_burdens(reading: Reading) -> tuple[Burden, ...]:
    """Return life events by the score of their middle example, the heaviest first, equal ones in their usual order.

    Of an even number of examples the lighter one of the two in the middle stands for them. Examples with answers left
    open do not count where others have none; without examples the plan of somebody who has answered nothing is the
    only one: what everybody must do.
    """
    cards = list_life_events(reading).cards
    efforts = reading.kept(
        ("burdens", reading.today), lambda: {card.id: found for card in cards if (found := _efforts(reading, card.id))}
    )
    known = sorted((card for card in cards if card.id in efforts), key=lambda card: -_middle(efforts[card.id]).score)
    scores = [_middle(efforts[card.id]).score for card in known]
    return tuple(
        Burden(
            scores.index(score) + 1,
            card,
            _middle(efforts[card.id]),
            efforts[card.id][0].score,
            efforts[card.id][-1].score,
        )
        for card, score in zip(known, scores, strict=True)
    )


def _middle(efforts: list[Effort]) -> Effort:
    return efforts[(len(efforts) - 1) // 2]


def _efforts(reading: Reading, key: str) -> list[Effort]:
    """Return the efforts of a life event's plans, the lightest first."""
    return sorted((one.plan.effort for one in list_planned(reading, key)), key=lambda effort: effort.score)
