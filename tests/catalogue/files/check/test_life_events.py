"""Steps and questions that nobody reaches, and services that nobody comes upon."""

from planted_content import LANGUAGES, Planted

SERVICE = "services/register-birth/service.yaml"
EVENT = "life-events/having-a-baby/life-event.yaml"


def _second_question(planted: Planted, when: str) -> None:
    planted.write("questions/abroad/question.yaml", "options:\n- id: yes\n- id: no\n")
    for language in LANGUAGES:
        words = "---\ntitle: Abroad?\noptions.yes: Yes\noptions.no: No\n---\n"
        planted.write(f"questions/abroad/{language}.md", words)
    planted.edit(EVENT, "- question: married\n", f"- question: married\n- question: abroad\n  when: {when}\n")


def test_a_step_that_depends_on_a_question_not_asked_is_reported(planted: Planted) -> None:
    planted.edit(EVENT, "questions:\n- question: married\n", "")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (EVENT, "steps.acknowledge.when")
    assert problem.remedy == "Add it to `questions`."


def test_a_step_is_unreachable_when_its_question_is_asked_of_others_only(planted: Planted) -> None:
    _second_question(planted, "{is: {married: yes}}")
    planted.edit(EVENT, "is:\n      married: no", "is:\n      married: no\n      abroad: yes")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (EVENT, "steps.acknowledge.when")
    assert problem.problem.startswith("Nobody reaches this step")


def test_a_step_is_reachable_when_its_question_is_asked_of_the_same_people(planted: Planted) -> None:
    _second_question(planted, "{is: {married: no}}")
    planted.edit(EVENT, "is:\n      married: no", "is:\n      married: no\n      abroad: yes")
    assert planted.problems() == []


def test_questions_that_wait_for_each_other_are_unreachable(planted: Planted) -> None:
    _second_question(planted, "{is: {married: no}}")
    planted.edit(EVENT, "- question: married\n", "- question: married\n  when: {is: {abroad: no}}\n")
    found = {problem.field for problem in planted.problems() if "Nobody reaches this question" in problem.problem}
    assert found == {"questions.0.when", "questions.1.when"}


def test_a_question_that_waits_for_itself_is_unreachable(planted: Planted) -> None:
    planted.edit(EVENT, "- question: married\n", "- question: married\n  when: {is: {married: no}}\n")
    problems = {problem.field: problem for problem in planted.problems()}
    assert "depends on its own answer" in problems["questions.0.when"].problem


def test_a_question_asked_twice_or_for_nothing_is_reported(planted: Planted) -> None:
    _second_question(planted, "{is: {married: no}}")
    planted.edit(EVENT, "- question: married\n", "- question: married\n- question: married\n")
    assert [(problem.field, problem.problem) for problem in planted.problems()] == [
        ("questions.1", "The question “married” is asked twice."),
        ("questions.2", "Nothing depends on the question “abroad”."),
    ]


def test_a_stage_without_step_is_reported(planted: Planted) -> None:
    planted.edit(EVENT, "- id: before\n", "- id: before\n- id: later\n")
    found = [problem for problem in planted.problems() if problem.path == EVENT]
    assert [(problem.field, problem.remedy) for problem in found] == [("stages.later", "Remove it, or add a step.")]


def test_alternatives_belong_to_a_group(planted: Planted) -> None:
    planted.edit(EVENT, "kind: optional", "kind: or")
    problem = planted.only_problem()
    assert (problem.field, problem.problem) == ("steps.acknowledge", "Kind and group do not fit.")


def test_a_deadline_says_until_when_or_from_when(planted: Planted) -> None:
    planted.edit(SERVICE, "  until: 10 working-days after event\n", "")
    found = [problem for problem in planted.problems() if problem.path == SERVICE]
    assert [problem.field for problem in found] == ["deadlines.register"]
    assert "10 working-days after event" in found[0].remedy


def test_a_service_in_no_life_event_and_without_target_group_is_reported(planted: Planted) -> None:
    planted.edit(SERVICE, "target_groups: [parents]\n", "")
    assert planted.problems() == []
    planted.edit(EVENT, "  service: register-birth\n", "")
    found = [problem for problem in planted.problems() if problem.path == SERVICE]
    assert [(problem.field, problem.remedy) for problem in found] == [
        ("target_groups", "Add a target group, or a step of a life event.")
    ]
