"""Who may do what: roles, the grants that a person holds, and what a grant reaches. Pure; every door asks here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from catalogue.errors import NotAllowed
from catalogue.facts.kinds import Kind

FACTS_PART = "facts"
"""The part of an object that is in no language."""


class Role(StrEnum):
    """What somebody is trusted with."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    TRANSLATOR = "translator"
    DESK = "desk"
    OWNER = "owner"


class Action(StrEnum):
    """What staff can do."""

    SEE_DRAFTS = "see_drafts"
    EDIT = "edit"
    """Change facts and words."""
    TRANSLATE = "translate"
    """Change words, never facts."""
    SUBMIT = "submit"
    REVIEW = "review"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    STEER_SEARCH = "steer_search"
    MANAGE_PEOPLE = "manage_people"
    SEE_LOG = "see_log"
    USE_DESK = "use_desk"
    SEE_INSIGHTS = "see_insights"


ACTIONS_OF: dict[Role, frozenset[Action]] = {
    Role.EDITOR: frozenset(
        {Action.SEE_DRAFTS, Action.EDIT, Action.TRANSLATE, Action.SUBMIT, Action.STEER_SEARCH},
    ),
    Role.REVIEWER: frozenset({Action.SEE_DRAFTS, Action.REVIEW, Action.PUBLISH, Action.WITHDRAW}),
    Role.TRANSLATOR: frozenset({Action.SEE_DRAFTS, Action.TRANSLATE, Action.SUBMIT}),
    Role.DESK: frozenset({Action.USE_DESK}),
    Role.OWNER: frozenset({Action.MANAGE_PEOPLE, Action.SEE_LOG, Action.SEE_INSIGHTS}),
}
"""What each role is for. That nobody reviews what they wrote themselves is a rule of the review, whatever the role."""

OF_WORDS_ONLY = frozenset({Action.TRANSLATE})
"""Actions that have no meaning for facts."""
OF_WHOLE_OBJECTS = frozenset({Action.SEE_DRAFTS})
"""Actions for which a grant in one language reaches the whole object: who translates must read what surrounds it."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, everywhere or within an organisation and those below it, a place, a language. None means everywhere."""

    role: Role
    organisation: str | None = None
    place: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in. `mail` is what the log knows them by, `language` that of their pages."""

    id: int
    mail: str
    name: str
    grants: tuple[Grant, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action is done to: a part of an object (`facts` or a language), or the whole object where it is None."""

    kind: Kind | None
    key: str | None
    organisations: frozenset[str] = frozenset()
    """The object's organisation and those above it; empty for what belongs to no organisation."""
    place: str | None = None
    part: str | None = None


def may(person: Person, action: Action, subject: Subject | None = None) -> bool:
    """Tell whether somebody may do this to the subject; without a subject, whether to anything at all."""
    return any(
        action in ACTIONS_OF[grant.role] and (subject is None or _reaches(grant, action, subject))
        for grant in person.grants
    )


def require(person: Person, action: Action, subject: Subject | None = None) -> None:
    """Raise `NotAllowed` unless the person may do this."""
    if not may(person, action, subject):
        raise NotAllowed(action.value)


def may_give(person: Person, grant: Grant, organisations: frozenset[str]) -> bool:
    """Tell whether somebody may give a grant to others, or take it from them: never more than they look after.

    `organisations` are the grant's organisation and those above it.
    """
    return any(
        Action.MANAGE_PEOPLE in ACTIONS_OF[own.role]
        and (own.organisation is None or (grant.organisation is not None and own.organisation in organisations))
        and own.place in (None, grant.place)
        and own.language in (None, grant.language)
        for own in person.grants
    )


def _reaches(grant: Grant, action: Action, subject: Subject) -> bool:
    if grant.organisation is not None and grant.organisation not in subject.organisations:
        return False
    if grant.place is not None and grant.place != subject.place:
        return False
    return _reaches_part(grant, action, subject.part)


def _reaches_part(grant: Grant, action: Action, part: str | None) -> bool:
    if action in OF_WHOLE_OBJECTS:
        return True
    if part == FACTS_PART and (action in OF_WORDS_ONLY or grant.role is Role.TRANSLATOR):
        return False
    if part is None and grant.role is Role.TRANSLATOR and action not in OF_WORDS_ONLY:
        # A whole object has facts, too.
        return False
    return grant.language in (None, part)
