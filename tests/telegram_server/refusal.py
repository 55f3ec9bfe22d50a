"""The one error of the server: what Telegram answers with `ok` false."""

from __future__ import annotations


class Refused(Exception):
    """What Telegram refuses, with the status that it answers."""

    def __init__(self, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.description = description
        self.status = status
