"""The portal as a running server: gunicorn's processes, each with the application, its catalogue and its due work."""

from __future__ import annotations

import sys
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.http import message

from catalogue import migrations
from catalogue.context import Catalogue
from catalogue.errors import NotReady
from catalogue.jobs.run import Worker as JobsWorker
from catalogue.search.engines import UnknownEngine, require_engine
from catalogue.settings import Settings as CatalogueSettings
from furniture.translations import missing_translations
from portal import before_fork, create_app, private_socket, relay
from portal.discreet_log import ACCESS_LOG, DiscreetLog
from portal.handed_over import HandedOver
from portal.processes import Processes, Role
from portal.settings import Settings
from portal.unhurried import UnhurriedWorker

THREADS = relay.ANSWERED_AT_ONCE + relay.HANDED_ON_AT_ONCE
"""Of a public process. Each request holds one until it is answered."""
SECONDS_BETWEEN_THREADS = 0.001
"""How long a thread may compute while another one waits. Each query of a page lets go of the interpreter; at Python's
own 5 ms a page of ten queries waits ten times 5 ms beside a long plan."""
SECONDS_TO_FINISH = 20
LONGEST_REQUEST_LINE = 128 * 1024
"""Bytes of an address with its query. Ten thousand Chinese characters fit, nine bytes each: who pastes a whole letter
into a search is told by the search page that it is too long, and not by gunicorn in bare English."""


class Server(BaseApplication):
    """Gunicorn, set up from our settings alone."""

    def __init__(self, settings: Settings, catalogue_settings: CatalogueSettings) -> None:
        self._settings = settings
        self._catalogue_settings = catalogue_settings
        self._catalogue: Catalogue | None = None
        self._jobs: JobsWorker | None = None
        self._processes = Processes()
        self._private = private_socket.new_address(settings.home)
        super().__init__(prog="onedoor serve")

    def load_config(self) -> None:
        """Tell gunicorn what it is to do."""
        # Gunicorn lowers every limit to its own; "no limit" it takes at its word, and an endless line fills the memory.
        message.MAX_REQUEST_LINE = LONGEST_REQUEST_LINE
        host = f"[{self._settings.host}]" if ":" in self._settings.host else self._settings.host
        for name, value in {
            "bind": [f"{host}:{self._settings.port}", f"unix:{self._private}"],
            "umask": private_socket.ONLY_THE_USER,
            "workers": self._settings.workers + 1,
            "worker_class": UnhurriedWorker,
            "threads": THREADS,
            "graceful_timeout": SECONDS_TO_FINISH,
            "limit_request_line": LONGEST_REQUEST_LINE,
            "accesslog": "-",
            "access_log_format": ACCESS_LOG,
            "logger_class": DiscreetLog,
            "control_socket_disable": True,
            "worker_exit": lambda server, worker: self.close(),
            "on_exit": lambda server: private_socket.take_away(self._private),
            **self._processes.hooks(),
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return what answers in this process; gunicorn calls this in each one, after the fork."""
        application = self.open()
        self._processes.give_way()
        if self._processes.role is Role.PUBLIC and self._processes.address:
            return relay.Relay(application, self._processes.address)
        return HandedOver(application) if self._processes.role is Role.EDITORS else application

    def open(self) -> Any:
        """Open the catalogue and build the application."""
        sys.setswitchinterval(SECONDS_BETWEEN_THREADS)
        self._catalogue = Catalogue(self._catalogue_settings)
        # An update of the search index is a quarter of a second of computing, in which readers would wait.
        self._jobs = JobsWorker(self._catalogue, standing_in=self._processes.role is Role.PUBLIC)
        self._jobs.start()
        return create_app(self._settings, self._catalogue)

    def close(self) -> None:
        """Finish what is being done, and close what was opened."""
        if self._jobs is not None:
            self._jobs.stop()
        if self._catalogue is not None:
            self._catalogue.close()


def run(settings: Settings, catalogue_settings: CatalogueSettings) -> None:
    """Serve until told to stop. Raises `NotReady` naming everything that is missing, before anything is served."""
    missing = (
        *missing_translations(settings.translations),
        *_missing_engine(catalogue_settings),
        *_missing_tables(catalogue_settings),
    )
    if missing:
        raise NotReady(missing)
    settings.secret_key()
    before_fork.load(catalogue_settings.search_engine, settings.translations)
    Server(settings, catalogue_settings).run()


def _missing_engine(settings: CatalogueSettings) -> tuple[str, ...]:
    try:
        require_engine(settings.search_engine)
    except UnknownEngine as error:
        return (error.missing,)
    return ()


def _missing_tables(settings: CatalogueSettings) -> tuple[str, ...]:
    with Catalogue(settings) as catalogue:
        return () if migrations.is_current(catalogue.engine) else ("the database’s tables (run: onedoor prepare)",)
