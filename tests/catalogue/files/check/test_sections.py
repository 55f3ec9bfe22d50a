"""What must be said is said in every language, and translations follow their source."""

import pytest
from planted_content import LANGUAGES, Planted

SERVICE = "services/register-birth"
EVENT = "life-events/having-a-baby"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_language_is_reported(planted: Planted, language: str) -> None:
    (planted.folder / f"offices/harbour-centre/{language}.md").unlink()
    problem = planted.only_problem() if language != "en" else planted.problems()[0]
    assert (problem.path, problem.field) == (f"offices/harbour-centre/{language}.md", "file")
    assert problem.problem == f"The words in “{language}” are missing."
    assert problem.remedy == "Write the file."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_section_is_reported_in_the_language_that_lacks_it(planted: Planted, language: str) -> None:
    planted.edit(f"{SERVICE}/{language}.md", "fees.late: Late registration\n", "")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (f"{SERVICE}/{language}.md", "fees.late")
    assert problem.problem == "The section is missing."
    assert problem.remedy.startswith("Write it")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_without_part_is_reported_with_a_guess(planted: Planted, language: str) -> None:
    planted.edit(f"{SERVICE}/{language}.md", "fees.late: Late", "fees.later: Late")
    path = f"{SERVICE}/{language}.md"
    assert [(problem.path, problem.field, problem.remedy) for problem in planted.problems()] == [
        (path, "fees.late", "Write it; content/README.md lists the sections."),
        (path, "fees.later", "Did you mean “fees.late”?"),
    ]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_an_optional_section_is_there_in_all_languages_or_in_none(planted: Planted, language: str) -> None:
    planted.edit(f"{EVENT}/{language}.md", "event: Day", "event.hint: A hint\nevent: Day")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (f"{EVENT}/{language}.md", "event.hint")
    assert problem.remedy == f"Write it in “en”, or remove it in “{language}”."


def test_a_deadline_without_consequence_is_reported(planted: Planted) -> None:
    planted.edit(f"{SERVICE}/*.md", "deadlines.register.late:", "complaint:")
    found = {problem.problem for problem in planted.problems() if problem.field == "deadlines.register.late"}
    assert found == {"The deadline has no consequence: nothing says what follows from being late."}


def test_the_own_deadline_of_a_step_needs_a_consequence_too(planted: Planted) -> None:
    planted.edit(f"{EVENT}/*.md", "steps.hospital.late:", "steps.hospital.latest:")
    found = {problem.problem for problem in planted.problems() if problem.field == "steps.hospital.late"}
    assert found == {"The deadline has no consequence: nothing says what follows from being late."}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_without_service_or_text_is_reported(planted: Planted, language: str) -> None:
    planted.edit(f"{EVENT}/{language}.md", "# steps.acknowledge.text\n", "# support\n")
    found = [problem for problem in planted.problems() if problem.field == "steps.acknowledge.text"]
    assert [(problem.path, problem.problem) for problem in found] == [
        (f"{EVENT}/{language}.md", "The step is neither a service nor told in words.")
    ]


def test_an_empty_section_is_reported(planted: Planted) -> None:
    planted.edit(f"{SERVICE}/fr.md", "Either parent of a child born in the country.\n", "")
    found = [problem for problem in planted.problems() if problem.problem == "The section is empty."]
    assert [(problem.path, problem.field) for problem in found] == [(f"{SERVICE}/fr.md", "who")]


