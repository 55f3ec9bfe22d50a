"""What a change does to one person’s plan: the plan before beside the plan after, row by row. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from catalogue.plans.conditions import EVENT_DATE, PLACE
from catalogue.read_models.papers import BringItem, NotBringItem
from catalogue.read_models.plan import Cost, Dropped, Due, Effort, Plan, PlanQuestion, PlanStep
from catalogue.read_models.text import Text

Line = TypeVar("Line")


class Mark(StrEnum):
    """What became of a row."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    """It says the same and comes earlier or later among the others."""


@dataclass(frozen=True, slots=True)
class Row(Generic[Line]):
    """One step, paper or sum, as it was and as it will be; None where it is not there."""

    mark: Mark
    before: Line | None
    after: Line | None


@dataclass(frozen=True)
class PlanComparison:
    """Two plans of one person. Rows come in the order of the plan after; what went stands where it was."""

    steps: tuple[Row[PlanStep], ...]
    bring: tuple[Row[BringItem], ...]
    not_bring: tuple[Row[NotBringItem], ...]
    costs: tuple[Row[Cost], ...]
    effort: Row[Effort]
    unanswered: tuple[PlanQuestion, ...]
    """Questions that the person was not asked before and has not answered."""
    unanswerable: tuple[str, ...]
    """Ids of questions on which something newly depends and which nobody can be asked: they are not published."""
    lost: tuple[Dropped, ...]
    """What the person told and only the plan before could use."""

    @property
    def same(self) -> bool:
        """Tell whether nothing differs for the person."""
        return self.differences == 0

    @property
    def differences(self) -> int:
        """Return in how many points the plans differ: rows, questions, and answers that are lost."""
        rows = (*self.steps, *self.bring, *self.not_bring, *self.costs, self.effort)
        others = (*self.unanswered, *self.unanswerable, *self.lost)
        return sum(row.mark is not Mark.SAME for row in rows) + len(others)


def compare(before: Plan | None, after: Plan) -> PlanComparison:
    """Return what differs between two plans; None as the plan before is a life event that was not there."""
    asked = {question.id for question in before.questions} if before else set()
    return PlanComparison(
        steps=align(before.steps if before else (), after.steps, _step_key, _step_said, ordered=True),
        bring=align(before.bring if before else (), after.bring, _paper_key, _paper_said),
        not_bring=align(before.not_bring if before else (), after.not_bring, _spared_key, _spared_said),
        costs=align(before.costs if before else (), after.costs, _cost_key, _cost_said),
        effort=_effort(before.effort if before else None, after.effort),
        unanswered=tuple(one for one in after.questions if not one.answered and one.id not in asked),
        unanswerable=tuple(key for key in _open_ends(after) if before is None or key not in _open_ends(before)),
        lost=tuple(one for one in after.dropped if before is None or one not in before.dropped),
    )


def align(
    before: Sequence[Line],
    after: Sequence[Line],
    key_of: Callable[[Line], Hashable],
    said_by: Callable[[Line], object],
    *,
    ordered: bool = False,
) -> tuple[Row[Line], ...]:
    """Return the lines of two lists as rows: each line once, those of one key in one row.

    Rows follow the list after; what went stands behind what it stood behind. Where the order says something
    (`ordered`), a line that says the same among lines that it has passed is marked as moved.
    """
    was, now = _by_key(before, key_of), _by_key(after, key_of)
    stayed = _longest_run([index for index, key in enumerate(was) if key in now], list(was), list(now))
    order: list[Hashable] = list(now)
    previous: Hashable | None = None
    for key in was:
        if key not in now:
            order.insert(order.index(previous) + 1 if previous is not None else 0, key)
        previous = key
    rows = []
    for key in order:
        old, new = was.get(key), now.get(key)
        if old is None:
            mark = Mark.ADDED
        elif new is None:
            mark = Mark.REMOVED
        elif said_by(old) != said_by(new):
            mark = Mark.CHANGED
        else:
            mark = Mark.MOVED if ordered and key not in stayed else Mark.SAME
        rows.append(Row(mark, old, new))
    return tuple(rows)


def _by_key(lines: Iterable[Line], key_of: Callable[[Line], Hashable]) -> dict[Hashable, Line]:
    """Return lines by their key; the second line of one key is told from the first by its number."""
    seen: Counter[Hashable] = Counter()
    found: dict[Hashable, Line] = {}
    for line in lines:
        key = key_of(line)
        seen[key] += 1
        found[key, seen[key]] = line
    return found


def _longest_run(indexes: list[int], was: list[Hashable], now: list[Hashable]) -> set[Hashable]:
    """Return as many keys as can be that stand in the same order in both lists."""
    place = {key: number for number, key in enumerate(now)}
    best: list[list[int]] = []
    for index in indexes:
        before = [run for run in best if place[was[run[-1]]] < place[was[index]]]
        best.append([*max(before, key=len, default=[]), index])
    return {was[index] for index in max(best, key=len, default=[])}


def _effort(before: Effort | None, after: Effort) -> Row[Effort]:
    if before is None:
        return Row(Mark.ADDED, None, after)
    return Row(Mark.SAME if before == after else Mark.CHANGED, before, after)


def _open_ends(plan: Plan) -> tuple[str, ...]:
    """Return what parts of a plan wait for, though no question of the plan asks it."""
    asked = {PLACE, EVENT_DATE, *(question.id for question in plan.questions)}
    waits = [*plan.steps, *plan.bring, *plan.not_bring, *(item for cost in plan.costs for item in cost.items)]
    waits += [step.due for step in plan.steps if step.due]
    return tuple(dict.fromkeys(key for one in waits for key in one.depends_on if key not in asked))


def _said(text: Text | None) -> str | None:
    # Which language stands in for a missing one, and how fresh it is, is for the words’ own review.
    return None if text is None else text.value


def _step_key(step: PlanStep) -> Hashable:
    return step.id


def _step_said(step: PlanStep) -> object:
    return (
        _said(step.title),
        (step.stage, step.kind, step.group, step.service, step.channel),
        (step.applies, frozenset(step.depends_on)),
        _due_said(step.due) if step.due else None,
    )


def _due_said(due: Due) -> object:
    others = tuple(_due_said(other) for other in due.otherwise)
    return due.earliest, due.latest, _said(due.rule), _said(due.late), frozenset(due.depends_on), others


def _paper_key(paper: BringItem) -> Hashable:
    return paper.document


def _paper_said(paper: BringItem) -> object:
    return (
        _said(paper.title),
        (paper.originals, paper.copies, paper.certified_copies, paper.kept),
        (paper.not_older_than, frozenset(paper.age_limits)),
        (paper.per_person, paper.translated, paper.legalised, paper.optional),
        (frozenset(paper.any_of), frozenset(paper.steps)),
        (paper.applies, frozenset(paper.depends_on)),
        tuple((_said(remark.text), remark.steps) for remark in paper.remarks),
    )


def _spared_key(paper: NotBringItem) -> Hashable:
    return paper.document, paper.why


def _spared_said(paper: NotBringItem) -> object:
    return (
        _said(paper.title),
        _said(paper.source),
        (paper.applies, frozenset(paper.depends_on)),
        (frozenset(paper.steps), paper.from_step, paper.not_older_than),
    )


def _cost_key(cost: Cost) -> Hashable:
    return cost.currency


def _cost_said(cost: Cost) -> object:
    items = frozenset(
        (item.step, item.fee, _said(item.title), item.minimum, item.maximum, _said(item.waived), item.optional)
        for item in cost.items
    )
    return cost.minimum, cost.maximum, cost.unknown, items
