"""Fixtures of every room: a database of each kind that is shipped, an opened catalogue, and counted queries."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from content_builder import small_content
from postgresql_cluster import private_cluster
from sqlalchemy import Engine, create_engine, event, text

from catalogue import migrations
from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.database import open_engine
from catalogue.settings import Settings

pytest_plugins = ("made_once", "shipped")

# How long one example takes, or the making of ten, says how busy the machine is. What must be fast is measured by
# benchmarks.
hypothesis.settings.register_profile("onedoor", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("onedoor")

# What Chromium's tests import is installed by `make browser` only. Without it they cannot even be read.
collect_ignore = [] if find_spec("playwright") else ["browser"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option by which conversations are written anew (see transcript.py)."""
    parser.addoption(
        "--rewrite-transcripts", action="store_true", help="write the conversations of bots/transcripts anew"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let no conversation be left as it was because its language is otherwise gone through with the long tests."""
    if config.getoption("--rewrite-transcripts"):
        config.option.markexpr = ""


@pytest.fixture(scope="session", autouse=True)
def no_other_machine() -> Iterator[None]:
    """Refuse sockets to anywhere but this machine."""

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def connect_here(opened: socket.socket, address: Any) -> Any:
            here = opened.family == socket.AF_UNIX or address[0] in ("127.0.0.1", "::1", "localhost")
            assert here, f"a test wants to leave this machine for {address}"
            return connect(opened, address)

        return connect_here

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        yield


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with the newest schema, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite"
    engine = open_engine(f"sqlite:///{file}")
    migrations.upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A private cluster with an empty, migrated database `migrated`, to be copied."""
    with private_cluster() as url:
        _run_on(url, "CREATE DATABASE migrated")
        engine = open_engine(url.format(name="migrated"))
        migrations.upgrade(engine)
        engine.dispose()
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_kind(request: pytest.FixtureRequest) -> str:
    """The databases that are shipped, one after the other."""
    return request.param


@pytest.fixture
def new_database(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., str]]:
    """Make another migrated, empty database of the kind under test (or of the kind named) and return its URL."""
    made: list[tuple[str, str]] = []

    def make(kind: str = database_kind) -> str:
        name = f"test_{len(made)}"
        if kind == "sqlite":
            shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / f"{name}.sqlite")
            made.append(("", name))
            return f"sqlite:///{tmp_path / name}.sqlite"
        server = request.getfixturevalue("postgresql_server")
        _run_on(server, f"CREATE DATABASE {name} TEMPLATE migrated")
        made.append((server, name))
        return server.format(name=name)

    yield make
    for server, name in made:
        if server:
            _run_on(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database_url(new_database: Callable[..., str]) -> str:
    """The URL of a migrated, empty database: SQLite always, PostgreSQL with `-m postgresql`."""
    return new_database()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings with a state folder, a content folder and a database of the test's own."""
    return Settings(tmp_path / "var", tmp_path / "content", database_url, "whoosh")


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> datetime:
        """Move forward by a span such as `hours=1`, and return the time."""
        self.now += timedelta(**span)
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock at ten in the morning of Saturday, 21 November 2026, UTC."""
    return Clock()


@pytest.fixture
def empty_catalogue(settings: Settings, clock: Clock) -> Iterator[Catalogue]:
    """A catalogue without content."""
    with Catalogue(settings, clock=clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def small_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the small country of `content_builder`, to be copied."""
    home = tmp_path_factory.mktemp("small")
    shutil.copy(migrated_file, home / "small.sqlite")
    settings = Settings(home, home / "content", f"sqlite:///{home / 'small.sqlite'}", "whoosh")
    with Catalogue(settings, clock=Clock()) as opened:
        import_content(opened, small_content())
    return home / "small.sqlite"


@pytest.fixture
def catalogue(
    settings: Settings, clock: Clock, database_kind: str, request: pytest.FixtureRequest
) -> Iterator[Catalogue]:
    """A catalogue with the small country of `content_builder`."""
    if database_kind == "sqlite":
        file = settings.database_url.removeprefix("sqlite:///")
        shutil.copy(request.getfixturevalue("small_file"), file)
    with Catalogue(settings, clock=clock) as opened:
        if database_kind != "sqlite":
            import_content(opened, small_content())
        yield opened


@dataclass
class Queries:
    """The statements that reached the database."""

    statements: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.statements)


@pytest.fixture
def count_queries() -> Callable[[Engine], AbstractContextManager[Queries]]:
    """Count the statements of a block: `with count_queries(catalogue.engine) as queries: …`."""

    @contextmanager
    def counting(engine: Engine) -> Iterator[Queries]:
        queries = Queries()

        def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            queries.statements.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield queries
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting


def _run_on(server: str, statement: str) -> None:
    """Run a statement that cannot be in a transaction, on the server's own database."""
    url = server.format(name="postgres").replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
