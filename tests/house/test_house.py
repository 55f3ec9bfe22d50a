"""The house itself: import contracts, sizes of files, door plates, and that every module can be opened alone."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ("catalogue", "furniture", "portal", "bots")
MODULES = sorted(path for room in ROOMS for path in (PROJECT / room).rglob("*.py"))
SOURCES = [*MODULES, *sorted((PROJECT / "tests").rglob("*.py"))]

LONGEST_FILE = 300
LONGER_FOR_A_REASON: dict[str, str] = {}
"""Files above the limit, each with its excuse."""

NAMES_WITHOUT_A_NOUN = {"utils", "helpers", "common", "misc", "manager"}


def name_of(path: Path) -> str:
    """Return the dotted name of a module."""
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_import_contracts_hold():
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"], cwd=PROJECT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


def test_files_have_a_size_one_can_read():
    lines = {str(path.relative_to(PROJECT)): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    too_long = {name: number for name, number in lines.items() if number > LONGEST_FILE}
    assert {name: number for name, number in too_long.items() if name not in LONGER_FOR_A_REASON} == {}


def test_modules_open_with_a_door_plate():
    # Say in one to three lines what a room is for.
    plates = {path: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for path in MODULES}
    assert [str(path.relative_to(PROJECT)) for path, plate in plates.items() if not plate] == []


def test_every_module_has_found_its_noun():
    assert not [name_of(path) for path in MODULES if path.stem in NAMES_WITHOUT_A_NOUN]


def test_no_test_borrows_from_another_one():
    """What two tests share has a module of its own. A file of tests that is imported is there twice: once as it was
    collected, once as it was imported, each with counters and fixtures of its own."""
    borrowing = re.compile(r"^\s*(from|import) [\w.]*\btest_\w+", re.MULTILINE)
    found = {str(path.relative_to(PROJECT)): borrowing.findall(path.read_text(encoding="utf-8")) for path in SOURCES}
    assert [path for path, borrowed in found.items() if borrowed] == []


@pytest.mark.alone
def test_each_module_can_be_imported_alone():
    program = (
        # What others wrote is imported once; a circle of ours cannot hide in it.
        "import importlib, os, sys\n"
        "import alembic.command, babel.dates, click, flask, flask_babel, icalendar\n"
        "import pydantic, sqlalchemy.orm, telegram.ext, tornado.httpserver, whoosh.index\n"
        "for name in sys.argv[1:]:\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        try:\n"
        "            importlib.import_module(name)\n"
        "        except BaseException as fault:\n"
        "            print(f'{name}: {fault!r}', file=sys.stderr, flush=True)\n"
        "            os._exit(1)\n"
        "        os._exit(0)\n"
        "    failed = os.waitpid(child, 0)[1] != 0 or globals().get('failed', False)\n"
        "sys.exit(1 if failed else 0)\n"
    )
    # Each module in a fork of an interpreter that has imported nothing of ours: the order of imports cannot hide
    # a circle.
    names = [name_of(path) for path in MODULES if "migrations" not in path.parts]
    run = subprocess.run([sys.executable, "-c", program, *names], cwd=PROJECT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
