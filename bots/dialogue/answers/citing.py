"""Where the facts of an answer come from: the service's code, the day of its check, and the page's address."""

from __future__ import annotations

from datetime import date

from bots.dialogue.answers.phrasing import said
from bots.dialogue.reply import Block, BlockKind, Line, Source
from bots.dialogue.turn import Turn
from catalogue.facts.kinds import Kind
from catalogue.languages import formats
from catalogue.read_models.service import ServicePage


def service_source(turn: Turn, page: ServicePage) -> Source:
    """Return the citation of a service."""
    return Source(Kind.SERVICE.value, page.id, page.code, page.checked.on, turn.address(Kind.SERVICE, page.id))


def cite_service(turn: Turn, page: ServicePage) -> Block:
    """Return the block that cites a service, in the language and for the place of the conversation.

    It says for which place the rules hold, as the page does, and warns where the check is overdue.
    """
    checked = page.checked
    code = formats.left_to_right(page.code, turn.language)
    if checked.on is not None:
        day = formats.long_date(checked.on, turn.language)
        first = turn.gettext("Service code %(code)s, checked on %(date)s.", code=code, date=day)
    else:
        first = turn.gettext("Service code %(code)s, not checked yet.", code=code)
    lines = [*_rules_of(turn, page), Line(first)]
    if checked.being_rechecked:
        lines.append(Line(turn.gettext("A law that this page rests on has changed. The page is being checked again.")))
    elif checked.very_overdue and checked.on is not None:
        said = turn.gettext("Not checked since %(date)s. Ask before you rely on an amount or a date.", date=day)
        lines.append(Line(said))
    elif checked.overdue:
        lines.append(Line(turn.gettext("The next check is overdue. Ask before you rely on an amount or a date.")))
    if turn.as_of_chosen:
        day = formats.long_date(page.as_of, turn.language)
        lines.append(Line(turn.gettext("Valid on %(date)s.", date=day)))
    return Block(BlockKind.SOURCE, (*lines, _link(turn.address(Kind.SERVICE, page.id))))


def _rules_of(turn: Turn, page: ServicePage) -> list[Line]:
    if page.place is None:
        if not page.local_places:
            return []
        return [Line(turn.gettext("These are the national rules. Some places have rules of their own."))]
    place = said(turn, page.place.title)
    if page.local or page.has_local_rules:
        return [Line(turn.gettext("These are the rules for %(place)s.", place=place))]
    if not page.local_places:
        return []
    said_so = "%(place)s has no rules of its own for this service: the national rules apply."
    return [Line(turn.gettext(said_so, place=place))]


def page_source(turn: Turn, kind: Kind, id: str, checked: date | None = None) -> Source:
    """Return the citation of a page that has no code: an office, a paper, a body."""
    return Source(kind.value, id, None, checked, turn.address(kind, id))


def cite_page(turn: Turn, kind: Kind, id: str) -> Block:
    """Return the block that cites a page that has no code: its address."""
    return Block(BlockKind.SOURCE, (_link(turn.address(kind, id)),))


def _link(address: str) -> Line:
    return Line(address, address=address)
