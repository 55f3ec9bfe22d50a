"""Timing: one planted error for each rule, and what is close but possible."""

import pytest
from planted_content import Planted

SERVICE = "services/register-birth/service.yaml"
EVENT = "life-events/having-a-baby/life-event.yaml"
UNTIL = "  until: 10 working-days after event\n"


@pytest.mark.parametrize(
    ("until", "not_before", "possible"),
    [
        ("3 months before event", "6 months before event", True),
        ("6 months before event", "3 months before event", False),
        ("4 weeks after event", "1 months after event", True),
        ("3 weeks after event", "1 months after event", False),
        ("1 days before event", "1 days after event", False),
        ("5 days after event", "10 days after application", True),
    ],
)
def test_a_deadline_ends_after_it_begins(planted: Planted, until: str, not_before: str, possible: bool) -> None:
    planted.edit(SERVICE, UNTIL, f"  until: {until}\n  not_before: {not_before}\n")
    found = [(problem.path, problem.field) for problem in planted.problems()]
    assert found == ([] if possible else [(SERVICE, "deadlines.register")])


@pytest.mark.parametrize(("maximum", "right"), [("1 days", True), ("1 working-days", True), ("0 days", False)])
def test_the_usual_time_is_within_the_maximum(planted: Planted, maximum: str, right: bool) -> None:
    planted.edit(SERVICE, "  usual: 1 days\n", f"  usual: 1 days\n  maximum: {maximum}\n")
    found = [(problem.path, problem.field) for problem in planted.problems()]
    assert found == ([] if right else [(SERVICE, "times.usual")])


def test_a_paper_is_collected_while_it_is_valid(planted: Planted) -> None:
    planted.edit(SERVICE, "  collect_within: 3 months\n", "  valid_for: 2 months\n  collect_within: 3 months\n")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "outputs.certificate")


@pytest.mark.parametrize(("until", "possible"), [("10 weeks before event", False), ("8 weeks before event", True)])
def test_a_step_is_not_due_before_what_it_waits_for_can_be_done(planted: Planted, until: str, possible: bool) -> None:
    """The hospital gives the notice from nine weeks before the birth on; the registration waits for it."""
    planted.edit(EVENT, "    until: 8 weeks before event\n", "    not_before: 9 weeks before event\n")
    # Without an end nothing can be late for it.
    for file in planted.folder.glob("life-events/having-a-baby/??.md"):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = (line for line in lines if "steps.hospital.late" not in line)
        file.write_text("".join(kept), encoding="utf-8")
    planted.edit(SERVICE, UNTIL, f"  until: {until}\n")
    found = [(problem.path, problem.field, problem.problem) for problem in planted.problems()]
    told = f"It is due {until}, but waits for “hospital”, which is possible only from 9 weeks before event on."
    assert found == ([] if possible else [(EVENT, "steps.register", told)])


def test_no_holiday_falls_on_a_day_that_no_year_has(planted: Planted) -> None:
    place = next(path for path in planted.folder.glob("places/*/place.yaml") if "  on: " in path.read_text("utf-8"))
    text = place.read_text(encoding="utf-8")
    begin = text.index("  on: ")
    place.write_text(text[:begin] + "  on: 02-30" + text[begin + len("  on: 05-01") :], encoding="utf-8")
    problem = planted.only_problem()
    assert (problem.path, problem.problem) == (
        place.relative_to(planted.folder).as_posix(),
        "No year has a day 02-30.",
    )
