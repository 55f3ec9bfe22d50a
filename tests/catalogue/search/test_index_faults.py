"""The index is derived: killed, cut, deleted or old, it harms nobody and is built anew."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
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
from catalogue.settings import PROJECT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROJECT)}

pytestmark = [pytest.mark.usefixtures("each_engine"), pytest.mark.long]

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
FOLLOW = """
import sys, time
from pathlib import Path
from catalogue.search.index import SearchIndex

with SearchIndex(Path(sys.argv[1])).following() as alone:
    print(alone, flush=True)
    time.sleep(100)
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


def test_updates_killed_at_any_moment_leave_a_whole_index_that_takes_them_again(tmp_path: Path) -> None:
    index_of(tmp_path, registry_services())
    kills = 12
    program = [sys.executable, "-m", "killed_updates", str(tmp_path / "index"), str(len(registry_services()))]
    run = subprocess.run(
        [*program, str(kills), "7"], cwd=Path(__file__).parent, env=ENVIRONMENT, capture_output=True, text=True
    )
    assert run.stderr == ""
    # Every child had done one update at least, and after each one more was done.
    assert int(run.stdout) > 2 * kills


def test_who_is_killed_while_it_follows_the_catalogue_lets_the_next_one_do_it(tmp_path: Path) -> None:
    killed(FOLLOW, tmp_path / "index", 0.0)
    index = SearchIndex(tmp_path / "index")
    with index.following() as alone, index.following() as second:
        assert (alone, second) == (True, False)


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


def halve(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def empty(file: Path) -> None:
    os.truncate(file, 0)


def cut_the_end(file: Path) -> None:
    os.truncate(file, int(file.stat().st_size * 0.9))


def fill_with_junk(file: Path) -> None:
    junk = random.Random(file.stat().st_size)  # noqa: S311 - the same in every run
    file.write_bytes(junk.randbytes(file.stat().st_size))


@pytest.mark.parametrize("damage", [halve, empty, cut_the_end, fill_with_junk])
def test_any_damaged_file_is_noticed_and_a_rebuild_heals(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    index_of(tmp_path / "whole", registry_services())
    unusable = 0
    for number in range(len(files_of(tmp_path / "whole"))):
        hurt = tmp_path / f"hurt{number}"
        shutil.copytree(tmp_path / "whole", hurt)
        damage(files_of(hurt)[number])
        unusable += not is_usable(hurt / "index")
        SearchIndex(hurt / "index").rebuild(registry_services(), sequence=2)
        assert is_usable(hurt / "index")
    # The pointer, the documents and the files of the engine cannot be done without.
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
