"""Does everything that is due: once for `onedoor work`, again and again in a thread of `serve`."""

from __future__ import annotations

import logging
import random
from threading import Event, Thread

from catalogue.commands.record_failed_searches import record_failed_searches
from catalogue.context import Catalogue
from catalogue.jobs.announce import announce_due
from catalogue.jobs.failed_searches import keep_failed_searches
from catalogue.jobs.index import update_index

PAUSE = 0.3
"""Seconds between two looks at the catalogue, so that what is published is found within a second."""
JITTER = 0.2
"""Seconds that a pause may be longer, so that processes do not all look at once."""
PAUSE_AFTER_FAILURE = 10.0

_log = logging.getLogger(__name__)


def work_once(catalogue: Catalogue) -> None:
    """Do everything that is due."""
    announce_due(catalogue)
    update_index(catalogue)
    keep_failed_searches(catalogue)


class Worker:
    """A thread that does what is due until it is stopped."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._stop = Event()
        self._thread = Thread(target=self._run, name="onedoor-jobs", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being done, write what was gathered meanwhile, and end."""
        self._stop.set()
        self._thread.join()
        try:
            record_failed_searches(self._catalogue)
        except Exception:  # noqa: BLE001 - a few seconds of counts are not worth an end that fails
            _log.exception("the last failed searches could not be written")

    def _run(self) -> None:
        pause = 0.0
        while not self._stop.wait(pause):
            try:
                work_once(self._catalogue)
                pause = PAUSE + random.uniform(0, JITTER)  # noqa: S311 - nobody gains by guessing it
            except Exception:  # noqa: BLE001 - whatever failed, the portal serves on and the work is tried again
                _log.exception("due work failed")
                pause = PAUSE_AFTER_FAILURE
