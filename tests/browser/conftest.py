"""The shipped content behind a real server, and Chromium in front of it. No page may ask another host for anything."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from hands import Keyboard, Mouse
from playwright.sync_api import Browser, Page, expect, sync_playwright
from reserved_port import reserved_port
from staff import a_person
from werkzeug.serving import WSGIRequestHandler, make_server

from catalogue.commands.import_content import import_content
from catalogue.commands.people.accounts import find_account
from catalogue.commands.people.sign_in import open_session
from catalogue.context import Catalogue
from catalogue.files.reader import read
from catalogue.jobs.run import work_once
from catalogue.rights import Grant, Role
from catalogue.settings import PROJECT
from catalogue.settings import Settings as CatalogueSettings
from portal import create_app
from portal.settings import Settings
from portal.staff.session import COOKIE
from portal.translations import compile_all

CHROMIUM = os.environ.get("ONEDOOR_CHROMIUM") or "/usr/bin/chromium"
Hands = Mouse | Keyboard
_members = count()
MILLISECONDS_TO_WAIT = 60_000
"""For what comes in a moment on a quiet machine."""
expect.set_options(timeout=MILLISECONDS_TO_WAIT)
A_SATURDAY = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


class Quiet(WSGIRequestHandler):
    """Answers like every server, and writes no log."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Write nothing."""


@dataclass(frozen=True)
class RunningSite:
    """A portal that answers, and the catalogue behind it."""

    address: str
    catalogue: Catalogue


@pytest.fixture(scope="session")
def loaded_home(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with the shipped content in the database and in the index, to be copied."""
    home = tmp_path_factory.mktemp("loaded")
    shutil.copy(migrated_file, home / "onedoor.sqlite")
    compile_all(PROJECT / "translations")
    with Catalogue(settings_in(home), clock=lambda: A_SATURDAY) as catalogue:
        import_content(catalogue, read(catalogue.settings.content))
        work_once(catalogue)
    return home


def settings_in(home: Path) -> CatalogueSettings:
    """Return the settings of a catalogue whose state is in a folder."""
    return CatalogueSettings(home, PROJECT / "content", f"sqlite:///{home / 'onedoor.sqlite'}", "whoosh")


@contextmanager
def serving(home: Path, clock: Callable[[], datetime]) -> Iterator[RunningSite]:
    """Serve the state of a folder by a clock."""
    with reserved_port() as port, Catalogue(settings_in(home), clock=clock) as catalogue:
        environment = {"ONEDOOR_HOME": str(home), "ONEDOOR_PORT": str(port)}
        app = create_app(Settings.from_environment(environment), catalogue)
        server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield RunningSite(f"http://127.0.0.1:{port}", catalogue)
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def running_site(loaded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A portal with the shipped content, on a Saturday in November 2026."""
    home = tmp_path_factory.mktemp("site") / "home"
    shutil.copytree(loaded_home, home)
    with serving(home, lambda: A_SATURDAY) as site:
        yield site


@pytest.fixture(scope="module")
def untouched_site(loaded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a portal that shows the country as it is shipped, whatever others publish meanwhile."""
    home = tmp_path_factory.mktemp("untouched") / "home"
    shutil.copytree(loaded_home, home)
    with serving(home, lambda: A_SATURDAY) as site:
        yield site.address


@pytest.fixture
def own_site(loaded_home: Path, tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[RunningSite]:
    """A portal of the test's own, in which anything may be published, by a clock that the test moves."""
    shutil.copytree(loaded_home, tmp_path / "home")
    with serving(tmp_path / "home", clock) as site:
        yield site


@pytest.fixture(scope="session")
def site(running_site: RunningSite) -> str:
    """The address of the portal."""
    return running_site.address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(site: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page of the portal: `visit("/en/", width=360, javascript=False, colour="dark")`.

    At the end no page may have asked another host, run into an error or set a cookie.
    """
    contexts, faults = [], []

    def opened(path: str, *, width: int = 1280, height: int = 900, javascript: bool = True, **settings: str) -> Page:
        colour = {"color_scheme": settings.get("colour", "light"), "forced_colors": settings.get("forced", "none")}
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=javascript, **colour
        )
        context.set_default_timeout(MILLISECONDS_TO_WAIT)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: request.url.startswith((site, "data:")) or faults.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: message.type == "error" and faults.append(message.text))
        answer = page.goto(site + path)
        # The browser itself reports an address that leads nowhere; a test may look at such a page.
        if answer is not None and answer.status >= 400:
            faults.clear()
        return page

    yield opened
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert not faults
    assert not cookies


@pytest.fixture
def visit_as(running_site: RunningSite, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page of staff as somebody who is signed in: `visit_as("ana@example.org", "/editor/", width=360)`.

    None as mail is a stranger. At the end no page may have asked another host or run into an error.
    """
    with visiting(running_site, chromium) as opened:
        yield opened


@pytest.fixture
def visit_own(own_site: RunningSite, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """The same for the portal of the test's own."""
    with visiting(own_site, chromium) as opened:
        yield opened


@contextmanager
def visiting(site: RunningSite, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages of a portal, each in a browser of its own, and close them all."""
    contexts, faults = [], []

    def opened(
        mail: str | None,
        path: str,
        *,
        width: int = 1280,
        height: int = 900,
        javascript: bool = True,
        colour: str = "light",
        language: str = "en",
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            color_scheme=colour,
            locale=language,
        )
        context.set_default_timeout(MILLISECONDS_TO_WAIT)
        contexts.append(context)
        if mail is not None:
            with site.catalogue.work("test") as work:
                token = open_session(work, find_account(work, mail), waits_for_code=False).token
            context.add_cookies([{"name": COOKIE, "value": token, "url": site.address}])
        page = context.new_page()
        ours = (site.address, "data:")
        page.on("request", lambda request: request.url.startswith(ours) or faults.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(site.address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def member(running_site: RunningSite, visit_as: Callable[..., Page]) -> Callable[..., Hands]:
    """Add somebody with a role and sit them at their desk: `member(Keyboard, Role.EDITOR, "ar")`."""

    def add(
        hands: type[Hands], role: Grant | Role | tuple[Grant, ...], language: str = "en", **settings: object
    ) -> Hands:
        mail = f"member{next(_members)}@example.org"
        grants = role if isinstance(role, tuple) else (role,)
        a_person(running_site.catalogue, mail, *grants, language=language)
        return hands(visit_as(mail, "/editor/", language=language, **settings), mail)

    return add
