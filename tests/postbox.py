"""A box for mails, filled by a real server of SMTP on this machine; it can be told to refuse."""

from __future__ import annotations

import email
from email.policy import default

from aiosmtpd.controller import Controller


class Postbox:
    """What a server took in; it can be told to refuse."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], email.message.EmailMessage]] = []
        self.recipient_refused: str | None = None
        self.text_refused: str | None = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the server's own names
        """Take or refuse an address."""
        if self.recipient_refused:
            return self.recipient_refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        """Take or refuse a mail."""
        if self.text_refused:
            return self.text_refused
        self.mails.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


class PostServer(Controller):
    """The server that fills a box, on a port of this machine."""

    def __init__(self, box: Postbox, port: int) -> None:
        # Five seconds, its own patience with its thread, may not be enough for that to begin.
        super().__init__(box, hostname="127.0.0.1", port=port, ready_timeout=60)
