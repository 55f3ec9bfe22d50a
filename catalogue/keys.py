"""Keys in the state folder: each made once, at its first use, and readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from catalogue.errors import NotReady

_SHORTEST = 40


def kept_key(path: Path) -> str:
    """Return the key of a file, made if it is not there. Raises `NotReady` for a file that holds no whole key."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(48))
                file.flush()
                os.fsync(file.fileno())
            # Several processes may start at once: the first to link its key wins, and all read that one.
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    key = path.read_text(encoding="ascii").strip()
    if len(key) < _SHORTEST:
        raise NotReady((f"a whole key in {path} (remove the file, and a new one is made)",))
    return key
