"""A process that opens an index, answers queries from a file and tells its memory: what a worker needs for search."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from catalogue.settings import PROJECT

_PROGRAM = """
import json, os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from benchmarks.measuring import megabytes
from catalogue.search.index import SearchIndex

index = SearchIndex(Path(sys.argv[2]))
imported = megabytes(os.getpid())[1]
assert index.sequence is not None
opened = megabytes(os.getpid())[1]
for query in json.load(sys.stdin):
    index.find(query, "en")
    index.suggest(query[:4], "en")
print(json.dumps([imported, opened, megabytes(os.getpid())[1]]))
"""


def memory_of_searching(index: Path, queries: Sequence[str]) -> tuple[float, float, float]:
    """Return megabytes (PSS): before the index is opened, after, and after the queries were answered."""
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(PROJECT / "tests"), str(index)],
        input=json.dumps(list(queries)),
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(json.loads(run.stdout))
