"""What a monitor asks: each limit is told when it is passed, and only then."""

from __future__ import annotations

import json
import os
from datetime import timedelta

import pytest
from click.testing import CliRunner
from content_builder import SERVICE, small_content
from reading_back import lock_of

from catalogue.commands.backup import backup
from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.facts import Kind
from catalogue.jobs.run import work_once
from catalogue.models import LinkCheck
from catalogue.queries.health import Limits, examine
from catalogue.queries.health_cli import health_command
from catalogue.settings import POLLED_FILE

KEY = "register-birth"


@pytest.fixture
def kept(catalogue):
    """A country whose index is built."""
    import_content(catalogue, small_content())
    work_once(catalogue)
    return catalogue


def found(catalogue, backups=None):
    return {one.name: one for one in examine(catalogue, Limits(), backups)}


def test_what_is_not_used_is_not_told(kept):
    assert {name: one.well for name, one in found(kept).items()} == {"index": True, "checks": True}


def test_an_index_that_is_behind_is_told(kept):
    with kept.work("ada") as work:
        publish(work, Kind.SERVICE, KEY, "facts", {**SERVICE, "fees": []}, lock=lock_of(kept))
    assert not found(kept)["index"].well
    work_once(kept)
    assert found(kept)["index"].well


def test_a_backup_ages_by_its_own_word(kept, tmp_path, clock):
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "note.txt").write_text("no backup")
    assert found(kept, folder)["backup"].said == "there is none"
    backup(kept, folder / "one.backup")
    assert found(kept, folder)["backup"].well
    with kept.reading("en") as reading:
        now = reading.now
    clock.now = now + timedelta(hours=47)
    assert found(kept, folder)["backup"].well
    clock.now = now + timedelta(hours=49)
    assert not found(kept, folder)["backup"].well


@pytest.mark.parametrize(("minutes", "well"), [(4, True), (6, False)])
def test_a_bot_that_is_silent_is_told(kept, minutes, well):
    file = kept.settings.home / POLLED_FILE
    file.touch()
    with kept.reading("en") as reading:
        at = (reading.now - timedelta(minutes=minutes)).timestamp()
    os.utime(file, (at, at))
    assert found(kept)["bot"].well is well


@pytest.mark.parametrize(("days", "well"), [(1, True), (3, False)])
def test_visits_that_nobody_makes_are_told(kept, days, well):
    with kept.work("links") as work:
        due = work.now - timedelta(days=days)
        work.session.add(LinkCheck(address="https://a.gov/", visited_at=due - timedelta(days=7), next_at=due))
    assert found(kept)["links"].well is well


@pytest.mark.parametrize(("days", "well"), [(0, True), (90, True), (91, False)])
def test_a_check_that_is_overdue_too_long_is_named(kept, days, well):
    with kept.reading("en") as reading:
        day = reading.today - timedelta(days=days)
    facts = {**SERVICE, "checked": str(day - timedelta(days=30)), "review": str(day)}
    with kept.work("ada") as work:
        publish(work, Kind.SERVICE, KEY, "facts", facts, lock=lock_of(kept))
    said = found(kept)["checks"]
    assert said.well is well
    assert (f"service {KEY} was due on {day}" in said.said) is (days > 0)


@pytest.mark.parametrize(("limit", "code"), [("100000", 0), ("1", 1)])
def test_the_exit_code_tells_a_monitor(kept, limit, code):
    facts = {**SERVICE, "checked": "2020-01-01", "review": "2020-02-01"}
    with kept.work("ada") as work:
        publish(work, Kind.SERVICE, KEY, "facts", facts, lock=lock_of(kept))
    work_once(kept)
    settings = kept.settings
    environment = {"ONEDOOR_HOME": str(settings.home), "ONEDOOR_DATABASE_URL": settings.database_url}
    ran = CliRunner().invoke(health_command, ["--overdue-days", limit], env=environment)
    assert ran.exit_code == code, ran.output
    lines = ran.output.splitlines()
    assert [line.split(":")[0] for line in lines] == ["ok  index", "ok  checks" if code == 0 else "BAD checks"]
    told = CliRunner().invoke(health_command, ["--overdue-days", limit, "--json"], env=environment)
    assert [one["well"] for one in json.loads(told.output)] == [True, code == 0]
