"""What a public process tells the editors' process of whom it answers, where no header of a reader's says so."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

HEADER = "Onedoor-Handed-Over"
"""Believed on the private socket only, which nobody but our own processes can reach; what a reader sends under this
name goes no further than the public process."""
_KEY = "HTTP_ONEDOOR_HANDED_OVER"

_TOLD = ("REMOTE_ADDR", "REMOTE_PORT", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME", "wsgi.url_scheme")
"""What a server knows from its connection and its proxies: throttles, addresses and secure cookies rest on it."""


def told_of(environ: dict[str, Any]) -> str:
    """Return the value of the header for a request."""
    return json.dumps({name: environ[name] for name in _TOLD if name in environ})


class HandedOver:
    """WSGI middleware of the editors' process: its application sees what the public process saw."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        whole_path = environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"]
        environ.update(json.loads(environ.pop(_KEY, "{}")))
        environ["PATH_INFO"] = whole_path.removeprefix(environ.get("SCRIPT_NAME", ""))
        return self._application(environ, start_response)
