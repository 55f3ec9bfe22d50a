"""A case whose process is killed at any statement is there whole, or not at all."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from cases import CLERK, a_case
from content_builder import small_content
from sqlalchemy import select

from catalogue.commands.import_content import import_content
from catalogue.commands.inquiries.handle import take
from catalogue.context import Catalogue
from catalogue.models import Inquiry, InquiryContact, InquiryMail, InquiryMessage, InquiryStep

pytestmark = pytest.mark.long

ACT = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from catalogue.commands.inquiries.handle import answer, transfer
from catalogue.commands.inquiries.receive import Sent, receive
from catalogue.context import Catalogue
from catalogue.rights import Grant, Person, Role
from catalogue.settings import Settings

url, home, verb, number, die_at = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5])
clara = Person(11, "clara@example.org", "Clara", (Grant(Role.DESK, "registry"),), "en")
with Catalogue(Settings(home, home, url, "whoosh")) as catalogue:
    done = 0

    def count(*statement):
        global done
        if done == die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        done += 1

    event.listen(catalogue.engine, "before_cursor_execute", count)
    event.listen(catalogue.engine, "commit", count)
    with catalogue.work(clara.mail) as work:
        if verb == "receive":
            sent = Sent("complaint", "Killed.", "en", "killed form", ("service", "register-birth"),
                        contact={"mail": "q@example.org"})
            receive(work, catalogue.inquiry_seal, sent)
        elif verb == "transfer":
            transfer(work, clara, number, "town-hall")
        else:
            answer(work, clara, number, "Yes.", "en")
    print(done, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
TABLES = (Inquiry, InquiryMessage, InquiryStep, InquiryContact, InquiryMail)


def act(catalogue, verb, number="", die_at=10_000):
    """Do it in a process that dies at a statement; return how many statements it made, if it got to the end."""
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            ACT,
            catalogue.settings.database_url,
            str(catalogue.settings.home),
            verb,
            number,
            str(die_at),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    return int(run.stdout) if run.stdout else None


def stored(catalogue):
    """Every row of every table of cases."""
    with catalogue.reading("en") as reading:
        return {
            table.__tablename__: [tuple(row) for row in reading.session.execute(select(table.__table__))]
            for table in TABLES
        }


def counts(catalogue):
    return [len(rows) for rows in stored(catalogue).values()]


def prepared(opened):
    import_content(opened, small_content())
    receipt = a_case(opened)
    with opened.work(CLERK.mail) as work:
        take(work, CLERK, receipt.number)
    return receipt.number


@pytest.fixture
def catalogue(settings):
    """A catalogue by the real time, which the other process goes by."""
    with Catalogue(settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("verb", "added"), [("receive", [1, 1, 1, 1, 1]), ("answer", [0, 1, 1, 0, 1]), ("transfer", [0, 0, 1, 0, 0])]
)
def test_a_case_killed_at_any_statement_is_whole_or_nothing(catalogue, new_database, verb, added):
    number = prepared(catalogue)
    before = stored(catalogue)
    # How many statements there are is told by a whole one, on a database of its own.
    with Catalogue(replace(catalogue.settings, database_url=new_database())) as other:
        statements = act(other, verb, prepared(other))
    for point in range(statements):
        assert act(catalogue, verb, number, point) is None
        assert stored(catalogue) == before, point
    assert act(catalogue, verb, number) == statements
    sizes = zip(counts(catalogue), before.values(), strict=True)
    assert [after - len(rows) for after, rows in sizes] == added
