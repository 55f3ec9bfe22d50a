"""Contradictions between objects: one planted error for each, named with what and where."""

import pytest
from planted_content import Planted

SERVICE = "services/register-birth/service.yaml"
DOCUMENT = "documents/birth-certificate/document.yaml"
OFFICE = "offices/harbour-centre/office.yaml"
VALID = "issued_by_service: register-birth\n"


def test_a_document_that_says_it_comes_from_elsewhere_is_given_out_by_no_service(planted: Planted) -> None:
    planted.edit(DOCUMENT, VALID, "")
    planted.edit("documents/birth-certificate/??.md", "---\ntitle", "---\nissuer: The hospital\ntitle")
    for file in planted.folder.glob("documents/birth-certificate/??.md"):
        file.write_text(file.read_text(encoding="utf-8") + "\n# obtain\n\nAsk there.\n", encoding="utf-8")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "outputs.certificate")
    assert problem.problem.endswith("that document says that somebody else issues it.")
    assert problem.remedy == f"Name the service in {DOCUMENT}."


def test_a_document_is_valid_for_one_span(planted: Planted) -> None:
    planted.edit(DOCUMENT, VALID, f"{VALID}valid_for: 6 months\n")
    planted.edit(SERVICE, "  collect_within: 3 months\n", "  valid_for: 6 months\n  collect_within: 3 months\n")
    assert planted.problems() == []
    planted.edit(SERVICE, "  valid_for: 6 months\n", "  valid_for: 12 months\n")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "outputs.certificate.valid_for")
    assert "12 months here, but for 6 months" in problem.problem


@pytest.mark.parametrize(("valid", "contradicts"), [("12 weeks", False), ("1 months", True)])
def test_a_paper_may_not_be_older_than_it_is_valid(planted: Planted, valid: str, contradicts: bool) -> None:
    path = "documents/medical-birth-notice/document.yaml"
    file = planted.folder / path
    file.write_text(f"{file.read_text(encoding='utf-8')}valid_for: {valid}\n", encoding="utf-8")
    found = [(problem.path, problem.field) for problem in planted.problems()]
    assert found == ([(SERVICE, "requirements.notice.not_older_than")] if contradicts else [])


def test_an_office_offers_only_ways_that_the_service_has(planted: Planted) -> None:
    planted.edit(SERVICE, "  kind: office\n", "  kind: phone\n")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (OFFICE, "services.register-birth")
    assert "it has: online, phone, post" in problem.problem, "the machine of the harbour counts too"
    planted.edit(OFFICE, "- service: register-birth\n", "- service: register-birth\n  depth: information\n")
    assert planted.problems() == []


def test_a_way_to_an_office_leads_to_an_office(planted: Planted) -> None:
    planted.edit(OFFICE, "services:\n- service: register-birth\n", "")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "channels.counter")
    assert problem.problem == "It sends people there, but no office offers the service."
    planted.edit(SERVICE, "  kind: office\n", "  kind: consulate\n")
    assert planted.only_problem().problem == "It sends people there, but no consulate offers the service."
