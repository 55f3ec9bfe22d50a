"""Which way a step is done: the person's choice, else the complete way with the fewest visits."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.facts import Service
from catalogue.facts.service import Channel, Depth
from catalogue.plans.conditions import Verdict, judge
from catalogue.plans.pathway import Pathway, Situation

_FURTHEST_FIRST = (Depth.COMPLETE, Depth.PARTIAL, Depth.INFORMATION)


@dataclass(frozen=True, slots=True)
class Way:
    """A channel that is open to the person, or may be."""

    channel: Channel
    verdict: Verdict


def list_ways(service: Service, pathway: Pathway, situation: Situation) -> tuple[Way, ...]:
    """Return the channels that do not certainly exclude the person, in the order of the file."""
    ways = (Way(channel, judge(channel.when, situation, pathway.places)) for channel in service.channels)
    return tuple(way for way in ways if way.verdict.possible)


def choose_way(ways: tuple[Way, ...], wanted: str | None) -> Way | None:
    """Return the way that the person wants, else the best one; None where there is no way at all.

    The best way is complete and takes the fewest visits; among equals the first of the file wins. A way that only an
    open question decides is taken when there is no certain one that leads as far.
    """
    chosen = next((way for way in ways if way.channel.id == wanted), None)
    return chosen or min(
        ways,
        key=lambda way: (
            _FURTHEST_FIRST.index(way.channel.depth),
            not way.verdict.certain,
            way.channel.visits_needed,
        ),
        default=None,
    )
