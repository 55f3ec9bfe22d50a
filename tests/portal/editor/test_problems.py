"""What the rules of content find wrong in facts is told beside the control, in the language of the page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from as_seen import as_seen
from flask_babel import gettext
from staff import a_person, signed_in

from catalogue.commands.export_content import get_content
from catalogue.facts import FACTS_OF_KIND, Kind
from catalogue.files import faults
from catalogue.files.check import check, readability
from catalogue.queries.facts_problems import list_facts_problems
from catalogue.rights import Role
from catalogue.settings import PROJECT
from portal.editor.facts_page import open_facts_page
from portal.editor.forms.problems import control_of, sentence_of
from portal.editor.problem_sentences import SENTENCES
from portal.editor.problems import told_problem
from portal.locale import speak

SAID_BY = sorted(
    {
        *Path(PROJECT, "catalogue/files/check").glob("*.py"),
        Path(PROJECT, "catalogue/files/faults.py"),
        Path(PROJECT, "catalogue/plans/steps.py"),
        # What publishing asks besides.
        *(Path(PROJECT, "catalogue/commands").glob("*.py")),
    }
)
"""Where problems are made. A sentence is the problem of a `Problem`, or comes first in a pair with its remedy."""


def sentences_of(file):
    """The sentences that a module writes, a gap for each value; in pairs the second one is the remedy."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name("Problem"), args=[_, _, said, *_]):
                yield said
            case ast.Call(func=ast.Name("Problem"), keywords=named) if named:
                yield from (each.value for each in named if each.arg == "problem")
            case ast.Call(func=ast.Attribute(attr="problem"), args=[_, said, _]):
                yield said
            case ast.Call(func=ast.Name("_contradiction"), args=[_, _, said]):
                yield said
            case ast.Assign(targets=[ast.Name("problem")], value=said):
                yield said
            case (
                ast.Yield(value=ast.Tuple([said, _]))
                | ast.Return(value=ast.Tuple([said, _]))
                | ast.Return(value=ast.List([ast.Tuple([said, _])]))
            ):
                yield said
            case ast.Return(value=ast.Constant(str())) if file.name == "sections.py":
                yield node.value


def spelled(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(str() as text):
            return text
        case ast.JoinedStr(values):
            return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in values)
    return None


def sentences_said():
    """Every sentence that ends as one, once."""
    written = {text for file in SAID_BY for node in sentences_of(file) if (text := spelled(node)) and text[-1] in ".:"}
    too_long = {said.format(count=77, limit=7, unit="words", words="7") for said, _ in readability._SAID.values()}
    return sorted(written | too_long)


def is_known(text):
    return any(re.match(pattern, text) for pattern, _ in SENTENCES)


def test_every_sentence_of_the_rules_is_known():
    said = sentences_said()
    # The messages of pydantic itself, of the models and of placeholders are put together from others, and tested below.
    put_together = ("7.", "77.", "7 is 7.", "Placeholders differ: 7.")
    assert len(said) > 80
    assert [text for text in said if not is_known(text) and text not in put_together] == []


def test_what_a_field_refuses_is_known():
    for what, _ in (*faults._PATTERNS.values(), *faults._BY_TYPE.values(), ("not written as it should be", "")):
        assert is_known(f"“x y” is {what}."), what
        assert is_known(f"This is {what}."), what


@pytest.mark.parametrize(
    "said", ["{fee.a} is missing", "{fee.a} is not in the source", "{a} is missing; {b} is not in the source"]
)
def test_placeholders_that_differ_are_known(said):
    assert is_known(f"Placeholders differ: {said}.")


@pytest.mark.parametrize("language", ["fr", "es", "ar", "ru", "zh"])
def test_every_sentence_is_told_in_every_language(app, language):
    with app.test_request_context("/en/"):
        speak(language)
        told = [(text, told_problem(text)) for text in sentences_said() if is_known(text)]
        english = [phrase for _, phrase in SENTENCES if gettext(phrase) == phrase]
    assert english == []
    assert [text for text, said in told if said == text or not said] == []


@pytest.mark.parametrize(("language", "said"), [("en", "This text is missing."), ("fr", "Ce texte manque.")])
def test_the_care_page_tells_what_is_unsound_in_the_persons_language(country, build_app, language, said):
    a_person(country, "care@example.org", Role.EDITOR, language=language)
    with country.reading("en") as reading:
        problems = check(get_content(reading), reading.today)
    lacking = next(problem for problem in problems if problem.problem == "The section is missing.")
    shown = signed_in(build_app(country), "care@example.org").get("/editor/care").text
    assert said in shown
    assert lacking.problem not in shown
    assert lacking.remedy not in shown


@pytest.fixture
def problems_of(app, portal_catalogue):
    """Finds what is wrong with changed facts: pairs of a control and a sentence."""

    def find(kind, key, change):
        with app.test_request_context("/en/"), portal_catalogue.reading("en") as reading:
            page = open_facts_page(reading, kind, key)
            body = {**page.opened.live, **change(page.opened.live)}
            page.show(body)
            found = list_facts_problems(reading, kind, key, FACTS_OF_KIND[kind].from_plain(body))
            own = [(kind, key)]
            return [
                (
                    control_of(page.view, each.field)
                    if (each.kind, each.key) in own and not each.in_words
                    else each.key,
                    as_seen(sentence_of(each)),
                )
                for each in found
            ]

    return find


def birth(problems_of, change):
    return problems_of(Kind.SERVICE, "register-birth", change)


def test_a_gap_between_periods_stands_at_the_later_one(problems_of):
    amounts = [
        {"from": "2026-01-01", "until": "2026-06-30", "amount": "1"},
        {"from": "2026-09-01", "amount": "2"},
    ]
    found = birth(problems_of, lambda live: {"fees": [{**live["fees"][0], "amounts": amounts}]})
    told = "No amount is given for the days after 30 June 2026. Close the gap, or say that it is not known."
    assert ("fees-0-amounts-1-from", told) in found


def test_a_condition_that_nobody_meets(problems_of):
    when = {"all": [{"is": {"married": "yes"}}, {"is": {"married": "no"}}]}
    found = birth(problems_of, lambda live: {"channels": [{**live["channels"][0], "when": when}, live["channels"][1]]})
    assert ("channels-0-when-test", "Nobody can meet this condition.") in found


def test_a_fee_without_a_law(problems_of):
    found = birth(
        problems_of,
        lambda live: {"fees": [{key: value for key, value in live["fees"][0].items() if key != "law"}]},
    )
    assert [name for name, said in found if said == "A fee of the state needs its legal basis."] == ["fees-0-law"]


def test_what_others_lean_on_is_told_with_their_name(problems_of):
    found = birth(problems_of, lambda live: {"fees": []})
    assert any(key == "register-birth/harbour" for key, _ in found), found


@pytest.mark.parametrize("kind", [Kind.SERVICE, Kind.VARIANT, Kind.LIFE_EVENT, Kind.OFFICE, Kind.PLACE, Kind.PIN])
def test_shipped_facts_have_no_problems(shipped, shipped_content, kind):
    entries = [entry for entry in shipped_content.list_entries() if entry.kind is kind]
    largest = max(entries, key=lambda entry: len(str(entry.facts)))
    with shipped.reading("en") as reading:
        assert list_facts_problems(reading, kind, largest.key, largest.facts) == ()
