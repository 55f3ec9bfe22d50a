"""The log tells every act once, and nothing changes it."""

from __future__ import annotations

import pytest
from reading_back import log
from reviewing import ADA, BOB, edit, says
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from catalogue.models import Event


def acts(catalogue):
    return [(action, actor.partition("@")[0]) for action, actor, _ in log(catalogue) if actor != "files"]


def test_savings_in_a_row_are_one_act(catalogue):
    for minute in range(5):
        edit(catalogue, ADA, says(title=f"Declare {minute}"))
        catalogue.clock.move(minutes=2)
    assert acts(catalogue) == [("saved", "ada")]
    edit(catalogue, BOB, says(title="Declare all"))
    edit(catalogue, ADA, says(title="Declare it"))
    catalogue.clock.move(minutes=31)
    edit(catalogue, ADA, says(title="Declare it all"))
    assert acts(catalogue) == [("saved", "ada"), ("saved", "bob"), ("saved", "ada"), ("saved", "ada")]


@pytest.mark.parametrize("statement", ["UPDATE events SET actor = 'nobody'", "DELETE FROM events"])
def test_the_database_refuses_to_change_the_log(catalogue, statement):
    before = log(catalogue)
    with pytest.raises(DBAPIError, match="never changed"), catalogue.work("mallory") as work:
        work.session.execute(text(statement))
    assert log(catalogue) == before


def test_so_do_the_mapped_classes(catalogue):
    with catalogue.work("mallory") as work:
        work.session.scalars(select(Event)).first().actor = "nobody"
        with pytest.raises(ValueError, match="in the log"):
            work.session.flush()
        work.session.rollback()
    with catalogue.work("mallory") as work:
        work.session.delete(work.session.scalars(select(Event)).first())
        with pytest.raises(ValueError, match="in the log"):
            work.session.flush()
        work.session.rollback()
