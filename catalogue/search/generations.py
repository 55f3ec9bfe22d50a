"""The folder of the index: generations beside each other, a pointer to the one that answers, one writer at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from catalogue.errors import NotReady
from catalogue.search.engines import Engine, EngineKind, IndexDamaged, UnknownEngine, engine_kind
from catalogue.search.store import Store

VERSION = "8 " + " ".join(f"{name} {version(name)}" for name in ("snowballstemmer", "opencc", "anyascii"))
"""Of the files, and of the libraries that make tokens. An index made by other ones is built anew."""
_POINTER = "current"
_STORE = "documents.sqlite"
_ENGINE = "engine"


class Generation:
    """One index, open: its store and its engine. Raises `IndexDamaged` when it cannot be used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store.open(folder / _STORE)
        meta = self.store.meta()
        if meta.get("version") != VERSION:
            raise IndexDamaged(f"made by version {meta.get('version')}")
        try:
            self.engine_name = meta["engine"]
            self.engine: Engine = engine_kind(self.engine_name).open(folder / _ENGINE)
            if "sequence" not in meta:
                raise IndexDamaged("not finished")
        except (KeyError, UnknownEngine, ImportError) as error:
            raise IndexDamaged(repr(error)) from error

    @property
    def sequence(self) -> int:
        """Return the catalogue's sequence number up to which this index is true."""
        return int(self.store.meta()["sequence"])

    def compare(self) -> None:
        """Raise `IndexDamaged` when the engine and the store hold different documents."""
        if self.engine.number_of_documents() != self.store.number_of_documents():
            raise IndexDamaged("the engine and the store hold different documents")


class Generations:
    """The folder. Readers need no lock; writers of all processes take turns, and so do those who build.

    Building takes minutes and writing milliseconds, so each has a lock of its own: while a new generation is built
    the one that answers is written on. Builders write only when they swap.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._thread = threading.local()

    def current(self) -> str | None:
        """Return the name of the generation that answers, or None."""
        try:
            return (self.folder / _POINTER).read_text(encoding="ascii").strip() or None
        except (OSError, UnicodeDecodeError):
            return None

    def engine_name(self) -> str | None:
        """Return the engine that built the generation that answers, even if it cannot be read; None if unknown."""
        engine, mark, _ = (self.current() or "").partition("-")
        return engine if mark else None

    def open(self, name: str) -> Generation:
        """Open a generation by its name. Raises `IndexDamaged`."""
        return Generation(self.folder / Path(name).name)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only right to write; the system takes it back when the process dies."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writer.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def copy(self, to: Path) -> None:
        """Copy the generation that answers into a folder that is not there yet. Raises `NotReady` where there is none.

        Nobody writes meanwhile, so the copy is whole. What somebody builds beside it is left out: it comes and goes.
        """
        with self.writing():
            name = self.current()
            if name is None:
                raise NotReady(("search index",))
            shutil.copytree(self.folder / name, to / name)
            (to / _POINTER).write_text(name, encoding="ascii")

    @contextmanager
    def following(self) -> Iterator[bool]:
        """Be the only one who keeps the index level with its catalogue, unless somebody is; the block is told whether.

        The system takes this back, too, so that a killed process keeps nobody from going on at once.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "follower.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    @contextmanager
    def building(self, *, wait: bool = True) -> Iterator[bool]:
        """Be the only one who builds: wait until nobody else does, or be told that somebody does.

        A block within a block of the same thread is told that it is alone. The system takes this back, too.
        """
        if getattr(self._thread, "builds", False):
            yield True
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "builder.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            self._thread.builds = True
            try:
                yield True
            finally:
                self._thread.builds = False

    @contextmanager
    def replacing(self, kind: EngineKind) -> Iterator[tuple[Store, Path]]:
        """Make a new generation: the caller fills its store and engine folder; then it is tried and answers.

        Only for who is `building`: what others build at the same time would be cleared away. When anything fails the
        generation that answered before goes on.
        """
        # The name tells the engine, so that what is too damaged to be read is built anew as it was.
        name = f"{kind.name}-{uuid.uuid4().hex[:12]}"
        folder = self.folder / name
        (folder / _ENGINE).mkdir(parents=True)
        try:
            store = Store.create(folder / _STORE)
            yield store, folder / _ENGINE
            tried = Generation(folder)
            tried.compare()
            with self.writing():
                before = self.current()
                self._point_to(name)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._clear_but({name, before})

    def _point_to(self, name: str) -> None:
        new = self.folder / f"{_POINTER}.new"
        with new.open("w", encoding="ascii") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.folder / _POINTER)

    def _clear_but(self, kept: set[str | None]) -> None:
        """Remove older generations; the one before stays, because somebody may be reading it still."""
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)
