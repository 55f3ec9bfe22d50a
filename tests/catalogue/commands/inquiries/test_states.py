"""The state machine of cases, by walking it at random: what is done agrees with a model made by hand."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from cases import CLERK, ELSEWHERE, REVIEWER, a_case, row_of, trail_of
from conftest import Clock
from content_builder import small_content
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from catalogue.commands.import_content import import_content
from catalogue.commands.inquiries.handle import answer, close, take, transfer
from catalogue.commands.inquiries.pass_time import close_answered, tell_of_late
from catalogue.commands.inquiries.reopen import reopen
from catalogue.context import Catalogue
from catalogue.errors import NotFound, TooLate, WrongState
from catalogue.inquiries.states import TABLE, Act, InquiryState, state_after
from catalogue.settings import Settings

WAITS = {"received", "assigned", "transferred", "reopened"}
EVERYBODY = st.sampled_from([CLERK, ELSEWHERE, REVIEWER])
HAS_IT = {"registry": {CLERK, REVIEWER}, "town-hall": {ELSEWHERE}}


class Case(RuleBasedStateMachine):
    """One case, and beside it what we know that it must be."""

    folder: Path
    number = 0

    @initialize()
    def begin(self):
        """Receive a case into a country of its own."""
        Case.number += 1
        home = self.folder / str(Case.number)
        home.mkdir()
        shutil.copy(self.folder / "country.sqlite", home / "country.sqlite")
        self.clock = Clock()
        self.catalogue = Catalogue(
            Settings(home, home, f"sqlite:///{home / 'country.sqlite'}", "whoosh"), clock=self.clock
        )
        self.receipt = a_case(self.catalogue)
        self.state, self.owner, self.answers, self.steps = "received", "registry", 0, 1

    def teardown(self):
        """Close what was opened."""
        if hasattr(self, "catalogue"):
            self.catalogue.close()

    def attempt(self, who, allowed, after, verb, *values):
        """Do something as somebody; it is done if and only if the model says so."""
        expected = NotFound if who not in HAS_IT[self.owner] else None if allowed else WrongState
        if expected is not None:
            with pytest.raises(expected), self.catalogue.work(who.mail) as work:
                verb(work, who, self.receipt.number, *values)
            return False
        with self.catalogue.work(who.mail) as work:
            verb(work, who, self.receipt.number, *values)
        self.state = after
        return True

    @rule(who=EVERYBODY)
    def take(self, who):
        """Take it; who has it already changes nothing."""
        held = self.state == "assigned" and row_of(self.catalogue, self.receipt.number).assigned_to == who.mail
        if self.attempt(who, self.state in WAITS, "assigned", take) and not held:
            self.steps += 1

    @rule(who=EVERYBODY)
    def transfer(self, who):
        """Hand it to the other organisation."""
        other = "town-hall" if self.owner == "registry" else "registry"
        if self.attempt(who, self.state in WAITS, "transferred", transfer, other):
            self.owner = other
            self.steps += 1

    @rule(who=EVERYBODY)
    def answer(self, who):
        """Answer it."""
        if self.attempt(who, self.state == "assigned", "answered", answer, "Yes.", "en"):
            self.answers += 1
            self.steps += 1

    @rule(who=EVERYBODY)
    def close(self, who):
        """Close it."""
        if self.attempt(who, self.state == "answered", "closed", close):
            self.steps += 1

    @rule()
    def reopen(self):
        """Say that the answer was not enough."""
        row = row_of(self.catalogue, self.receipt.number)
        today = (self.clock.now + timedelta(hours=13)).date()
        try:
            with self.catalogue.work("person") as work:
                reopen(work, self.receipt.code, "No.")
        except WrongState:
            assert self.state in WAITS
        except TooLate:
            assert today > row.reopen_until
        else:
            assert self.state in ("answered", "closed")
            assert today <= row.reopen_until
            self.state = "reopened"
            self.steps += 1

    @precondition(lambda self: self.clock.now.year < 2028)
    @rule(days=st.integers(1, 20))
    def wait(self, days):
        """Let time pass, and the jobs do what is due."""
        self.clock.move(days=days)
        late, closed = tell_of_late(self.catalogue), close_answered(self.catalogue)
        assert not late or self.state in WAITS
        if closed:
            assert self.state == "answered"
            self.state = "closed"
        self.steps += late + closed
        # Doing it again does nothing.
        assert (tell_of_late(self.catalogue), close_answered(self.catalogue)) in ((0, 0), (1, 0))
        self.steps = len(trail_of(self.catalogue, self.receipt.number))

    @invariant()
    def agrees(self):
        """The case stands as the model, and its trail tells every step and no other."""
        if not hasattr(self, "receipt"):
            return
        row, trail = row_of(self.catalogue, self.receipt.number), trail_of(self.catalogue, self.receipt.number)
        assert (row.state, row.organisation) == (self.state, self.owner)
        assert len(trail) == self.steps
        assert trail[-1][2] == self.state
        assert sum(act == "answered" for _, act, _ in trail) == self.answers
        assert (row.assigned_to is not None) == (self.state in ("assigned", "answered", "closed"))
        assert (row.answered_at is not None) == (self.state in ("answered", "closed"))
        assert (row.closed_at is not None) == (self.state == "closed")


def test_a_case_is_never_anything_else(tmp_path, migrated_file):
    shutil.copy(migrated_file, tmp_path / "country.sqlite")
    where = Settings(tmp_path, tmp_path, f"sqlite:///{tmp_path / 'country.sqlite'}", "whoosh")
    with Catalogue(where, clock=Clock()) as country:
        import_content(country, small_content())
    Case.folder = tmp_path
    Case.TestCase.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
    Case.TestCase("runTest").runTest()


@pytest.mark.parametrize("state", InquiryState)
@pytest.mark.parametrize("act", Act)
def test_the_table_by_hand(state, act):
    waits = state in WAITS
    expected = {
        "taken": "assigned" if waits else None,
        "transferred": "transferred" if waits else None,
        "involved": state if waits else None,
        "answered": "answered" if state == "assigned" else None,
        "reopened": None if waits else "reopened",
        "closed": "closed" if state == "answered" else None,
        "notified": state if waits else None,
        "escalated": state if waits else None,
        "noted": None if waits else state,
        "published": None if waits else state,
        "forgotten": "closed" if state == "closed" else None,
        "received": None,
        "withdrawn": None,
    }
    assert state_after(state, act) == expected[act]
    assert set(TABLE) <= set(Act)
