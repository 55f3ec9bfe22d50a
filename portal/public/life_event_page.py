"""A life event arranged for its page: its questions, why each is asked, and what is known of the answers already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from catalogue.plans.pathway import Pathway, Situation
from catalogue.plans.plan import plan
from catalogue.read_models.cards import LocalRule
from catalogue.read_models.pages import LifeEventPage
from catalogue.read_models.plan import Plan
from catalogue.read_models.text import Text
from portal.lasting import lasting_address
from portal.public.linked_data import Linked, describe_life_event
from portal.public.situation import Asked

REASONS_SHOWN = 4
"""Things named as a reason for a question; more would tire."""


@dataclass(frozen=True)
class ShownLifeEvent:
    """What the template of a life event shows."""

    life_event: LifeEventPage
    asked: Asked
    pathway: Pathway
    places: tuple[LocalRule, ...]

    @cached_property
    def general(self) -> Plan:
        """The plan of somebody of whom nothing is known."""
        situation = Situation(as_of=self.asked.situation.as_of, place=self.asked.situation.place)
        return plan(self.pathway, situation)

    @cached_property
    def reasons(self) -> Mapping[str, tuple[Text, ...]]:
        """For each question, what its answer decides: steps first, then papers, then steps for their fees.

        A fee says what it is for only beside its step: alone “Standard fee” would be no reason.
        """
        decided: dict[str, dict[str, Text]] = {}
        general = self.general
        steps = {step.id: step.title for step in general.steps}
        parts = [(part.title, part.depends_on) for part in (*general.steps, *general.bring, *general.not_bring)]
        parts += [(steps[item.step], item.depends_on) for cost in general.costs for item in cost.items]
        for title, depends_on in parts:
            for question in depends_on:
                decided.setdefault(question, {}).setdefault(title.value, title)
        return {question: tuple(titles.values())[:REASONS_SHOWN] for question, titles in decided.items()}

    @cached_property
    def changing(self) -> bool:
        """Tell whether the reader comes to change an answer, and not for the first time."""
        situation = self.asked.situation
        return bool(situation.answers or situation.event_date or situation.ticks)

    def answer(self, question: str) -> str | None:
        """Return the answer given so far."""
        return self.asked.situation.answers.get(question)

    def kept(self) -> Iterator[tuple[str, str]]:
        """Yield what the form carries along unseen: marks, ways and the day, but nothing that it asks."""
        asked = (question.id for question in self.life_event.questions)
        return self.asked.kept_beside("place", "event-date", *asked)

    @cached_property
    def linked(self) -> Linked:
        """The page as search engines read it."""
        return describe_life_event(self.life_event, self.general, lasting_address)
