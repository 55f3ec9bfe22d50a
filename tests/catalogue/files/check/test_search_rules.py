"""Synonyms and pins: one planted error for each rule, and what is no error because languages stand by themselves."""

from __future__ import annotations

import pytest
from planted_content import LANGUAGES, Planted

from catalogue.facts import Kind
from catalogue.files.format import stamp
from catalogue.files.reader import read

RULES = "synonyms/general/en.md"
PIN = "pins/new-child/pin.yaml"
QUERIES = "pins/new-child/en.md"


def rules(*lines: str) -> str:
    return "---\nrules:\n" + "".join(f"- {line}\n" for line in lines) + "---\n"


def queries(*lines: str) -> str:
    return rules(*lines).replace("rules:", "queries:")


@pytest.mark.parametrize("line", ["dole", "dole =>", "=> dole", "dole, Doles", "dole => dole", ", !", "=>"])
def test_a_line_of_synonyms_that_says_nothing_is_named(planted: Planted, line: str) -> None:
    planted.write(RULES, rules("baby, newborn", line))
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (RULES, "rules")
    assert problem.problem.startswith(f"“{line}” says nothing")
    assert "a, b => c" in problem.remedy


def test_a_query_without_words_is_named(planted: Planted) -> None:
    planted.write(QUERIES, queries("pregnant", "???"))
    problem = planted.only_problem()
    assert (problem.path, problem.field, problem.problem) == (QUERIES, "queries", "“???” has no words.")


def test_no_language_is_missing_or_outdated(planted: Planted) -> None:
    for language in LANGUAGES[1:]:
        (planted.folder / f"synonyms/general/{language}.md").unlink()
    (planted.folder / QUERIES).unlink()
    planted.write("pins/new-child/ru.md", queries("беременна", "жду ребёнка", "скоро роды"))
    assert planted.problems() == []


def test_rules_in_no_language_at_all_are_named(planted: Planted) -> None:
    for file in (planted.folder / "pins/new-child").glob("*.md"):
        file.unlink()
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (PIN, "file")
    assert "pins/new-child/en.md" in problem.remedy


def test_words_without_their_section_and_in_a_language_that_is_not_published_are_named(planted: Planted) -> None:
    planted.write(RULES, "---\nrules: []\n---\n")
    planted.write("pins/new-child/fr.md", rules("bébé, nourrisson"))
    planted.write("pins/new-child/pt.md", queries("grávida"))
    found = {(problem.path, problem.field) for problem in planted.problems()}
    assert found == {
        (RULES, "rules"),
        ("pins/new-child/fr.md", "queries"),
        ("pins/new-child/fr.md", "rules"),
        ("pins/new-child/pt.md", "file"),
    }


def test_marks_of_a_translation_do_not_belong_there(planted: Planted) -> None:
    planted.write("synonyms/general/fr.md", "---\nrules:\n- bébé, nourrisson\nmade_from:\n  rules: 1a2b3c4d\n---\n")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == ("synonyms/general/fr.md", "made_from")


def test_they_are_never_stamped_and_have_no_number(planted: Planted) -> None:
    assert stamp(planted.folder, ["pins/new-child/fr.md"]) == ((), ("pins/new-child/fr.md",))
    assert {"pin", "synonyms"}.isdisjoint(read(planted.folder).numbers)


def test_a_pin_to_what_is_not_there_is_named(planted: Planted) -> None:
    planted.edit(PIN, "life_event: having-a-baby", "life_event: having-a-babby")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (PIN, "life_event")
    assert "Did you mean “having-a-baby”?" in problem.remedy


@pytest.mark.parametrize("target", ["", "service: register-birth\nlife_event: having-a-baby\n"])
def test_a_pin_leads_to_exactly_one_object(planted: Planted, target: str) -> None:
    planted.write(PIN, target or "owner: desk@example.org\n")
    problem = planted.only_problem(settled=False)
    assert problem.path == PIN
    assert "exactly one of service, life_event, document, organisation, office" in problem.problem


def test_one_query_cannot_lead_to_two_places(planted: Planted) -> None:
    planted.write("pins/paper/pin.yaml", "service: register-birth\n")
    planted.write("pins/paper/en.md", queries("certificate", "I am pregnant!"))
    problem = planted.only_problem()
    assert (problem.path, problem.field) == ("pins/paper/en.md", "queries")
    assert problem.problem == "“I am pregnant!” leads elsewhere by pins/new-child/pin.yaml."


def test_the_same_query_to_the_same_place_or_in_another_language_is_no_fault(planted: Planted) -> None:
    planted.write("pins/again/pin.yaml", "life_event: having-a-baby\n")
    planted.write("pins/again/en.md", queries("pregnant"))
    planted.write("pins/paper/pin.yaml", "service: register-birth\n")
    planted.write("pins/paper/fr.md", queries("enceinte"))
    planted.write("pins/new-child/fr.md", queries("bébé"))
    assert planted.problems() == []


def test_a_file_of_another_form_is_no_rule(planted: Planted) -> None:
    planted.write("synonyms/en.txt", "baby, newborn\n")
    assert planted.only_problem().path == "synonyms/en.txt"


def test_rules_are_read_as_they_are_written(planted: Planted) -> None:
    planted.write(RULES, rules("ID, identity card", "C#, a: b => 'quoted'"))
    words = read(planted.folder).objects[Kind.SYNONYMS, "general"].words["en"]
    assert words.sections == {"rules": ("ID, identity card", "C#, a: b => 'quoted'")}
