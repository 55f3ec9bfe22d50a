"""Fixtures of the Telegram door: a Bot API server, and bots that run against it."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread

import pytest
from reserved_port import reserved_port
from telegram_server.process import BotProcess
from telegram_server.server import TOKEN, TelegramServer

from bots.conversations.store import Conversations
from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.utterance import Utterance
from bots.telegram.running import serve
from bots.telegram.settings import Settings
from catalogue.context import Catalogue
from catalogue.settings import PROJECT

TRANSLATIONS = PROJECT / "translations"


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    """A Bot API server on this machine. A bot that was refused something for its own fault fails the test."""
    with TelegramServer() as server:
        yield server
        assert server.refusals == []


class RunningBot:
    """A bot that runs in a thread of this process; `ended` is how it came to its end."""

    def __init__(self, server: TelegramServer, catalogue: Catalogue, home: Path, port: int, webhook: bool) -> None:
        self._catalogue, self._home = catalogue, home
        self._settings = Settings(TOKEN, server.address, f"127.0.0.1:{port}", home)
        self._webhook = f"http://{self._settings.listen}/telegram" if webhook else None
        self.ended: Exception | None = None
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Tell it to end, as a signal does, and wait."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(60)
        assert not self._thread.is_alive()

    def join(self, seconds: float) -> None:
        """Wait until it ends by itself."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except Exception as end:  # noqa: BLE001 - however it ended is for the test to judge
            self.ended = end

    async def _main(self) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        with Conversations.at(self._home, self._catalogue.clock) as conversations:
            await serve(self._settings, self._catalogue, conversations, TRANSLATIONS, self._webhook, self._stopped)


@pytest.fixture(scope="session")
def warmed(dialogue: Dialogue) -> None:
    """A dialogue that has answered once: the first answer of a process reads what all others find read.

    Without it the first test of every worker waits for that, while it waits for Telegram.
    """
    dialogue.respond(Utterance("How much is a resident parking permit in Port Alba?"), Memory())


@pytest.fixture
def run_bot(telegram: TelegramServer, shipped_and_indexed: Catalogue, warmed: None, tmp_path: Path):
    """Run a bot for a block: `with run_bot(webhook=True): …`. Bots of one test share their conversations."""

    @contextmanager
    def run(*, webhook: bool = False) -> Iterator[RunningBot]:
        with reserved_port() as port:
            bot = RunningBot(telegram, shipped_and_indexed, tmp_path, port, webhook)
            try:
                if webhook:
                    telegram.wait_for(lambda: telegram.webhook)
                yield bot
            finally:
                bot.stop()

    return run


@pytest.fixture(scope="session")
def prepared_home(translated: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with the shipped content, as the command makes it."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    program = [sys.executable, "-c", "from catalogue.cli import main; main()", "prepare"]
    subprocess.run(program, env={**os.environ, "ONEDOOR_HOME": str(home)}, check=True, capture_output=True)
    return home


@pytest.fixture
def start_bot(telegram: TelegramServer, prepared_home: Path, tmp_path: Path) -> Iterator[Callable[..., BotProcess]]:
    """Start `onedoor telegram`: `start_bot(webhook=True)`. All of one test share a state folder."""
    home = Path(shutil.copytree(prepared_home, tmp_path / "home"))
    started: list[BotProcess] = []
    with ExitStack() as ports:

        def start(**rest: bool | str | float) -> BotProcess:
            log = tmp_path / f"bot-{len(started)}.log"
            started.append(BotProcess(telegram, home, log, ports.enter_context(reserved_port()), **rest))
            return started[-1]

        yield start
        for bot in started:
            if bot.is_running:
                bot.kill()
