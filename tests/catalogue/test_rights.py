"""Rights: what each role may do, how far a grant reaches, and that nobody gives more than they have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import NotAllowed
from catalogue.facts.kinds import Kind
from catalogue.rights import Action, Grant, Person, Role, Subject, may, may_give, require

ORGANISATIONS = ("ministry", "registry", "town", "tax")
TREE = {
    "ministry": frozenset({"ministry"}),
    "registry": frozenset({"registry", "ministry"}),
    "town": frozenset({"town"}),
    "tax": frozenset({"tax", "ministry"}),
}
PLACES = ("harbour", "hills")
LANGUAGES = ("en", "fr", "ar")
PARTS = ("facts", *LANGUAGES)


def limited(values):
    return st.none() | st.sampled_from(values)


grants = st.builds(Grant, st.sampled_from(Role), limited(ORGANISATIONS), limited(PLACES), limited(LANGUAGES))
people = st.builds(lambda held: Person(1, "a@example.org", "A", tuple(held), "en"), st.lists(grants, max_size=4))
subjects = st.builds(
    lambda owner, place, part: Subject(Kind.SERVICE, "s", TREE.get(owner, frozenset()), place, part),
    limited(ORGANISATIONS),
    limited(PLACES),
    limited(PARTS),
)
actions = st.sampled_from(Action)


def somebody(*held: Grant) -> Person:
    return Person(1, "a@example.org", "A", held, "en")


@given(people, actions, subjects, grants)
def test_another_grant_never_takes_a_right_away(person, action, subject, grant):
    richer = Person(person.id, person.mail, person.name, (*person.grants, grant), person.language)
    assert may(richer, action, subject) or not may(person, action, subject)


@given(people, actions, subjects)
def test_who_may_do_it_to_one_thing_may_do_it_at_all(person, action, subject):
    assert may(person, action) or not may(person, action, subject)


@given(grants, actions, subjects)
def test_a_limit_never_widens_a_grant(grant, action, subject):
    for wider in (
        Grant(grant.role, None, grant.place, grant.language),
        Grant(grant.role, grant.organisation, None, grant.language),
        Grant(grant.role, grant.organisation, grant.place, None),
    ):
        assert may(somebody(wider), action, subject) or not may(somebody(grant), action, subject)


@given(grants, actions, subjects)
def test_a_grant_reaches_nothing_outside_its_organisation_and_place(grant, action, subject):
    if may(somebody(grant), action, subject):
        assert grant.organisation is None or grant.organisation in subject.organisations
        assert grant.place in (None, subject.place)


@given(st.lists(grants.filter(lambda grant: grant.role is Role.TRANSLATOR), max_size=4), actions, subjects)
def test_translators_never_touch_facts_nor_languages_that_are_not_theirs(held, action, subject):
    person = somebody(*held)
    if action is not Action.SEE_DRAFTS and may(person, action, subject):
        assert subject.part != "facts"
        assert any(grant.language in (None, subject.part) for grant in held)


@given(people, actions, subjects)
def test_to_require_is_to_ask(person, action, subject):
    if may(person, action, subject):
        require(person, action, subject)
    else:
        with pytest.raises(NotAllowed) as refused:
            require(person, action, subject)
        assert refused.value.action == action


@given(people, grants, actions, subjects)
def test_what_an_owner_gives_never_reaches_beyond_what_they_own(person, grant, action, subject):
    if may_give(person, grant, TREE.get(grant.organisation or "", frozenset())) and may(
        somebody(grant), action, subject
    ):
        reach = [Grant(Role.OWNER, own.organisation, own.place) for own in person.grants if own.role is Role.OWNER]
        # An owner's own reach over the same subject, whatever its part: owners have rights over people, not over parts.
        whole = Subject(subject.kind, subject.key, subject.organisations, subject.place)
        assert any(may(somebody(own), Action.SEE_LOG, whole) for own in reach)


@given(people, grants)
def test_only_owners_give(person, grant):
    if all(own.role is not Role.OWNER for own in person.grants):
        assert not may_give(person, grant, TREE.get(grant.organisation or "", frozenset()))


@pytest.mark.parametrize(
    ("role", "action", "part", "allowed"),
    [
        (Role.EDITOR, Action.EDIT, "facts", True),
        (Role.EDITOR, Action.EDIT, "fr", True),
        (Role.EDITOR, Action.TRANSLATE, "facts", False),
        (Role.EDITOR, Action.PUBLISH, "facts", False),
        (Role.REVIEWER, Action.PUBLISH, "facts", True),
        (Role.REVIEWER, Action.EDIT, "fr", False),
        (Role.TRANSLATOR, Action.TRANSLATE, "fr", True),
        (Role.TRANSLATOR, Action.TRANSLATE, None, True),
        (Role.TRANSLATOR, Action.SUBMIT, "facts", False),
        (Role.TRANSLATOR, Action.SUBMIT, None, False),
        (Role.TRANSLATOR, Action.SEE_DRAFTS, "facts", True),
        (Role.DESK, Action.USE_DESK, None, True),
        (Role.DESK, Action.SEE_DRAFTS, None, False),
        (Role.OWNER, Action.MANAGE_PEOPLE, None, True),
        (Role.OWNER, Action.EDIT, "facts", False),
    ],
)
def test_what_each_role_is_for(role, action, part, allowed):
    subject = Subject(Kind.SERVICE, "s", TREE["registry"], None, part)
    assert may(somebody(Grant(role)), action, subject) is allowed


def test_shared_objects_are_for_grants_without_an_organisation():
    shared = Subject(Kind.DOCUMENT, "passport", part="facts")
    assert may(somebody(Grant(Role.EDITOR)), Action.EDIT, shared)
    assert not may(somebody(Grant(Role.EDITOR, "ministry")), Action.EDIT, shared)


def test_who_works_for_a_ministry_works_for_what_is_below_it_and_not_the_other_way():
    below = Subject(Kind.SERVICE, "s", TREE["registry"], part="facts")
    above = Subject(Kind.SERVICE, "t", TREE["ministry"], part="facts")
    assert may(somebody(Grant(Role.EDITOR, "ministry")), Action.EDIT, below)
    assert not may(somebody(Grant(Role.EDITOR, "registry")), Action.EDIT, above)
