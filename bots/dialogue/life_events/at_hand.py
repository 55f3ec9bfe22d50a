"""The plan at hand: one reading of the pathway for a turn, the plan of the person, and what points to it outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bots.dialogue.answers.phrasing import said
from bots.dialogue.memory import Subject
from bots.dialogue.reply import Block, BlockKind, Button, Intent, Line, Source
from bots.dialogue.turn import NotUnderstood, Turn, about
from catalogue.addresses import plan_address
from catalogue.facts.kinds import Kind
from catalogue.languages.formats import left_to_right, long_date
from catalogue.plans.conditions import EVENT_DATE, PLACE
from catalogue.plans.parameters import parameters
from catalogue.plans.pathway import Pathway, Situation
from catalogue.plans.plan import plan
from catalogue.plans.symbols import spoken
from catalogue.queries.life_events import get_pathway
from catalogue.read_models.plan import Plan, PlanStep
from catalogue.read_models.text import Text


@dataclass(frozen=True)
class PlanAtHand:
    """A plan, its pathway, and the turn in which they are spoken of."""

    turn: Turn
    pathway: Pathway
    plan: Plan

    @property
    def id(self) -> str:
        """Return the id of the life event."""
        return self.pathway.id

    @cached_property
    def situation(self) -> Situation:
        """What of the memory counts in this plan; other life events' answers and needless ones do not."""
        situation = self.turn.memory.situation(self.turn.reading.as_of, self.turn.as_of_chosen)
        steps = {step.id for step in self.pathway.facts.steps}
        lost = {part.key for part in self.plan.dropped if part.what in ("channel", "step")}
        return replace(
            situation,
            answers=self.plan.answers,
            place=self.plan.place,
            channels={step: way for step, way in situation.channels.items() if f"{step}={way}" not in lost},
            ticks=self.plan.ticks,
            applied={step: day for step, day in situation.applied.items() if step in steps},
        )

    @cached_property
    def address(self) -> str:
        """The address of this plan on the portal."""
        pairs = [(name, value) for name, values in parameters(self.situation).items() for value in values]
        return plan_address(self.turn.base, self.id, self.turn.language, pairs)

    @cached_property
    def steps(self) -> dict[str, PlanStep]:
        """Every step of the plan by its id."""
        return {step.id: step for step in self.plan.steps}

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The open questions on which something in the plan depends, place and date of the event among them."""
        plan = self.plan
        parts = [*plan.steps, *plan.bring, *plan.not_bring, *(item for cost in plan.costs for item in cost.items)]
        parts += [step.due for step in plan.steps if step.due is not None]
        parts += [inner for step in plan.steps for inner in (*step.channels, *step.outputs)]
        return frozenset(question for part in parts for question in part.depends_on)

    @property
    def sensitive(self) -> bool:
        """Tell whether nobody else should come across this plan."""
        return self.plan.sensitive

    def step(self, id: str) -> PlanStep:
        """Return a step. Raises `NotUnderstood` for one that the plan does not have (any more)."""
        if id not in self.steps:
            raise NotUnderstood(f"no step {id} in {self.id}")
        return self.steps[id]

    def find_steps(self, ids: Iterable[str]) -> list[PlanStep]:
        """Return those of the steps that the plan has, each number once, in order."""
        found = {self.steps[id].number: self.steps[id] for id in ids if id in self.steps}
        return [found[number] for number in sorted(found)]

    def said(self, text: Text) -> str:
        """Return words of the content to be put into a sentence; words that fell back keep their own direction."""
        return said(self.turn, text)

    def line(self, text: Text, address: str | None = None) -> Line:
        """Return words of the content on a line of their own."""
        return Line.of(text, self.turn.language, address)

    def question_title(self, question: str) -> Text:
        """Return the words of what a part depends on: a question, the date of the event, or the place."""
        if question == EVENT_DATE:
            return self.plan.event
        if question == PLACE:
            return Text(self.turn.gettext("Where do you live?"), self.turn.language)
        return self.pathway.questions[question].wording.title

    @cached_property
    def title(self) -> str:
        """What the plan is called; where an answer made it a sensitive one, the event's own title would hurt."""
        if self.sensitive and not self.pathway.facts.sensitive:
            return self.turn.gettext("Your plan")
        return self.turn.gettext("Your plan: %(event)s", event=self.said(self.plan.title))

    @cached_property
    def source(self) -> Source:
        """The citation of facts of the whole plan."""
        code = spoken(self.plan.code) if self.plan.code else None
        return Source("life_event", self.id, code, self.pathway.facts.checked, self.address)

    def source_block(self) -> Block:
        """Return where the facts of the plan come from: when checked, its code and its address."""
        turn = self.turn
        lines = [checked_line(turn, self.pathway.facts.checked)]
        if self.source.code:
            code = left_to_right(self.source.code, turn.language)
            lines.append(turn.gettext("Code of this plan: %(code)s", code=code))
        if turn.as_of_chosen:
            lines.append(turn.gettext("Valid on %(date)s.", date=long_date(self.plan.as_of, turn.language)))
        return Block(BlockKind.SOURCE, (*map(Line, lines), Line(self.address, address=self.address)))

    def about_event(self) -> tuple[Source, Block]:
        """Return the citation of what is said of the life event itself, before any plan."""
        address = self.turn.address(Kind.LIFE_EVENT, self.id)
        checked = self.pathway.facts.checked
        source = Source("life_event", self.id, None, checked, address)
        lines = (Line(checked_line(self.turn, checked)), Line(address, address=address))
        return source, Block(BlockKind.SOURCE, lines)

    def portal_button(self) -> Button:
        """Return the button that opens the same plan on the portal."""
        return Button(self.turn.gettext("Open on the portal"), address=self.address)


def checked_line(turn: Turn, checked: date | None) -> str:
    """Return when something was last checked."""
    if checked is None:
        return turn.gettext("Not checked yet.")
    return turn.gettext("Checked on %(date)s.", date=long_date(checked, turn.language))


def take_in_hand(turn: Turn, life_event: str | None = None) -> PlanAtHand:
    """Return the plan of the conversation, or of another life event that it turns to.

    Raises `NotUnderstood` where no life event is spoken of, and the catalogue's own errors for one that is gone.
    """
    turned = _in_its_place(turn)
    pathway, situation = read_pathway(turned, life_event)
    return PlanAtHand(turned, pathway, plan(pathway, situation))


def read_pathway(turn: Turn, life_event: str | None = None) -> tuple[Pathway, Situation]:
    """Return the pathway of the conversation's life event, and what of the memory it asks. Raises as `take_in_hand`."""
    key = life_event or turn.memory.life_event
    if key is None:
        raise NotUnderstood("no life event is being planned")
    reading = _in_its_place(turn).reading
    pathway = get_pathway(reading, key)
    situation = turn.memory.situation(reading.as_of, turn.as_of_chosen)
    known = {question: option for question, option in situation.answers.items() if question in pathway.questions}
    return pathway, replace(situation, answers=known)


def _in_its_place(turn: Turn) -> Turn:
    """Return the turn for the place that is remembered: it may have been told in this very turn."""
    if turn.memory.place == turn.reading.place:
        return turn
    return replace(turn, reading=replace(turn.reading, place=turn.memory.place))


def remembering(turn: Turn, life_event: str, intents: tuple[Intent, ...]) -> Turn:
    """Return the turn with a plan remembered as what the conversation is about."""
    return about(turn, Subject("life_event", life_event), intents)
