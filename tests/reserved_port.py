"""A port of this machine that one server can be started on, and nobody else gets in the meantime."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def reserved_port() -> Iterator[int]:
    """Hold a port for a server that is started, and perhaps stopped and started again, within the block.

    A socket that is bound and does not listen keeps the system from giving the port to anybody who asks for any port,
    and leaves it to the server that names it (which must take addresses over, as all of ours do).
    """
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]
