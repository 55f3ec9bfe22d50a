"""Every setting that the code reads from the environment has its row in the README, and every row its setting."""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ("catalogue", "portal", "bots")

QUOTED = re.compile(r"""["'](ONEDOOR_[A-Z_]+)["']""")
ROW = re.compile(r"^\| `(ONEDOOR_[A-Z_]+)` \|", re.MULTILINE)


def test_the_settings_of_the_code_are_those_of_the_readme():
    modules = [path for room in ROOMS for path in (PROJECT / room).rglob("*.py")]
    read = {name for path in modules for name in QUOTED.findall(path.read_text(encoding="utf-8"))}
    told = ROW.findall((PROJECT / "README.md").read_text(encoding="utf-8"))
    assert read
    assert sorted(told) == sorted(read)
