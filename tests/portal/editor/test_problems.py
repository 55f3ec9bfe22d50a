"""What the rules of content find wrong in facts is told beside the control, in the language of the page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from catalogue.facts import FACTS_OF_KIND, Kind
from catalogue.queries.facts_problems import DATED_RULES, RULES, list_facts_problems
from catalogue.settings import PROJECT
from portal.editor.facts_page import open_facts_page
from portal.editor.forms.problems import SENTENCES, control_of, sentence_of


def sentences_of(module: str):
    """The sentences that a module of rules writes, a gap for each value."""
    tree = ast.parse(Path(PROJECT, *module.split(".")).with_suffix(".py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("Problem"), args=[_, _, said, _]):
                yield said
            case ast.Call(func=ast.Attribute(attr="problem"), args=[_, said, _]):
                yield said
            case ast.Assign(targets=[ast.Name("problem")], value=said):
                yield said


def spelled(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(str() as text):
            return text
        case ast.JoinedStr(values):
            return "".join(part.value if isinstance(part, ast.Constant) else "step" for part in values)
    return None


@pytest.mark.parametrize("rule", [*RULES, *DATED_RULES], ids=lambda rule: rule.__module__.rpartition(".")[2])
def test_every_sentence_of_the_rules_is_known(rule):
    told = [text for node in sentences_of(rule.__module__) if (text := spelled(node))]
    skipped = ("The review was due", "“step” is redirected", "The step “step” still exists", "Placeholders differ")
    for text in told:
        known = any(re.match(pattern, text) for pattern, _ in SENTENCES)
        assert known or text.startswith(skipped), text


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
                    sentence_of(each),
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
