"""Whole conversations in six languages, as people have them, word for word (transcripts/)."""

from __future__ import annotations

import pytest
from transcript import FOLDER, Transcript, files, play

from catalogue.languages import languages


@pytest.mark.parametrize("file", files(), ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_conversation_goes_as_written(file, dialogue, request):
    played = play(Transcript.read(file), dialogue)
    if request.config.getoption("--rewrite-transcripts"):
        file.write_text(played, encoding="utf-8")
    assert played == file.read_text(encoding="utf-8")


def test_every_language_has_the_same_conversations():
    names = {code: sorted(file.stem for file in (FOLDER / code).glob("*.txt")) for code in languages()}
    assert all(found == names["en"] for found in names.values()), names
    assert len(names["en"]) >= 8
