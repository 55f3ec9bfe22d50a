"""Questions of real people over the shipped content, written down before any was tried (questions/).

`onedoor understanding tests/bots/questions --misses` prints the table and what was misunderstood.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bots.asked.cli import measure
from catalogue.languages import languages

FOLDER = Path(__file__).parent / "questions"
LEAST = {"service": 0.80, "intent": 0.85, "declined": 0.85, "own": 0.80, "followups": 0.70}
"""What no language may fall below. The aim is 85 % throughout; docs/decisions/0022 tells what is reached."""
SPOKEN_IN_MANY_WAYS = {"ar": {"service": 0.80, "declined": 0.65, "followups": 0.50}}
"""Arabic is asked in four dialects, of which the catalogue writes none."""


@pytest.mark.parametrize("language", languages())
def test_people_are_understood(dialogue, language):
    shares = measure(dialogue, FOLDER, language)
    least = LEAST | SPOKEN_IN_MANY_WAYS.get(language, {})
    assert {name: share for name, share in shares.items() if share < least[name]} == {}
