"""Which processes live: each locks a file of its own, and the system lets go of the lock however the process ends."""

from __future__ import annotations

import fcntl
import os
import secrets
from pathlib import Path
from threading import Lock


class Living:
    """This process among all that open the same conversations on this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._sign: int | None = None
        self._name = ""
        self._process: int | None = None

    @property
    def name(self) -> str:
        """The name of this process, which no other has or had; from the first use on it counts as alive."""
        with self._lock:
            if self._process != os.getpid():
                # A forked process shares the lock of its parent, so it needs one of its own.
                self._sign, self._name = self._give_a_sign()
                self._process = os.getpid()
            return self._name

    def has_ended(self, name: str) -> bool:
        """Tell whether the process of this name lives no more; its file is tidied away."""
        if name == self.name:
            return False
        return _take_away_if_free(self._folder / name)

    def close(self) -> None:
        """Count as ended from now on."""
        with self._lock:
            if self._sign is not None and self._process == os.getpid():
                (self._folder / self._name).unlink(missing_ok=True)
                os.close(self._sign)
            self._sign = self._process = None

    def _give_a_sign(self) -> tuple[int, str]:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in self._folder.iterdir():
            _take_away_if_free(left)
        while True:
            name = secrets.token_hex(8)
            path = self._folder / name
            sign = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            fcntl.flock(sign, fcntl.LOCK_EX)
            # Another process that tidies up may have taken it away before it was locked.
            if path.exists():
                return sign, name
            os.close(sign)


def _take_away_if_free(path: Path) -> bool:
    """Take away the file of a process that lives no more; tell whether it is gone."""
    try:
        sign = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(sign, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        path.unlink(missing_ok=True)
        return True
    finally:
        os.close(sign)
