"""Markdown that would not come out as its author meant it."""

import pytest
from planted_content import LANGUAGES, Planted

from catalogue.files.check.markdown import find_faults

BROKEN = [
    ("See [the form](https://example.org", "link is not closed"),
    ("See [the form", "link is not closed"),
    ("See the form](https://example.org)", "link is not closed"),
    ("See [the form](forms/a.pdf)", "leads nowhere"),
    ("See [the form]()", "leads nowhere"),
    ("See [the form](http://example.org)", "leads nowhere"),
    ("See [](https://example.org)", "has no text"),
    ("![A picture](https://example.org/a.png)", "picture"),
    ("Write `this", "Code is opened"),
    ("```\ncode", "block of code is not closed"),
    ("~~~\ncode", "block of code is not closed"),
    ("**Bring this", "Bold text is not closed"),
    ("<b>Bring</b>", "HTML"),
    ("a<br>b", "HTML"),
    ("<!-- later -->", "HTML"),
    ("# Top\n\ntext", "wrong level"),
    ("### Deep\n\ntext", "wrong level"),
    ("## A\n\ntext\n\n#### B\n\ntext", "wrong level"),
    ("##No space\n\ntext", "is no heading"),
    ("## \n\ntext", "is no heading"),
    ("## A", "Nothing stands below"),
    ("## A\n\n## B\n\ntext", "Nothing stands below"),
    ("Bring this\n---\n\ntext", "underlined"),
    ("Bring this\n===\n\ntext", "underlined"),
    ("| a | b |\n|---|---|\n| 1 |", "table"),
    ("| a | b |\n| 1 | 2 |", "table"),
    ("| a | b |\n|---|---|\n| 1 | 2", "table"),
]
SOUND = [
    "Plain text with “quotes”, 5 < 6 and a * star.",
    "See [the form](https://example.org/a?b=c), [write](mailto:a@example.org) or [call](tel:+99920123456).",
    "Write `<b>` and `[x` as code, and \\[brackets\\] as they are.",
    "**Bring this.** And *that*.",
    "* one\n* two\n\n1. first\n2. second",
    "## A\n\ntext\n\n### B\n\ntext\n\n## C\n\ntext",
    "## A\n\n### B\n\ntext",
    "| a | b |\n|:--|--:|\n| 1 \\| 2 | 3 |",
    "above\n\n---\n\nbelow",
    "```\n[not a link\n# not a heading\n```",
    "第一段。\n\n- 项目",
]


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_broken_markdown_is_seen(text: str, said: str) -> None:
    faults = list(find_faults(text))
    assert any(said in problem for problem, _ in faults), faults
    assert all(remedy for _, remedy in faults)


@pytest.mark.parametrize("text", SOUND)
def test_sound_markdown_is_let_be(text: str) -> None:
    assert list(find_faults(text)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_reported_with_file_and_section_in_every_language(planted: Planted, language: str) -> None:
    path = f"services/register-birth/{language}.md"
    planted.edit(path, "Come together", "Come [together](https://example.org")
    problem = planted.only_problem() if language != "en" else planted.problems()[-1]
    assert (problem.path, problem.field) == (path, "exceptions.unmarried")
    assert problem.remedy == "Write it as [text](https://…)."


def test_an_empty_section_below_a_heading_is_reported(planted: Planted) -> None:
    planted.edit("services/register-birth/*.md", "Come together", "## Papers\n\n## Together\n\nCome together")
    assert {problem.problem for problem in planted.problems()} == {"Nothing stands below the heading “Papers”."}
