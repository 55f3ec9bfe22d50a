"""A backup made by an older version is restored and brought to the newest schema."""

from __future__ import annotations

import shutil

import pytest
from reading_back import title
from sqlalchemy import text

from catalogue import migrations
from catalogue.commands.backup import backup
from catalogue.commands.restore import restore
from catalogue.errors import NotReady

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "HEAD"


def upgrade():
    op.add_column("objects", sa.Column("colour", sa.String(), server_default="green"))
"""


@pytest.fixture
def newer_program(tmp_path, monkeypatch):
    """A version of the program that has one more migration."""

    def upgrade_program():
        folder = tmp_path / "migrations"
        shutil.copytree(migrations.FOLDER, folder)
        (folder / "versions/9001_colour.py").write_text(NEXT.replace("HEAD", migrations.HEAD))
        monkeypatch.setattr(migrations, "FOLDER", folder)
        monkeypatch.setattr(migrations, "HEAD", "9001")

    return upgrade_program


def test_an_older_backup_is_brought_to_the_newest_schema(catalogue, tmp_path, newer_program):
    backup(catalogue, tmp_path / "one.zip")
    newer_program()
    assert not migrations.is_current(catalogue.engine)
    restore(catalogue, tmp_path / "one.zip", force=True)
    assert migrations.is_current(catalogue.engine)
    assert title(catalogue) == "Register a birth"
    with catalogue.reading("en") as reading:
        assert set(reading.session.scalars(text("SELECT colour FROM objects"))) == {"green"}


def test_an_older_database_is_upgraded_with_all_it_holds(catalogue, newer_program):
    newer_program()
    migrations.upgrade(catalogue.engine)
    assert migrations.is_current(catalogue.engine)
    assert title(catalogue) == "Register a birth"


def test_a_database_with_an_older_schema_is_not_backed_up(catalogue, tmp_path, newer_program):
    newer_program()
    with pytest.raises(NotReady):
        backup(catalogue, tmp_path / "one.zip")
    assert not (tmp_path / "one.zip").exists()