def test_a_line_has_one_line_and_a_list_is_a_list(planted: Planted) -> None:
    planted.edit(f"{SERVICE}/en.md", "aliases:\n- register my baby\n- declare a newborn\n", "aliases: my baby\n")
    planted.edit(f"{SERVICE}/en.md", "steps.sign: Read the entry, then sign it.\n", "steps.sign: [Read, Sign]\n")
    planted.edit(f"{EVENT}/en.md", "event: Day of birth, expected or real\n", "event: |\n  Day of birth\n  or so\n")
    found = {(problem.path, problem.field): problem.problem for problem in planted.problems()}
    assert found[f"{SERVICE}/en.md", "aliases"] == "It is a list."
    assert found[f"{SERVICE}/en.md", "steps.sign"] == "It is no list."
    assert found[f"{EVENT}/en.md", "event"] == "It has more than one line."


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_of_an_older_source_is_reported(planted: Planted, language: str) -> None:
    for other in set(LANGUAGES) - {language}:
        planted.edit(f"{SERVICE}/{other}.md", "Either parent of", "Each parent of")
    made_from = planted.folder / f"{SERVICE}/{language}.md"
    before = made_from.read_text()
    planted.settle()
    made_from.write_text(before)
    problem = planted.only_problem(settled=False)
    assert (problem.path, problem.field) == (f"{SERVICE}/{language}.md", "who")
    assert problem.problem == "The source text has changed since it was translated."
    assert f"onedoor stamp {SERVICE}/{language}.md" in problem.remedy


def test_a_translation_says_what_it_was_made_from(planted: Planted) -> None:
    text = (planted.folder / "laws/civil-status-act/fr.md").read_text()
    planted.write("laws/civil-status-act/fr.md", text[: text.index("made_from")] + "---\n")
    problem = planted.only_problem(settled=False)
    assert (problem.path, problem.field) == ("laws/civil-status-act/fr.md", "made_from.title")
    assert problem.remedy == "Run `onedoor stamp laws/civil-status-act/fr.md`."


def test_the_source_language_is_made_from_nothing(planted: Planted) -> None:
    planted.edit("places/harbour/en.md", "title: Harbour\n", "title: Harbour\nmade_from:\n  title: 0123abcd\n")
    problem = planted.only_problem(settled=False)
    assert (problem.path, problem.field) == ("places/harbour/en.md", "made_from")
    assert "only translations" in problem.remedy


def test_a_mark_on_a_section_that_is_not_there_is_reported(planted: Planted) -> None:
    planted.edit("places/harbour/fr.md", "title: Harbour\n", "title: Harbour\nmachine: [title, summary]\n")
    problem = planted.only_problem(settled=False)
    assert (problem.path, problem.field) == ("places/harbour/fr.md", "machine.summary")
    assert problem.remedy == "Remove the entry."


def test_a_language_of_which_the_pack_knows_nothing_is_reported(planted: Planted) -> None:
    planted.write("places/harbour/de.md", "---\ntitle: Hafen\n---\n")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == ("places/harbour/de.md", "file")
    assert "pack.yaml" in problem.remedy


def test_a_variant_that_says_nothing_needs_no_words_and_one_that_adds_needs_them(planted: Planted) -> None:
    for language in LANGUAGES:
        (planted.folder / f"{SERVICE}/places/harbour.{language}.md").unlink()
    assert {problem.path for problem in planted.problems()} == {
        f"{SERVICE}/places/harbour.{language}.md" for language in LANGUAGES
    }
    variant = planted.folder / f"{SERVICE}/places/harbour.yaml"
    variant.write_text(variant.read_text().split("- add:")[0])
    assert planted.problems() == []


def test_the_pack_names_languages_that_the_product_knows_the_source_among_them(planted: Planted) -> None:
    planted.edit("pack.yaml", "languages: [en, ", "languages: [xx, ")
    found = {fault.field: fault for fault in planted.problems() if fault.path == "pack.yaml"}
    assert found["languages"].problem == "The product does not know the language “xx”."
    assert "catalogue/languages/" in found["languages"].remedy
    assert found["source_language"].remedy == "Add it to `languages`."


def test_questions_are_asked_in_each_language_by_itself(planted: Planted) -> None:
    asked = "questions:\n- Where do I register my child?\n"
    planted.edit("services/register-birth/fr.md", "title: ", f"{asked}title: ")
    assert planted.problems() == []
