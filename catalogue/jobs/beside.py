"""Threads beside all other work, for jobs that wait for other machines; they hear when the process is about to end."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

PATIENCE = 5.0
"""Seconds that an ending process waits for them: the visit of a slow site may take longer, and is then given up."""


class Beside:
    """Runs work in threads of their own, each name once at a time."""

    def __init__(self) -> None:
        self._ends = Event()
        self._threads: dict[str, Thread] = {}

    @property
    def is_ending(self) -> bool:
        """Tell whether the process is about to end: work that comes in pieces stops after this one."""
        return self._ends.is_set()

    def rest(self, seconds: float) -> None:
        """Wait so long, or until the process is about to end."""
        self._ends.wait(seconds)

    def is_busy(self, name: str) -> bool:
        """Tell whether work of this name is still being done."""
        return name in self._threads and self._threads[name].is_alive()

    def run(self, name: str, work: Callable[[], object]) -> None:
        """Begin to do some work. It must not raise: nobody waits for it."""
        self._threads[name] = Thread(target=work, name=f"onedoor-{name}", daemon=True)
        self._threads[name].start()

    def end(self, patience: float = PATIENCE) -> None:
        """Have all work come to its end, so that no connection is left open; wait for it so many seconds at most."""
        self._ends.set()
        for thread in self._threads.values():
            thread.join(patience)
