"""Whatever several people say of a report in whatever order, it stands as a model of a few lines says."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from conftest import Clock
from content_builder import small_content
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from reporting import stored, tell

from catalogue.commands.import_content import import_content
from catalogue.commands.reports.settle_report import publish_change, settle_report
from catalogue.context import Catalogue
from catalogue.errors import CatalogueError, NotAllowed, WrongState
from catalogue.queries.reports import count_reports, list_reports
from catalogue.reporting import ReportState
from catalogue.rights import Grant, Person, Role
from catalogue.settings import Settings

EDITOR = Person(1, "ada@example.org", "Ada", (Grant(Role.EDITOR),), "en")
REVIEWER = Person(2, "bob@example.org", "Bob", (Grant(Role.REVIEWER),), "en")
PEOPLE = st.sampled_from([EDITOR, REVIEWER])

# Written out, and not taken from the code: what an editor's guide says.
AFTER = {
    "new": {"valid", "fixed", "irrelevant"},
    "valid": {"fixed", "irrelevant"},
    "fixed": {"valid"},
    "irrelevant": {"valid"},
}


def befalls(act) -> type[Exception] | None:
    try:
        act()
    except (CatalogueError, ValueError) as error:
        return type(error)
    return None


@pytest.fixture
def make_country(migrated_file, tmp_path_factory):
    def make():
        folder = tmp_path_factory.mktemp("reports")
        shutil.copy(migrated_file, folder / "onedoor.sqlite")
        here = Settings(folder, folder / "content", f"sqlite:///{folder / 'onedoor.sqlite'}", "whoosh")
        clock = Clock()
        catalogue = Catalogue(here, clock=clock)
        import_content(catalogue, small_content())
        return catalogue, clock

    return make


@pytest.mark.long
def test_reports_stand_as_the_model_says(make_country):
    class Reports(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.catalogue, self.clock = make_country()
            self.number = tell(self.catalogue)
            self.state, self.reason, self.told = "new", "", False

        def teardown(self):
            self.catalogue.close()

        @rule(state=st.sampled_from(list(ReportState)), reason=st.sampled_from(["", " ", "Done."]), who=PEOPLE)
        def settle(self, state, reason, who):
            def act():
                with self.catalogue.work(who.mail) as work:
                    settle_report(work, who, self.number, state, reason)

            error = befalls(act)
            if state.value not in AFTER[self.state]:
                assert error is WrongState
            elif state.value in ("fixed", "irrelevant") and not reason.strip():
                assert error is ValueError
            else:
                assert error is None
                self.state, self.reason = state.value, reason.strip()

        @rule(who=PEOPLE)
        def publish(self, who):
            def act():
                with self.catalogue.work(who.mail) as work:
                    publish_change(work, who, self.number, {"en": ("It was wrong.", "It is right.")})

            error = befalls(act)
            if who is EDITOR:
                assert error is NotAllowed
            elif self.state != "fixed" or self.told:
                assert error is WrongState
            else:
                assert error is None
                self.told = True

        @invariant()
        def it_stands_as_the_model_says(self):
            (report,) = stored(self.catalogue)
            assert (report.state, report.reason, report.change is not None) == (self.state, self.reason, self.told)
            assert (report.closed_on is not None) == (self.state in ("fixed", "irrelevant"))

        @invariant()
        def figures_and_inbox_agree_with_it(self):
            with self.catalogue.reading("en") as reading:
                days = (reading.today - timedelta(days=1), reading.today)
                assert sum(count_reports(reading, *days).values()) == (self.state != "irrelevant")
                assert len(list_reports(reading, EDITOR)) == (self.state in ("new", "valid"))

    run_state_machine_as_test(
        Reports,
        settings=settings(max_examples=25, stateful_step_count=12, suppress_health_check=[HealthCheck.too_slow]),
    )
