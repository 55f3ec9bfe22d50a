"""A program for a test: it updates an index in child processes that are killed without warning, one after the other.

The children are forked from a process that has imported all and opened nothing, so a kill costs no start of Python.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from catalogue.search.engines import ENGINES, engine_kind
from catalogue.search.fields import SearchDocument
from catalogue.search.generations import Generations
from catalogue.search.index import SearchIndex
from catalogue.search.words import analyse

LONGEST_LIFE_S = 0.12
"""Some five to ten updates."""


def step(index: SearchIndex) -> None:
    """Do the update that comes after the state of the index: what changes, what is new, what goes, in two languages."""
    number = index.sequence or 0
    documents = [
        SearchDocument("service", "changing", "en", f"Changing number{number}"),
        SearchDocument("service", "changing", "fr", f"Changeant numero{number}"),
        SearchDocument("service", f"new-{number}", "en", f"New newword{number}"),
    ]
    index.update(documents, [("service", f"new-{number - 3}")], sequence=number + 1)


def update_for_ever(folder: Path, begun: int) -> None:
    index = SearchIndex(folder)
    step(index)
    os.write(begun, b".")
    while True:
        step(index)


def do_again_and_look(folder: Path, before: int) -> None:
    """Do the update again that was cut off, as the job does, and compare all that there should be."""
    index = SearchIndex(folder)
    step(index)
    number = index.sequence or 0
    generations = Generations(folder)
    generation = generations.open(generations.current() or "")
    generation.compare()
    # Those from before, what changes in two languages, and the last three that were new.
    assert generation.engine.number_of_documents() == before + 2 + min(3, number - 1)
    for words, language, there in (
        (f"number{number - 1}", "en", 1),
        (f"numero{number - 1}", "fr", 1),
        (f"newword{number - 1}", "en", 1),
        (f"number{number - 2}", "en", 0),
        (f"newword{max(0, number - 4)}", "en", 0),
        ("parking", "en", 1),
    ):
        assert index.find(words, language, literally=True).total == there, (words, number)


def in_child(work: Callable[[], None]) -> int:
    """Start a child that does some work and ends, and return its process id."""
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - a child must end here, whatever befell it
            traceback.print_exception(error)
            os._exit(1)
        os._exit(0)
    return child


def main(folder: Path, before: int, kills: int, seed: int) -> None:
    """Kill so many children while they update; after each, do the work again and look."""
    for name in ENGINES:
        engine_kind(name)
    analyse("begun", "en")
    chance = random.Random(seed)  # noqa: S311 - the same moments in every run
    for _ in range(kills):
        begun, tell = os.pipe()
        child = in_child(lambda tell=tell: update_for_ever(folder, tell))
        os.close(tell)
        assert os.read(begun, 1) == b"."
        os.close(begun)
        time.sleep(chance.uniform(0, LONGEST_LIFE_S))
        os.kill(child, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        looking = in_child(lambda: do_again_and_look(folder, before))
        assert os.waitstatus_to_exitcode(os.waitpid(looking, 0)[1]) == 0
    print(SearchIndex(folder).sequence)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
