"""Documents that go round in a circle, and issuers that issue nothing."""

from planted_content import LANGUAGES, Planted

SERVICE = "services/register-birth/service.yaml"
EVENT = "life-events/having-a-baby/life-event.yaml"
NEEDS_CARD = "requirements:\n- id: card\n  document: identity-card\n"


def _with_identity_card(planted: Planted, document: str = "birth-certificate") -> None:
    """Add a service that gives an identity card for a birth certificate."""
    planted.write("documents/identity-card/document.yaml", "issued_by_service: identity-card\n")
    facts = (planted.folder / SERVICE).read_text()
    head = facts[: facts.index("criteria:")].replace("2101", "2102")
    planted.write(
        "services/identity-card/service.yaml",
        f"{head}channels:\n- id: counter\n  kind: office\nrequirements:\n- id: paper\n  document: {document}\n"
        "outputs:\n- id: card\n  document: identity-card\n",
    )
    planted.edit("offices/harbour-centre/office.yaml", "services:\n", "services:\n- service: identity-card\n")
    for language in LANGUAGES:
        planted.write(f"documents/identity-card/{language}.md", "---\ntitle: Card\nsummary: A card.\n---\n")
        planted.write(
            f"services/identity-card/{language}.md",
            "---\ntitle: Get a card\nsummary: It proves who you are.\n---\n\n# who\n\nYou.\n\n"
            "# channels.counter\n\nCome.\n\n# next\n\nWait.\n",
        )


def _in_one_event(planted: Planted, when: str = "") -> None:
    step = f"- id: card\n  stage: first-weeks\n  service: identity-card\n{when}- id: acknowledge"
    planted.edit(EVENT, "- id: acknowledge", step)


def test_a_circle_over_services_is_reported_with_its_path(planted: Planted) -> None:
    _with_identity_card(planted)
    assert planted.problems() == []
    planted.edit(SERVICE, "requirements:\n", NEEDS_CARD)
    problem = planted.only_problem()
    assert (problem.path, problem.field) == ("services/identity-card/service.yaml", "requirements")
    assert problem.problem.endswith(
        "identity-card needs birth-certificate from → register-birth needs identity-card from identity-card."
    )
    assert "conditional" in problem.remedy


def test_alternatives_conditions_and_other_suppliers_break_a_circle(planted: Planted) -> None:
    _with_identity_card(planted)
    for way_out in (
        "  when: {is: {married: yes}}\n",
        "  supplied_by: state\n",
        "  group: proof\n- id: other\n  document: medical-birth-notice\n  group: proof\n",
    ):
        before = (planted.folder / SERVICE).read_text()
        planted.edit(SERVICE, "requirements:\n", NEEDS_CARD + way_out)
        assert [problem for problem in planted.problems() if "circle" in problem.problem] == [], way_out
        planted.write(SERVICE, before)


def test_a_paper_that_is_renewed_is_not_a_circle(planted: Planted) -> None:
    _with_identity_card(planted, "identity-card")
    assert planted.problems() == []


def test_a_circle_within_a_life_event_is_reported_with_its_path(planted: Planted) -> None:
    _with_identity_card(planted)
    _in_one_event(planted)
    assert planted.problems() == []
    planted.edit(SERVICE, "requirements:\n", NEEDS_CARD + "  when: {is: {married: yes}}\n")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (EVENT, "steps.card")
    assert problem.problem == "The steps go round in a circle: card after register after card."


def test_steps_that_no_one_person_has_make_no_circle(planted: Planted) -> None:
    _with_identity_card(planted)
    _in_one_event(planted, "  when: {is: {married: no}}\n")
    planted.edit(SERVICE, "requirements:\n", NEEDS_CARD + "  when: {is: {married: yes}}\n")
    assert planted.problems() == []


def test_steps_after_each_other_are_a_circle(planted: Planted) -> None:
    planted.edit(EVENT, "service: register-birth", "service: register-birth\n  after: [acknowledge]")
    assert planted.only_problem().problem == (
        "The steps go round in a circle: acknowledge after register after acknowledge."
    )


def test_a_step_after_itself_is_a_circle(planted: Planted) -> None:
    planted.edit(EVENT, "after: [register]", "after: [register, acknowledge]")
    assert planted.only_problem().problem == "The steps go round in a circle: acknowledge after acknowledge."


def test_who_issues_a_document_gives_it_out(planted: Planted) -> None:
    planted.edit("documents/medical-birth-notice/document.yaml", "note:", "issued_by_service: register-birth\nnote:")
    found = [problem for problem in planted.problems() if problem.field == "issued_by_service"]
    assert found[0].path == "documents/medical-birth-notice/document.yaml"
    assert found[0].remedy == "Add it to the outputs of that service."


def test_outputs_name_what_they_are(planted: Planted) -> None:
    planted.edit(SERVICE, "outputs:\n", "outputs:\n- id: paper\n- id: grant\n  kind: payment\n")
    found = {problem.field: problem.problem for problem in planted.problems() if problem.path == SERVICE}
    assert found == {
        "outputs.paper": "It names no document.",
        "outputs.grant": "The payment has no amount.",
    }


def test_a_step_that_names_one_of_a_later_stage_is_reported(planted: Planted) -> None:
    planted.edit(EVENT, "- id: acknowledge\n  stage: first-weeks", "- id: acknowledge\n  stage: before")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (EVENT, "steps.acknowledge.stage")
    assert problem.problem == "It waits for “register”, which comes in a later stage."
    assert "to the stage of “register” or a later one" in problem.remedy


def test_a_step_that_wants_a_paper_of_a_later_stage_is_reported(planted: Planted) -> None:
    _with_identity_card(planted)
    _in_one_event(planted)
    planted.edit(EVENT, "- id: card\n  stage: first-weeks", "- id: card\n  stage: before")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (EVENT, "steps.card.stage")
    assert problem.problem == "It waits for “register”, which comes in a later stage."
    planted.edit(EVENT, "gives: [medical-birth-notice]", "gives: [birth-certificate, medical-birth-notice]")
    assert planted.problems() == [], "another step gives it in time"


def test_a_step_that_no_one_person_does_beside_the_later_one_is_not_too_early(planted: Planted) -> None:
    _with_identity_card(planted)
    _in_one_event(planted, "  when: {is: {married: yes}}\n")
    planted.edit(EVENT, "- id: card\n  stage: first-weeks", "- id: card\n  stage: before")
    planted.edit(EVENT, "  service: register-birth\n", "  service: register-birth\n  when: {is: {married: no}}\n")
    assert [problem for problem in planted.problems() if problem.field == "steps.card.stage"] == []
