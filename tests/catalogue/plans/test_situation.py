from __future__ import annotations

from datetime import date

from builders import a_pathway, a_question, a_requirement, a_service, a_situation, a_step, when
from hypothesis import given
from hypothesis import strategies as st

from catalogue.plans.plan import plan
from catalogue.read_models.plan import Dropped

# Only the unmarried are asked whether the father acknowledged the child, and only then whether he comes along.
IN_TURN = a_pathway(
    [a_step("register", "register"), a_step("consent", when=when(present="no"))],
    services={"register": a_service(requirements=[a_requirement("statement", when=when(acknowledged="no"))])},
    questions={"married": a_question(), "acknowledged": a_question(), "present": a_question()},
    asked=[
        {"question": "married"},
        {"question": "acknowledged", "when": when(married="no")},
        {"question": "present", "when": when(acknowledged="yes")},
    ],
)


def test_what_the_catalogue_does_not_have_is_dropped_and_named() -> None:
    made = plan(
        IN_TURN,
        a_situation(
            answers={"married": "perhaps", "horse": "yes"},
            place="atlantis",
            ticks={"fly": "done"},
            channels={"swim": "office"},
        ),
    )
    assert set(made.dropped) == {
        Dropped("option", "married=perhaps"),
        Dropped("question", "horse"),
        Dropped("place", "atlantis"),
        Dropped("step", "fly"),
        Dropped("step", "swim"),
    }
    assert (dict(made.answers), made.place, dict(made.ticks)) == ({}, None, {})


def test_questions_that_make_no_sense_are_left_out_and_the_rest_are_asked() -> None:
    def asked(**answers: str) -> list[str]:
        return [question.id for question in plan(IN_TURN, a_situation(answers=answers)).questions]

    assert asked() == ["married", "acknowledged", "present"]
    assert asked(married="yes") == ["married"]
    assert asked(married="no") == ["married", "acknowledged", "present"]
    assert asked(married="no", acknowledged="no") == ["married", "acknowledged"]


def test_a_changed_answer_drops_the_answers_that_no_longer_make_sense_and_no_other() -> None:
    answers = {"married": "no", "acknowledged": "yes", "present": "no"}
    assert [step.id for step in plan(IN_TURN, a_situation(answers=answers)).steps] == ["register", "consent"]
    changed = plan(IN_TURN, a_situation(answers={**answers, "married": "yes"}))
    assert [step.id for step in changed.steps] == ["register"]
    assert dict(changed.answers) == {"married": "yes"}
    assert changed.dropped == (Dropped("answer", "acknowledged"), Dropped("answer", "present"))


def test_nothing_depends_on_a_question_that_nobody_is_asked() -> None:
    made = plan(IN_TURN, a_situation(answers={"married": "yes"}))
    assert made.bring == ()
    assert [step.applies for step in made.steps] == ["yes"]


def test_a_question_the_life_event_forgot_is_asked_when_something_depends_on_it() -> None:
    forgetful = a_pathway(
        services={"register": a_service(requirements=[a_requirement("permit", when=when(foreign="yes"))])},
        questions={"foreign": a_question(), "idle": a_question()},
        asked=[],
    )
    assert [question.id for question in plan(forgetful, a_situation()).questions] == ["foreign"]
    answered = plan(forgetful, a_situation(answers={"foreign": "no"}))
    assert [(question.id, question.answer) for question in answered.questions] == [("foreign", "no")]


answers = st.dictionaries(
    st.sampled_from(("married", "acknowledged", "present")), st.sampled_from(("yes", "no")), max_size=3
)


@given(answers, st.sampled_from(("married", "acknowledged", "present")), st.sampled_from(("yes", "no")))
def test_answering_one_more_question_only_takes_away_from_what_was_open(
    known: dict[str, str], question: str, option: str
) -> None:
    before = plan(IN_TURN, a_situation(answers=known))
    after = plan(IN_TURN, a_situation(answers={question: option, **known}))
    if before.dropped or after.dropped:
        return
    certain = {step.id for step in before.steps if step.applies == "yes"}
    assert {step.id for step in after.steps} <= {step.id for step in before.steps}
    assert certain <= {step.id for step in after.steps if step.applies == "yes"}
    assert {item.document for item in after.bring} <= {item.document for item in before.bring}


@given(answers)
def test_a_plan_is_the_same_whatever_the_order_of_the_answers(known: dict[str, str]) -> None:
    backwards = dict(reversed(list(known.items())))
    assert plan(IN_TURN, a_situation(answers=known)) == plan(IN_TURN, a_situation(answers=backwards))


def test_dates_at_the_ends_of_the_calendar_are_no_accident() -> None:
    far = a_pathway(
        services={
            "register": a_service(
                requirements=[a_requirement("paper", not_older_than="3 months")],
                deadlines=[{"id": "d", "until": "10 working-days after event"}],
                times=[{"id": "t", "usual": "2 years"}],
            )
        }
    )
    for day in (date.min, date.max):
        made = plan(far, a_situation(as_of=day, event_date=day, applied={"register": day}))
        assert made.steps[0].due.rule.value == "Within 10 working days"


def test_answers_may_make_a_plan_sensitive_and_silence_does_not() -> None:
    questions = {"outcome": a_question("birth", "loss")}
    pathway = a_pathway([a_step("register")], questions=questions, sensitive_when=when(outcome="loss"))
    told = {answer: plan(pathway, a_situation(answers={"outcome": answer})).sensitive for answer in ("birth", "loss")}
    assert told == {"birth": False, "loss": True}
    assert not plan(pathway, a_situation()).sensitive
