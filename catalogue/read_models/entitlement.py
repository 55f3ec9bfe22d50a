"""Whether a person is likely to be entitled to a service, with the reasons in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from catalogue.read_models.plan import PlanQuestion
from catalogue.read_models.service_lines import CriterionLine
from catalogue.read_models.text import Text

EntitlementOutcome = Literal["likely", "more_needed", "not"]
"""What can be told of a person's entitlement; what is not known never makes it "not"."""


@dataclass(frozen=True, slots=True)
class EntitlementPage:
    """One service judged for one person."""

    service: str
    title: Text
    outcome: EntitlementOutcome
    met: tuple[CriterionLine, ...]
    unmet: tuple[CriterionLine, ...]
    open: tuple[CriterionLine, ...]
    to_check: tuple[CriterionLine, ...]
    questions: tuple[PlanQuestion, ...]
    """The questions that decide what is open; those for the place and the date of the event are not among them."""
    answered: tuple[PlanQuestion, ...]
    """The questions of its criteria that the person answered, with the answer, so that it can be changed."""
    asks_place: bool
    asks_event_date: bool

    @property
    def total(self) -> int:
        """Return how many criteria there are."""
        return len(self.met) + len(self.unmet) + len(self.open) + len(self.to_check)

    @property
    def judgeable(self) -> bool:
        """Tell whether answers can decide anything at all."""
        return bool(self.met or self.unmet or self.open)

    def answer_to(self, question: str) -> str | None:
        """Return what the person answered to one of its questions, or None."""
        return next((asked.answer for asked in self.answered if asked.id == question), None)
