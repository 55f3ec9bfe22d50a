"""The plan as one page to print: self-contained, black on A4, in the language and direction of its reader."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, cached_property

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from bots.dialogue.answers.prose import prose
from bots.dialogue.life_events import costs, dates, papers, steps
from bots.dialogue.life_events.at_hand import PlanAtHand, checked_line
from bots.dialogue.life_events.questions import list_answered
from bots.dialogue.life_events.showing import answer_of
from bots.dialogue.reply import Block, Line, plain_lines
from catalogue.languages import direction
from catalogue.languages.formats import long_date
from catalogue.plans.symbols import spoken
from catalogue.read_models.plan import PlanStep
from furniture.spacing import closed_up


@dataclass(frozen=True)
class Printed:
    """What the template shows; all of it plain text, which the template escapes."""

    hand: PlanAtHand

    @property
    def direction(self) -> str:
        """The direction of the page."""
        return direction(self.hand.turn.language)

    def line(self, line: str | Line) -> Markup:
        """Return a line; words that fell back to another language say in which they are."""
        if isinstance(line, str) or line.language is None:
            return Markup("{}").format(line if isinstance(line, str) else line.text)
        text = Markup('<bdi lang="{}" dir="{}">{}</bdi>')
        return text.format(line.language, direction(line.language), line.text)

    @cached_property
    def situation(self) -> list[tuple[str, str]]:
        """What was answered, the place and the date among it."""
        hand = self.hand
        return [(hand.said(hand.question_title(name)), answer_of(hand, name)) for name in list_answered(hand)]

    @cached_property
    def day(self) -> str:
        """The day whose rules these are."""
        return long_date(self.hand.plan.as_of, self.hand.turn.language)

    @cached_property
    def checked(self) -> str:
        """When the life event was last checked."""
        return checked_line(self.hand.turn, self.hand.pathway.facts.checked)

    def notes(self, step: PlanStep) -> list[str]:
        """Return the marks of a step and until when it can be done."""
        hand = self.hand
        state = steps.tick_state(step, hand)
        notes = [state] if state else [dates.due_line(step.due, hand)] if step.due else []
        return notes + ([hand.turn.gettext("Optional")] if step.kind == "optional" else [])

    def details(self, step: PlanStep) -> list[Line]:
        """Return everything else about a step."""
        hand = self.hand
        lines: list[Line] = dates.due_details(step.due, hand) if step.due else []
        if step.applies == "depends":
            lines.append(Line(steps.depends_line(step.depends_on, hand)))
        lines += [Line(text) for text in steps.how_lines(step, hand)]
        if step.code:
            lines.append(Line(f"{hand.turn.gettext('Service code')} {step.code}"))
        return lines

    def text(self, step: PlanStep) -> tuple[Block, ...]:
        """Return what a step means."""
        return prose(step.text, self.hand.turn.language) if step.text else ()

    def plain(self, block: Block) -> list[str]:
        """Return the lines of a block, with their bullets and numbers."""
        return plain_lines(block)

    @cached_property
    def papers(self) -> list[tuple[str, list[str]]]:
        """What to bring: a title for those of which one is enough, else none, and the papers."""
        hand, choice = self.hand, self.hand.turn.gettext("One of these is enough")
        return [
            (
                (hand.said(group.title) if group.title else choice) if len(group.items) > 1 else "",
                [papers.paper_line(item, hand) for item in group.items],
            )
            for group in papers.group_papers(hand.plan.bring)
        ]

    @cached_property
    def on_the_way(self) -> list[str]:
        """What earlier steps hand over, to be taken along."""
        return [papers.on_the_way_line(item, self.hand) for item in self.hand.plan.on_the_way]

    @cached_property
    def not_needed(self) -> list[str]:
        """What need not be brought, and why."""
        return [papers.spared_line(item, self.hand) for item in self.hand.plan.spared]

    @cached_property
    def fees(self) -> list[str]:
        """What it costs, fee by fee."""
        return [costs.fee_line(item, cost.currency, self.hand) for cost in self.hand.plan.costs for item in cost.items]

    @cached_property
    def totals(self) -> list[str]:
        """What it comes to."""
        return [line for cost in self.hand.plan.costs for line in costs.total_lines(cost, self.hand)]

    @cached_property
    def code(self) -> str:
        """The code of the plan, to read aloud and to type."""
        return spoken(self.hand.plan.code)

    @cached_property
    def short_address(self) -> str:
        """The address to type from paper."""
        return f"{self.hand.turn.base}/go/{self.hand.plan.code}"

    @cached_property
    def drawing(self) -> Markup:
        """The QR code of that address, in the language of the paper."""
        drawn = io.BytesIO()
        made = segno.make_qr(f"{self.short_address}?language={self.hand.turn.language}", error="m")
        made.save(drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4, svgclass="qr")
        return Markup(drawn.getvalue().decode())  # noqa: S704 - made of numbers only


def print_plan(hand: PlanAtHand) -> str:
    """Return the plan as a page of HTML that needs nothing else."""
    turn = hand.turn
    page = _template().render(
        shown=Printed(hand), plan=hand.plan, language=turn.language, _=turn.gettext, ngettext=turn.ngettext
    )
    return closed_up(page, turn.language)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("bots.dialogue.life_events", "."), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("printed_plan.html")
