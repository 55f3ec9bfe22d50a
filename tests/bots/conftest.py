"""Fixtures of the chat: turns over the shipped content, and Meridia's portal to compare with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask.testing import FlaskClient

from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.turn import Turn
from catalogue.context import Catalogue
from catalogue.settings import PROJECT
from furniture.translations import phrases
from portal import create_app
from portal.settings import Settings
from portal.translations import compile_all

TRANSLATIONS = PROJECT / "translations"

TurnMaker = Callable[..., AbstractContextManager[Turn]]


@pytest.fixture(scope="session")
def translated() -> None:
    """The phrases, compiled."""
    compile_all(TRANSLATIONS)


@pytest.fixture(scope="session")
def a_turn(shipped: Catalogue, translated: None) -> TurnMaker:
    """Make a turn over Meridia: `with a_turn("ar", "norvale", memory) as turn: …`."""

    @contextmanager
    def make(
        language: str = "en", place: str | None = None, memory: Memory | None = None, **rest: Any
    ) -> Iterator[Turn]:
        with shipped.reading(language, place=place) as reading:
            yield Turn(
                catalogue=shipped,
                reading=reading,
                phrases=phrases(TRANSLATIONS, language),
                memory=memory or Memory(),
                translations=TRANSLATIONS,
                **rest,
            )

    return make


@pytest.fixture(scope="session")
def meridia(shipped_and_indexed: Catalogue, translated: None, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A browser before the portal of Meridia."""
    home = tmp_path_factory.mktemp("meridia")
    environment = {"ONEDOOR_HOME": str(home), "ONEDOOR_PUBLIC_ADDRESS": shipped_and_indexed.settings.public_address}
    return create_app(Settings.from_environment(environment), shipped_and_indexed).test_client()


@pytest.fixture(scope="session")
def dialogue(shipped_and_indexed: Catalogue, translated: None) -> Dialogue:
    """The dialogue over Meridia, on the day for which its content was written."""
    return Dialogue(shipped_and_indexed, TRANSLATIONS)
