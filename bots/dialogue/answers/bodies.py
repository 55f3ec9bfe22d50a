"""One organisation: what it does, how to reach it, and its services."""

from __future__ import annotations

from bots.dialogue.answers.citing import cite_page, page_source
from bots.dialogue.answers.phrasing import contact, short_label, stale_notes
from bots.dialogue.memory import Subject
from bots.dialogue.reply import Answer, Block, Intent, Line, heading, paragraph
from bots.dialogue.turn import Outcome, Turn, about, button
from catalogue.facts.kinds import Kind
from catalogue.languages import formats
from catalogue.queries.organisations import get_organisation

SERVICES_SHOWN = 6


def open_organisation(turn: Turn, id: str) -> Outcome:
    """Tell about one organisation. Raises `NotFound`, `Gone` or `Moved`."""
    page = get_organisation(turn.reading, id)
    blocks: list[Block] = [heading(Line.of(page.title, turn.language))]
    if page.summary:
        blocks.append(paragraph(Line.of(page.summary, turn.language)))
    lines = contact(turn, page.phone, page.mail, page.address)
    if page.post:
        lines.append(formats.isolate(", ".join(page.post), turn.language))
    if lines:
        blocks.append(paragraph(*lines))
    blocks += [*stale_notes(turn, (page.summary,)), cite_page(turn, Kind.ORGANISATION, page.id)]
    told = about(turn, Subject("organisation", page.id), (Intent.OVERVIEW,))
    answer = Answer(Intent.OVERVIEW, tuple(blocks), sources=(page_source(turn, Kind.ORGANISATION, page.id),))
    services = tuple(
        button(short_label(card.title.value), "about", "service", card.id) for card in page.services[:SERVICES_SHOWN]
    )
    return Outcome(told.memory, (answer,), buttons=services, rateable=True)
