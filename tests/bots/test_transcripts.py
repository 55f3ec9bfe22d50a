"""Whole conversations in six languages, as people have them, word for word (transcripts/)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from every_language import AT_ONCE, EVERY_LANGUAGE
from transcript import FOLDER, Played, Transcript, files, play

from bots.dialogue.hearing.cues import MARKERS, cues_of, hear_cues
from bots.dialogue.hearing.words import Spoken
from bots.dialogue.reply import Intent
from catalogue.languages import languages


@pytest.fixture(scope="module")
def played(dialogue) -> Callable[[Path], Played]:
    """The conversation of a file, had once."""
    return cache(lambda file: play(Transcript.read(file), dialogue))


LATER = {code: pytest.mark.long for code in languages() if code not in AT_ONCE}
CONVERSATIONS = [
    pytest.param(file, marks=LATER.get(file.parent.name, ()), id=f"{file.parent.name}-{file.stem}") for file in files()
]


@pytest.mark.parametrize("file", CONVERSATIONS)
def test_the_conversation_goes_as_written(file, played, request):
    text = played(file).text
    if request.config.getoption("--rewrite-transcripts"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_every_language_has_the_same_conversations():
    names = {code: sorted(file.stem for file in (FOLDER / code).glob("*.txt")) for code in languages()}
    assert all(found == names["en"] for found in names.values()), names
    assert len(names["en"]) >= 8


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_everything_one_can_ask_is_asked_in_words_and_answered(language, played):
    answered: set[Intent] = set()
    for file in sorted((FOLDER / language).glob("*.txt")):
        for text, intents in played(file).intents:
            heard = {one.means for one in hear_cues(Spoken(text, language))}
            answered |= {intent for intent in intents if intent.value in heard}
    wanted = {Intent(cue.means) for cue in cues_of(language) if cue.means not in MARKERS}
    assert wanted - answered == set()
