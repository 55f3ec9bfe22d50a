"""What is sent unasked, looked for again and again: reminders, each once and by day, answers of the desk, and replies
held up.
"""

from __future__ import annotations

import asyncio
import logging

from bots.conversations.reminders import DueReminder
from bots.dialogue.life_events.reminders import Reminder
from bots.telegram.desk_answers import tell_once
from bots.telegram.door import CHANNEL, Door
from bots.telegram.render import render
from bots.telegram.sending import Blocked, InDoubt, NotDelivered, Refused

BETWEEN_LOOKS = 15.0
"""Seconds."""

_log = logging.getLogger(__name__)


async def remind_for_ever(door: Door, between: float = BETWEEN_LOOKS) -> None:
    """Send what is left and what is due until the task is cancelled; a look that failed is repeated."""
    while True:
        try:
            await asyncio.to_thread(door.finish_all)
        except Exception as failure:  # noqa: BLE001 - one broken look must not keep reminders from being sent
            _log.error("replies that were held up could not be sent: %s", type(failure).__name__)
        try:
            await asyncio.to_thread(remind_once, door)
        except Exception as failure:  # noqa: BLE001 - one broken look must not end all reminders
            _log.error("reminders could not be sent: %s", type(failure).__name__)
        try:
            await asyncio.to_thread(tell_once, door)
        except Exception as failure:  # noqa: BLE001 - one broken look must not keep later answers from being sent
            _log.error("answers of the desk could not be sent: %s", type(failure).__name__)
        await asyncio.sleep(between)


def remind_once(door: Door) -> int:
    """Send what is due now, and return how many reminders were sent."""
    with door.catalogue.reading("en") as reading:
        zone = reading.country.zone
    due = door.conversations.due_reminders(door.conversations.clock(), zone)
    return sum(_remind(door, one) for one in due if one.channel == CHANNEL)


def _remind(door: Door, due: DueReminder) -> bool:
    kept = due.reminder
    try:
        with door.conversations.held(due.channel, due.chat) as held:
            if not held.memory.reminders or held.memory.life_event != kept.life_event:
                door.conversations.stop_reminders(due.conversation)
                return False
            said = door.dialogue.remind(Reminder(kept.step, kept.day, kept.at), held.memory)
            if not door.conversations.begin_reminder(due):
                return False
            if said is None:
                door.conversations.reminder_sent(due)
                return False
            for part in render(said[0]):
                door.deliver(int(due.chat), part)
            door.conversations.reminder_sent(due)
            return True
    except NotDelivered:
        door.conversations.reminder_failed(due)
    except (InDoubt, Refused):
        door.conversations.reminder_sent(due)
    except Blocked:
        door.conversations.blocked(due.channel, due.chat)
    return False
