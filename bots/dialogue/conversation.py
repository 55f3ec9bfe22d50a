"""One turn of a conversation: `Dialogue.respond`. Synchronous and deterministic; nothing is kept between turns here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from bots.dialogue import free_text, lists, menu, surroundings
from bots.dialogue.answers import verbs as answers
from bots.dialogue.answers.desk_queue import say_answer
from bots.dialogue.hearing.languages import hear_language
from bots.dialogue.life_events import verbs as life_events
from bots.dialogue.life_events.at_hand import take_in_hand
from bots.dialogue.life_events.reminders import Reminder, list_reminders, reminders_of, say_reminder
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Intent, Reply, paragraph
from bots.dialogue.turn import Handler, NotUnderstood, Outcome, Turn, say
from bots.dialogue.utterance import LONGEST_TEXT, Action, Utterance
from catalogue.context import Catalogue, Reading
from catalogue.errors import BadCode, Gone, Moved, NotFound
from catalogue.languages import languages
from furniture.translations import phrases

VERBS: dict[str, Handler] = {**menu.VERBS, **lists.VERBS, **answers.VERBS, **life_events.VERBS}
"""Everything that a button can do."""


class Dialogue:
    """The dialogue over an open catalogue. Threads may share it."""

    def __init__(self, catalogue: Catalogue, translations: Path) -> None:
        self._catalogue = catalogue
        self._translations = translations

    def respond(self, utterance: Utterance, memory: Memory, as_of: date | None = None) -> tuple[Reply, Memory]:
        """Return the reply to an utterance, and what is remembered from now on.

        Facts are read as of today, or of `as_of`. Raises `NotReady` while there is no catalogue to answer from, and
        what a broken database raises; then the memory of before stays good, and `apologise` has words for it.
        """
        language = self._language(utterance, memory)
        with self._catalogue.reading(language, place=memory.place, as_of=as_of) as reading:
            turn = replace(
                self._turn(reading, _with_language(memory, utterance, language)),
                location=utterance.location,
                may_try_codes=utterance.may_try_codes,
                as_of_chosen=as_of is not None,
            )
            turn = surroundings.with_known_place(turn)
            outcome = self._outcome(turn, utterance)
            return surroundings.reply(outcome.spoken_by or turn, outcome, utterance)

    def list_reminders(self, memory: Memory, language: str) -> tuple[Reminder, ...]:
        """Return the reminders that a conversation is still to get; none unless they were asked for."""
        with self._catalogue.reading(language, place=memory.place) as reading:
            return reminders_of(self._turn(reading, memory))

    def remind(self, reminder: Reminder, memory: Memory) -> tuple[Reply, Memory] | None:
        """Return a reminder in words, or None where the conversation wants none any more or its plan has changed."""
        language = self._language(Utterance(), memory)
        with self._catalogue.reading(language, place=memory.place) as reading:
            turn = self._turn(reading, memory)
            if reminder not in list_reminders(take_in_hand(turn).plan, reading.country.zone):
                return None
            return surroundings.reply(turn, say_reminder(turn, reminder), Utterance())

    def tell_answer(self, memory: Memory) -> tuple[Reply, Memory] | None:
        """Return what a clerk told a conversation that stands in the queue, or None while there is nothing."""
        language = self._language(Utterance(), memory)
        with self._catalogue.reading(language, place=memory.place) as reading:
            turn = self._turn(reading, memory)
            outcome = say_answer(turn)
            return None if outcome is None else surroundings.reply(turn, outcome, Utterance())

    def _turn(self, reading: Reading, memory: Memory) -> Turn:
        return Turn(
            catalogue=self._catalogue,
            reading=reading,
            phrases=phrases(self._translations, reading.language),
            memory=memory,
            translations=self._translations,
        )

    def apologise(self, memory: Memory, hint: str | None = None) -> Reply:
        """Return what is said when something broke; it asks neither the catalogue nor the database."""
        language = self._language(Utterance(language_hint=hint), memory)
        said = phrases(self._translations, language)
        text = said.gettext("Something went wrong on our side. Please try again in a moment.")
        return Reply(language, (surroundings.broken(text),), confidence=0.0)

    def _language(self, utterance: Utterance, memory: Memory) -> str:
        if memory.language in languages():
            return str(memory.language)
        heard = hear_language(utterance.text[:LONGEST_TEXT])
        first = next(iter(languages()))
        candidates = (heard.code if heard.clear else None, utterance.language_hint, heard.code)
        return next((code for code in candidates if code in languages()), first)

    def _outcome(self, turn: Turn, utterance: Utterance) -> Outcome:
        try:
            if utterance.location is not None:
                return VERBS["near"](turn, ())
            if utterance.action is not None:
                return self._act(turn, utterance.action)
            return free_text.answer(turn, utterance.text[:LONGEST_TEXT].strip(), self._act)
        except (NotFound, Gone, Moved, NotUnderstood, BadCode):
            return say(
                turn.remembering(awaiting=None),
                Intent.UNKNOWN,
                paragraph(turn.gettext("This is no longer there. Choose from the menu, or ask in your own words.")),
                buttons=menu.main_buttons(turn),
                confidence=0.0,
            )

    def _act(self, turn: Turn, action: Action) -> Outcome:
        """Do what a button asks for. Raises `NotUnderstood` and the catalogue's errors."""
        if action.verb == "language":
            return self._change_language(turn, action.arguments)
        handler = VERBS.get(action.verb)
        if handler is None:
            raise NotUnderstood
        return handler(turn, action.arguments)

    def _change_language(self, turn: Turn, arguments: tuple[str, ...]) -> Outcome:
        """Change the language, and say again in it what was spoken of."""
        if not arguments:
            return menu.choose_language(turn, arguments)
        code = arguments[0]
        if code not in turn.frame.languages or code not in languages():
            raise NotUnderstood
        reading = replace(turn.reading, language=code)
        changed = replace(
            turn.remembering(language=code, offered_language=None),
            reading=reading,
            phrases=phrases(self._translations, code),
        )
        outcome = self._again(changed)
        return replace(outcome, spoken_by=changed)

    def _again(self, turn: Turn) -> Outcome:
        memory = turn.memory
        if memory.awaiting is not None and memory.awaiting.verb == "answer":
            return VERBS["ask"](turn, memory.awaiting.arguments[:1])
        if memory.awaiting is not None and memory.awaiting.verb == "judge":
            return VERBS["judge"](turn, memory.awaiting.arguments)
        if memory.subject is not None:
            intents = tuple(Intent(intent) for intent in memory.intents if intent in set(Intent))
            return free_text.open_subject(turn, memory.subject, intents)
        return menu.show_menu(turn)


def _with_language(memory: Memory, utterance: Utterance, language: str) -> Memory:
    """Keep the language of the first clear sentence."""
    if memory.language is None and hear_language(utterance.text[:LONGEST_TEXT]).clear:
        return replace(memory, language=language)
    return memory
