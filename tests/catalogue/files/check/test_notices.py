"""What is wrong with a notice, told where it stands."""

from __future__ import annotations

import pytest
from planted_content import Planted

NOTICE = "notices/harbour-bridge/notice.yaml"


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("[harbour]", "[harbour, atlantis]", "places", "There is no place “atlantis”."),
        ("[register-birth]", "[x]", "services", "There is no service “x”."),
        ("until: 2026-06-03 22:00", "until: 2026-05-31 22:00", "until", "The notice ends before it begins."),
        ("until: 2026-06-03 22:00\n", "", "until", "The field is missing."),
        ("until: 2026-06-03 22:00", "until: 2026-06-03", "until", "“2026-06-03” is no day with a time of day"),
        ("level: emergency", "level: alarm", "level", "“alarm” is not one of the choices."),
        ("https://", "http://", "address", "is no web address"),
    ],
)
def test_a_fault_is_reported_with_its_field(planted: Planted, old, new, field, said):
    planted.edit(NOTICE, old, new)
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (NOTICE, field)
    assert said in problem.problem


def test_words_in_a_language_may_not_be_missing(planted: Planted):
    (planted.folder / "notices/harbour-bridge/ar.md").unlink()
    assert planted.only_problem().path == "notices/harbour-bridge/ar.md"


def test_a_notice_may_say_again_what_an_earlier_one_said(planted: Planted):
    for file in sorted((planted.folder / "notices/harbour-bridge").iterdir()):
        planted.write(f"notices/bridge-again/{file.name}", file.read_text(encoding="utf-8"))
    assert planted.problems() == []


def test_a_notice_takes_no_number(planted: Planted):
    scopes = [line for line in (planted.folder / "numbers.yaml").read_text("utf-8").splitlines() if line[0] != " "]
    assert "service:" in scopes
    assert "notice:" not in scopes
