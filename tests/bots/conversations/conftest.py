"""Fixtures of the store of conversations."""

from __future__ import annotations

import pytest

from bots.conversations.store import Conversations


@pytest.fixture
def conversations(tmp_path, clock):
    with Conversations.at(tmp_path / "home", clock) as opened:
        yield opened
