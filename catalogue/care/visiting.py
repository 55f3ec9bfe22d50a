"""Visiting an address as a considerate guest: one look, no page is kept, and no host inside our own network.

The standard library's client is used because the address that was looked up must be the one that is visited: between
two look-ups a name can turn to a machine of our own network.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from catalogue.care.visits import Fault, Visit

SECONDS_FOR_AN_ANSWER = 15.0
MOST_REDIRECTS = 5
_LOOKED_FOR_BY_HEAD = frozenset({403, 405, 406, 501})
"""With these some sites answer who asks for the head of a page only; the page itself is then asked for."""


@dataclass(frozen=True)
class Visitor:
    """Visits addresses under a name that tells whose they are asked for."""

    name: str
    may_visit: Callable[[str], bool] = lambda address: ipaddress.ip_address(address).is_global
    """Whether a machine of this number may be visited."""
    context: ssl.SSLContext | None = None

    def visit(self, address: str) -> Visit:
        """Return what came of asking for an address. Never raises for what another site does."""
        at = urlsplit(address)
        seen: set[str] = set()
        try:
            for _ in range(MOST_REDIRECTS + 1):
                status, to, wait = self._ask(at)
                if not 300 <= status < 400 or to is None:
                    return _judged(status, wait, sent_home=_is_home(at) and not _is_home(urlsplit(address)))
                following = urljoin(at.geturl(), to)
                if following in seen or urlsplit(following).scheme not in ("http", "https"):
                    return Visit(Fault.CIRCLE, status)
                seen.add(following)
                at = urlsplit(following)
        except _InsideError:
            return Visit(Fault.INSIDE)
        except ssl.SSLError:
            return Visit(Fault.UNTRUSTED)
        except TimeoutError:
            return Visit(Fault.SLOW)
        except (OSError, http.client.HTTPException, ValueError):
            return Visit(Fault.UNREACHABLE)
        return Visit(Fault.CIRCLE)

    def _ask(self, at: SplitResult) -> tuple[int, str | None, int | None]:
        answer = self._request("HEAD", at)
        return self._request("GET", at) if answer[0] in _LOOKED_FOR_BY_HEAD else answer

    def _request(self, method: str, at: SplitResult) -> tuple[int, str | None, int | None]:
        host = at.hostname or ""
        port = at.port or (443 if at.scheme == "https" else 80)
        opened = self._connect(host, port)
        try:
            if at.scheme == "https":
                context = self.context or ssl.create_default_context()
                opened = context.wrap_socket(opened, server_hostname=host)
            client = http.client.HTTPConnection(host, port, timeout=SECONDS_FOR_AN_ANSWER)
            client.sock = opened
            path = (at.path or "/") + (f"?{at.query}" if at.query else "")
            client.request(method, path, headers={"User-Agent": self.name, "Accept": "*/*", "Connection": "close"})
            answer = client.getresponse()
            wait = answer.getheader("Retry-After", "")
            return answer.status, answer.getheader("Location"), int(wait) if wait.isdecimal() else None
        finally:
            opened.close()

    def _connect(self, host: str, port: int) -> socket.socket:
        for family, kind, protocol, _, number in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            if not self.may_visit(str(number[0])):
                raise _InsideError
            opened = socket.socket(family, kind, protocol)
            opened.settimeout(SECONDS_FOR_AN_ANSWER)
            try:
                opened.connect(number)
            except BaseException:
                opened.close()
                raise
            return opened
        raise OSError(host)


class _InsideError(Exception):
    """The name leads to a machine that may not be visited."""


def _is_home(at: SplitResult) -> bool:
    return at.path in ("", "/") and not at.query


def _judged(status: int, wait: int | None, *, sent_home: bool) -> Visit:
    if status in (404, 410):
        return Visit(Fault.GONE, status)
    if status in (401, 402, 403, 451):
        return Visit(Fault.REFUSED, status)
    if status == 429:
        # The site lives and asks for patience: nothing is known of the page.
        return Visit(None, status, wait or 3600)
    if status >= 400 or status < 200:
        return Visit(Fault.FAILED, status, wait)
    return Visit(Fault.SENT_HOME if sent_home else None, status)
