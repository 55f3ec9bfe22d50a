"""What to bring and what not, in words: each paper once with how many, how fresh, and for which steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bots.dialogue.answers.phrasing import item as entry
from bots.dialogue.life_events.at_hand import PlanAtHand
from bots.dialogue.life_events.paging import page_buttons, page_note, page_of
from bots.dialogue.reply import Block, Button, heading, listed, paragraph
from catalogue.languages.formats import enumeration, long_date, number, span
from catalogue.read_models.papers import BringItem, NotBringItem, Remark
from catalogue.read_models.text import Text

PAPERS_SHOWN = 6
"""Papers in one message; each may have alternatives."""


@dataclass(frozen=True)
class Papers:
    """Papers to bring: one, or several of which any one will do."""

    items: tuple[BringItem, ...]
    title: Text | None


def group_papers(bring: Iterable[BringItem]) -> tuple[Papers, ...]:
    """Return what to bring, alternatives together, in the plan's order."""
    items = tuple(bring)
    taken: set[str] = set()
    papers = []
    for item in items:
        if item.document in taken:
            continue
        together = tuple(other for other in items if other.document in {item.document, *item.any_of})
        taken.update(other.document for other in together)
        papers.append(Papers(together, item.group_title))
    return tuple(papers)


def paper_notes(item: BringItem, hand: PlanAtHand) -> tuple[str, ...]:
    """Return all that is to be known of a paper beside its title, but for the steps that want it."""
    turn = hand.turn
    notes = [turn.gettext("Optional")] if item.optional else []
    if item.originals:
        notes.append(turn.ngettext("%(num)s original", "%(num)s originals", item.originals))
        if item.kept:
            notes.append(turn.ngettext("%(num)s is kept", "%(num)s are kept", item.kept))
    if item.certified_copies:
        notes.append(turn.ngettext("%(num)s certified copy", "%(num)s certified copies", item.certified_copies))
    notes += _copies(item, hand)
    if item.per_person:
        notes.append(turn.gettext("for each person"))
    notes += _ages(item, hand)
    if item.translated:
        notes.append(turn.gettext("with a sworn translation, if it is in a foreign language"))
    if item.legalised:
        notes.append(turn.gettext("legalised or with an apostille, if it is from abroad"))
    return tuple(notes)


def _ages(item: BringItem, hand: PlanAtHand) -> list[str]:
    turn, language = hand.turn, hand.turn.language
    notes = []
    for limit in item.age_limits:
        if limit.issued_from:
            note = turn.gettext("dated %(date)s or later", date=long_date(limit.issued_from, language))
        else:
            note = turn.gettext("not older than %(age)s", age=span(limit.not_older_than, language))
        notes.append(note if limit.steps == item.steps else f"{note} ({for_steps(limit.steps, hand)})")
    return notes


def _copies(item: BringItem, hand: PlanAtHand) -> list[str]:
    turn = hand.turn
    if item.from_step is None or item.from_step not in hand.steps:
        return [turn.ngettext("%(num)s copy", "%(num)s copies", item.copies)] if item.copies else []
    giver = number(hand.steps[item.from_step].number, turn.language)
    if not item.copies:
        return [turn.gettext("You get it in step %(step)s", step=giver)]
    copies = turn.ngettext(
        "You get it in step %(step)s; make %(num)s copy",
        "You get it in step %(step)s; make %(num)s copies",
        item.copies,
        step=giver,
    )
    return [copies]


def for_steps(ids: Iterable[str], hand: PlanAtHand) -> str:
    """Return for which steps something is, by their numbers."""
    language = hand.turn.language
    numbers = [number(step.number, language) for step in hand.find_steps(ids)]
    steps = enumeration(numbers, language)
    return hand.turn.ngettext("for step %(steps)s", "for steps %(steps)s", len(numbers), steps=steps)


def depends_note(part: BringItem | NotBringItem, hand: PlanAtHand) -> str | None:
    """Return that a part may not concern the person, or None where it certainly does."""
    if part.applies == "yes":
        return None
    if part.depends_on:
        return hand.turn.gettext("depends on your answers")
    return hand.turn.gettext("Only in some cases; the remark says in which.")


def why_not_needed(item: NotBringItem, hand: PlanAtHand) -> str:
    """Return why a paper need not be brought."""
    gettext = hand.turn.gettext
    why = gettext("The state has it already.") if item.why == "state_has" else gettext("It is sent for you.")
    return f"{why} ({hand.said(item.source)})" if item.source else why


