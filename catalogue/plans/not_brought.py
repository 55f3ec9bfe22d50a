"""What the person need not bring: one line per paper and reason, over all steps that want it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from catalogue.facts.base import Duration
from catalogue.plans.conditions import Verdict
from catalogue.plans.pathway import Pathway
from catalogue.plans.supply import Need, Supply
from catalogue.plans.working_days import WorkingCalendar
from catalogue.read_models.papers import NotBringItem
from catalogue.read_models.text import Text


@dataclass
class _NotBring:
    """A paper that somebody else brings, gathered over the steps that want it."""

    document: str
    why: str
    source: Text | None
    sure: bool
    """The source is certain, given that the paper is wanted."""
    verdict: Verdict
    from_step: str | None
    ages: list[Duration] = field(default_factory=list)
    """How old it may be on the day of a step."""
    steps: dict[str, Verdict] = field(default_factory=dict)


class NotBrought:
    """Gathers what the person need not bring: one line per paper and reason."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lines: dict[tuple[str, str], _NotBring] = {}

    def note(self, need: Need, supplies: Iterable[Supply]) -> None:
        """Take down in what ways a need is met, or may be; a copy is not met by giving the paper to be copied."""
        wanted = Verdict(False)
        for want in need.wants:
            wanted |= want.verdict
        for supply in supplies:
            if supply.meets and supply.verdict.possible:
                self._note(need, supply, need.step.verdict & wanted & supply.verdict)

    def _note(self, need: Need, supply: Supply, verdict: Verdict) -> None:
        sure = supply.verdict.certain
        new = _NotBring(supply.document, supply.why, supply.source, sure, Verdict(False), supply.step)
        line = self._lines.setdefault((supply.document, supply.why), new)
        if sure and not line.sure:
            line.source, line.from_step, line.sure = supply.source, supply.step, True
        if supply.why == "earlier_step":
            asked = (want.requirement for want in need.wants if want.requirement.document == supply.document)
            line.ages += [one.not_older_than for one in asked if one.not_older_than is not None]
        line.verdict |= verdict
        line.steps[need.step.id] = line.steps.get(need.step.id, Verdict(False)) | verdict

    def list_items(self, pathway: Pathway, as_of: date, calendar: WorkingCalendar) -> tuple[NotBringItem, ...]:
        """Return the lines. A step for which one reason is certain does not stand under another reason as well."""
        certain: dict[tuple[str, str], str] = {}
        for line in self._lines.values():
            for step, verdict in line.steps.items():
                if verdict.certain:
                    certain.setdefault((line.document, step), line.why)
        items = []
        for line in self._lines.values():
            steps = tuple(step for step in line.steps if certain.get((line.document, step), line.why) == line.why)
            if steps:
                items.append(_item(line, steps, pathway, as_of, calendar))
        return tuple(items)


def _item(
    line: _NotBring, steps: tuple[str, ...], pathway: Pathway, as_of: date, calendar: WorkingCalendar
) -> NotBringItem:
    known = pathway.documents.get(line.document)
    return NotBringItem(
        document=line.document,
        title=known.title if known else Text(line.document, pathway.language),
        why=line.why,
        source=line.source,
        applies="yes" if line.verdict.certain else "depends",
        depends_on=line.verdict.depends_on,
        steps=steps,
        from_step=line.from_step,
        not_older_than=min(line.ages, key=lambda age: calendar.count(as_of, age), default=None),
    )
