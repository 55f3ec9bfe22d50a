"""What to bring: one list over all steps, each paper once; and what the person need not bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from catalogue.facts.money import Per
from catalogue.plans.conditions import Verdict
from catalogue.plans.counting import Use, how_many, use_of
from catalogue.plans.pathway import Pathway
from catalogue.plans.steps import Route, Step
from catalogue.plans.supply import Need, OpenNeed, Supply, list_needs, list_supplies, still_open
from catalogue.plans.working_days import WorkingCalendar
from catalogue.read_models.plan import BringItem, Due, NotBringItem
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
    anyway, supplied, or given by an earlier step.
    """
    open_needs: list[OpenNeed] = []
    not_bring: dict[tuple[str, str, Text | None], _NotBring] = {}
    for need in list_needs(route.active):
        supplies = list_supplies(need, route, pathway)
        for supply in supplies:
            if supply.verdict.possible:
                _note(not_bring, supply, need)
        still = still_open(need, supplies)
        if still is not None:
            open_needs.append(still)
    open_needs = _met_by_what_is_brought_anyway(open_needs)
    bring = _merge(open_needs, route, pathway, dues, as_of, calendar)
    return Papers(bring, tuple(_not_bring(one, pathway) for one in not_bring.values()), tuple(open_needs))


def _met_by_what_is_brought_anyway(needs: list[OpenNeed]) -> list[OpenNeed]:
    """Narrow alternatives down to a paper that the person certainly brings for some step anyway."""
    brought = {
        need.wants[0].requirement.document
        for need in needs
        if need.need.group is None and (need.verdict & need.wants[0].verdict).certain and not need.can_be_left_out
    }
    narrowed = []
    for need in needs:
        at_hand = tuple(want for want in need.wants if want.requirement.document in brought and want.verdict.certain)
        narrowed.append(replace(need, wants=at_hand[:1]) if need.need.group and at_hand else need)
    return narrowed


def _merge(
    needs: Iterable[OpenNeed],
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
    return tuple(_bring(document, of_it, route, pathway, dues, as_of, calendar) for document, of_it in uses.items())


def _bring(
    document: str,
    uses: list[Use],
    route: Route,
    pathway: Pathway,
    dues: Mapping[str, Due | None],
    as_of: date,
    calendar: WorkingCalendar,
) -> BringItem:
    verdict = Verdict(False)
    for use in uses:
        verdict |= use.verdict
    counts = how_many(uses)
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
    remarks = (use.need.need.step.service.wording.text(f"requirements.{use.want.requirement.id}") for use in uses)
    known = pathway.documents.get(document)
    return BringItem(
        document=document,
        title=known.title if known else Text(document, pathway.language),
        originals=counts.handed_back + counts.kept,
        copies=counts.copies,
        certified_copies=counts.certified,
        kept=counts.kept,
        not_older_than=min(ages, key=lambda age: calendar.count(as_of, age), default=None),
        issued_from=_issued_from(uses, dues, as_of, calendar),
        per_person=any(requirement.per is Per.PERSON for requirement in requirements),
        translated=any(requirement.translated for requirement in requirements),
        legalised=any(requirement.legalised for requirement in requirements),
        any_of=tuple(any_of),
        group_title=next((title for title in group_titles if title), None),
        applies="yes" if verdict.certain else "depends",
        depends_on=verdict.depends_on,
        steps=tuple(dict.fromkeys(use.need.need.step.id for use in uses)),
        remarks=tuple({remark.value: remark for remark in remarks if remark}.values()),
        optional=_may_be_left_out(uses, route),
    )


def _issued_from(
    uses: list[Use], dues: Mapping[str, Due | None], as_of: date, calendar: WorkingCalendar
) -> date | None:
    """Return the day from which the paper must be issued so that it is still fresh on the last day of every step."""
    days = []
    for use in uses:
        due, age = dues.get(use.need.need.step.id), use.want.requirement.not_older_than
        if due is not None and due.latest is not None and age is not None:
            days.append(calendar.count(max(due.latest, as_of), age, back=True))
    return max(days, default=None)


def _may_be_left_out(uses: list[Use], route: Route) -> bool:
    wanting = {use.need.need.step.id for use in uses}
    for use in uses:
        step = use.need.need.step
        alternatives = {other.id for other in route.active if other.unit == step.unit}
        if not (step.is_optional or use.need.by_choice) and alternatives <= wanting:
            return False
    return True


@dataclass
class _NotBring:
    """A paper that somebody else brings, gathered over the steps that want it."""

    document: str
    why: str
    source: Text | None
    verdict: Verdict
    steps: dict[str, Step] = field(default_factory=dict)


def _note(noted: dict[tuple[str, str, Text | None], _NotBring], supply: Supply, need: Need) -> None:
    wanted = Verdict(False)
    for want in need.wants:
        wanted |= want.verdict
    verdict = need.step.verdict & wanted & supply.verdict
    one = noted.setdefault(
        (supply.document, supply.why, supply.source),
        _NotBring(supply.document, supply.why, supply.source, Verdict(False)),
    )
    one.verdict |= verdict
    one.steps[need.step.id] = need.step


def _not_bring(one: _NotBring, pathway: Pathway) -> NotBringItem:
    known = pathway.documents.get(one.document)
    return NotBringItem(
        document=one.document,
        title=known.title if known else Text(one.document, pathway.language),
        why=one.why,
        source=one.source,
        applies="yes" if one.verdict.certain else "depends",
        depends_on=one.verdict.depends_on,
        steps=tuple(one.steps),
    )
