"""The people of the plan oracles: what they told, as a situation and as the address of their plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from oracle_people import oracle_people

from catalogue.plans.pathway import Situation


@dataclass(frozen=True)
class Person:
    """Somebody in a life event."""

    life_event: str
    situation: Situation

    def address(self, language: str, *, on_their_day: bool = False) -> str:
        """Return the address of their plan today, or by the rules of the day that the oracle names."""
        told = self.situation
        parameters = {
            "place": told.place,
            "event-date": told.event_date,
            "as-of": told.as_of if on_their_day else None,
            **told.answers,
            **{f"channel.{step}": channel for step, channel in told.channels.items()},
        }
        query = urlencode({name: value for name, value in parameters.items() if value})
        return f"/{language}/life-events/{self.life_event}/plan?{query}"


def people() -> Iterator[Person]:
    """Yield everybody, in the order of the files."""
    for life_event, person in oracle_people():
        told = person["situation"]
        day = told.get("event_date")
        yield Person(
            life_event,
            Situation(
                as_of=date.fromisoformat(told["as_of"]),
                answers=told.get("answers", {}),
                place=told.get("place"),
                event_date=date.fromisoformat(day) if day else None,
                channels=told.get("channels", {}),
            ),
        )