def _remark(remark: Remark, item: BringItem, hand: PlanAtHand) -> str:
    """Return what steps say of a paper, after these where others want it as well."""
    said, language = hand.said(remark.text), hand.turn.language
    if remark.steps == item.steps:
        return said
    numbers = [number(step.number, language) for step in hand.find_steps(remark.steps)]
    return hand.turn.ngettext(
        "Step %(steps)s: %(remark)s",
        "Steps %(steps)s: %(remark)s",
        len(numbers),
        steps=enumeration(numbers, language),
        remark=said,
    )


def on_the_way_notes(item: NotBringItem, hand: PlanAtHand) -> list[str]:
    """Return where on the way the person gets a paper, for which steps, and how old it may then be."""
    turn = hand.turn
    givers = hand.find_steps([item.from_step] if item.from_step else [])
    notes = [turn.gettext("You get it in step %(step)s", step=number(step.number, turn.language)) for step in givers]
    if not notes and item.source:
        notes = [f"{turn.gettext('You get it on the way, from this step:')} {hand.said(item.source)}"]
    notes.append(for_steps(item.steps, hand))
    if item.not_older_than:
        notes.append(turn.gettext("not older than %(age)s", age=span(item.not_older_than, turn.language)))
    return [*notes, depends_note(item, hand) or ""]


def paper_line(item: BringItem, hand: PlanAtHand, *, with_steps: bool = True) -> str:
    """Return a paper with its notes and remarks on one line."""
    notes = [*paper_notes(item, hand), for_steps(item.steps, hand) if with_steps else ""]
    notes.append(depends_note(item, hand) or "")
    remarks = [_remark(one, item, hand) for one in item.remarks]
    return entry(hand.turn, hand.said(item.title), notes, remarks)


def paper_lists(groups: Iterable[Papers], hand: PlanAtHand, *, with_steps: bool = True) -> list[Block]:
    """Return papers as lists in their order; those of which one is enough under a line that says so."""
    blocks: list[Block] = []
    single: list[str] = []
    for papers in groups:
        lines = [paper_line(item, hand, with_steps=with_steps) for item in papers.items]
        if len(lines) == 1:
            single += lines
            continue
        if single:
            blocks.append(listed(*single))
            single = []
        title = hand.said(papers.title) if papers.title else hand.turn.gettext("One of these is enough")
        blocks += [paragraph(title), listed(*lines)]
    return [*blocks, listed(*single)] if single else blocks


def bring_blocks(hand: PlanAtHand, page: int) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    """Return a page of what to bring – after the last, what need not be brought – and how to turn it."""
    turn, plan = hand.turn, hand.plan
    papers = group_papers(plan.bring)
    shown, pages, entries = page_of(papers, page, PAPERS_SHOWN)
    blocks = [heading(turn.gettext("What to bring"))]
    if entries:
        blocks.append(paragraph(turn.gettext("Every paper once, for all steps together.")))
        blocks += paper_lists(entries, hand)
    else:
        blocks.append(paragraph(turn.gettext("You need no papers.")))
    if shown == pages:
        blocks += needless_blocks(hand)
    if (note := page_note(turn, shown, pages)) is not None:
        blocks.append(paragraph(note))
    return tuple(blocks), page_buttons(turn, shown, pages, "plan", "bring")


def needless_blocks(hand: PlanAtHand) -> list[Block]:
    """Return what the person gets on the way and takes along, and what need not be had at all."""
    gettext = hand.turn.gettext
    blocks = []
    if hand.plan.on_the_way:
        blocks.append(heading(gettext("You get these on the way: take them along")))
        blocks.append(listed(*(on_the_way_line(item, hand) for item in hand.plan.on_the_way)))
    if hand.plan.spared:
        blocks.append(heading(gettext("You need not bring")))
        blocks.append(listed(*(spared_line(item, hand) for item in hand.plan.spared)))
    return blocks


def on_the_way_line(item: NotBringItem, hand: PlanAtHand) -> str:
    """Return a paper that an earlier step hands over, on one line."""
    return entry(hand.turn, hand.said(item.title), on_the_way_notes(item, hand))


def spared_line(item: NotBringItem, hand: PlanAtHand) -> str:
    """Return a paper that need not be brought and why, on one line."""
    return entry(hand.turn, hand.said(item.title), [why_not_needed(item, hand), depends_note(item, hand) or ""])
