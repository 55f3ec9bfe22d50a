"""How many originals and copies of one paper a person needs, over all steps that want it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from catalogue.facts import Condition
from catalogue.facts.document import Form
from catalogue.plans.conditions import Verdict, exclude_each_other, requirements_of
from catalogue.plans.steps import Want
from catalogue.plans.supply import OpenNeed


class Counts(NamedTuple):
    """How many of one paper: looked at and handed back, kept, copies, certified copies."""

    handed_back: int
    kept: int
    copies: int
    certified: int


@dataclass
class Use:
    """One want of one paper by one step."""

    need: OpenNeed
    want: Want
    verdict: Verdict
    counts: Counts
    tests: tuple[Condition, ...]
    """All that must hold for it."""

    @property
    def from_step(self) -> str | None:
        """Return the earlier step that certainly hands the paper over, if there is one."""
        return dict(self.need.sources).get(self.want.requirement.document)

    @property
    def can_be_excluded(self) -> bool:
        """Tell whether there is anything that could keep it from arising."""
        return bool(self.tests) or self.need.need.step.is_alternative

    def excludes(self, other: Use) -> bool:
        """Tell whether the two plainly never arise for one person."""
        one, two = self.need.need.step, other.need.need.step
        if one.id != two.id and one.unit == two.unit:
            return True
        return exclude_each_other(self.tests, other.tests)


def use_of(need: OpenNeed, want: Want) -> Use:
    """Return what one want asks for, and whether it arises."""
    requirement = want.requirement
    number, form = requirement.number, requirement.form
    counts = Counts(
        handed_back=number if form is Form.ORIGINAL and not requirement.kept else 0,
        kept=number if form is Form.ORIGINAL and requirement.kept else 0,
        copies=number if form is Form.COPY else 0,
        certified=number if form is Form.CERTIFIED_COPY else 0,
    )
    tests = (*need.need.step.tests, *requirements_of(requirement.when))
    return Use(need, want, need.verdict & want.verdict, counts, tests)


def how_many(uses: Sequence[Use]) -> Counts:
    """Return how many are needed in all.

    What is handed back is needed once, as often as the step that looks at most; the rest adds up. Of uses that
    exclude each other only the largest number counts.
    """
    groups: list[list[Use]] = []
    for use in uses:
        # What always arises has no rivals; it is not compared with the others.
        rivals = groups if use.can_be_excluded else ()
        together = next((group for group in rivals if all(use.excludes(other) for other in group)), None)
        if together is None:
            groups.append([use])
        else:
            together.append(use)
    most = [_largest(group) for group in groups]
    return Counts(
        handed_back=max((counts.handed_back for counts in most), default=0),
        kept=sum(counts.kept for counts in most),
        copies=sum(counts.copies for counts in most),
        certified=sum(counts.certified for counts in most),
    )


def list_covered(uses: Sequence[Use]) -> tuple[Use, ...]:
    """Return, of the uses of originals that earlier steps hand over, those for which the number handed over is enough.

    What is kept is taken from it first, in the order of the steps; what is left can be looked at.
    """
    given = _given(uses)
    covered: list[Use] = []
    for use in sorted(uses, key=lambda use: not use.counts.kept):
        counts = how_many([*covered, use])
        if counts.kept + counts.handed_back <= given:
            covered.append(use)
    return tuple(covered)


def how_many_beyond(own: Sequence[Use], from_steps: Sequence[Use]) -> Counts:
    """Return how many are needed beside the originals that earlier steps hand over for the uses `from_steps`."""
    counts, together = how_many(own), how_many([*own, *from_steps])
    given = _given(from_steps)
    kept = max(counts.kept, together.kept - given)
    handed_back = max(counts.handed_back, together.kept + together.handed_back - given - kept)
    return counts._replace(kept=kept, handed_back=handed_back)


def _given(uses: Sequence[Use]) -> int:
    return max((use.need.given for use in uses), default=0)


def _largest(rivals: Sequence[Use]) -> Counts:
    """Return what covers each of several uses of which one arises."""
    if len(rivals) == 1:
        return rivals[0].counts
    handed_back, kept, copies, certified = (max(column) for column in zip(*(use.counts for use in rivals), strict=True))
    # The original that one of them would keep is at hand to be looked at by another.
    return Counts(max(0, handed_back - kept), kept, copies, certified)
