"""Gunicorn's worker of threads, in which nobody else waits for a reader who is slow to hang up."""

from __future__ import annotations

from typing import Any

from gunicorn import util
from gunicorn.workers.gthread import ThreadWorker


class UnhurriedWorker(ThreadWorker):
    """Closes connections in the threads that answered them.

    Before a connection is closed its reader is given up to two seconds to do so first. Gunicorn waits in the one thread
    that takes new connections, so that one reader who does not hang up keeps all others waiting.
    """

    def handle(self, conn: Any) -> Any:
        """Answer a request; return whether the connection is to be kept."""
        kept = super().handle(conn)
        if not kept:
            util.close_graceful(conn.sock)
            conn.close = _is_closed
        return kept


def _is_closed(graceful: bool = False) -> None:
    """Stand for the closing that was done already."""
