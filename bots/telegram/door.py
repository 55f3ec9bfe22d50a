"""From an utterance in a chat to messages sent: held, answered, kept, sent, each of it once – whatever ends in between.

All of it runs in a worker thread, in which the dialogue and the store may wait; only the sending returns to the loop.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from telegram import Bot

from bots.conversations.held import Held
from bots.conversations.rates import Rates
from bots.conversations.ratings import count_reply
from bots.conversations.reminders import Reminder as KeptReminder
from bots.conversations.store import Conversations
from bots.conversations.turns import Busy, Lost
from bots.dialogue.conversation import Dialogue
from bots.dialogue.life_events.reminders import Reminder
from bots.dialogue.memory import Memory
from bots.dialogue.utterance import Utterance
from bots.telegram.errors import reference_of
from bots.telegram.render import Part, render
from bots.telegram.rewriting import Written, placed, question
from bots.telegram.sending import Blocked, InDoubt, NotDelivered, Refused, deliver, may_be_repeated
from catalogue.context import Catalogue
from catalogue.guessing import Guesses

CHANNEL = "telegram"
SECONDS_TO_SEND = 120.0

_log = logging.getLogger(__name__)


@dataclass
class Door:
    """What all handlers of one process share."""

    catalogue: Catalogue
    dialogue: Dialogue
    conversations: Conversations
    bot: Bot
    loop: asyncio.AbstractEventLoop
    translations: Path
    rates: Rates = field(default_factory=Rates)
    guesses: Guesses = field(init=False)
    """Who tried codes of cases that are none, in the last minutes."""
    _postponed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.guesses = Guesses(self.catalogue.clock)

    def may_confirm(self, message: int) -> bool:
        """Tell whether Telegram need not bring an update again; asked once, after it was handled."""
        if message not in self._postponed:
            return True
        self._postponed.discard(message)
        return False

    async def answer(self, chat: int, message: int, utterance: Utterance, written: Written | None = None) -> None:
        """Answer an utterance; `message` is the number of its update, by which a repeated one is known.

        `written` is the message in the chat, where it is one.
        """
        await asyncio.to_thread(self.converse, chat, message, utterance, written)

    def converse(self, chat: int, message: int, utterance: Utterance, written: Written | None = None) -> None:
        """Answer in this thread. Whatever goes wrong is told to the person in words of its own, and to the log."""
        key = self.conversations.key(CHANNEL, str(chat))
        if not self.rates.allow(key, self.conversations.clock()):
            # Too many at once are left unanswered: whoever writes twenty times a minute is not asking.
            return
        try:
            with self.conversations.held(CHANNEL, str(chat), message=message) as held:
                self.finish(held, chat, held.unfinished())
                if not held.answered(message):
                    self._respond(held, chat, message, utterance, written)
        except Blocked:
            self.conversations.blocked(CHANNEL, str(chat))
        except (Busy, Lost) as kept_away:
            # The conversation is another's. Nothing was sent, so nothing is lost if the update comes again.
            _log.warning("a message has to wait for its conversation: %s", type(kept_away).__name__)
            self._postponed.add(message)

    def finish_all(self) -> None:
        """Send what is left of replies that nobody is sending: their process ended, or the line was broken."""
        for left in self.conversations.list_unfinished():
            if left.channel != CHANNEL:
                continue
            try:
                with self.conversations.held(CHANNEL, left.chat, wait=0.0) as held:
                    self.finish(held, int(left.chat), held.unfinished())
            except Blocked:
                self.conversations.blocked(CHANNEL, left.chat)
            except (Busy, Lost):
                # A message that came meanwhile sends them.
                continue

    def _respond(self, held: Held, chat: int, message: int, utterance: Utterance, written: Written | None) -> None:
        asked = question(held, written, self.conversations.clock())
        before = asked.before if asked is not None and asked is held.asked else held.memory
        may_try = not self.guesses.must_wait(held.key)
        try:
            reply, memory = self.dialogue.respond(replace(utterance, may_try_codes=may_try), before)
            parts = render(reply)
            reminders = self._reminders(memory, reply.language)
            count_reply(self.catalogue, reply, place=memory.place, channel=CHANNEL)
        except Exception as failure:  # noqa: BLE001 - whatever broke, the person is told so and keeps the conversation
            # From here on nothing asks the catalogue, which may be what broke.
            _log.error("a message could not be answered: %s", reference_of(failure), exc_info=_without_words(failure))
            reply, memory = self.dialogue.apologise(held.memory, utterance.language_hint), held.memory
            parts, reminders = render(reply), None
        if reply.forgotten:
            held.forget(message)
            self._send(chat, parts)
            return
        if reply.wrong_code:
            self.guesses.was_wrong(held.key)
        held.save(memory, message, placed(parts, held, written), reminders=reminders, asked=asked)
        self.finish(held, chat, (message,))

    def _reminders(self, memory: Memory, language: str) -> tuple[KeptReminder, ...] | None:
        if not memory.reminders or memory.life_event is None:
            return None
        event = memory.life_event
        return tuple(_kept(reminder, event) for reminder in self.dialogue.list_reminders(memory, language))

    def finish(self, held: Held, chat: int, messages: Sequence[int]) -> None:
        """Send what is left of replies; what was begun and may have arrived is not sent again."""
        for message in messages:
            unsent = held.outbox(message)
            if unsent is None:
                continue
            for number, part in enumerate(unsent.parts, start=unsent.first):
                # What does no harm when it is done twice is marked afterwards: a killed process leaves it to do.
                again = may_be_repeated(part)
                if not again and not held.sending(message, number):
                    break
                arrived = None
                try:
                    arrived = self.deliver(chat, part)
                except NotDelivered:
                    if not again:
                        held.not_sent(message, number)
                    _log.warning("a reply could not be delivered; it is kept and tried again")
                    return
                except Refused:
                    # Kept, it would be refused again with every message to come; silence would be no answer.
                    held.give_up(message)
                    self._send(chat, render(self.dialogue.apologise(held.memory)))
                    break
                except InDoubt:
                    _log.warning("nobody knows whether a message arrived; it is not sent again")
                if again:
                    held.sending(message, number)
                held.sent(message, number, arrived)

    def _send(self, chat: int, parts: Sequence[Part]) -> None:
        """Send parts that are kept nowhere."""
        for part in parts:
            try:
                self.deliver(chat, part)
            except (NotDelivered, InDoubt, Refused):
                _log.warning("a last message could not be delivered")
                return

    def deliver(self, chat: int, part: dict[str, Any]) -> int | None:
        """Send one part from a worker thread; return its number. Raises what `sending.deliver` raises."""
        sending = asyncio.run_coroutine_threadsafe(deliver(self.bot, chat, part), self.loop)
        try:
            return sending.result(SECONDS_TO_SEND)
        except TimeoutError as late:
            # What is sent after its conversation was given back would come out of order.
            sending.cancel()
            raise InDoubt from late


def _kept(reminder: Reminder, life_event: str) -> KeptReminder:
    return KeptReminder(at=reminder.at, life_event=life_event, step=reminder.step, day=reminder.day)


def _without_words(failure: Exception) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    """Return what the log may have of a failure: where it was, not its message, which may hold what was said."""
    return RuntimeError, RuntimeError("…"), failure.__traceback__
