"""Money, titles, codes, care, variants and the ledger: one planted error for each rule."""

from datetime import date

import pytest
from planted_content import LANGUAGES, Planted

SERVICE = "services/register-birth/service.yaml"
VARIANT = "services/register-birth/places/harbour.yaml"
LAW = "  law:\n    law: civil-status-act\n    article: 19 (2)\n"


def test_a_fee_without_law_is_reported_unless_an_agent_takes_it(planted: Planted) -> None:
    planted.edit(SERVICE, LAW, "")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "fees.late.law")
    assert "payee: agent" in problem.remedy
    planted.edit(SERVICE, "  means: [card, cash]\n", "  payee: agent\n  means: [card, cash]\n")
    assert planted.problems() == []


def test_a_fee_without_dates_is_reported(planted: Planted) -> None:
    planted.edit(SERVICE, "from: 2025-01-01\n    until", "until")
    problem = planted.only_problem()
    assert (problem.path, problem.field, problem.problem) == (
        SERVICE,
        "fees.late.amounts.0.from",
        "The field is missing.",
    )


@pytest.mark.parametrize("until", ["2027-01-01", "2028-12-31", None])
def test_overlapping_periods_are_reported(planted: Planted, until: str | None) -> None:
    planted.edit(SERVICE, "    until: 2026-12-31\n", f"    until: {until}\n" if until else "")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "fees.late.amounts.1.from")
    assert problem.problem == "The period overlaps the one from 2025-01-01."
    assert "on the day before" in problem.remedy


def test_a_fee_whose_periods_are_over_is_reported(planted: Planted) -> None:
    planted.edit(SERVICE, "  - from: 2027-01-01\n    amount: 25.00\n", "")
    assert planted.problems(date(2026, 12, 31)) == []
    problem = planted.only_problem(date(2027, 1, 1))
    assert (problem.path, problem.field) == (SERVICE, "fees.late.amounts")


def test_a_fee_that_has_ended_on_purpose_is_no_problem(planted: Planted) -> None:
    planted.edit(SERVICE, "  - from: 2027-01-01\n    amount: 25.00\n", "  ended: true\n")
    assert planted.problems(date(2027, 1, 1)) == []


def test_days_between_two_periods_are_reported(planted: Planted) -> None:
    planted.edit(SERVICE, "    until: 2026-12-31\n", "    until: 2026-11-30\n")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "fees.late.amounts.1.from")
    assert problem.problem == "No amount is told for the days after 2026-11-30."
    assert "unknown: true" in problem.remedy


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["services/register-birth", "life-events/having-a-baby"])
def test_the_name_of_an_organisation_in_a_title_is_reported(planted: Planted, path: str, language: str) -> None:
    names = {"zh": "民事登记处", "ar": "السجل المدني", "ru": "ЗАГС"}
    name = names.get(language, "Bureau Central")
    planted.edit(f"organisations/civil-registry/{language}.md", "title: Civil Registry", f"title: {name}")
    planted.settle()
    title = f"title: 在{name}办理" if language == "zh" else f"title: Go to the {name.upper()} now"
    old = "title: Register a birth" if "services" in path else "title: I am having a baby"
    planted.edit(f"{path}/{language}.md", old, title)
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (f"{path}/{language}.md", "title")
    assert problem.problem.startswith("The title names an organisation")
    assert problem.remedy == "Say what the person wants."


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_abbreviation_of_an_organisation_in_a_title_is_reported(planted: Planted, language: str) -> None:
    planted.edit(f"services/register-birth/{language}.md", "title: Register a birth", "title: Birth form (CR)")
    problem = planted.only_problem()
    assert "“CR”" in problem.problem
    planted.edit(f"services/register-birth/{language}.md", "Birth form (CR)", "CRibs and CREches, creatures")
    assert planted.problems() == []


def test_a_code_given_twice_is_reported(planted: Planted) -> None:
    facts = (planted.folder / SERVICE).read_text()
    planted.write("services/second/service.yaml", facts.replace("document: birth-certificate", "kind: right"))
    planted.edit("offices/harbour-centre/office.yaml", "services:\n", "services:\n- service: second\n")
    for language in LANGUAGES:
        words = (planted.folder / f"services/register-birth/{language}.md").read_text()
        words = words.replace("title: Register a birth", "title: Another\noutputs.certificate: Name")
        planted.write(f"services/second/{language}.md", words)
    problem = planted.only_problem()
    assert (problem.path, problem.field) == ("services/second/service.yaml", "code")
    assert problem.problem == "The service “register-birth” has the code 2101 already."


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_given_twice_in_a_language_is_reported(planted: Planted, language: str) -> None:
    path = f"documents/medical-birth-notice/{language}.md"
    planted.edit(path, "title: Medical birth notice", "title: BIRTH  certificate")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (path, "title")
    assert problem.problem == "The document “birth-certificate” has this title already."
    assert problem.remedy == "Say what makes them different."


