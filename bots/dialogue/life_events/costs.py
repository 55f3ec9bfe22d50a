"""What a plan costs, in words: each fee on a line, totals by currency; an amount not known is never nothing."""

from __future__ import annotations

from bots.dialogue.answers.phrasing import item as entry
from bots.dialogue.answers.phrasing import label
from bots.dialogue.life_events.at_hand import PlanAtHand
from bots.dialogue.life_events.paging import page_buttons, page_note, page_of
from bots.dialogue.life_events.papers import for_steps
from bots.dialogue.reply import Block, Button, heading, listed, paragraph
from catalogue.facts.money import Per
from catalogue.languages.formats import long_date, money_range, not_known
from catalogue.read_models.plan import Cost, CostItem


def amount(item: CostItem, currency: str, hand: PlanAtHand) -> str:
    """Return the amount of one fee."""
    if item.minimum is None or item.maximum is None:
        return not_known(hand.turn.language)
    if item.maximum == 0:
        return hand.turn.gettext("Free of charge")
    asked = money_range(item.minimum, item.maximum, currency, hand.turn.language)
    return asked if item.per is Per.APPLICATION else f"{asked} {label(hand.turn, item.per)}"


def total(cost: Cost, hand: PlanAtHand) -> str:
    """Return what one currency comes to."""
    return money_range(cost.minimum, cost.maximum, cost.currency, hand.turn.language)


def unknown_note(cost: Cost, hand: PlanAtHand) -> str | None:
    """Return how many amounts are missing in a total, or None where none is."""
    if not cost.unknown:
        return None
    return hand.turn.ngettext("%(num)s more amount is not known.", "%(num)s more amounts are not known.", cost.unknown)


def fee_notes(item: CostItem, hand: PlanAtHand) -> tuple[str, ...]:
    """Return all that is to be known of a fee beside its amount, but for the step and what it depends on."""
    gettext = hand.turn.gettext
    notes = []
    if item.waived:
        notes.append(f"{gettext('Reduction already counted:')} {hand.said(item.waived)}")
    waiver = gettext("Perhaps you pay less, or nothing:")
    notes += [f"{waiver} {hand.said(possible)}" for possible in item.possible_waivers]
    if item.late:
        notes.append(gettext("Only if you are late."))
    if item.optional:
        notes.append(gettext("Only if you want it; not in the total."))
    if item.changes_on:
        day = long_date(item.changes_on, hand.turn.language)
        notes.append(gettext("Another amount holds from %(date)s.", date=day))
    return tuple(notes)


def fee_line(item: CostItem, currency: str, hand: PlanAtHand) -> str:
    """Return one fee on one line."""
    notes = [amount(item, currency, hand), for_steps((item.step,), hand), *fee_notes(item, hand)]
    if item.applies == "depends":
        notes.append(hand.turn.gettext("depends on your answers"))
    return entry(hand.turn, hand.said(item.title), notes)


def total_lines(cost: Cost, hand: PlanAtHand) -> list[str]:
    """Return the total of one currency, that of agents apart."""
    gettext, language = hand.turn.gettext, hand.turn.language
    lines = []
    if any(item.payee == "agent" for item in cost.items):
        state = money_range(cost.state_minimum, cost.state_maximum, cost.currency, language)
        agents = money_range(cost.agent_minimum, cost.agent_maximum, cost.currency, language)
        lines.append(gettext("To the state: %(amount)s", amount=state))
        lines.append(gettext("To others, who charge for their own work: %(amount)s", amount=agents))
    lines.append(gettext("Total: %(amount)s", amount=total(cost, hand)))
    if cost.counts_once:
        lines.append(gettext("What is paid per month, year, person or copy is counted once."))
    note = unknown_note(cost, hand)
    return [*lines, note] if note else lines


def cost_blocks(hand: PlanAtHand, page: int) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    """Return a page of the fees, with the totals on each, and how to turn it."""
    turn, plan = hand.turn, hand.plan
    fees = [(item, cost.currency) for cost in plan.costs for item in cost.items]
    shown, pages, entries = page_of(fees, page)
    day = long_date(plan.as_of, turn.language)
    blocks = [heading(turn.gettext("What it costs")), paragraph(turn.gettext("Valid on %(date)s.", date=day))]
    for cost in plan.costs:
        blocks.append(paragraph(*total_lines(cost, hand)))
    if entries:
        blocks.append(listed(*(fee_line(item, currency, hand) for item, currency in entries)))
    else:
        blocks.append(paragraph(turn.gettext("Free of charge")))
    if shown == pages:
        official = turn.gettext(
            "Anything above this is not official. If somebody asks you for more, ask for a receipt and complain."
        )
        blocks.append(paragraph(official))
    if (note := page_note(turn, shown, pages)) is not None:
        blocks.append(paragraph(note))
    return tuple(blocks), page_buttons(turn, shown, pages, "plan", "costs")
