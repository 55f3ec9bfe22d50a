"""The glossary in the check: one planted error for each rule, named with its place and the word to use."""

import pytest
from planted_content import LANGUAGES, Planted

from catalogue.files.glossaries import load_glossary

SERVICE = "services/register-birth/en.md"
WHO = "Either parent of a child born in the country."
TERMS = "newborn:\n  say: newborn\n  avoid: [neonate]\n"


@pytest.fixture
def worded(planted: Planted) -> Planted:
    """The example with a glossary of one term in each language."""
    for language in LANGUAGES:
        planted.write(f"glossary/{language}.yaml", TERMS)
    assert planted.problems() == []
    return planted


def test_a_word_to_avoid_is_reported_where_it_stands(worded: Planted) -> None:
    worded.edit("services/register-birth/fr.md", WHO, "Either parent of a neonate.")
    problem = worded.only_problem()
    assert (problem.path, problem.field) == ("services/register-birth/fr.md", "who")
    assert problem.problem == "“neonate” is not the word that this language uses."
    assert problem.remedy == "Say “newborn”, as the glossary does."


def test_words_that_people_type_are_theirs(worded: Planted) -> None:
    worded.edit("services/register-birth/??.md", "- declare a newborn", "- declare a neonate")
    assert worded.problems() == []


def test_a_term_that_one_language_lacks_is_reported(worded: Planted) -> None:
    worded.edit("glossary/ar.yaml", TERMS, "{}\n")
    problem = worded.only_problem()
    assert (problem.path, problem.field) == ("glossary/ar.yaml", "newborn")


def test_a_word_to_use_and_to_avoid_is_reported(worded: Planted) -> None:
    worded.edit("glossary/??.yaml", TERMS, f"{TERMS}baby:\n  say: neonate\n")
    problems = worded.problems()
    assert {(problem.path, problem.field) for problem in problems} == {
        (f"glossary/{language}.yaml", "newborn.avoid") for language in LANGUAGES
    }


def test_a_term_named_like_a_document_has_its_title(worded: Planted) -> None:
    worded.edit("glossary/??.yaml", TERMS, f"{TERMS}birth-certificate:\n  say: birth certificate\n")
    assert worded.problems() == []
    worded.edit("glossary/en.yaml", "say: birth certificate", "say: birth paper")
    problem = worded.only_problem()
    assert (problem.path, problem.field) == ("glossary/en.yaml", "birth-certificate.say")
    assert "“Birth certificate”" in problem.problem


@pytest.mark.parametrize(
    ("text", "field"),
    [("newborn: {avoid: [x]}\n", "newborn.say"), ("newborn: {say: x, never: y}\n", "newborn.never"), ("[a]\n", "file")],
)
def test_a_glossary_that_cannot_be_read_is_reported(worded: Planted, text: str, field: str) -> None:
    worded.write("glossary/en.yaml", text)
    assert ("glossary/en.yaml", field) in [(problem.path, problem.field) for problem in worded.problems()]


def test_a_stray_file_among_the_glossaries_is_reported(worded: Planted) -> None:
    worded.write("glossary/terms.txt", "newborn")
    assert worded.only_problem().path == "glossary/terms.txt"


def test_editors_get_the_glossary_as_its_file_is_now(worded: Planted) -> None:
    assert load_glossary(worded.folder, "en").terms["newborn"].avoid == ("neonate",)
    assert load_glossary(worded.folder, "de").terms == {}
    worded.write("glossary/en.yaml", "newborn: {say: newborn, avoid: [infant in arms, neonate]}\n")
    assert load_glossary(worded.folder, "en").terms["newborn"].avoid == ("infant in arms", "neonate")
