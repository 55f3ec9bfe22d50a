"""What the server writes down: never who asked, nor what was typed, whether all is well or something fails."""

from __future__ import annotations

import sys
from typing import Any

from gunicorn.glogging import Logger

from portal.errors import kind_and_lines

ACCESS_LOG = '%(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'
"""Neither who asked nor what was typed: no address of the reader, no query string, no page they came from."""

_LONGEST_PATH = 300
"""Characters of a path that are written down: no page of ours has more, and strangers must not fill the disk."""

_SECRET_ROOMS = ("/go/", "/preview/")
"""Of what lies below these nothing is written down: a plan's code is a person's answers, a preview's address a key."""

_OF_A_PROCESS = ("Exception in worker process", "Exception in dirty arbiter process")
"""Nobody has asked for anything yet when a process cannot start, and who runs it must read why."""


class DiscreetLog(Logger):
    """The logs of gunicorn, of which the messages about requests quote the reader's address and what was asked for."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """Return what the access log may say of a request."""
        atoms = super().atoms(resp, req, environ, request_time)
        # A request that failed before it was understood has no path.
        path = atoms["U"] or "-"
        secret = next((room for room in _SECRET_ROOMS if path.startswith(room)), None)
        atoms["U"] = f"{secret}…" if secret else path[:_LONGEST_PATH]
        return atoms

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log what was being done, and of the exception its kind and the lines that it passed."""
        failure = sys.exc_info()[1]
        if failure is None or msg in _OF_A_PROCESS:
            super().exception(msg, *args, **kwargs)
        else:
            # Where gunicorn fills something in, it is the address with its query.
            done = msg.partition("%")[0].strip() if isinstance(msg, str) else "Failure"
            self.error_log.error("%s: %s", done, kind_and_lines(failure))

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log a warning; of a request that could not be read only what kind of fault it had."""
        failure = sys.exc_info()[1]
        if isinstance(msg, str) and msg.startswith("Invalid request"):
            msg, args = "Invalid request: %s", (type(failure).__name__ if failure else "of unknown kind",)
        super().warning(msg, *args, **kwargs)

    def error(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log an error; a traceback that comes as text, as from the access log, is told as all others are."""
        failure = sys.exc_info()[1]
        if failure is not None and isinstance(msg, str) and msg.startswith("Traceback"):
            msg, args = "%s", (kind_and_lines(failure),)
        super().error(msg, *args, **kwargs)
