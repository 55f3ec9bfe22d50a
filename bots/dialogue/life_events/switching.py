"""Turning from one life event to another: the plan before is put away, and its code leads back to it."""

from __future__ import annotations

from bots.dialogue.life_events.at_hand import take_in_hand
from bots.dialogue.reply import Block, Button, paragraph
from bots.dialogue.turn import Turn, button
from catalogue.errors import CatalogueError
from catalogue.languages.formats import left_to_right
from catalogue.plans.conditions import EVENT_DATE
from catalogue.plans.symbols import spoken


def turn_to(turn: Turn, life_event: str, *, other: bool = False) -> tuple[Turn, tuple[Block, ...], tuple[Button, ...]]:
    """Return the turn with this life event's plan in place of another's, what is said of that one, and the way back.

    Answers stay, since life events share their questions; marks, dates and reminders belong to one plan. Nothing is
    said of a plan that held none of them, and nothing names what it was about. `other` puts a plan of the same life
    event away, too.
    """
    memory = turn.memory
    if memory.life_event is None or (memory.life_event == life_event and not other):
        return turn.remembering(life_event=life_event), (), ()
    blocks, buttons = _put_away(turn) if memory.ticks or memory.event_date or memory.reminders else ((), ())
    turned = turn.remembering(
        life_event=life_event,
        event_date=None,
        ticks={},
        applied={},
        channels={},
        reminders=False,
        skipped=tuple(name for name in memory.skipped if name != EVENT_DATE),
    )
    return turned, blocks, buttons


def _put_away(turn: Turn) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    try:
        code = take_in_hand(turn).plan.code
    except CatalogueError:
        # The life event before was withdrawn; there is nothing to come back to.
        code = ""
    lines = []
    if code:
        shown = left_to_right(spoken(code), turn.language)
        lines.append(turn.gettext("Your earlier plan is put away. Its code is %(code)s.", code=shown))
    if turn.memory.reminders:
        lines.append(turn.gettext("Its reminders have ended."))
    back = (button(turn.gettext("Back to the earlier plan"), "start", code),) if code else ()
    return ((paragraph(*lines),) if lines else ()), back
