"""The socket over which public processes reach the editors' one: a file in a folder that only the user may enter."""

from __future__ import annotations

import socket
import tempfile
from contextlib import suppress
from pathlib import Path

from catalogue.errors import NotReady

NAME = "editors"
ONLY_THE_USER = 0o177
"""The umask with which the file is made. What comes in by it is believed (`portal.handed_over`)."""


def new_address(home: Path) -> Path:
    """Return where a socket can be made, in a new folder: of the state folder's `run/`, else of the temporary folder.

    An address of a socket has little more than a hundred bytes, and not every file system takes sockets, so it is
    tried. Raises `NotReady` when there is no place at all.
    """
    run = home / "run"
    _clear_away(run)
    for parent in (run, Path(tempfile.gettempdir())):
        with suppress(OSError):
            return _address_below(parent)
    raise NotReady((f"a folder in which a socket can be made: {run} or the temporary folder",))


def take_away(address: Path) -> None:
    """Remove the folder of a socket, unless the socket is still there: another server goes on with it."""
    with suppress(OSError):
        address.parent.rmdir()


def _address_below(parent: Path) -> Path:
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    address = Path(tempfile.mkdtemp(prefix="onedoor-", dir=parent), NAME)
    try:
        with socket.socket(socket.AF_UNIX) as trial:
            trial.bind(str(address))
        address.unlink()
    except OSError:
        take_away(address)
        raise
    return address


def _clear_away(run: Path) -> None:
    """Remove what servers left behind that were killed: sockets at which nobody listens."""
    for address in run.glob(f"*/{NAME}"):
        with socket.socket(socket.AF_UNIX) as trial, suppress(OSError):
            try:
                trial.connect(str(address))
            except ConnectionRefusedError:
                address.unlink()
                take_away(address)
