"""What it costs on the day and in the place of the reading, what it pays out, and how to pay."""

from __future__ import annotations

from bots.dialogue.answers.phrasing import (
    changing,
    item,
    label,
    law,
    money,
    only_if,
    only_ways,
    rule_of,
    said,
    together,
)
from bots.dialogue.reply import Block, listed, paragraph
from bots.dialogue.turn import Turn
from catalogue.facts.money import Lateness, Payer, Per
from catalogue.languages import formats
from catalogue.read_models.service import ServicePage
from catalogue.read_models.service_lines import FeeLine, OutputLine, WaiverLine
from catalogue.read_models.text import Text


def fees(turn: Turn, page: ServicePage) -> tuple[Block, ...]:
    """Return official fees, agents' charges apart, who pays less, and what a benefit pays."""
    _ = turn.gettext
    blocks: list[Block] = []
    if page.state_fees:
        day = formats.long_date(page.as_of, turn.language)
        if page.free_in_time:
            blocks.append(paragraph(_("Free of charge if you are in time")))
        blocks.append(paragraph(_("Official fees on %(date)s", date=day)))
        blocks.append(listed(*(_fee(turn, fee, page) for fee in page.state_fees)))
    elif not page.agents_only:
        blocks.append(paragraph(_("Free of charge")))
    if page.agents_only:
        blocks.append(paragraph(_("Paid not to the state, but to those who do the work")))
    elif page.agent_fees:
        blocks.append(paragraph(_("Charges of agents, if you choose to use one")))
    if page.agent_fees:
        blocks.append(listed(*(_fee(turn, fee, page) for fee in page.agent_fees)))
    if page.loose_waivers:
        blocks.append(paragraph(_("Who pays less")))
        blocks.append(listed(*(_loose(turn, waiver) for waiver in page.loose_waivers)))
    paid = [line for line in page.outputs if line.amount or line.next_amount]
    if paid:
        blocks.append(paragraph(_("What you get")))
        blocks.append(listed(*(output(turn, line) for line in paid)))
    warning = "Anything above this is not official. If somebody asks you for more, ask for a receipt and complain."
    return (*blocks, paragraph(_(warning)))


def words_of_fees(page: ServicePage) -> list[Text | None]:
    """Return the words of the content that the answer says."""
    return [line.title for line in (*page.fees, *page.waivers)]


def cost_at_a_glance(turn: Turn, page: ServicePage) -> str:
    """Return what it costs in a few words, as the head of the page says it."""
    main = page.main_fee
    if main is not None and main.amount is not None:
        return _with_per(turn, money(turn, main.amount), main)
    if not page.state_fees and not page.agents_only:
        return turn.gettext("Free of charge")
    if page.free_in_time and not page.agents_only:
        return turn.gettext("Free of charge if you are in time")
    return turn.gettext("See the fees")


def output(turn: Turn, line: OutputLine) -> str:
    """Return what one gets: how much, for how long, and by when to collect it."""
    _ = turn.gettext
    notes = [rule_of(turn, line.origin)]
    if line.amount:
        amount = money(turn, line.amount)
        notes.append(amount if line.per is Per.APPLICATION else f"{amount} {label(turn, line.per)}")
    notes.append(changing(turn, line.next_amount, line.next_from))
    if line.valid_for:
        notes.append(_("Valid for %(time)s", time=formats.span(line.valid_for, turn.language)))
    elif line.kind == "document":
        notes.append(_("Does not expire"))
    if line.renew_before:
        span = formats.span(line.renew_before, turn.language)
        notes.append(_("Renew it %(time)s before it expires", time=span))
    if line.collect_within:
        notes.append(_("Collect it within %(time)s", time=formats.span(line.collect_within, turn.language)))
    return item(turn, said(turn, line.title), notes, [only_if(turn, line.applies)])


def _fee(turn: Turn, fee: FeeLine, page: ServicePage) -> str:
    _ = turn.gettext
    notes = [_with_per(turn, money(turn, fee.amount), fee) if fee.amount else _("Not charged at present")]
    if fee.next_amount:
        notes.append(changing(turn, fee.next_amount, fee.next_from))
    elif fee.amount and fee.valid_until:
        notes.append(_("Until %(date)s", date=formats.long_date(fee.valid_until, turn.language)))
    notes.append(rule_of(turn, fee.origin))
    if fee.optional:
        notes.append(_("Only if you want it"))
    if fee.means:
        notes.append(f"{_('How to pay:')} {' / '.join(label(turn, means) for means in fee.means)}")
    more = [
        _late(turn, fee.late) if fee.late else "",
        label(turn, fee.payer) if fee.payer is not Payer.APPLICANT else "",
        only_if(turn, fee.applies),
        only_ways(turn, fee.channels, page),
        *(_waiver(turn, waiver) for waiver in fee.waivers),
        law(turn, fee.law),
    ]
    return item(turn, said(turn, fee.title), notes, more)


def _with_per(turn: Turn, amount: str, fee: FeeLine) -> str:
    free = fee.amount is not None and fee.amount.maximum == 0
    return amount if fee.per is Per.APPLICATION or free else f"{amount} {label(turn, fee.per)}"


def _late(turn: Turn, band: Lateness) -> str:
    first = formats.number(band.first_day, turn.language)
    if band.last_day is None:
        return turn.gettext("Only if you are late by %(first)s calendar days or more.", first=first)
    last = formats.number(band.last_day, turn.language)
    return turn.gettext("Only if you are late by %(first)s to %(last)s calendar days.", first=first, last=last)


def _waiver(turn: Turn, waiver: WaiverLine) -> str:
    if waiver.percent == 100:
        lead = turn.gettext("You do not pay it:")
    else:
        less = formats.percent(waiver.percent, turn.language)
        lead = turn.gettext("You pay %(percent)s less:", percent=less)
    return together([f"{lead} {said(turn, waiver.title)}", rule_of(turn, waiver.origin), only_if(turn, waiver.applies)])


def _loose(turn: Turn, waiver: WaiverLine) -> str:
    return item(turn, said(turn, waiver.title), [rule_of(turn, waiver.origin)], [only_if(turn, waiver.applies)])
