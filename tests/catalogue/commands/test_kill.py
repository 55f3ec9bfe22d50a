"""A load whose process is killed at any moment leaves the previous content, or, when it had committed, the new."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest
from content_builder import changed, many_services, small_content, write_folder

from catalogue.commands.export_content import get_content
from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.files.reader import read

pytestmark = pytest.mark.long

LOAD = """
import sys
from pathlib import Path
from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.files.reader import read
from catalogue.settings import Settings

content = read(Path(sys.argv[2]))
with Catalogue(Settings(Path("."), Path("."), sys.argv[1], "whoosh")) as catalogue:
    print("go", flush=True)
    import_content(catalogue, content)
    print("done", flush=True)
"""
SERVICES = 150
KILLS = 8


def start(url, folder):
    """Start a load in a process of its own, and wait until it begins to write."""
    process = subprocess.Popen([sys.executable, "-c", LOAD, url, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "go\n"
    return process


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
    # One whole load tells how long it takes, from the moment it begins to write; then it is undone by loading again.
    process = start(database_url, contents[1])
    began = time.monotonic()
    assert process.stdout.readline() == "done\n"
    # How long the process then takes to end, on a busy machine longer than the load, does not count.
    span = time.monotonic() - began
    process.communicate()
    assert served(catalogue) == after
    import_content(catalogue, before)
    survived = 0
    for kill in range(KILLS):
        process = start(database_url, contents[1])
        time.sleep(span * (kill + 0.5) / KILLS)
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
