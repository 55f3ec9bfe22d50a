"""Logs without secrets: addresses of the Bot API contain the token, and the HTTP client logs addresses."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"(bot)?[0-9]{3,20}:[A-Za-z0-9_-]{10,}")
HIDDEN = "[token]"
TALKATIVE = ("httpx", "httpcore", "apscheduler", "sqlalchemy")
"""Libraries that write whole requests on lower levels, and these hold what citizens wrote."""
INDISCREET = ("telegram",)
"""One that writes what it received even as an error; what goes wrong with it is told by our own rooms."""
_SILENT = logging.CRITICAL + 1


class WithoutToken(logging.Formatter):
    """A formatter that covers whatever looks like a token, in messages and in traces alike."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without a token."""
        return _TOKEN.sub(HIDDEN, self._inner.format(record))


def keep_secrets(level: int = logging.INFO) -> None:
    """Set up logging so that no handler writes a token, and no library writes what people said."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for handler in logging.getLogger().handlers:
        inner = handler.formatter or logging.Formatter()
        if not isinstance(inner, WithoutToken):
            handler.setFormatter(WithoutToken(inner))
    for name in INDISCREET:
        logging.getLogger(name).setLevel(_SILENT)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
