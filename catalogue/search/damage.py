"""What goes wrong while an index is written: damage, which a new index heals, or trouble of the machine."""

from __future__ import annotations

import errno
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from catalogue.errors import NotReady
from catalogue.search.engines import IndexDamaged

_SIGNS = (IndexDamaged, sqlite3.DatabaseError, struct.error, ValueError, LookupError, TypeError, EOFError)
"""What reading stored things raises that are not what was stored: pages of the store, counts, lists of numbers."""
_TROUBLE_OF_SQLITE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM)
_TROUBLE_OF_SYSTEM = (errno.ENOSPC, errno.EDQUOT, errno.ENOMEM, errno.EMFILE, errno.ENFILE)


@contextmanager
def damage_as_not_ready() -> Iterator[None]:
    """Turn every sign that stored things are damaged into `NotReady`; let what befalls the machine through.

    A disk that is full, or a file that another process keeps locked, is no damage: a new index would fare no better.
    """
    try:
        yield
    except _SIGNS as sign:
        trouble = _find_trouble(sign)
        if trouble is None:
            raise NotReady(("search index",)) from sign
        if trouble is sign:
            raise
        raise trouble from None


def _find_trouble(error: BaseException | None) -> BaseException | None:
    """Return the machine's trouble behind an error, if there is one: undoing what failed may have failed as well."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        # The lower byte is the kind of error, the others say more of it.
        if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _TROUBLE_OF_SQLITE:
            return error
        if isinstance(error, OSError) and error.errno in _TROUBLE_OF_SYSTEM:
            return error
        seen.append(error)
        error = error.__cause__ or error.__context__
    return None
