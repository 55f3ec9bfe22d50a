"""What to bring: one list over all steps, each paper once; and what the person need not bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from catalogue.facts.money import Per
from catalogue.plans.age_limits import list_age_limits
from catalogue.plans.conditions import Verdict
from catalogue.plans.counting import Use, how_many_beyond, list_covered, use_of
from catalogue.plans.not_brought import NotBrought
from catalogue.plans.pathway import Pathway
from catalogue.plans.remarks import list_remarks
from catalogue.plans.steps import Route
from catalogue.plans.supply import OpenNeed, list_needs, list_supplies, still_open
from catalogue.plans.working_days import WorkingCalendar
from catalogue.read_models.papers import BringItem, NotBringItem
from catalogue.read_models.plan import Due
from catalogue.read_models.text import Text


@dataclass(frozen=True)
class Papers:
    """The papers of a plan."""

    bring: tuple[BringItem, ...]
    not_bring: tuple[NotBringItem, ...]
    needs: tuple[OpenNeed, ...]
    """What is left for the person to bring, step by step, for counting the effort."""


def list_papers(
    route: Route, pathway: Pathway, dues: Mapping[str, Due | None], as_of: date, calendar: WorkingCalendar
) -> Papers:
    """Return the papers of all steps still to be done.

    Each paper stands once. Originals that are handed back are needed once – the most that any step looks at;
    originals that are kept, copies and certified copies add up, but for steps and papers that exclude each other.
    The strictest freshness holds. A need of several alternatives asks for nothing more where one of them is brought
    anyway, or supplied.

    An earlier step that gives a paper supplies the source: its originals are taken for what is kept and shown for
    what is looked at, and such a paper need not be brought. Copies of it, and originals beyond those given, are
    still counted.
    """
    needs = [(need, list_supplies(need, route, pathway)) for need in list_needs(route.active)]
    still = [still_open(need, supplies) for need, supplies in needs]
    covered, from_steps = _share_out(one for one in still if one is not None and one.given)
    not_bring = NotBrought()
    for (need, supplies), left in zip(needs, still, strict=True):
        if left is None or not left.given or id(left) in covered:
            not_bring.note(need, supplies)
    left_over = [one for one in still if one is not None and id(one) not in covered]
    open_needs = _met_by_what_is_brought_anyway(left_over, route)
    bring = _merge(open_needs, from_steps, route, pathway, dues, as_of, calendar)
    return Papers(bring, not_bring.list_items(pathway, as_of, calendar), tuple(open_needs))


def _share_out(needs: Iterable[OpenNeed]) -> tuple[frozenset[int], dict[str, list[Use]]]:
    """Return the needs that the originals given by earlier steps meet, by identity, and all that take from these."""
    uses: dict[str, list[Use]] = {}
    for need in needs:
        for want in need.wants:
            uses.setdefault(want.requirement.document, []).append(use_of(need, want))
    covered = frozenset(id(use.need) for of_it in uses.values() for use in list_covered(of_it))
    return covered, uses


def _met_by_what_is_brought_anyway(needs: list[OpenNeed], route: Route) -> list[OpenNeed]:
    """Narrow alternatives down to a paper that the person certainly brings for some step anyway."""
    # Of alternatives the person does one: which, is certain where answers leave a single one.
    ways = Counter(step.unit for step in route.active)
    brought = {
        need.wants[0].requirement.document
        for need in needs
        if need.need.group is None and (need.verdict & need.wants[0].verdict).certain
        if not need.need.step.is_optional and ways[need.need.step.unit] == 1
    }
    narrowed = []
    for need in needs:
        at_hand = tuple(want for want in need.wants if want.requirement.document in brought and want.verdict.certain)
        narrowed.append(replace(need, wants=at_hand[:1]) if need.need.group and at_hand else need)
    return narrowed


def _merge(
    needs: Iterable[OpenNeed],
    from_steps: Mapping[str, list[Use]],
    route: Route,
    pathway: Pathway,
    dues: Mapping[str, Due | None],
    as_of: date,
    calendar: WorkingCalendar,
) -> tuple[BringItem, ...]:
    uses: dict[str, list[Use]] = {}
    for need in needs:
        for want in need.wants:
            uses.setdefault(want.requirement.document, []).append(use_of(need, want))
    return tuple(
        _bring(document, of_it, from_steps.get(document, []), route, pathway, dues, as_of, calendar)
        for document, of_it in uses.items()
    )


def _bring(
    document: str,
    uses: list[Use],
    from_steps: list[Use],
    route: Route,
    pathway: Pathway,
    dues: Mapping[str, Due | None],
    as_of: date,
    calendar: WorkingCalendar,
) -> BringItem:
    verdict = Verdict(False)
    for use in uses:
        verdict |= use.verdict
    counts = how_many_beyond([use for use in uses if not use.need.given], from_steps)
    givers = [use.from_step for use in uses]
    requirements = [use.want.requirement for use in uses]
    ages = [requirement.not_older_than for requirement in requirements if requirement.not_older_than]
    grouped = [use for use in uses if len(use.need.documents) > 1]
    # Where some step certainly wants this very paper, others will not do instead.
    wanted_itself = any(use.verdict.certain for use in uses if use not in grouped)
    any_of = dict.fromkeys(
        want.requirement.document
        for use in grouped
        for want in use.need.wants
        if not wanted_itself and want.requirement.document != document
    )
    group_titles = (
        use.need.need.step.service.wording.text(f"groups.{use.need.need.group}") for use in grouped if any_of
    )
    known = pathway.documents.get(document)
    return BringItem(
        document=document,
        title=known.title if known else Text(document, pathway.language),
        originals=counts.handed_back + counts.kept,
        copies=counts.copies,
        certified_copies=counts.certified,
        kept=counts.kept,
        not_older_than=min(ages, key=lambda age: calendar.count(as_of, age), default=None),
        per_person=any(requirement.per is Per.PERSON for requirement in requirements),
        translated=any(requirement.translated for requirement in requirements),
        legalised=any(requirement.legalised for requirement in requirements),
        any_of=tuple(any_of),
        group_title=next((title for title in group_titles if title), None),
        applies="yes" if verdict.certain else "depends",
        depends_on=verdict.depends_on,
        steps=tuple(dict.fromkeys(use.need.need.step.id for use in uses)),
        age_limits=list_age_limits(uses, dues, as_of, calendar),
        remarks=list_remarks(uses),
        optional=_may_be_left_out(uses, route),
        from_step=givers[0] if all(givers) else None,
    )


def _may_be_left_out(uses: list[Use], route: Route) -> bool:
    wanting = {use.need.need.step.id for use in uses}
    for use in uses:
        step = use.need.need.step
        alternatives = {other.id for other in route.active if other.unit == step.unit}
        if not (step.is_optional or use.need.by_choice) and alternatives <= wanting:
            return False
    return True
