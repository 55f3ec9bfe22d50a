"""How it is done: for each way what one does in order, in how many visits, and what else that way wants."""

from __future__ import annotations

from bots.dialogue.answers.phrasing import (
    channel_name,
    item,
    label,
    language_names,
    only_if,
    rule_of,
    said,
    short_label,
    together,
    usually,
)
from bots.dialogue.answers.prose import prose
from bots.dialogue.reply import Block, Button, Intent, heading, listed, numbered, paragraph
from bots.dialogue.turn import NotUnderstood, Turn, button
from catalogue.facts.service import PRESENCE
from catalogue.read_models.service import ServicePage
from catalogue.read_models.service_lines import ChannelSection
from catalogue.read_models.text import Text

TOLD_AT_ONCE = 2
"""So many ways are told whole; of more, what they have in common, and one at a time on request."""


def steps(turn: Turn, page: ServicePage) -> tuple[Block, ...]:
    """Return the ways to do a service: whole where they are few, else the steps they share and a line for each."""
    if len(page.channels) <= TOLD_AT_ONCE:
        return tuple(block for channel in page.channels for block in one_way(turn, channel, page))
    shared = page.shared_steps
    first = (numbered(*(said(turn, step) for step in shared)),) if shared else ()
    lines = [
        item(turn, kind_and_depth(turn, channel), (), [_visits(turn, channel), only_if(turn, channel.applies)])
        for channel in page.channels
    ]
    return (*first, listed(*lines))


def find_way(page: ServicePage, id: str) -> ChannelSection:
    """Return a way to do the service. Raises `NotUnderstood` for one that it has no more."""
    found = next((channel for channel in page.channels if channel.id == id), None)
    if found is None:
        raise NotUnderstood
    return found


def way_buttons(turn: Turn, page: ServicePage) -> tuple[Button, ...]:
    """Return a button for each way, where not all of them are told at once."""
    if len(page.channels) <= TOLD_AT_ONCE:
        return ()
    return tuple(
        button(short_label(channel_name(turn, channel)), "tell", Intent.STEPS.value, page.id, channel.id)
        for channel in page.channels
    )


def words_of_steps(page: ServicePage) -> list[Text | None]:
    """Return the words of the content that the answer says."""
    return [text for channel in page.channels for text in (channel.title, channel.how, *channel.steps)]


def kind_and_depth(turn: Turn, channel: ChannelSection) -> str:
    """Return what a way is called, of which kind it is, and how far one gets by it."""
    kind = label(turn, channel.kind) if channel.title else ""
    notes = [kind, label(turn, channel.depth), rule_of(turn, channel.origin)]
    return item(turn, channel_name(turn, channel), notes)


def one_way(turn: Turn, channel: ChannelSection, page: ServicePage) -> tuple[Block, ...]:
    """Return one way with all that differs for it."""
    condition = only_if(turn, channel.applies)
    blocks = [heading(kind_and_depth(turn, channel))]
    if condition:
        blocks.append(paragraph(condition))
    if channel.how:
        blocks += prose(channel.how, turn.language)
    if channel.steps:
        blocks.append(numbered(*(said(turn, step) for step in channel.steps)))
    notes = _notes(turn, channel, page)
    if notes:
        blocks.append(listed(*notes))
    return tuple(blocks)


def _visits(turn: Turn, channel: ChannelSection) -> str:
    if channel.visits:
        return turn.ngettext("You come in person once.", "You come in person %(num)s times.", channel.visits)
    return turn.gettext("You need not come in person.") if channel.kind in PRESENCE else ""


def _notes(turn: Turn, channel: ChannelSection, page: ServicePage) -> list[str]:
    _ = turn.gettext
    visits = _visits(turn, channel)
    notes = [visits] if visits else []
    if channel.appointment:
        notes.append(_("You need an appointment."))
    if channel.languages:
        notes.append(f"{_('In these languages:')} {language_names(turn, channel.languages)}")
    papers = (line for group in page.requirements for line in group.lines)
    wanted = [said(turn, line.title) for line in papers if channel.id in line.channels]
    if wanted:
        notes.append(f"{_('Paper needed this way:')} {together(wanted)}")
    charged = [said(turn, fee.title) for fee in page.fees if channel.id in fee.channels]
    if charged:
        notes.append(f"{_('Fee this way:')} {together(charged)}")
    notes += [usually(turn, time.usual) for time in page.times if channel.id in time.channels]
    if channel.operator:
        notes.append(f"{_('This is run by another body:')} {said(turn, channel.operator.title)}")
    return notes
