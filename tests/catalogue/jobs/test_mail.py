"""Mail about cases, by a real server of SMTP: what it says, what it never says, and that none is lost or sent twice."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from as_seen import as_seen
from cases import CLERK, CONTACT, TEXT, a_case, an_answered_case
from postbox import Postbox, PostServer
from reserved_port import reserved_port
from sqlalchemy import select, text

from catalogue.commands.inquiries.pass_time import forget_contacts, tell_of_late
from catalogue.commands.inquiries.reopen import reopen
from catalogue.context import Catalogue
from catalogue.errors import NotReady
from catalogue.jobs.mail import SendingMail, send_due
from catalogue.languages import languages
from catalogue.models import InquiryMail
from catalogue.settings import MailSettings, Settings

SENDER = "Onedoor <cases@portal.example.org>"


@pytest.fixture
def postbox():
    """A server's box, and how to start and stop the server that fills it, on a port of its own."""
    box, running = Postbox(), []

    def start():
        running.append(PostServer(box, box.port))
        running[-1].start()

    def stop():
        running.pop().stop()

    with reserved_port() as box.port:
        box.start, box.stop = start, stop
        start()
        yield box
        while running:
            stop()


@pytest.fixture
def server(postbox):
    return MailSettings("127.0.0.1", postbox.port, SENDER, security="none")


def waiting(catalogue):
    """State of every mail: about what, tries, whether it was sent, whether it was given up."""
    with catalogue.reading("en") as reading:
        rows = reading.session.scalars(select(InquiryMail).order_by(InquiryMail.id))
        return [(row.about, row.tries, row.sent_at is not None, row.given_up_at is not None) for row in rows]


def test_a_receipt_goes_to_the_person_and_says_number_and_link_only(catalogue, postbox, server):
    receipt = a_case(catalogue, contact=CONTACT)
    assert send_due(catalogue, server) == 1
    [(to, mail)] = postbox.mails
    assert to == [CONTACT["mail"]]
    shown = f"{receipt.number[:2]}-{receipt.number[2:-1]}-{receipt.number[-1]}"
    assert mail["Subject"] == f"We have received your case {shown}"
    said = as_seen(mail.get_content())
    assert "4 December 2026" in said
    assert f"{catalogue.settings.public_address}/en/help/follow" in said
    everything = postbox.mails[0][1].as_string()
    for secret in (receipt.code, TEXT, CONTACT["name"], CONTACT["phone"], "Register a birth", "complaint", "Registry"):
        assert secret not in everything
    assert send_due(catalogue, server) == 0


@pytest.mark.parametrize("code", list(languages()))
def test_mails_of_every_kind_are_in_the_language_of_the_person(catalogue, postbox, server, code):
    receipt = an_answered_case(catalogue, language=code, contact=CONTACT, text="Secret answer.")
    with catalogue.work("person") as work:
        reopen(work, receipt.code, "Secret reason.")
    catalogue.clock.move(days=30)
    assert tell_of_late(catalogue) == 1
    assert send_due(catalogue, server) == 4
    subjects = [mail["Subject"] for _, mail in postbox.mails]
    assert len(set(subjects)) == 4
    assert all(receipt.number[2:-1] in subject for subject in subjects)
    for _, mail in postbox.mails:
        assert mail["Content-Language"] == code
        assert f"/{code}/help/follow" in mail.get_content()
        assert "{" not in mail.get_content()
        assert "Secret" not in mail.get_content()
    assert len({mail["Message-ID"] for _, mail in postbox.mails}) == 4


def test_a_server_that_is_down_gets_everything_when_it_is_up_again(catalogue, postbox, server):
    for _ in range(3):
        a_case(catalogue, contact=CONTACT)
    postbox.stop()
    assert send_due(catalogue, server) == 0
    # One try tells enough; the others wait for their turn.
    assert waiting(catalogue) == [
        ("receipt", 1, False, False),
        ("receipt", 0, False, False),
        ("receipt", 0, False, False),
    ]
    postbox.start()
    assert send_due(catalogue, server) == 2
    catalogue.clock.move(seconds=59)
    assert send_due(catalogue, server) == 0
    catalogue.clock.move(seconds=1)
    assert send_due(catalogue, server) == 1
    assert len(postbox.mails) == 3
    assert all(sent for _, _, sent, _ in waiting(catalogue))


def test_pauses_double_and_end_at_six_hours(catalogue, postbox, server):
    a_case(catalogue, contact=CONTACT)
    postbox.stop()
    pauses = []
    for _ in range(12):
        send_due(catalogue, server)
        with catalogue.reading("en") as reading:
            due = reading.session.scalars(select(InquiryMail.due_at)).one()
        pauses.append((due - catalogue.clock.now).total_seconds() / 60)
        catalogue.clock.now = due
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]
    postbox.start()
    assert send_due(catalogue, server) == 1


