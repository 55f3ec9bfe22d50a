"""The job of mail: what is due goes out, by one process at a time, beside all other work; what fails is tried again."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import partial
from typing import TYPE_CHECKING

from catalogue.commands.inquiries.send_mail import Letter, begin_letter, note_failure, note_sent
from catalogue.context import Catalogue
from catalogue.jobs.beside import Beside
from catalogue.jobs.leases import leased
from catalogue.queries.due_mails import is_mail_due
from catalogue.settings import MailSettings

if TYPE_CHECKING:
    from ssl import SSLContext

BETWEEN_LOOKS = timedelta(seconds=5)
LEASE = timedelta(minutes=10)
IN_ONE_ROUND = 50
PATIENCE = 20.0
"""Seconds that a server may take for one answer; a round so ends within its lease."""
_GIVEN_UP = 500
"""From this status on a server says that trying again is of no use."""

_log = logging.getLogger(__name__)


class SendingMail:
    """Sends what is due. Other work never waits for a mail server: a thread `beside` it does, where there are such."""

    def __init__(self, beside: Beside | None = None) -> None:
        self._beside = beside
        self._last: datetime | None = None

    def __call__(self, catalogue: Catalogue) -> None:
        """Begin a round, if there is a server and the last round is long enough ago."""
        now = catalogue.clock()
        if catalogue.settings.mail is None or (self._last is not None and now - self._last < BETWEEN_LOOKS):
            return
        if self._beside is not None and self._beside.is_busy("mail"):
            return
        self._last = now
        if self._beside is not None:
            self._beside.run("mail", partial(self._quietly, catalogue, self._beside))
        else:
            send_due(catalogue, catalogue.settings.mail)

    def _quietly(self, catalogue: Catalogue, beside: Beside) -> None:
        try:
            send_due(catalogue, catalogue.settings.mail, goes_on=lambda: not beside.is_ending)
        except Exception as failure:  # noqa: BLE001 - the next round tries again, and nobody waits for this one
            # Its message may name the address that the server refused.
            _log.error("mail could not be sent: %s", type(failure).__name__)


def send_due(catalogue: Catalogue, settings: MailSettings | None, *, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Send the mails that are due and return how many went out. What fails is due again later.

    `goes_on` is asked before each.
    """
    if settings is None or not _anything_due(catalogue):
        return 0
    sent = 0
    with leased(catalogue, "mail", LEASE) as held:
        if not held:
            return 0
        for _ in range(IN_ONE_ROUND):
            letter = begin_letter(catalogue) if goes_on() else None
            if letter is None:
                break
            outcome = _deliver(settings, letter)
            if outcome is None:
                note_sent(catalogue, letter.id)
                sent += 1
                continue
            note_failure(catalogue, letter.id, for_good=outcome.for_good)
            if outcome.server_is_down:
                break
    return sent


class _Failure:
    """Why a mail did not go out."""

    def __init__(self, *, for_good: bool = False, server_is_down: bool = False) -> None:
        self.for_good = for_good
        self.server_is_down = server_is_down


def _anything_due(catalogue: Catalogue) -> bool:
    with catalogue.reading("en") as reading:
        return is_mail_due(reading)


def _deliver(settings: MailSettings, letter: Letter) -> _Failure | None:
    """Hand a mail to the server; None when it took it. Nothing of the mail reaches a log."""
    try:
        with _server(settings) as server:
            server.send_message(message_of(letter, settings.sender))
    except smtplib.SMTPRecipientsRefused as refused:
        status = max((code for code, _ in refused.recipients.values()), default=0)
        return _Failure(for_good=status >= _GIVEN_UP)
    except smtplib.SMTPDataError as refused:
        return _Failure(for_good=refused.smtp_code >= _GIVEN_UP)
    except (OSError, smtplib.SMTPException) as failure:
        _log.warning("the mail server does not take mails: %s", type(failure).__name__)
        return _Failure(server_is_down=True)
    return None


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """Return a letter as a mail: plain text, and an identity that stays the same when it is sent again."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Message-ID"] = f"<case-mail-{letter.id}-{letter.number}@{sender.rpartition('@')[2].strip('>')}>"
    message["Date"] = letter.due_at
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    # Setting the content takes away what was said of it before.
    message["Content-Language"] = letter.language
    return message


@contextmanager
def _server(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    if settings.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.host, settings.port, timeout=PATIENCE, context=_default_context()
        )
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=PATIENCE)
    with server:
        if settings.security == "starttls":
            server.starttls(context=_default_context())
        if settings.user:
            server.login(settings.user, settings.password or "")
        yield server


def _default_context() -> SSLContext:
    # Imported late: a process that sends no mail needs none of it.
    import ssl

    return ssl.create_default_context()
