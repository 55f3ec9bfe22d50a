"""What to bring: each paper with its form, number, freshness and conditions, and what one need not bring."""

from __future__ import annotations

from bots.dialogue.answers.phrasing import item, language_names, only_if, only_ways, rule_of, said, sentences
from bots.dialogue.reply import Block, Line, listed, paragraph
from bots.dialogue.turn import Turn
from catalogue.facts.document import Form
from catalogue.facts.money import Per
from catalogue.languages import formats
from catalogue.read_models.service import ServicePage
from catalogue.read_models.service_lines import FileLine, RequirementLine
from catalogue.read_models.text import Text


def documents(turn: Turn, page: ServicePage) -> tuple[Block, ...]:
    """Return the papers of a service, those of which any one is enough apart, and the forms to fill in."""
    blocks: list[Block] = []
    wanted: list[str] = []

    def close() -> None:
        if wanted:
            blocks.append(listed(*wanted))
            wanted.clear()

    for group in page.requirements:
        papers = [_paper(turn, line, page) for line in group.lines]
        if len(papers) == 1:
            wanted += papers
            continue
        close()
        title = said(turn, group.title) if group.title else turn.gettext("One of these is enough")
        blocks += [paragraph(title), listed(*papers)]
    close()
    if not page.requirements:
        blocks.append(paragraph(turn.gettext("You need no papers.")))
    if page.supplied:
        blocks.append(paragraph(turn.gettext("You need not bring")))
        blocks.append(listed(*(_not_brought(turn, line) for line in page.supplied)))
    if page.files:
        blocks.append(paragraph(turn.gettext("Forms and leaflets")))
        blocks.append(listed(*(Line(_file(turn, file), address=file.address) for file in page.files)))
    return tuple(blocks)


def words_of_documents(page: ServicePage) -> list[Text | None]:
    """Return the words of the content that the answer says."""
    lines = (*(line for group in page.requirements for line in group.lines), *page.supplied)
    return [text for line in lines for text in (line.title, line.remark, line.source)]


def form(turn: Turn, line: RequirementLine) -> str:
    """Return in which form and how often a paper is wanted."""
    match line.form:
        case Form.ORIGINAL:
            return turn.ngettext("%(num)s original", "%(num)s originals", line.number)
        case Form.COPY:
            return turn.ngettext("%(num)s copy", "%(num)s copies", line.number)
        case _:
            return turn.ngettext("%(num)s certified copy", "%(num)s certified copies", line.number)


def _paper(turn: Turn, line: RequirementLine, page: ServicePage) -> str:
    _ = turn.gettext
    notes = [rule_of(turn, line.origin), form(turn, line)]
    if line.per is Per.PERSON:
        notes.append(_("for each person"))
    if line.kept:
        notes.append(_("the office keeps it"))
    elif line.form is Form.ORIGINAL:
        notes.append(_("shown and handed back"))
    if line.not_older_than:
        notes.append(_("not older than %(age)s", age=formats.span(line.not_older_than, turn.language)))
    if line.translated:
        notes.append(_("with a sworn translation, if it is in a foreign language"))
    if line.legalised:
        notes.append(_("legalised or with an apostille, if it is from abroad"))
    more = [
        only_ways(turn, line.channels, page),
        # The remark itself follows, so that the page's pointer to it would only take room.
        _("Only in some cases; the remark says in which.") if line.sometimes and not line.remark else "",
        said(turn, line.remark) if line.remark else "",
        only_if(turn, line.applies),
        _("You get it here: “%(title)s”.", title=said(turn, line.issued_by.title)) if line.issued_by else "",
    ]
    return item(turn, said(turn, line.title), notes, more)


def _not_brought(turn: Turn, line: RequirementLine) -> str:
    _ = turn.gettext
    has = _("The state has it already.") if line.supplied_by == "state" else _("It is sent for you.")
    source = f"{_('From:')} {said(turn, line.source)}" if line.source else ""
    remark = said(turn, line.remark) if line.remark else ""
    notes = [rule_of(turn, line.origin), sentences(turn, [has, source])]
    return item(turn, said(turn, line.title), notes, [remark, only_if(turn, line.applies)])


def _file(turn: Turn, file: FileLine) -> str:
    size = turn.gettext("%(size)s kB", size=formats.number(file.bytes // 1000 or 1, turn.language))
    pages = turn.ngettext("%(num)s page", "%(num)s pages", file.pages) if file.pages else ""
    notes = [
        formats.left_to_right(file.type.upper(), turn.language),
        size,
        pages,
        language_names(turn, [file.language]),
    ]
    return item(turn, said(turn, file.title), notes)
