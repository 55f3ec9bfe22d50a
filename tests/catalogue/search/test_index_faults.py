"""The index is derived: killed, cut, deleted or old, it harms nobody and is built anew."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import search_builder
from search_builder import document, found, index_of, registry_services

from catalogue.errors import NotReady
from catalogue.search import generations
from catalogue.search.engines import Entry, IndexDamaged
from catalogue.search.generations import Generations
from catalogue.search.index import SearchIndex
from catalogue.search.store import Store

pytestmark = pytest.mark.usefixtures("each_engine")

BUILD = """
import sys
from pathlib import Path
from catalogue.search.fields import SearchDocument
from catalogue.search.engines import Entry, IndexDamaged
from catalogue.search.generations import Generations
from catalogue.search.index import SearchIndex

def documents():
    for number in range(100_000):
        if number == 30:
            print("building", flush=True)
        yield SearchDocument("service", f"s{number}", "en", f"Service {number}", body="words of a service " * 20)

SearchIndex(Path(sys.argv[1]), sys.argv[2]).rebuild(documents(), sequence=9)
"""
UPDATE = """
import sys
from pathlib import Path
from catalogue.search.fields import SearchDocument
from catalogue.search.engines import Entry, IndexDamaged
from catalogue.search.generations import Generations
from catalogue.search.index import SearchIndex

index = SearchIndex(Path(sys.argv[1]))
print("updating", flush=True)
for number in range(100_000):
    index.update([SearchDocument("service", "changing", "en", f"Changing number{number}")], sequence=number + 2)
"""


def killed(program: str, index: Path, after: float) -> None:
    """Run a program on an index and kill it without warning some time after it has begun."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(index), search_builder.ENGINE], stdout=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.readline()
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def test_a_killed_build_leaves_the_index_that_was(tmp_path: Path) -> None:
    index_of(tmp_path, registry_services())
    killed(BUILD, tmp_path / "index", 0.05)
    index = SearchIndex(tmp_path / "index")
    assert index.sequence == 1
    assert found(index, "parking") == ["resident-parking-permit"]


def test_after_a_killed_build_the_next_one_succeeds_and_clears_up(tmp_path: Path) -> None:
    killed(BUILD, tmp_path / "index", 0.05)
    index = SearchIndex(tmp_path / "index")
    assert index.sequence is None
    index.rebuild(registry_services(), sequence=3)
    assert index.sequence == 3
    assert len([folder for folder in (tmp_path / "index").iterdir() if folder.is_dir()]) == 1


@pytest.mark.parametrize("after", [0.0, 0.013, 0.037, 0.071, 0.11])
def test_killed_updates_leave_a_whole_index_that_takes_updates(tmp_path: Path, after: float) -> None:
    index_of(tmp_path, registry_services())
    killed(UPDATE, tmp_path / "index", after)
    index = SearchIndex(tmp_path / "index")
    reached = index.sequence
    assert reached is not None
    assert found(index, "parking") == ["resident-parking-permit"]
    index.update([document("Changing at last", id="changing")], sequence=reached + 1)
    assert found(index, "changing") == ["changing"]
    assert index.find("changing", "en").total == 1


def files_of(index: Path) -> list[Path]:
    return sorted(path for path in index.rglob("*") if path.is_file() and path.stat().st_size)


def is_usable(folder: Path) -> bool:
    """Say whether an index answers; when it does, its answer must be the right one."""
    index = SearchIndex(folder)
    try:
        answer = found(index, "parking")
    except NotReady:
        return False
    assert answer == ["resident-parking-permit"]
    return index.sequence is not None


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.9])
def test_a_cut_file_is_noticed_and_a_rebuild_heals(tmp_path: Path, kept: float) -> None:
    index_of(tmp_path / "whole", registry_services())
    unusable = 0
    for number in range(len(files_of(tmp_path / "whole"))):
        cut = tmp_path / f"cut{number}"
        shutil.copytree(tmp_path / "whole", cut)
        file = files_of(cut)[number]
        os.truncate(file, int(file.stat().st_size * kept))
        unusable += not is_usable(cut / "index")
        SearchIndex(cut / "index").rebuild(registry_services(), sequence=2)
        assert is_usable(cut / "index")
    # The pointer, the documents and the two files of the engine cannot be done without.
    assert unusable >= 3


def test_a_file_cut_under_a_reader_gives_no_wrong_answer(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    assert found(index, "dog")
    for file in files_of(tmp_path / "index"):
        if file.name != "current":
            os.truncate(file, file.stat().st_size // 3)
    with pytest.raises(NotReady):
        index.find("parking", "en")
    index.rebuild(registry_services(), sequence=2)
    assert found(index, "parking") == ["resident-parking-permit"]


def test_a_deleted_folder_is_noticed_by_who_has_it_open(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    assert found(index, "dog")
    shutil.rmtree(tmp_path / "index")
    assert index.sequence is None
    with pytest.raises(NotReady):
        index.find("dog", "en")
    index.rebuild(registry_services(), sequence=2)
    assert found(index, "dog") == ["register-a-dog"]


def test_an_index_that_opens_but_cannot_answer_is_to_be_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_of(tmp_path, registry_services())

    def unreadable(*_: object) -> dict[str, int]:
        raise IndexDamaged("a page in the middle is junk")

    monkeypatch.setattr(Store, "rows_of", unreadable)
    with pytest.raises(NotReady):
        index.find("parking", "en")
    assert index.sequence is None
    monkeypatch.undo()
    index.rebuild(registry_services(), sequence=2)
    assert index.sequence == 2
    assert found(index, "parking") == ["resident-parking-permit"]


def test_an_engine_that_knows_more_than_the_store_is_noticed_by_the_next_update(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())
    generation = Generations(tmp_path / "index").open(Generations(tmp_path / "index").current() or "")
    generation.engine.update([Entry(900, "en", {"stray": 1.0}, {})], {})
    with pytest.raises(NotReady):
        index.update([document("Register a cat")], sequence=2)
    assert index.sequence == 1


def test_an_index_of_an_older_version_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "VERSION", "0")
    monkeypatch.setattr("catalogue.search.index.VERSION", "0")
    index_of(tmp_path, registry_services())
    monkeypatch.undo()
    index = SearchIndex(tmp_path / "index")
    assert index.sequence is None
    index.rebuild(registry_services(), sequence=2)
    assert index.sequence == 2


def test_a_build_that_fails_leaves_the_index_that_was(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())

    def failing() -> object:
        yield document("Half")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        index.rebuild(failing(), sequence=2)
    assert index.sequence == 1
    assert found(index, "half") == []
    assert len([folder for folder in (tmp_path / "index").iterdir() if folder.is_dir()]) == 1


def test_an_update_that_fails_changes_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path, registry_services())

    def failing() -> object:
        yield document("Half")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        index.update(failing(), [("service", "register-a-dog")], sequence=2)
    assert index.sequence == 1
    assert found(index, "half") == []
    assert found(index, "dog") == ["register-a-dog"]
