"""The real bot beside the server: `onedoor telegram` as a process of its own, on a state folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from telegram_server.server import TOKEN, TelegramServer

_EVERYTHING_LOGGED = """
import logging
from bots.telegram import discreet_log
logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s: %(message)s")
discreet_log._TALKATIVE = ()
from catalogue.cli import main
main()
"""
"""Worse than any operator can set it up: every library logs all that it can."""
_AS_IT_IS = "from catalogue.cli import main; main()"


class BotProcess:
    """A running `onedoor telegram`."""

    def __init__(
        self, server: TelegramServer, home: Path, log: Path, *, webhook: bool = False, talkative: bool = False
    ) -> None:
        self._log = log
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}/telegram"
        environment = {
            **os.environ,
            "ONEDOOR_HOME": str(home),
            "ONEDOOR_TELEGRAM_TOKEN": TOKEN,
            "ONEDOOR_TELEGRAM_API": server.address,
            "ONEDOOR_TELEGRAM_LISTEN": f"127.0.0.1:{port}",
            "ONEDOOR_PUBLIC_ADDRESS": "https://onedoor.example",
        }
        program = ["-c", _EVERYTHING_LOGGED if talkative else _AS_IT_IS]
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

    def stop(self, seconds: float = 30.0) -> int:
        """Ask it to end, as an operator does, and return its exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(seconds)

    def kill(self) -> None:
        """End it at once, wherever it is."""
        self._process.kill()
        self._process.wait(10)

    def wait(self, seconds: float) -> int:
        """Wait until it ends by itself, and return its exit code."""
        return self._process.wait(seconds)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
