"""Placeholders name facts that are there, and are the same in every language."""

import pytest
from planted_content import LANGUAGES, Planted

SERVICE = "services/register-birth"


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_placeholders_are_the_same_in_every_language(planted: Planted, language: str) -> None:
    planted.edit(f"{SERVICE}/{language}.md", "after {time.usual}", "within {valid.x}")
    planted.edit(f"{SERVICE}/{language}.md", "{valid.x}", "{fee.late}")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (f"{SERVICE}/{language}.md", "next")
    assert problem.problem == "Placeholders differ: {time.usual} is missing; {fee.late} is not in the source."
    assert problem.remedy == "Use those of the source."


@pytest.mark.parametrize(
    ("placeholder", "said"),
    [
        ("{fee.x}", "no “x” among the fees"),
        ("{deadline.x}", "no “x” among the deadlines"),
        ("{time.x}", "no “x” among the times"),
        ("{output.certificate}", "does not carry"),
        ("{valid.certificate}", "does not carry"),
        ("{collect.x}", "no “x” among the outputs"),
        ("{age.x}", "no “x” among the requirements"),
        ("{waiver.x}", "no “x” among the waivers"),
        ("{document.x}", "no document “x”"),
        ("{service.x}", "no service “x”"),
        ("{deadline}", "means nothing here"),
        ("{phone.x}", "means nothing here"),
    ],
)
def test_a_placeholder_of_nothing_is_reported_in_every_language(planted: Planted, placeholder: str, said: str) -> None:
    planted.edit(f"{SERVICE}/*.md", "Come together", f"{placeholder} Come together")
    problems = planted.problems()
    assert {(problem.path, problem.field) for problem in problems} == {
        (f"{SERVICE}/{language}.md", "exceptions.unmarried") for language in LANGUAGES
    }
    assert all(said in problem.problem and problem.remedy for problem in problems)


def test_facts_of_a_service_mean_nothing_elsewhere(planted: Planted) -> None:
    planted.edit("life-events/having-a-baby/*.md", "Call the hospital", "{fee.late} Call the hospital")
    assert {(problem.field, problem.problem) for problem in planted.problems()} == {
        ("steps.hospital.text", "{fee.late} means nothing here.")
    }


@pytest.mark.parametrize("brace", ["{fee.late", "{Fee.late}", "{}", "a } b", "{fee late}"])
def test_a_stray_brace_is_reported(planted: Planted, brace: str) -> None:
    planted.edit(f"{SERVICE}/*.md", "Come together", f"{brace} Come together")
    assert {problem.remedy for problem in planted.problems()} == {"Write it as {fee.ID}."}


def test_a_variant_may_name_facts_of_the_service_as_it_is_there(planted: Planted) -> None:
    planted.edit(f"{SERVICE}/places/*.md", "from home", "from home for {fee.late}")
    assert planted.problems() == []


@pytest.mark.parametrize("section", ["title", "summary"])
def test_what_stands_on_cards_names_no_fact(planted: Planted, section: str) -> None:
    planted.edit(f"{SERVICE}/en.md", f"{section}: ", f"{section}: For {{fee.late}} – ")
    problem = next(one for one in planted.problems() if one.problem.startswith("{fee.late}"))
    assert (problem.path, problem.field) == (f"{SERVICE}/en.md", section)
    assert problem.remedy == "Say it in another section, such as the overview."
