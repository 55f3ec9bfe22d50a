"""A plan arranged for a page: steps with their choices, papers with their alternatives, and what each refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from flask_babel import gettext
from markupsafe import Markup

from catalogue.addresses import page_address, plan_address
from catalogue.facts.life_event import StepKind
from catalogue.plans.conditions import EVENT_DATE, PLACE
from catalogue.plans.pathway import Pathway
from catalogue.plans.symbols import spoken
from catalogue.read_models.papers import BringItem
from catalogue.read_models.plan import Cost, CostItem, Plan, PlanQuestion, PlanStage, PlanStep
from catalogue.read_models.text import Text
from portal.extensions import get_house
from portal.lasting import drawn_address, short_address
from portal.public.situation import Asked, Misfit, moot_answers, query
from portal.qr import qr_code
from portal.urls import path_of

OFFICES_SHOWN = 4
"""Offices named beside a step; the service's page has them all."""


@dataclass(frozen=True)
class Entry:
    """One number of the plan: a step, or several of which the person chooses one."""

    number: int
    steps: tuple[PlanStep, ...]
    title: Text | None
    """What the choice is about; None for a single step."""

    @property
    def choice(self) -> bool:
        """Tell whether there is something to choose."""
        return self.title is not None or len(self.steps) > 1


@dataclass(frozen=True)
class Papers:
    """Papers to bring: one, or several of which any one will do."""

    items: tuple[BringItem, ...]
    title: Text | None

    @property
    def optional(self) -> bool:
        """Tell whether none of them may be needed at all."""
        return all(item.optional for item in self.items)


