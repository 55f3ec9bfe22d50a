"""Does everything that is due: once for `onedoor work`, again and again in a thread of `serve`."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterable
from threading import Event, Thread

from catalogue.commands.record_failed_searches import record_failed_searches
from catalogue.context import Catalogue
from catalogue.jobs.announce import announce_due
from catalogue.jobs.beside import Beside
from catalogue.jobs.cases import PassingTime
from catalogue.jobs.failed_searches import Forgetting, write_gathered
from catalogue.jobs.index import update_index
from catalogue.jobs.links import VisitingLinks
from catalogue.jobs.mail import SendingMail
from catalogue.jobs.opened_services import ForgettingOpened
from catalogue.jobs.reports import ForgettingReports

PAUSE = 0.3
"""Seconds between two looks at the catalogue, so that what is published is found within a second."""
JITTER = 0.2
"""Seconds that a pause may be longer, so that processes do not all look at once."""
PAUSE_AFTER_FAILURE = 10.0

_log = logging.getLogger(__name__)


Job = Callable[[Catalogue], object]
"""Does what is due of one thing, and nothing when nothing is."""


def all_jobs(beside: Beside | None = None) -> tuple[Job, ...]:
    """Return the jobs in the order in which they are done; what they remember of their work begins anew.

    Those that wait for other machines do so `beside` the others, where that is given.
    """
    return (
        announce_due,
        update_index,
        write_gathered,
        Forgetting(),
        ForgettingOpened(),
        ForgettingReports(),
        PassingTime(),
        SendingMail(beside),
        VisitingLinks(beside),
    )


def work_once(catalogue: Catalogue, jobs: Iterable[Job] | None = None) -> None:
    """Do everything that is due. What a job raises is raised when all the others are done, several as one group."""
    failures = _do_each(jobs or all_jobs(), catalogue)
    if len(failures) == 1:
        raise failures[0]
    if failures:
        raise ExceptionGroup("due work failed", failures)


def _do_each(jobs: Iterable[Job], catalogue: Catalogue) -> list[Exception]:
    """Do each job and return what failed: no job waits for another one to succeed."""
    failures = []
    for job in jobs:
        try:
            job(catalogue)
        except Exception as failure:  # noqa: BLE001 - a broken index must not keep texts from being forgotten
            failures.append(failure)
    return failures


class Worker:
    """A thread that does what is due until it is stopped."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._stop = Event()
        self._beside = Beside()
        self._thread = Thread(target=self._run, name="onedoor-jobs", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being done, write what was gathered meanwhile, and end."""
        self._stop.set()
        self._thread.join()
        self._beside.end()
        try:
            record_failed_searches(self._catalogue)
        except Exception:  # noqa: BLE001 - a few seconds of counts are not worth an end that fails
            _log.exception("the last failed searches could not be written")

    def _run(self) -> None:
        jobs, pause = all_jobs(self._beside), 0.0
        while not self._stop.wait(pause):
            # Whatever failed, the portal serves on and the work is tried again.
            failures = _do_each(jobs, self._catalogue)
            for failure in failures:
                _log.error("due work failed", exc_info=failure)
            pause = PAUSE_AFTER_FAILURE if failures else PAUSE + random.uniform(0, JITTER)  # noqa: S311 - no secret