def test_an_overdue_review_is_reported_from_the_day_after(planted: Planted) -> None:
    assert planted.problems(date(2027, 5, 4)) == []
    found = planted.problems(date(2027, 5, 5))
    assert [(problem.path, problem.field) for problem in found] == [
        ("life-events/having-a-baby/life-event.yaml", "review"),
        (SERVICE, "review"),
    ]
    assert found[0].remedy == "Check it, then set `checked` and the next `review`."


def test_an_office_without_hours_is_reported(planted: Planted) -> None:
    path = "offices/harbour-centre/office.yaml"
    text = (planted.folder / path).read_text()
    planted.write(path, text[: text.index("hours:")] + text[text.index("exceptions:") :])
    problem = planted.only_problem()
    assert (problem.path, problem.field, problem.remedy) == (path, "hours", "Add `hours` with days, opens and closes.")
    planted.edit(path, "kind: centre", "kind: mobile")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (path, "stops")


@pytest.mark.parametrize(
    ("old", "new", "field", "problem", "remedy"),
    [
        ("    means: [card]\n", "    colour: red\n", "changes.0.with.colour", "There is no such field.", "fields here"),
        ("    means: [card]\n", "    mean: [card]\n", "changes.0.with.mean", "There is no such field.", "“means”"),
        ("    means: [card]\n", "    means: [gold]\n", "changes.0.with.means.0", "is not one of the choices", "card"),
        ("replace: fees.late", "replace: fees.x", "changes.0.replace", "The service has no “fees.x”.", "are: late."),
        ("id: machine", "id: counter", "changes.1.with.id", "has “channels.counter” already", "another id"),
        ("remove: channels.letter", "remove: channels.x", "changes.2.remove", "no “channels.x”", "counter, letter"),
        (
            "    means: [card, cash]",
            "    means: [cash]",
            "changes.0.national",
            "is not what the variant",
            "[card, cash]",
        ),
        ("    depth: partial\n", "", "changes.2.national", "is not what the variant remembers", "depth: partial"),
    ],
)
def test_a_change_of_a_variant_fits_the_service(
    planted: Planted, old: str, new: str, field: str, problem: str, remedy: str
) -> None:
    planted.edit(VARIANT, old, new)
    found = {fault.field: fault for fault in planted.problems() if fault.path == VARIANT}
    assert problem in found[field].problem
    assert remedy in found[field].remedy


def test_a_variant_is_not_blamed_for_what_it_inherits_but_for_what_it_does(planted: Planted) -> None:
    planted.edit(SERVICE, LAW, "  payee: agent\n")
    assert planted.problems() == []
    planted.edit(VARIANT, "  with:\n    means: [card]\n  national:\n", "  with:\n    payee: state\n  national:\n")
    planted.edit(VARIANT, "    means: [card, cash]\n", "    payee: agent\n")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (VARIANT, "changes.0.with.law")


def test_a_national_change_under_a_variant_is_noticed(planted: Planted) -> None:
    planted.edit(SERVICE, "means: [card, cash]", "means: [card, cash, transfer]")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (VARIANT, "changes.0.national")
    assert problem.remedy.endswith("means: [card, cash, transfer].")


def test_a_variant_needs_its_service_and_its_place(planted: Planted) -> None:
    for file in (planted.folder / "services/register-birth/places").iterdir():
        file.rename(file.with_name(file.name.replace("harbour", "atlantis")))
    problem = planted.only_problem()
    assert (problem.path, problem.field) == ("services/register-birth/places/atlantis.yaml", "place")
    assert problem.problem == "There is no place “atlantis”."


def test_what_has_no_number_and_numbers_given_twice_are_reported(planted: Planted) -> None:
    planted.edit("numbers.yaml", "  counter: 1\n", "")
    problem = planted.only_problem(settled=False)
    assert (problem.path, problem.field) == ("numbers.yaml", "service/register-birth/channels.counter")
    assert problem.remedy == "Run `onedoor format`."
    planted.edit("numbers.yaml", "  letter: 2\n", "  letter: 2\n  counter: 2\n")
    assert {fault.problem for fault in planted.problems(settled=False)} == {"The number 2 is given twice."}
