"""What clerks tell people who stand in the queue of the desk: found in the catalogue, sent through the outbox, once."""

from __future__ import annotations

import logging

from bots.conversations.store import Queued
from bots.conversations.turns import Busy, Lost
from bots.telegram.door import CHANNEL, Door
from bots.telegram.render import render
from bots.telegram.sending import Blocked
from catalogue.queries.queue import list_answered

_log = logging.getLogger(__name__)


def tell_once(door: Door) -> int:
    """Send what was told since the last look; return to how many people."""
    queued = [one for one in door.conversations.list_queued() if one.channel == CHANNEL]
    if not queued:
        return 0
    with door.catalogue.reading("en") as reading:
        answered = list_answered(reading, (one.ticket for one in queued))
    return sum(_tell(door, one) for one in queued if one.ticket in answered)


def _tell(door: Door, queued: Queued) -> bool:
    try:
        with door.conversations.held(queued.channel, queued.chat, wait=0.0) as held:
            # Whoever left, or wrote and was told meanwhile, has another ticket or none.
            told = door.dialogue.tell_answer(held.memory) if held.memory.ticket == queued.ticket else None
            if told is None:
                return False
            reply, memory = told
            # Below all numbers of updates, so that none is taken for it; one message is in the outbox for each answer.
            number = min((0, *held.unfinished())) - 1
            held.save(memory, number, render(reply))
            door.finish(held, int(queued.chat), (number,))
            return True
    except Blocked:
        door.conversations.blocked(queued.channel, queued.chat)
    except (Busy, Lost):
        # The person is writing at this moment, and is told with the answer; or with the next look.
        pass
    return False
