"""Readability: one planted error for each limit, named with file, section and what to do."""

import pytest
from planted_content import Planted

SERVICE = "services/register-birth/en.md"
WHO = "Either parent of a child born in the country."


def test_a_long_sentence_is_reported_with_its_words(planted: Planted) -> None:
    planted.edit(SERVICE, WHO, "You " + "really " * 24 + "come. Be quick.")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "who")
    assert problem.problem.startswith("A sentence has 26 words; up to 25 are easy to read: “You really really")
    assert problem.remedy == "Make it two sentences."


def test_each_language_has_its_own_limit(planted: Planted) -> None:
    """Twenty-one words are fine in English and too many in Russian."""
    planted.edit("services/register-birth/??.md", WHO, "You " + "really " * 19 + "come.")
    assert [problem.path for problem in planted.problems()] == ["services/register-birth/ru.md"]


def test_a_long_paragraph_is_reported(planted: Planted) -> None:
    planted.edit(SERVICE, WHO, "You can come at any time. " * 17)
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "who")
    assert problem.problem.startswith("A paragraph has 102 words")


@pytest.mark.parametrize(("section", "limit"), [("title", 65), ("summary", 160)])
def test_a_long_title_or_summary_is_reported(planted: Planted, section: str, limit: int) -> None:
    path = planted.folder / SERVICE
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    said = [f"{section}: {'a' * (limit + 1)}\n" if line.startswith(f"{section}: ") else line for line in lines]
    path.write_text("".join(said), encoding="utf-8")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, section)
    assert problem.problem == f"The text has {limit + 1} characters; up to {limit} fit where it is shown."


def test_a_text_of_hard_words_is_reported_as_a_whole(planted: Planted) -> None:
    planted.edit(SERVICE, WHO, "Administrative authorities appreciate comprehensive documentation.\n\n" * 40)
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "words")
    assert "where 40 is the limit" in problem.problem
