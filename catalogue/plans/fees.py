"""What a plan costs on a day: dated fees, waivers, lateness, each fee of each step on its own line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalogue.facts.money import Fee, Payer, Period
from catalogue.plans.conditions import EVENT_DATE, Verdict, judge
from catalogue.plans.deadlines import anchors_of, latest_day
from catalogue.plans.pathway import Pathway, Situation
from catalogue.plans.steps import Step
from catalogue.plans.working_days import WorkingCalendar
from catalogue.read_models.plan import CostItem
from catalogue.read_models.text import Text

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Charge:
    """One fee of one step, in its currency."""

    step: Step
    currency: str
    item: CostItem


def list_charges(
    steps: Iterable[Step], pathway: Pathway, situation: Situation, calendar: WorkingCalendar
) -> tuple[Charge, ...]:
    """Return the fees that the person pays, or may pay, for these steps on the as-of date, in order.

    What no period covers on that day is not known, which is never nothing, unless the content says that the fee has
    ended. Fees that an employer or the state pays are not the person's. Amounts that are not known stay not known.
    """
    charges = []
    for step in steps:
        for fee in step.service.facts.fees if step.service else ():
            by_this_way = not fee.channels or (step.channel is not None and step.channel.id in fee.channels)
            period = _period(fee, situation.as_of)
            if fee.payer is Payer.APPLICANT and by_this_way and period is not None:
                item = _item(fee, period, step, pathway, situation, calendar)
                if item is not None:
                    charges.append(Charge(step, fee.currency or pathway.currency, item))
    return tuple(charges)


def _period(fee: Fee, day: date) -> Period | None:
    if fee.has_ended(day):
        return None
    return fee.period_on(day) or Period.model_validate({"from": day, "unknown": True})


def _item(
    fee: Fee, period: Period, step: Step, pathway: Pathway, situation: Situation, calendar: WorkingCalendar
) -> CostItem | None:
    lateness, told = _lateness(fee, step, pathway, situation, calendar)
    verdict = step.verdict & judge(fee.when, situation, pathway.places) & lateness
    if not verdict.possible:
        return None
    sure, possible = _waivers(fee, step, pathway, situation)
    most = max((percent for percent, _ in sure), default=0)
    # A waiver that an open question decides matters only where it takes away more than what falls away already.
    better = [(percent, name) for percent, name in possible if percent > most]
    least = max((percent for percent, _ in better), default=most)
    lowest = period.amount if period.minimum is None else period.minimum
    highest = period.amount if period.maximum is None else period.maximum
    asked = less(highest, most)
    optional = fee.optional or step.is_optional
    return CostItem(
        step=step.id,
        fee=fee.id,
        title=step.service.wording.text(f"fees.{fee.id}") or step.service.wording.title,
        minimum=less(lowest, least) if asked is not None else None,
        maximum=asked,
        payee=fee.payee.value,
        per=fee.per,
        waived=next((name for percent, name in sure if percent == most), None),
        late=fee.late is not None,
        applies="yes" if verdict.certain else "depends",
        depends_on=verdict.depends_on,
        changes_on=_changes_on(fee, period, situation.as_of) if most < 100 else None,
        possible_waivers=tuple(name for _, name in better),
        asked=asked if lowest == highest else None,
        optional=optional,
        in_total=told and not optional,
    )


def less(amount: Decimal | None, percent: int) -> Decimal | None:
    """Return an amount lowered by a percentage, to the cent; all of an unknown amount waived is nothing to pay."""
    if percent == 100:
        return NOTHING
    return None if amount is None else (amount * (100 - percent) / 100).quantize(NOTHING)


def _waivers(
    fee: Fee, step: Step, pathway: Pathway, situation: Situation
) -> tuple[list[tuple[int, Text]], list[tuple[int, Text]]]:
    """Return the waivers that certainly apply and those that may, as percentage and name."""
    sure: list[tuple[int, Text]] = []
    possible: list[tuple[int, Text]] = []
    for waiver in step.service.facts.waivers:
        if fee.id in waiver.fees:
            verdict = judge(waiver.when, situation, pathway.places)
            name = step.service.wording.text(f"waivers.{waiver.id}") or step.service.wording.title
            if verdict.possible:
                (sure if verdict.certain else possible).append((waiver.percent, name))
    return sure, possible


def _lateness(
    fee: Fee, step: Step, pathway: Pathway, situation: Situation, calendar: WorkingCalendar
) -> tuple[Verdict, bool]:
    """Return whether the band of lateness is reached, and whether dates are there to tell.

    Only a date of the event and the as-of date together show that a deadline was missed. A person who applied in
    time is not late, however long the office takes.
    """
    if fee.late is None:
        return Verdict(), True
    deadline = next((one for one in step.service.facts.deadlines if one.id == fee.late.deadline), None)
    if deadline is None or deadline.until is None:
        return Verdict(False), True
    applies = judge(deadline.when, situation, pathway.places)
    latest = latest_day(deadline.until, anchors_of(step.id, situation), calendar)
    if latest is None:
        missing = (EVENT_DATE,) if deadline.until.anchor == "event" else ()
        return applies & Verdict(None, missing), False
    asked_on = situation.applied.get(step.id, situation.as_of)
    days_late = (asked_on - latest.day).days
    reached = fee.late.first_day <= days_late and (fee.late.last_day is None or days_late <= fee.late.last_day)
    return applies & Verdict(reached), True


def _changes_on(fee: Fee, period: Period, as_of: date) -> date | None:
    following = fee.period_after(as_of)
    if following is not None:
        return following.valid_from
    if period.valid_until is None or period.valid_until == date.max:
        return None
    return date.fromordinal(period.valid_until.toordinal() + 1)
