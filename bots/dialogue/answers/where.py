"""Where to do it: the ways with their addresses and phones, and the offices of the place, open now or opening next."""

from __future__ import annotations

from datetime import date

from bots.dialogue.answers.opening_hours import on_day, openings_on
from bots.dialogue.answers.phrasing import (
    contact,
    item,
    label,
    language_names,
    only_if,
    openness,
    said,
    short_label,
)
from bots.dialogue.answers.steps import kind_and_depth
from bots.dialogue.reply import Block, Button, Line, listed, paragraph
from bots.dialogue.turn import Turn, button
from catalogue.facts.service import Depth
from catalogue.languages import formats
from catalogue.queries.offices import get_office
from catalogue.read_models.office import OfficeCard
from catalogue.read_models.service import ServicePage
from catalogue.read_models.service_lines import ChannelSection
from catalogue.read_models.text import Text

MOST_USEFUL = 3
_DEPTHS = (Depth.COMPLETE, Depth.PARTIAL, Depth.INFORMATION)


def where(turn: Turn, page: ServicePage) -> tuple[Block, ...]:
    """Return the ways to do a service, then the offices that are of most use now."""
    ways = [_way(turn, channel) for channel in page.channels]
    blocks: list[Block] = [block for way in ways for block in way]
    offices = offices_of(turn, page)
    if offices:
        blocks.append(paragraph(turn.gettext("Offices")))
        blocks.append(listed(*(office_line(turn, office) for office in offices[:MOST_USEFUL])))
    return tuple(blocks)


def words_of_where(page: ServicePage) -> list[Text | None]:
    """Return the words of the content that the answer says."""
    return [channel.title for channel in page.channels]


def offices_of(turn: Turn, page: ServicePage) -> tuple[OfficeCard, ...]:
    """Return the offices of all ways, the most useful first.

    That is where one gets furthest, then which is open – now, or on the day that was spoken of – and who opens next.
    """
    cards = {office.id: office for channel in page.channels for office in channel.offices}
    day = _other_day(turn)

    def is_open(office: OfficeCard) -> bool:
        return bool(openings_on(get_office(turn.reading, office.id), day)) if day else office.openness.open

    return tuple(sorted(cards.values(), key=lambda office: _use(office, is_open(office))))


def _other_day(turn: Turn) -> date | None:
    """Return the day that was spoken of, unless it is today: then "open now" says more."""
    return turn.day if turn.day != turn.reading.today else None


def _use(office: OfficeCard, is_open: bool) -> tuple[int, bool, float, str]:
    opening = office.openness.next_opening
    return (
        _DEPTHS.index(office.depth or Depth.COMPLETE),
        not is_open,
        opening.timestamp() if opening else float("inf"),
        office.title.value,
    )


def office_line(turn: Turn, office: OfficeCard) -> str:
    """Return one office: how far one gets there, whether it is open – on the day that was spoken of, if one was."""
    limited = office.depth is not None and office.depth is not Depth.COMPLETE
    day = _other_day(turn)
    if day is not None:
        state = on_day(turn, get_office(turn.reading, office.id), day)
    else:
        state = openness(turn, office.openness)
    address = formats.isolate(", ".join(office.post), turn.language) if office.post else ""
    phone = formats.left_to_right(office.phone, turn.language) if office.phone else ""
    depth = label(turn, office.depth) if limited and office.depth else ""
    return item(turn, said(turn, office.title), [depth, state, address, phone])


def office_buttons(turn: Turn, page: ServicePage) -> tuple[Button, ...]:
    """Return a button for each of the most useful offices, and one to see all where there are more."""
    offices = offices_of(turn, page)
    buttons = [button(short_label(office.title.value), "office", office.id) for office in offices[:MOST_USEFUL]]
    if len(offices) > MOST_USEFUL:
        count = len(offices)
        label_of_all = turn.ngettext("All %(num)s office", "All %(num)s offices", count)
        buttons.append(button(label_of_all, "offices", page.id, "1"))
    if offices:
        buttons.append(button(turn.gettext("Find an office near you"), "near"))
    return tuple(buttons)


def online_buttons(turn: Turn, page: ServicePage) -> tuple[Button, ...]:
    """Return a button to each address at which the service is done."""
    addresses = [channel for channel in page.channels if channel.address]
    return tuple(
        Button(
            turn.gettext("Go to the online service")
            if len(addresses) == 1 or not channel.title
            else short_label(channel.title.value),
            address=channel.address,
        )
        for channel in addresses
    )


def _way(turn: Turn, channel: ChannelSection) -> list[Block]:
    lines: list[str | Line] = []
    condition = only_if(turn, channel.applies)
    if condition:
        lines.append(condition)
    if channel.address:
        lines.append(Line(channel.address, address=channel.address))
        if channel.languages and turn.language not in channel.languages:
            names = language_names(turn, channel.languages)
            lines.append(turn.gettext("This site is in %(languages)s only.", languages=names))
    if channel.operator:
        lines.append(f"{turn.gettext('This is run by another body:')} {said(turn, channel.operator.title)}")
    lines += contact(turn, channel.phone, channel.mail)
    if channel.post:
        lines.append(formats.isolate(", ".join(channel.post), turn.language))
    if channel.appointment:
        lines.append(turn.gettext("You need an appointment."))
    return [paragraph(kind_and_depth(turn, channel), *lines)]
