"""A slip from a counter, opened again: the papers that were missing, until when, and where to bring them."""

from __future__ import annotations

from bots.dialogue.answers.citing import cite_service, service_source
from bots.dialogue.answers.documents import form
from bots.dialogue.answers.phrasing import item, said, stale_notes
from bots.dialogue.memory import Subject
from bots.dialogue.reply import Answer, Block, Intent, heading, listed, paragraph
from bots.dialogue.turn import Outcome, Turn, about, button
from catalogue.languages import formats
from catalogue.plans.slip import ReadSlip
from catalogue.queries.slips import get_slip_sheet
from catalogue.read_models.counter import Sheet
from catalogue.read_models.service_lines import RequirementLine


def open_slip(turn: Turn, read: ReadSlip) -> Outcome:
    """Tell what a slip says, by today's rules. Raises `NotFound`, `Gone` or `Moved`."""
    sheet = get_slip_sheet(turn.reading, read.slip)
    page = sheet.page
    lacking = [line for line in sheet.papers if line.id in read.slip.lacking]
    blocks: list[Block] = [heading(item(turn, said(turn, page.title), [turn.gettext("What you still need")]))]
    blocks.append(
        listed(*(_paper(turn, line) for line in lacking))
        if lacking
        else paragraph(turn.gettext("No paper is missing any more."))
    )
    blocks += _until(turn, sheet)
    if read.dropped or len(lacking) < len(read.slip.lacking):
        blocks.append(paragraph(turn.gettext("Something on the slip is no longer asked for.")))
    texts = [text for line in lacking for text in (line.title, line.remark)]
    blocks += [*stale_notes(turn, texts), cite_service(turn, page)]
    told = about(turn, Subject("service", page.id), (Intent.DOCUMENTS,))
    answers = {**told.memory.answers, **read.slip.answers}
    told = told.remembering(answers=answers, event_date=read.slip.event_date or told.memory.event_date)
    answer = Answer(Intent.DOCUMENTS, tuple(blocks), service=page.id, sources=(service_source(turn, page),))
    return Outcome(
        told.memory, (answer,), buttons=(button(turn.gettext("Where to go"), "tell", Intent.WHERE.value, page.id),)
    )


def _paper(turn: Turn, line: RequirementLine) -> str:
    notes = [form(turn, line)]
    if line.not_older_than:
        notes.append(turn.gettext("not older than %(age)s", age=formats.span(line.not_older_than, turn.language)))
    return item(turn, said(turn, line.title), notes, [said(turn, line.remark)] if line.remark else [])


def _until(turn: Turn, sheet: Sheet) -> list[Block]:
    if sheet.due is None:
        return []
    if sheet.due.latest is None:
        return [paragraph(said(turn, sheet.due.rule))]
    return [paragraph(turn.gettext("By %(day)s", day=formats.weekday_date(sheet.due.latest, turn.language)))]
