"""References to nothing, wherever facts may name something."""

import pytest
from planted_content import Planted

SERVICE = "services/register-birth/service.yaml"
EVENT = "life-events/having-a-baby/life-event.yaml"
OFFICE = "offices/harbour-centre/office.yaml"
VARIANT = "services/register-birth/places/harbour.yaml"

PLANTED = [
    ("pack.yaml", "country: littleland", "country: bigland", "country", "no place “bigland”"),
    ("pack.yaml", "contact_office: harbour-centre", "contact_office: x", "contact_office", "no office “x”"),
    ("places/harbour/place.yaml", "parent: littleland", "parent: x", "parent", "no place “x”"),
    (OFFICE, "organisation: civil-registry", "organisation: x", "organisation", "no organisation “x”"),
    (OFFICE, "place: harbour", "place: x", "place", "no place “x”"),
    (OFFICE, "service: register-birth", "service: x", "services.0.service", "no service “x”"),
    (SERVICE, "checked_by: civil-registry", "checked_by: x", "checked_by", "no organisation “x”"),
    (SERVICE, "organisation: civil-registry", "organisation: x", "organisation", "no organisation “x”"),
    (SERVICE, "[parents]", "[parents, x]", "target_groups", "no target group “x”"),
    (SERVICE, "[parents]", "[parents]\ntopics: [x]", "topics", "no topic “x”"),
    (SERVICE, "[parents]", "[parents]\nrelated: [x]", "related", "no service “x”"),
    (SERVICE, "[parents]", "[parents]\nplace: x", "place", "no place “x”"),
    (SERVICE, "- law: civil-status-act", "- law: x", "laws.0.law", "no law “x”"),
    (SERVICE, "kind: office", "kind: office\n  operator: x", "channels.counter.operator", "no organisation “x”"),
    (SERVICE, "kept: true", "kept: true\n  supplier: x", "requirements.notice.supplier", "no organisation “x”"),
    (SERVICE, "kept: true", "kept: true\n  channels: [x]", "requirements.notice.channels", "“x” among the channels"),
    (SERVICE, "means: [card, cash]", "means: [card, cash]\n  channels: [x]", "fees.late.channels", "no “x”"),
    (SERVICE, "law: civil-status-act\n    article: 19", "law: x\n    article: 19", "fees.late.law.law", "no law “x”"),
    (SERVICE, "    deadline: register", "    deadline: x", "fees.late.late.deadline", "“x” among the deadlines"),
    (SERVICE, "usual: 1 days", "usual: 1 days\n  channels: [x]", "times.usual.channels", "“x” among the channels"),
    (SERVICE, "days after event", "days after birth", "deadlines.register.until", "no “birth”"),
    (SERVICE, "- id: sign", "- id: sign\n  channels: [x]", "steps.sign.channels", "“x” among the channels"),
    (EVENT, "- question: married", "- question: x\n- question: married", "questions.0.question", "no question “x”"),
    (EVENT, "stage: before", "stage: x\n- id: other\n  stage: before", "steps.hospital.stage", "“x” among the stages"),
    (EVENT, "service: register-birth", "service: x", "steps.register.service", "no service “x”"),
    (EVENT, "after: [register]", "after: [x]", "steps.acknowledge.after", "“x” among the steps"),
    (EVENT, "service: register-birth", "service: register-birth\n  deadline: x", "steps.register.deadline", "no “x”"),
    (EVENT, "before event", "before x", "steps.hospital.due.until", "no “x”"),
    (EVENT, "gives: [medical-birth-notice]", "gives: [x]", "steps.hospital.gives", "no document “x”"),
    (EVENT, "order: 1", "order: 1\nfollow_ups: [x]", "follow_ups", "no life event “x”"),
    (EVENT, "order: 1", "order: 1\ninstead: x", "instead", "no life event “x”"),
    (VARIANT, "owner:", "organisation: x\nowner:", "organisation", "no organisation “x”"),
    (
        VARIANT,
        "    kind: online",
        "    operator: x\n    kind: online",
        "changes.1.with.operator",
        "no organisation “x”",
    ),
    ("organisations/civil-registry/organisation.yaml", "level:", "parent: x\nlevel:", "parent", "no organisation “x”"),
    ("documents/medical-birth-notice/document.yaml", "note:", "issued_by_organisation: x\nnote:", None, "no organis"),
]


@pytest.mark.parametrize(("path", "old", "new", "field", "said"), PLANTED)
def test_a_reference_to_nothing_is_reported_where_it_stands(
    planted: Planted, path: str, old: str, new: str, field: str | None, said: str
) -> None:
    planted.edit(path, old, new)
    found = [problem for problem in planted.problems() if problem.path == path and said in problem.problem]
    assert [problem.field for problem in found] == [field or "issued_by_organisation"]
    assert found[0].remedy.startswith(("Did you mean", "Write ", "There are: "))


def test_the_remedy_guesses_what_was_meant(planted: Planted) -> None:
    planted.edit(SERVICE, "document: birth-certificate", "document: birth-certificat")
    found = [problem for problem in planted.problems() if problem.field == "outputs.certificate.document"]
    assert found[0].problem == "There is no document “birth-certificat”."
    assert found[0].remedy == (
        "Did you mean “birth-certificate”? Otherwise write documents/birth-certificat/document.yaml."
    )


def test_a_place_of_a_condition_must_exist(planted: Planted) -> None:
    planted.edit(SERVICE, "- id: born-here", "- id: born-here\n  when:\n    within: x")
    assert "criteria.born-here.when.within" in {problem.field for problem in planted.problems()}


def test_an_id_given_twice_is_reported(planted: Planted) -> None:
    planted.edit(SERVICE, "- id: sign", "- id: sign\n- id: sign")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "steps.sign")
    assert problem.remedy == "Give each part an id of its own."


@pytest.mark.parametrize("word", ["place", "as-of", "q", "event-date"])
def test_a_question_may_not_take_a_word_of_the_addresses(planted: Planted, word: str) -> None:
    question = planted.folder / "questions/married"
    question.rename(planted.folder / f"questions/{word}")
    found = [problem for problem in planted.problems() if problem.path == f"questions/{word}/question.yaml"]
    assert [(problem.field, problem.problem) for problem in found] == [("id", f"“{word}” is reserved.")]
    assert "Rename the question" in found[0].remedy


def test_a_place_cannot_lie_in_itself(planted: Planted) -> None:
    planted.edit("places/littleland/place.yaml", "level: country", "level: country\nparent: harbour")
    found = [problem for problem in planted.problems() if "lies in itself" in problem.problem]
    assert [problem.path for problem in found] == ["places/harbour/place.yaml", "places/littleland/place.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("register-birth", "x", "0.from", "still exists"),
        ("gone", "register-brith", "0.to", "no service “register-brith”"),
    ],
)
def test_a_redirect_leads_from_what_is_gone_to_what_is_there(
    planted: Planted, old: str, new: str, field: str, said: str
) -> None:
    planted.write("redirects.yaml", f"- kind: service\n  from: {old}\n  to: {new}\n")
    found = [problem for problem in planted.problems() if said in problem.problem]
    assert [(problem.path, problem.field) for problem in found] == [("redirects.yaml", field)]


def test_an_unreadable_object_does_not_make_its_references_wrong(planted: Planted) -> None:
    planted.edit("laws/civil-status-act/law.yaml", "2025-03-01", "March 2025")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == ("laws/civil-status-act/law.yaml", "version")
    assert problem.remedy == "Write it as 2026-12-31."
