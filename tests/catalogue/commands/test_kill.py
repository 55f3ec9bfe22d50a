"""A load whose process is killed at any moment leaves the previous content, or, when it had committed, the new."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest
from benchmarks.measuring import cpu_seconds
from content_builder import changed, many_services, small_content, write_folder

from catalogue.commands.export_content import get_content
from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.files.reader import read

pytestmark = pytest.mark.long

LOAD = """
import sys
from pathlib import Path
from time import process_time
from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.files.reader import read
from catalogue.settings import Settings

content = read(Path(sys.argv[2]))
with Catalogue(Settings(Path("."), Path("."), sys.argv[1], "whoosh")) as catalogue:
    print("go", process_time(), flush=True)
    import_content(catalogue, content)
    print("done", process_time(), flush=True)
"""
SERVICES = 150
KILLS = 8


def start(url, folder):
    """Start a load in a process of its own, wait until it begins to write; return it, and what it computed so far."""
    process = subprocess.Popen([sys.executable, "-c", LOAD, url, str(folder)], stdout=subprocess.PIPE, text=True)
    return process, computed("go", process.stdout.readline())


def computed(what, line):
    """Return the seconds that a process says to have computed when it tells something."""
    told, seconds = line.split()
    assert told == what
    return float(seconds)


def wait_for_work(process, seconds):
    """Wait until a process has computed for so long, or has ended."""
    while process.poll() is None and cpu_seconds(process.pid) < seconds:
        time.sleep(0.005)


@pytest.fixture
def contents(tmp_path):
    """Two states of a country that differ in every service, as folders."""
    folders = []
    for fee in ("10.00", "20.00"):
        content = changed(small_content(), *many_services(SERVICES, fee))
        folders.append(write_folder(content, tmp_path / f"content-{fee}"))
    return folders


def served(catalogue):
    with catalogue.reading("en") as reading:
        return get_content(reading)


@pytest.fixture
def catalogue(settings):
    """A catalogue by the real time, which the other process goes by."""
    with Catalogue(settings) as opened:
        yield opened


def test_a_load_killed_at_any_moment_leaves_whole_content(catalogue, contents, database_url):
    before, after = (read(folder) for folder in contents)
    import_content(catalogue, before)
    # One whole load tells how much it computes, from the moment it begins to write; it is undone by loading again.
    # By that the moments are chosen: how long a load takes changes with every neighbour on the machine.
    process, begun = start(database_url, contents[1])
    span = computed("done", process.stdout.readline()) - begun
    process.communicate()
    assert served(catalogue) == after
    import_content(catalogue, before)
    survived = 0
    for kill in range(KILLS):
        process, begun = start(database_url, contents[1])
        wait_for_work(process, begun + span * (kill + 0.5) / KILLS)
        process.send_signal(signal.SIGKILL)
        finished = "done" in process.communicate()[0]
        content = served(catalogue)
        assert content in (before, after)
        assert content == after or not finished
        survived += content == before
        # The lock that the killed process held is free, and the next load does all of its work.
        import_content(catalogue, before)
        assert served(catalogue) == before
    assert survived >= KILLS // 2
