"""What a service is, the most asked facts in a few lines, what one gets, and what happens next."""

from __future__ import annotations

from bots.dialogue.answers.fees import cost_at_a_glance, output
from bots.dialogue.answers.phrasing import channel_name, marked, said, together, usually
from bots.dialogue.answers.prose import prose
from bots.dialogue.reply import Block, Line, listed, paragraph
from bots.dialogue.turn import Turn
from catalogue.read_models.service import ServicePage
from catalogue.read_models.text import Text


def overview(turn: Turn, page: ServicePage) -> tuple[Block, ...]:
    """Return the summary and the key facts of a service, as the head of its page has them."""
    _ = turn.gettext
    facts = [_fact(turn, _("Cost"), cost_at_a_glance(turn, page))]
    if page.times:
        facts.append(_fact(turn, _("Time"), usually(turn, page.times[0].usual)))
    if page.deadlines:
        first = page.deadlines[0]
        facts.append(_fact(turn, _("Until when"), marked(turn, first.rule, first.origin)))
    facts.append(_fact(turn, _("Organisation"), said(turn, page.organisation.title)))
    facts.append(_fact(turn, _("How"), together(channel_name(turn, channel) for channel in page.channels)))
    local = prose(page.local, turn.language) if page.local else ()
    return (paragraph(Line.of(page.summary, turn.language)), listed(*facts), *local)


def words_of_overview(page: ServicePage) -> list[Text | None]:
    """Return the words of the content that the answer says."""
    return [page.summary, page.local, page.deadlines[0].rule if page.deadlines else None]


def next_steps(turn: Turn, page: ServicePage) -> tuple[Block, ...]:
    """Return what happens after one has applied, and what one gets."""
    said_next = prose(page.next, turn.language) if page.next else ()
    if not page.outputs:
        return (*said_next, paragraph(turn.gettext("You get no paper for this.")))
    got = listed(*(output(turn, line) for line in page.outputs))
    return (*said_next, paragraph(turn.gettext("What you get")), got)


def words_of_next(page: ServicePage) -> list[Text | None]:
    """Return the words of the content that the answer says."""
    return [page.next, *(line.title for line in page.outputs)]


def _fact(turn: Turn, name: str, fact: str) -> str:
    return turn.gettext("%(title)s: %(notes)s", title=name, notes=fact)
