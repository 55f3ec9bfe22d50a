"""A private PostgreSQL cluster for the tests: made in a temporary folder, unprivileged, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNPRIVILEGED = ("postgres", "nobody")
"""Whom the server runs as when the tests run as root, which PostgreSQL refuses: the first that exists."""

# Nothing here must survive the tests, so nothing is forced to the disk.
OPTIONS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses='' -c max_connections=60"


@contextmanager
def private_cluster() -> Iterator[str]:
    """Start a cluster that listens on a socket in its own folder; give the URL of its server, without a database."""
    programs = _find_programs()
    # Not pytest's own folder: a socket's path may have 107 letters at most.
    folder = Path(tempfile.mkdtemp(prefix="onedoor-pg-"))
    become = _become(folder)
    ready = folder / "data"
    try:
        _run([*become, str(programs / "initdb"), "-D", str(ready), "-U", "onedoor", "-A", "trust", "-N", "-E", "UTF8"])
        control = [*become, str(programs / "pg_ctl"), "-D", str(ready), "-w", "-t", "300"]
        _run([*control, "-l", str(folder / "log"), "-o", f"{OPTIONS} -k {folder}", "start"])
        try:
            yield f"postgresql://onedoor@/{{name}}?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _find_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise RuntimeError("PostgreSQL's server programs are not installed; on Debian: apt-get install postgresql")
    return (found[-1] if found else Path(str(on_path))).parent


def _become(folder: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = next(accounts[name] for name in UNPRIVILEGED if name in accounts)
    os.chown(folder, account.pw_uid, account.pw_gid)
    return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]


def _run(command: list[str]) -> None:
    # The output goes to a file: a server that was started would hold a pipe open for ever.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(command, stdout=output, stderr=output, cwd="/", check=False)
        if done.returncode != 0:
            output.seek(0)
            raise RuntimeError(f"{command[0]} failed:\n{output.read()}")
