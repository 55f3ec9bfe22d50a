"""One kind of paper: who issues it, how to get it, how long it is good for, and which services want it."""

from __future__ import annotations

from bots.dialogue.answers.citing import cite_page, page_source
from bots.dialogue.answers.phrasing import item, said, short_label, stale_notes
from bots.dialogue.answers.prose import prose
from bots.dialogue.memory import Subject
from bots.dialogue.reply import Answer, Block, Button, Intent, Line, heading, paragraph
from bots.dialogue.turn import Outcome, Turn, about, button
from catalogue.facts.kinds import Kind
from catalogue.languages import formats
from catalogue.queries.documents import get_document
from catalogue.read_models.pages import DocumentPage

WANTED_BY_SHOWN = 5


def open_document(turn: Turn, id: str) -> Outcome:
    """Tell about one kind of paper. Raises `NotFound`, `Gone` or `Moved`."""
    page = get_document(turn.reading, id)
    blocks: list[Block] = [heading(Line.of(page.title, turn.language))]
    if page.summary:
        blocks.append(paragraph(Line.of(page.summary, turn.language)))
    facts = _facts(turn, page)
    if facts:
        blocks.append(paragraph(*facts))
    if page.obtain:
        blocks += [paragraph(turn.gettext("How to get it")), *prose(page.obtain, turn.language)]
    blocks += [*stale_notes(turn, (page.summary, page.obtain)), cite_page(turn, Kind.DOCUMENT, page.id)]
    told = about(turn, Subject("document", page.id), (Intent.OVERVIEW,))
    answer = Answer(Intent.OVERVIEW, tuple(blocks), sources=(page_source(turn, Kind.DOCUMENT, page.id),))
    return Outcome(told.memory, (answer,), buttons=_buttons(turn, page), rateable=True)


def _facts(turn: Turn, page: DocumentPage) -> list[str]:
    body = page.issued_by_organisation
    issuer = page.issuer or (body.title if body else None)
    facts = [item(turn, turn.gettext("Issued by"), [said(turn, issuer)])] if issuer else []
    if page.valid_for:
        span = formats.span(page.valid_for, turn.language)
        facts.append(item(turn, turn.gettext("Valid for"), [span]))
    return facts


def _buttons(turn: Turn, page: DocumentPage) -> tuple[Button, ...]:
    cards = (*((page.issued_by_service,) if page.issued_by_service else ()), *page.wanted_by)
    return tuple(button(short_label(card.title.value), "about", "service", card.id) for card in cards[:WANTED_BY_SHOWN])
