"""Special cases that people ask about: twins, a birth at home."""

from __future__ import annotations

from bots.dialogue.answers.phrasing import marked, only_if
from bots.dialogue.answers.prose import prose
from bots.dialogue.reply import Block, heading, listed, paragraph
from bots.dialogue.turn import NotUnderstood, Turn
from catalogue.read_models.service import ServicePage
from catalogue.read_models.service_lines import ExceptionLine
from catalogue.read_models.text import Text

TOLD_AT_ONCE = 2
"""So many special cases are told whole; of more, their titles are offered to choose from."""


def special(turn: Turn, page: ServicePage) -> tuple[Block, ...]:
    """Return the special cases of a service, or their titles where they are many."""
    cases = page.exceptions
    if not cases:
        return (paragraph(turn.gettext("No special cases are known.")),)
    if len(cases) > TOLD_AT_ONCE:
        return (listed(*(marked(turn, case.title, case.origin) for case in cases)),)
    return tuple(block for case in cases for block in one_case(turn, case))


def one_case(turn: Turn, case: ExceptionLine) -> tuple[Block, ...]:
    """Return one special case whole."""
    condition = only_if(turn, case.applies)
    return (
        heading(marked(turn, case.title, case.origin)),
        *((paragraph(condition),) if condition else ()),
        *prose(case.text, turn.language),
    )


def find_case(page: ServicePage, id: str) -> ExceptionLine:
    """Return a special case. Raises `NotUnderstood` for one that the service has no more."""
    found = next((case for case in page.exceptions if case.id == id), None)
    if found is None:
        raise NotUnderstood
    return found


def words_of_special(page: ServicePage) -> list[Text | None]:
    """Return the words of the content that the answer says."""
    return [text for case in page.exceptions for text in (case.title, case.text)]
