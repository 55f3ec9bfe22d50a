"""Copies of files that nobody else can reach, so that an engine may map them into memory and stay alive.

Whoever cuts a mapped file kills every process that reads it (SIGBUS). These copies have no name: the system frees
them when the last who reads them has gone, however it went.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

_PIECE = 1 << 20


@contextmanager
def private_copies(folder: Path, names: Iterable[str], check: Callable[[str, BinaryIO], None]) -> Iterator[Path]:
    """Open a folder that looks like another one, with nameless copies of the named files.

    It goes when the block ends; what was mapped from it meanwhile stays readable. `check` is given each name and copy
    and may refuse it by raising. Raises `OSError` when a file is missing or cannot be copied.
    """
    # The disk of the index rather than a temporary folder, which often is memory that cannot be paged out.
    place = folder if os.access(folder, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix=".open-", dir=place) as looks, ExitStack() as held:
        for name in names:
            copy = held.enter_context(tempfile.TemporaryFile(dir=place))
            with (folder / name).open("rb") as source:
                shutil.copyfileobj(source, copy, _PIECE)
            copy.flush()
            check(name, copy)
            os.symlink(f"/dev/fd/{copy.fileno()}", Path(looks) / name)
        yield Path(looks)