@pytest.mark.parametrize("where", ["recipient_refused", "text_refused"])
def test_a_refusal_for_now_is_tried_again_and_one_for_good_is_not(catalogue, postbox, server, where):
    a_case(catalogue, contact=CONTACT)
    setattr(postbox, where, "451 Later, please")
    assert send_due(catalogue, server) == 0
    assert waiting(catalogue) == [("receipt", 1, False, False)]
    catalogue.clock.move(minutes=1)
    setattr(postbox, where, "550 Nobody here")
    assert send_due(catalogue, server) == 0
    assert waiting(catalogue) == [("receipt", 2, False, True)]
    setattr(postbox, where, None)
    catalogue.clock.move(days=1)
    assert send_due(catalogue, server) == 0


def test_who_left_no_address_is_sent_nothing(catalogue, postbox, server):
    an_answered_case(catalogue)
    assert send_due(catalogue, server) == 0
    assert (waiting(catalogue), postbox.mails) == ([("answer", 0, False, True)], [])


def test_who_was_forgotten_is_sent_nothing(catalogue, postbox, server):
    a_case(catalogue, contact=CONTACT)
    catalogue.clock.move(days=365)
    forget_contacts(catalogue)
    assert (send_due(catalogue, server), waiting(catalogue), postbox.mails) == (0, [], [])


def test_without_a_server_nothing_is_tried_and_nothing_lost(catalogue):
    a_case(catalogue, contact=CONTACT)
    SendingMail()(catalogue)
    assert waiting(catalogue) == [("receipt", 0, False, False)]


def test_the_job_looks_now_and_then(catalogue, postbox, server):
    catalogue.settings = replace(catalogue.settings, mail=server)
    job = SendingMail()
    job(catalogue)
    a_case(catalogue, contact=CONTACT)
    job(catalogue)
    assert postbox.mails == []
    catalogue.clock.move(seconds=5)
    job(catalogue)
    assert len(postbox.mails) == 1


def test_two_processes_send_it_once(catalogue, postbox, server):
    from concurrent.futures import ThreadPoolExecutor

    for _ in range(5):
        a_case(catalogue, contact=CONTACT)
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: send_due(catalogue, server), range(4))) == 5
    assert len(postbox.mails) == 5


def test_no_address_reaches_a_log(catalogue, postbox, server, caplog):
    caplog.set_level(logging.DEBUG)
    a_case(catalogue, contact=CONTACT)
    postbox.recipient_refused = f"550 <{CONTACT['mail']}> is unknown"
    send_due(catalogue, server)
    postbox.stop()
    a_case(catalogue, contact=CONTACT)
    send_due(catalogue, server)
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("catalogue"))
    assert "does not take mails" in ours
    assert CONTACT["mail"] not in ours


SEND = """
import os, signal, sys
from pathlib import Path
from catalogue.context import Catalogue
from catalogue.jobs import mail
from catalogue.settings import MailSettings, Settings

url, home, port = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
mail.note_sent = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
with Catalogue(Settings(home, home, url, "whoosh")) as catalogue:
    mail.send_due(catalogue, MailSettings("127.0.0.1", port, "cases@portal.example.org", security="none"))
"""


@pytest.mark.long
def test_a_process_that_is_killed_loses_no_mail(settings, postbox, server):
    from content_builder import small_content

    from catalogue.commands.import_content import import_content

    with Catalogue(settings) as real:
        import_content(real, small_content())
        a_case(real, contact=CONTACT)
        run = subprocess.run(
            [sys.executable, "-c", SEND, settings.database_url, str(settings.home), str(postbox.port)],
            env=os.environ,
            timeout=120,
            check=False,
        )
        assert run.returncode == -signal.SIGKILL
        # The lease of the dead runs out, here by hand.
        with real.work("test") as work:
            work.session.execute(text("DELETE FROM leases"))
        assert send_due(real, server) == 1
    # It was sent before and not noted: sent again, under the same identity, by which mail programs show it once.
    assert len({mail["Message-ID"] for _, mail in postbox.mails}) == 1


def test_what_is_missing_is_named_at_once():
    assert Settings.from_environment({}).mail is None
    with pytest.raises(NotReady) as missing:
        Settings.from_environment({"ONEDOOR_SMTP_HOST": "mail.example.org", "ONEDOOR_SMTP_SECURITY": "some"})
    assert len(missing.value.missing) == 2
    read = Settings.from_environment(
        {
            "ONEDOOR_SMTP_HOST": "mail.example.org",
            "ONEDOOR_SMTP_FROM": SENDER,
            "ONEDOOR_SMTP_USER": "portal",
            "ONEDOOR_SMTP_PASSWORD": "pass word",
            "ONEDOOR_SMTP_SECURITY": "tls",
        }
    ).mail
    assert (read.port, read.user) == (465, "portal")
    assert "pass word" not in repr(read)


def test_the_trail_knows_who_answered_and_the_mail_does_not(catalogue, postbox, server):
    an_answered_case(catalogue, contact=CONTACT)
    send_due(catalogue, server)
    assert all(CLERK.mail not in mail.as_string() for _, mail in postbox.mails)
