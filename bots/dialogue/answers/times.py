"""How long it takes, what is promised at most, until when it must be done, and what follows from being late."""

from __future__ import annotations

from bots.dialogue.answers.phrasing import item, law, marked, only_if, only_ways, rule_of, said, sentences, usually
from bots.dialogue.reply import Block, listed, paragraph
from bots.dialogue.turn import Turn
from catalogue.languages import formats
from catalogue.read_models.service import ServicePage
from catalogue.read_models.service_lines import DeadlineLine, TimeLine
from catalogue.read_models.text import Text


def times(turn: Turn, page: ServicePage) -> tuple[Block, ...]:
    """Return the times of a service, then its deadlines."""
    blocks: list[Block] = []
    if not page.times:
        blocks.append(paragraph(turn.gettext("No time is promised for this service.")))
    elif len(page.times) == 1:
        blocks.append(paragraph(_time(turn, page.times[0], page)))
    else:
        blocks.append(listed(*(_time(turn, line, page) for line in page.times)))
    if page.deadlines:
        blocks.append(paragraph(turn.gettext("Do it in time")))
        blocks.append(listed(*(_deadline(turn, line) for line in page.deadlines)))
    else:
        blocks.append(paragraph(turn.gettext("There is no deadline: do it whenever you like.")))
    return tuple(blocks)


def words_of_times(page: ServicePage) -> list[Text | None]:
    """Return the words of the content that the answer says."""
    return [*(line.remark for line in page.times), *(text for row in page.deadlines for text in (row.rule, row.late))]


def promised(turn: Turn, line: TimeLine) -> str:
    """Return by when at the latest an answer is promised; nothing where only the usual time is told."""
    if line.maximum is None or not line.maximum.value:
        return ""
    span = formats.span(line.maximum, turn.language)
    return turn.gettext("At the latest %(time)s after you applied.", time=span)


def _time(turn: Turn, line: TimeLine, page: ServicePage) -> str:
    more = [
        promised(turn, line),
        only_ways(turn, line.channels, page),
        said(turn, line.remark) if line.remark else "",
        only_if(turn, line.applies),
    ]
    mark = rule_of(turn, line.origin)
    usual = usually(turn, line.usual)
    return item(turn, turn.gettext("%(text)s (%(mark)s)", text=usual, mark=mark) if mark else usual, (), more)


def _deadline(turn: Turn, line: DeadlineLine) -> str:
    late = f"{turn.gettext('If you are late:')} {said(turn, line.late)}" if line.late else ""
    rule = marked(turn, line.rule, line.origin)
    return sentences(turn, (rule, late, only_if(turn, line.applies), law(turn, line.law)))