@dataclass(frozen=True)
class PlanPage:
    """What the template of a plan shows."""

    plan: Plan
    asked: Asked
    pathway: Pathway

    @cached_property
    def misfits(self) -> tuple[Misfit, ...]:
        """What in the address could not be used, and answers that no longer count."""
        return (*self.asked.misfits, *moot_answers(self.plan, self.pathway))

    @cached_property
    def changed_only(self) -> bool:
        """Tell whether nothing was lost, and only the catalogue is a newer one than that of the code."""
        return {misfit.what for misfit in self.misfits} == {"since"}

    @cached_property
    def support(self) -> Text | None:
        """Where to find comfort and help."""
        return self.pathway.wording.text("support")

    @cached_property
    def answered(self) -> tuple[PlanQuestion, ...]:
        """The questions that the person answered."""
        return tuple(question for question in self.plan.questions if question.answered)

    @cached_property
    def open(self) -> tuple[PlanQuestion, ...]:
        """The questions that are open."""
        return tuple(question for question in self.plan.questions if not question.answered)

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The open questions on which something in the plan depends."""
        plan = self.plan
        parts = (*plan.steps, *plan.bring, *plan.not_bring, *(item for cost in plan.costs for item in cost.items))
        return frozenset(question for part in parts for question in part.depends_on)

    @cached_property
    def stages(self) -> tuple[tuple[PlanStage, tuple[Entry, ...]], ...]:
        """The stages that have steps, with their entries."""
        return tuple((stage, tuple(_entries(stage.steps))) for stage in self.plan.stages if stage.steps)

    @cached_property
    def steps(self) -> Mapping[str, PlanStep]:
        """Every step by its id."""
        return {step.id: step for step in self.plan.steps}

    @cached_property
    def last_number(self) -> int:
        """The number of the last step."""
        return max((step.number for step in self.plan.steps), default=0)

    @cached_property
    def done(self) -> int:
        """How many of the numbered steps need nothing more: done, or not for this person."""
        settled = {"done", "not-for-me"}
        return sum(
            any(self.plan.ticks.get(step.id) in settled for step in entry.steps)
            for _, entries in self.stages
            for entry in entries
        )

    @cached_property
    def papers(self) -> tuple[Papers, ...]:
        """What to bring, alternatives together, in the plan's order."""
        taken: set[str] = set()
        papers = []
        for item in self.plan.bring:
            if item.document in taken:
                continue
            together = [other for other in self.plan.bring if other.document in {item.document, *item.any_of}]
            taken.update(other.document for other in together)
            papers.append(Papers(tuple(together), item.group_title))
        return tuple(papers)

    def find_question(self, id: str) -> Text:
        """Return the words of what a part depends on: a question, or the date of the event or the place."""
        if id == EVENT_DATE:
            return self.plan.event
        if id == PLACE:
            return Text(gettext("Where do you live?"), self.plan.language)
        return self.pathway.questions[id].wording.title

    def question_address(self, id: str) -> str:
        """Return where a question can be answered: on this page, or for place and date on the life event's."""
        return self.change_address(id) if id in (EVENT_DATE, PLACE) else f"#question-{id}"

    def address(self, parameters: Mapping[str, list[str]]) -> str:
        """Return the address of this plan with other parameters."""
        return self._path + query(parameters)

    @cached_property
    def _path(self) -> str:
        return path_of("public.plan", id=self.plan.life_event)

    @cached_property
    def _questions_address(self) -> str:
        return path_of("public.life_event", id=self.plan.life_event) + query(self.asked.parameters())

    def change_address(self, question: str) -> str:
        """Return where one answer can be changed, all others kept."""
        return f"{self._questions_address}#question-{question}"

    def address_in_json(self, kind: str, id: str) -> str:
        """Return the whole address of a service of the plan in the person's place and day, or of the plan itself."""
        if kind == "plan":
            return self.own_address
        situation = self.asked.situation
        as_of = situation.as_of if situation.as_of_chosen else None
        base = get_house().settings.public_address
        return page_address(base, kind, id, self.plan.language, place=self.plan.place, as_of=as_of)

    @cached_property
    def own_address(self) -> str:
        """The whole address of this plan, to keep or to share."""
        pairs = [(name, value) for name, values in self.asked.parameters().items() for value in values]
        return plan_address(get_house().settings.public_address, self.plan.life_event, self.plan.language, pairs)

    @cached_property
    def calendar_link(self) -> str:
        """What calendar entries lead to: the plan; of a sensitive one the home page, since others may see them."""
        if self.plan.sensitive:
            return get_house().settings.public_address + path_of("public.home")
        return self.own_address

    def name_answer(self, step: str) -> str:
        """Return the title of the day until which an answer is promised."""
        return gettext("Answer due: %(step)s", step=step)

    @cached_property
    def calendar_address(self) -> str:
        """The address of this plan as a calendar."""
        return path_of("public.plan_calendar", id=self.plan.life_event) + query(self.asked.parameters())

    @cached_property
    def spoken_code(self) -> str:
        """The code in groups that can be read aloud."""
        return spoken(self.plan.code)

    @cached_property
    def short_address(self) -> str:
        """The address to type from paper."""
        return short_address(self.plan.code)

    @cached_property
    def drawing(self) -> Markup:
        """The QR code of that address."""
        return qr_code(drawn_address(self.plan.code))

    def find_steps(self, ids: Iterable[str]) -> list[PlanStep]:
        """Return those of the steps that the plan has, each number once, in order."""
        found = {self.steps[id].number: self.steps[id] for id in ids if id in self.steps}
        return [found[number] for number in sorted(found)]

    def list_offices(self, step: PlanStep) -> list[tuple[str, Text]]:
        """Return offices of the person's place where a step can be completed, the first few, by id and title."""
        shown = step.offices[:OFFICES_SHOWN] if self.plan.place else ()
        return [(office, self.pathway.office_titles[office]) for office in shown]

    def list_fees(self, cost: Cost, payee: str) -> list[CostItem]:
        """Return the fees of one currency that go to the state, or to agents."""
        return [item for item in cost.items if item.payee == payee]


def _entries(steps: tuple[PlanStep, ...]) -> Iterator[Entry]:
    for number, sharing in groupby(steps, key=lambda step: step.number):
        together = tuple(sharing)
        choice = together[0].kind is StepKind.OR and len(together) > 1
        yield Entry(number, together, together[0].group_title if choice else None)
