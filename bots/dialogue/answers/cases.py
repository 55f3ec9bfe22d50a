"""How a case stands that somebody sent to the administration, told by its code; and where to send one."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from bots.dialogue.menu import menu_button
from bots.dialogue.reply import Block, Intent, Line, listed, paragraph
from bots.dialogue.turn import Outcome, Turn, say
from catalogue.errors import NotFound
from catalogue.inquiries.numbers import find_code, find_number, looks_like_code
from catalogue.languages import formats
from catalogue.queries.inquiries import get_standing
from catalogue.read_models.inquiry import CaseStanding
from catalogue.read_models.service import ServicePage
from furniture.labels import LABELS


def case_answer(turn: Turn, text: str) -> Outcome | None:
    """Return how the case stands whose code is in a text, or that a number needs its code; None for other texts."""
    code = find_code(text)
    if code is not None or looks_like_code(text):
        return _standing(turn, code or "")
    if find_number(text) is None:
        return None
    blocks = (
        paragraph(turn.gettext("A number alone opens no case, so that nobody else learns of yours.")),
        paragraph(turn.gettext("Send me the code on your receipt. It begins with C and has 20 letters and digits.")),
    )
    return say(turn.remembering(awaiting=None), Intent.OWN_CASE, *blocks, buttons=(menu_button(turn),))


def in_writing(turn: Turn, page: ServicePage | None) -> Block:
    """Return where to send a question or a complaint about a service, or about anything."""
    about = f"?about={quote(f'service:{page.id}', safe='')}" if page else ""
    text = turn.gettext("Write to us, without an account, and follow your case by a code")
    return paragraph(Line(text, address=f"{turn.base}/{turn.language}/help/{about}"))


def _standing(turn: Turn, code: str) -> Outcome:
    turn = turn.remembering(awaiting=None)
    if not turn.may_try_codes:
        text = turn.gettext("Too many codes were wrong. Please try again in ten minutes.")
        return say(turn, Intent.OWN_CASE, paragraph(text), buttons=(menu_button(turn),))
    try:
        standing = get_standing(turn.reading, code)
    except NotFound:
        text = turn.gettext("There is no case with this code, or it was closed long ago. Look at your receipt again.")
        return say(turn, Intent.OWN_CASE, paragraph(text), buttons=(menu_button(turn),), wrong_code=True)
    follow = Line(turn.gettext("Read it with your code here"), address=f"{turn.base}/{turn.language}/help/follow")
    state = turn.gettext(LABELS[type(standing.state)][standing.state])
    blocks = (
        paragraph(turn.gettext("Your case %(number)s: %(state)s", number=standing.number, state=state)),
        listed(*_days(turn, standing)),
        paragraph(follow),
    )
    return say(turn, Intent.OWN_CASE, *blocks, buttons=(menu_button(turn),))


def _days(turn: Turn, standing: CaseStanding) -> list[str]:
    _ = turn.gettext

    def written(day: date) -> str:
        return formats.long_date(day, turn.language)

    days = [_("Received on %(day)s", day=written(standing.received))]
    if standing.promised is not None:
        days.append(_("Answer promised by %(day)s", day=written(standing.promised)))
    if standing.late:
        days.append(_("The answer is late. We are sorry."))
    if standing.escalated:
        days.append(_("The organisation above was told of it."))
    if standing.answered is not None:
        days.append(_("Answered on %(day)s", day=written(standing.answered)))
    if standing.answered is not None and standing.reopen_until is not None:
        days.append(_("You can open it again until %(day)s", day=written(standing.reopen_until)))
    return days
