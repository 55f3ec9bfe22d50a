"""Which process answers whom: public ones by the public address, and one of low priority all of the editors' rooms."""

from __future__ import annotations

import os
from enum import Enum, auto
from pathlib import Path
from typing import Any

LOWER_PRIORITY = 10
"""How much nicer the editors' process is than those that answer readers."""
EDITORS_AT_ONCE = 8
"""Threads of the editors' process: more would not be answered any sooner, and each takes some megabytes."""
NEWEST = 2**62
HEADERS_AT_MOST = 200
"""A reader's hundred at most, and those that say whom the public process answers."""
BYTES_OF_A_HEADER = 1024 * 1024
"""Headers that came several times come as one."""


class Role(Enum):
    """Whom a process answers."""

    PUBLIC = auto()
    EDITORS = auto()
    ALL = auto()
    """There is no private socket, as when the system hands over the public one: each process answers everybody."""


class Processes:
    """Gives each process its role. One lives in the server's first process, and a copy in each of its workers."""

    def __init__(self) -> None:
        self._editors: Any = None
        self.role = Role.ALL
        """The role of this process, known once it has begun."""
        self.address: Path | None = None
        """Where the editors' process answers."""

    def hooks(self) -> dict[str, Any]:
        """Return what gunicorn is to call."""
        return {
            "pre_fork": self._appoint,
            "post_fork": self._begin,
            "on_reload": self._begin_anew,
            "nworkers_changed": _keep_one_of_each,
        }

    def _appoint(self, server: Any, worker: Any) -> None:
        if not _has_both(server.LISTENERS) or self._editors in server.WORKERS.values():
            return
        self._editors = worker
        # Told to have fewer workers, gunicorn ends the oldest.
        worker.age = NEWEST

    def _begin_anew(self, server: Any) -> None:
        """Let the process that is there end with all the others of its generation."""
        if self._editors is not None:
            self._editors.age = 0
            self._editors = None

    def _begin(self, server: Any, worker: Any) -> None:
        """Leave a new process the socket that is its own."""
        if not _has_both(worker.sockets):
            return
        self.role = Role.EDITORS if worker is self._editors else Role.PUBLIC
        self.address = next(Path(each.getsockname()) for each in worker.sockets if _is_private(each))
        own = [each for each in worker.sockets if _is_private(each) == (self.role is Role.EDITORS)]
        for each in worker.sockets:
            if each not in own:
                # Held open, it would take connections that nobody answers when the others have ended.
                each.close()
        worker.sockets = own
        if self.role is Role.EDITORS:
            _trust_the_public_processes(worker)

    def give_way(self) -> None:
        """Let readers' processes go first, if this is the editors' one, once the threads of due work were begun.

        On Linux a priority is that of a thread, and those begun later inherit it: the search index stays quick.
        """
        if self.role is Role.EDITORS:
            os.nice(LOWER_PRIORITY)


def _keep_one_of_each(server: Any, number: int, before: int | None) -> None:
    """Stop whoever tells the server to have ever fewer processes."""
    if before is not None and number < 2:
        server.num_workers = before


def _trust_the_public_processes(worker: Any) -> None:
    for name, value in {
        # They have read the headers of proxies already, and logs are written where a request comes in.
        "secure_scheme_headers": {},
        "forwarder_headers": "",
        "accesslog": None,
        "threads": EDITORS_AT_ONCE,
        "limit_request_fields": HEADERS_AT_MOST,
        "limit_request_field_size": BYTES_OF_A_HEADER,
    }.items():
        worker.cfg.set(name, value)
    worker.log.setup(worker.cfg)


def _has_both(listeners: list[Any]) -> bool:
    return len({_is_private(each) for each in listeners}) == 2


def _is_private(listener: Any) -> bool:
    return isinstance(listener.getsockname(), str)
