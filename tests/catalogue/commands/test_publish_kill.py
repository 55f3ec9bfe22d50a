"""A publication whose process is killed at any statement leaves the old editions or the new ones, whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from content_builder import SERVICE, small_content
from reading_back import editions, live_body, lock_of, log, references
from reviewing import ADA, KEY, costs, edit, says, send

from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.facts import Kind

pytestmark = pytest.mark.long

PUBLISH = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from catalogue.commands.parts import find_object, get_part_state
from catalogue.commands.publish_draft import publish_drafts
from catalogue.context import Catalogue
from catalogue.facts import Kind
from catalogue.rights import Grant, Person, Role
from catalogue.settings import Settings

url, die_at = sys.argv[1], int(sys.argv[2])
bob = Person(2, "bob@example.org", "Bob", (Grant(Role.REVIEWER),), "en")
with Catalogue(Settings(Path("."), Path("."), url, "whoosh")) as catalogue:
    with catalogue.work(bob.mail) as work:
        target = find_object(work.session, Kind.SERVICE, "register-birth")
        locks = {
            part: get_part_state(work.session, target, part, work.now).lock for part in ("facts", "en", "fr")
        }
    done = 0

    def count(*statement):
        global done
        if done == die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        done += 1

    event.listen(catalogue.engine, "before_cursor_execute", count)
    event.listen(catalogue.engine, "commit", count)
    with catalogue.work(bob.mail) as work:
        publish_drafts(work, bob, Kind.SERVICE, "register-birth", locks)
    print(done, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
NEW = {"facts": costs("99.00"), "en": says(title="Declare a birth"), "fr": {"sections": {"title": "Déclarer"}}}
POINTS = 12


def publish(url, die_at):
    """Publish in a process that dies at a statement; return how many statements it made, if it got to the end."""
    run = subprocess.run(
        [sys.executable, "-c", PUBLISH, url, str(die_at)], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    return int(run.stdout) if run.stdout else None


@pytest.fixture
def catalogue(settings):
    """A catalogue by the real time, which the other process goes by, with three parts of a service in review."""
    with Catalogue(settings) as opened:
        import_content(opened, small_content())
        for part, body in NEW.items():
            edit(opened, ADA, body, part)
        send(opened, ADA, *NEW)
        yield opened


def bodies(catalogue):
    return {part: live_body(catalogue, Kind.SERVICE, KEY, part) for part in NEW}


def test_a_publication_killed_at_any_statement_is_whole_or_nothing(catalogue, database_url, new_database):
    old, before = bodies(catalogue), (log(catalogue), catalogue.pulse(), references(catalogue, Kind.SERVICE, KEY))
    assert old["facts"] == SERVICE
    # How many statements there are is told by a whole one, on a database of its own.
    with Catalogue(replace(catalogue.settings, database_url=new_database())) as other:
        import_content(other, small_content())
        for part, body in NEW.items():
            edit(other, ADA, body, part)
        send(other, ADA, *NEW)
        statements = publish(other.settings.database_url, 10_000)
        # It had committed when it was killed.
        assert bodies(other) == NEW
    for point in sorted({round(place * (statements - 1) / (POINTS - 1)) for place in range(POINTS)}):
        assert publish(database_url, point) is None
        assert bodies(catalogue) == old, point
        assert (log(catalogue), catalogue.pulse(), references(catalogue, Kind.SERVICE, KEY)) == before, point
        assert editions(catalogue)[-1][0] == "in_review"
    # The lock that the killed ones held is free, and the next one does all of its work.
    assert publish(database_url, 10_000) == statements
    assert bodies(catalogue) == NEW
    assert catalogue.sequence() == before[1].sequence + 1
    assert lock_of(catalogue) == "2/-"
