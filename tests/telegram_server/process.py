"""The real bot beside the server: `onedoor telegram` as a process of its own, on a state folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from telegram_server.server import TOKEN, TelegramServer

_DEBUGGING = """
import logging
logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s: %(message)s")
"""
_LIBRARIES_TOO = """
from bots.telegram import discreet_log
discreet_log.TALKATIVE = discreet_log.INDISCREET = ()
"""
_RUN = """
from catalogue.cli import main
main()
"""
PROGRAMS = {
    "as it is": _RUN,
    "debugging": _DEBUGGING + _RUN,
    # Worse than any operator can set it up: every library writes all that it can.
    "everything": _DEBUGGING + _LIBRARIES_TOO + _RUN,
}
_KILL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
MOMENTS = {
    "never": "",
    # The conversation is held, nothing is kept yet.
    "answering": f"""
from bots.dialogue.conversation import Dialogue
def die(*given):
    {_KILL}
Dialogue.respond = die
""",
    # Everything was sent and marked; Telegram was not told yet that the update was taken.
    "answered": f"""
from bots.telegram.door import Door
whole = Door.converse
def die(*given):
    whole(*given)
    {_KILL}
Door.converse = die
""",
}
"""The moments at which a process can be killed from within, since no test is quick enough to do it from without."""


class BotProcess:
    """A running `onedoor telegram`."""

    def __init__(
        self,
        server: TelegramServer,
        home: Path,
        log: Path,
        port: int,
        *,
        webhook: bool = False,
        logs: str = "as it is",
        dies: str = "never",
        seconds_to_wait: float | None = None,
    ) -> None:
        self._log = log
        self.address = f"http://127.0.0.1:{port}/telegram"
        environment = {
            **os.environ,
            "ONEDOOR_HOME": str(home),
            "ONEDOOR_TELEGRAM_TOKEN": TOKEN,
            "ONEDOOR_TELEGRAM_API": server.address,
            "ONEDOOR_TELEGRAM_LISTEN": f"127.0.0.1:{port}",
            "ONEDOOR_PUBLIC_ADDRESS": "https://onedoor.example",
        }
        waiting = f"from bots.telegram import application\napplication.SECONDS_TO_WAIT = {seconds_to_wait}\n"
        waiting = waiting if seconds_to_wait is not None else ""
        program = ["-c", MOMENTS[dies] + waiting + PROGRAMS[logs]]
        arguments = ["telegram", *(["--webhook", self.address] if webhook else [])]
        with log.open("ab") as written:
            self._process = subprocess.Popen(
                [sys.executable, *program, *arguments], env=environment, stdout=written, stderr=written
            )

    @property
    def log(self) -> str:
        """All that it wrote, of all processes that wrote to the same file."""
        return self._log.read_text(encoding="utf-8")

    @property
    def is_running(self) -> bool:
        """Tell whether it still runs."""
        return self._process.poll() is None

    def stop(self, seconds: float = 120.0) -> int:
        """Ask it to end, as an operator does, and return its exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(seconds)

    def kill(self) -> None:
        """End it at once, wherever it is."""
        self._process.kill()
        self._process.wait(60)

    def wait(self, seconds: float) -> int:
        """Wait until it ends by itself, and return its exit code."""
        return self._process.wait(seconds)
