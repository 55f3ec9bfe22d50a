"""The steps of a plan: the list in pages, and one step with its date, its ways, its papers and its marks."""

from __future__ import annotations

from bots.dialogue.answers.phrasing import item as entry
from bots.dialogue.answers.phrasing import label, short_label, stale_notes, together
from bots.dialogue.answers.prose import prose
from bots.dialogue.life_events.at_hand import PlanAtHand, checked_line
from bots.dialogue.life_events.costs import amount
from bots.dialogue.life_events.dates import due_details, due_line
from bots.dialogue.life_events.paging import page_buttons, page_note, page_of
from bots.dialogue.life_events.papers import group_papers, paper_lists
from bots.dialogue.reply import Block, BlockKind, Button, Line, Source, heading, listed, paragraph
from bots.dialogue.turn import button
from catalogue.facts.kinds import Kind
from catalogue.facts.life_event import StepKind
from catalogue.languages.formats import enumeration, left_to_right, number, span, weekday_date
from catalogue.read_models.plan import PlanChannel, PlanStep

OFFICES_SHOWN = 4
"""Offices named beside a step; the service's page has them all."""


def tick_state(step: PlanStep, hand: PlanAtHand) -> str | None:
    """Return how a step stands, or None for one without a mark."""
    gettext = hand.turn.gettext
    states = {
        "done": gettext("Done"),
        "waiting": gettext("Waiting for an answer"),
        "not-for-me": gettext("Not for me"),
    }
    return states.get(hand.plan.ticks.get(step.id, ""))


def settled_note(hand: PlanAtHand) -> str | None:
    """Return how many steps are settled, or None before the first is."""
    over = {step.number for step in hand.plan.steps if hand.plan.ticks.get(step.id) in ("done", "not-for-me")}
    if not over:
        return None
    language = hand.turn.language
    shown = {"done": number(len(over), language), "all": number(count_steps(hand), language)}
    return hand.turn.gettext("%(done)s of %(all)s steps are settled.", **shown)


def count_steps(hand: PlanAtHand) -> int:
    """Return how many numbers the plan has; alternatives share one."""
    return max((step.number for step in hand.plan.steps), default=0)


def step_name(step: PlanStep, hand: PlanAtHand) -> str:
    """Return a step's number and title."""
    return f"{number(step.number, hand.turn.language)}. {hand.said(step.title)}"


def step_list_blocks(hand: PlanAtHand, page: int) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    """Return a page of the steps with their marks and days; each can be opened."""
    turn, plan = hand.turn, hand.plan
    shown, pages, entries = page_of(plan.steps, page)
    blocks = [heading(turn.gettext("Your steps"))]
    if not entries:
        blocks.append(paragraph(turn.gettext("With these answers nothing needs to be done.")))
        return tuple(blocks), ()
    if (settled := settled_note(hand)) is not None:
        blocks.append(paragraph(settled))
    for stage in plan.stages:
        lines = [_entry(step, hand) for step in stage.steps if step in entries]
        if lines:
            blocks.append(Block(BlockKind.TEXT, (hand.line(stage.title), *map(Line, lines))))
    if (note := page_note(turn, shown, pages)) is not None:
        blocks.append(paragraph(note))
    opening = tuple(button(short_label(step_name(step, hand)), "step", step.id) for step in entries)
    return tuple(blocks), (*opening, *page_buttons(turn, shown, pages, "plan", "steps"))


def _entry(step: PlanStep, hand: PlanAtHand) -> str:
    """Return a line of the list: the step, and what matters most about it."""
    gettext = hand.turn.gettext
    notes = [gettext("Optional")] if step.kind is StepKind.OPTIONAL else []
    if _is_choice(step, hand):
        notes.append(gettext("one of several ways"))
    state = tick_state(step, hand)
    if state:
        notes.append(state)
    else:
        if step.due and step.due.latest:
            notes.append(due_line(step.due, hand))
        if step.applies == "depends":
            notes.append(gettext("depends on your answers"))
    return entry(hand.turn, step_name(step, hand), notes)


def _is_choice(step: PlanStep, hand: PlanAtHand) -> bool:
    return step.kind is StepKind.OR and sum(other.number == step.number for other in hand.plan.steps) > 1


def depends_line(names: tuple[str, ...], hand: PlanAtHand) -> str:
    """Return the questions on which a part depends."""
    questions = together(hand.said(hand.question_title(name)) for name in names)
    return f"{hand.turn.gettext('Depends on:')} {questions}"


def step_blocks(step: PlanStep, hand: PlanAtHand) -> tuple[Block, ...]:
    """Return all that is to be known of one step."""
    gettext = hand.turn.gettext
    blocks = [heading(step_name(step, hand))]
    marks = [tick_state(step, hand), gettext("Optional") if step.kind is StepKind.OPTIONAL else None]
    if any(marks):
        blocks.append(paragraph(together(mark or "" for mark in marks)))
    if step.due:
        first = () if step.id in hand.plan.ticks else (due_line(step.due, hand),)
        blocks.append(paragraph(*first, *due_details(step.due, hand)))
    if step.applies == "depends":
        blocks.append(paragraph(depends_line(step.depends_on, hand)))
    if step.text:
        blocks += prose(step.text, hand.turn.language)
        blocks += stale_notes(hand.turn, (step.title, step.text))
    blocks += _how(step, hand)
    blocks += _papers(step, hand)
    blocks += _costs(step, hand)
    return tuple(blocks)


