"""Which questions drafts break: those that led to the object and would not, whatever they lead to then."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalogue.facts import Kind
from catalogue.trials import Trial, list_broken

BIRTH, DOG = (Kind.SERVICE, "register-birth"), (Kind.SERVICE, "register-dog")
ANSWERS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([BIRTH, DOG, None]))


def test_what_leads_elsewhere_is_told_with_where():
    broken = list_broken({"en": ("a newborn",)}, BIRTH, lambda *asked: BIRTH, lambda *asked: DOG)
    assert broken == (Trial("en", "a newborn", BIRTH, DOG),)


@given(ANSWERS, ANSWERS)
def test_exactly_what_worked_and_does_not_is_broken(before, after):
    asked = tuple("abcdef")
    broken = list_broken(
        {"en": asked}, BIRTH, lambda _, question: before.get(question), lambda _, question: after.get(question)
    )
    worked = {question for question in asked if before.get(question) == BIRTH}
    works = {question for question in asked if after.get(question) == BIRTH}
    assert {trial.question for trial in broken} == worked - works