def channel_name(channel: PlanChannel, hand: PlanAtHand) -> str:
    """Return what a way to do a step is called."""
    return hand.said(channel.title) if channel.title else label(hand.turn, channel.kind)


def how_lines(step: PlanStep, hand: PlanAtHand) -> list[str]:
    """Return how and where a step is done, how long it takes, and what comes before it."""
    turn, language = hand.turn, hand.turn.language
    lines = []
    chosen = [channel for channel in step.channels if channel.chosen] or list(step.channels)
    if chosen:
        lines.append(f"{turn.gettext('How you do it:')} {channel_name(chosen[0], hand)}")
    if step.organisation_title:
        lines.append(f"{turn.gettext('Responsible:')} {hand.said(step.organisation_title)}")
    if offices := [title for _, title in list_offices(step, hand)]:
        where = turn.gettext("Where you can do all of it:")
        lines.append(f"{where} {enumeration([hand.said(title) for title in offices], language)}")
    if step.processing:
        lines.append(turn.gettext("It takes %(time)s at the longest.", time=span(step.processing, language)))
    if step.ready_by:
        day = weekday_date(step.ready_by, language)
        over = step.ready_by < hand.plan.as_of
        lines.append(
            turn.gettext("The promised time was over on %(date)s.", date=day)
            if over
            else turn.gettext("You should have an answer by %(date)s.", date=day)
        )
    if before := hand.find_steps(step.after):
        names = together(step_name(other, hand) for other in before)
        lines.append(f"{turn.gettext('Do these first:')} {names}")
    return lines


def _how(step: PlanStep, hand: PlanAtHand) -> list[Block]:
    lines: list[Line] = [Line(text) for text in how_lines(step, hand)]
    if step.address:
        lines.append(Line(step.address, address=step.address))
    return [paragraph(*lines)] if lines else []


def list_offices(step: PlanStep, hand: PlanAtHand) -> list[tuple[str, object]]:
    """Return offices of the person's place where a step can be completed, the first few, by id and title."""
    shown = step.offices[:OFFICES_SHOWN] if hand.plan.place else ()
    return [(office, hand.pathway.office_titles[office]) for office in shown]


def _papers(step: PlanStep, hand: PlanAtHand) -> list[Block]:
    gettext = hand.turn.gettext
    wanted = group_papers(item for item in hand.plan.bring if step.id in item.steps)
    on_the_way = [item for item in hand.plan.on_the_way if step.id in item.steps]
    spared = [item for item in hand.plan.spared if step.id in item.steps]
    blocks: list[Block] = []
    if wanted:
        blocks.append(heading(gettext("What to bring")))
        blocks += paper_lists(wanted, hand, with_steps=False)
    if on_the_way:
        blocks.append(heading(gettext("You get these on the way: take them along")))
        blocks.append(listed(*(hand.line(item.title) for item in on_the_way)))
    if spared:
        blocks.append(heading(gettext("You need not bring")))
        blocks.append(listed(*(hand.line(item.title) for item in spared)))
    return blocks


def _costs(step: PlanStep, hand: PlanAtHand) -> list[Block]:
    fees = [(item, cost.currency) for cost in hand.plan.costs for item in cost.items if item.step == step.id]
    lines = [entry(hand.turn, hand.said(item.title), [amount(item, currency, hand)]) for item, currency in fees]
    return [heading(hand.turn.gettext("What it costs")), listed(*lines)] if lines else []


def step_source(step: PlanStep, hand: PlanAtHand) -> tuple[Source, Block]:
    """Return the citation of a step: of its service where it has one, else of the life event."""
    turn = hand.turn
    if step.service is None:
        return hand.source, hand.source_block()
    checked = hand.pathway.services[step.service].facts.checked
    address = turn.address(Kind.SERVICE, step.service)
    lines = [checked_line(turn, checked)]
    if step.code:
        lines.append(f"{turn.gettext('Service code')} {left_to_right(step.code, turn.language)}")
    source = Source("service", step.service, step.code, checked, address)
    return source, Block(BlockKind.SOURCE, (*map(Line, lines), Line(address, address=address)))


def step_buttons(step: PlanStep, hand: PlanAtHand) -> tuple[Button, ...]:
    """Return the marks that can be set, and where to go from a step."""
    gettext, tick = hand.turn.gettext, hand.plan.ticks.get(step.id)
    buttons = []
    if tick != "done":
        buttons.append(button(gettext("Mark as done"), "tick", step.id, "done"))
    if tick != "waiting":
        buttons.append(button(gettext("I’m waiting for an answer"), "tick", step.id, "waiting"))
    if tick != "not-for-me":
        buttons.append(button(gettext("Not for me"), "tick", step.id, "not-for-me"))
    if tick is not None:
        buttons.append(button(gettext("Undo"), "tick", step.id, "open"))
    if step.service:
        buttons.append(button(gettext("About this service"), "about", "service", step.service))
    for office, title in list_offices(step, hand)[:2]:
        buttons.append(button(short_label(str(title)), "office", office))
    buttons.append(button(gettext("What is next"), "plan", "next"))
    buttons.append(button(gettext("All steps"), "plan", "steps", "1"))
    return tuple(buttons)
