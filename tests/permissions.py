"""Who may ask for which address of staff: one row for every endpoint. A route without its row fails the tests.

`tests/portal/staff/test_permissions.py` asks for every address as everybody of `people_of_all_kinds`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from catalogue.rights import Grant, Role

ROOMS = ("staff.", "editor.", "desk.", "insights.")
EVERY_ROLE = frozenset(Role)
OWNERS = frozenset({Role.OWNER})
READERS = frozenset({Role.EDITOR, Role.REVIEWER, Role.TRANSLATOR})
WRITERS = frozenset({Role.EDITOR, Role.TRANSLATOR})
CLERKS = frozenset({Role.DESK})
EDITORS = frozenset({Role.EDITOR})
REVIEWERS = frozenset({Role.REVIEWER})
HANDLERS = frozenset({Role.DESK, Role.REVIEWER})

OPEN = frozenset(
    {
        "staff.login",
        "staff.try_login",
        "staff.code",
        "staff.try_code",
        "staff.invitation",
        "staff.take_invitation",
        "staff.leave_for_provider",
        "staff.come_back",
        "staff.go_on_with_kept",
    }
)
"""What people see before they are signed in; every other address of staff is closed to strangers."""


@dataclass(frozen=True)
class Row:
    """Who may ask for an endpoint, and with what it is asked for."""

    roles: frozenset[Role] | None
    """The roles that may, each of them enough; None for everybody who is signed in, rights or not."""
    organisation: str | None = None
    """Whose object the address is about: only grants of this organisation, of one above it or of all may."""
    refused: int = 403
    """How those of other organisations are refused; 404 where they must not even learn that there is something."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """The variables of the address. `number` is that of an account, or a case, of `organisation`, made anew for each
    asking."""
    form: Mapping[str, str] = field(default_factory=dict)


OF_A_PERSON = Row(OWNERS, organisation="registry", refused=404)
OF_A_CASE = Row(HANDLERS, organisation="registry", refused=404)
A_RIGHT = {"role": "editor", "organisation": "registry"}

PERMISSIONS: dict[str, Row] = {
    "desk.counter": Row(CLERKS),
    "desk.changes": Row(CLERKS),
    "desk.note_unanswered": Row(CLERKS, form={"q": "unicorn"}),
    "desk.queue": Row(CLERKS),
    "desk.queue_entry": Row(CLERKS, values={"entry": 999}),
    "desk.act_on_queue": Row(CLERKS, values={"entry": 999}, form={"do": "take"}),
    "desk.report": Row(CLERKS, form={"service": "register-birth", "form": "a-form"}),
    "desk.seen": Row(CLERKS, form={"service": "register-birth"}),
    "desk.slip": Row(CLERKS),
    "desk.take_note_away": Row(CLERKS | EDITORS, values={"note": 999}),
    "desk.write_note": Row(
        CLERKS | EDITORS, "registry", form={"about": "service:register-birth", "language": "en", "text": "Ask twice."}
    ),
    "desk.suggestions": Row(CLERKS),
    "desk.cases": Row(HANDLERS),
    "desk.case": OF_A_CASE,
    "desk.act_on_case": replace(OF_A_CASE, form={"do": "take"}),
    "desk.new_case": Row(CLERKS),
    "desk.enter_case": Row(CLERKS, form={"kind": "question", "text": "Why?", "language": "en"}),
    "editor.desk": Row(None),
    "editor.objects": Row(READERS),
    "editor.translations": Row(WRITERS, values={"code": "fr"}),
    "editor.thing": Row(READERS, "registry"),
    "editor.move": Row(READERS, "registry"),
    "editor.catch_up_draft": Row(WRITERS, "registry"),
    "editor.review": Row(REVIEWERS, "registry"),
    "editor.decide": Row(REVIEWERS, "registry"),
    "editor.history": Row(READERS, "registry"),
    "editor.restore": Row(WRITERS, "registry"),
    "editor.withdrawal": Row(REVIEWERS, "registry"),
    "editor.withdraw": Row(REVIEWERS, "registry"),
    "editor.facts": Row(READERS),
    "editor.save_facts": Row(EDITORS, "registry", form={"do": "save"}),
    "editor.words": Row(READERS, "registry", values={"code": "fr"}),
    "editor.save_words_page": Row(WRITERS, "registry", values={"code": "fr"}),
    "editor.new_object": Row(EDITORS),
    "editor.begin_object": Row(EDITORS),
    "editor.example_plans": Row(READERS, "registry"),
    "editor.previews": Row(READERS, "registry"),
    "editor.new_preview": Row(READERS, "registry"),
    "editor.no_preview": Row(READERS, "registry"),
    "editor.care": Row(READERS),
    "editor.settle": Row(EDITORS, "town-hall", values={"key": "register-birth/harbour"}, form={"decision": "keep"}),
    "editor.searches": Row(EDITORS),
    "editor.answer_search": Row(EDITORS, form={"do": "synonym", "language": "en", "text": "stork"}),
    "editor.reports": Row(READERS),
    "editor.deal": Row(READERS, form={"state": "valid"}),
    "editor.tell_change": Row(REVIEWERS, form={"said-en": "It was wrong.", "changed-en": "It is right."}),
    "editor.exchange": Row(WRITERS | OWNERS),
    "editor.download_words": Row(WRITERS),
    "editor.upload_words": Row(WRITERS),
    "editor.download_content": Row(EDITORS | OWNERS, "everything"),
    "editor.upload_content": Row(EDITORS | OWNERS, "everything"),
    "editor.waiting": Row(WRITERS | OWNERS),
    "editor.confirm": Row(WRITERS | OWNERS),
    "insights.bot": Row(OWNERS),
    "insights.bot_file": Row(OWNERS),
    "insights.cases": Row(OWNERS),
    "insights.cases_file": Row(OWNERS),
    "insights.feedback": Row(OWNERS),
    "insights.feedback_file": Row(OWNERS),
    "insights.freshness": Row(OWNERS),
    "insights.freshness_file": Row(OWNERS),
    "insights.overview": Row(OWNERS),
    "insights.overview_file": Row(OWNERS),
    "insights.reads": Row(OWNERS),
    "insights.reads_file": Row(OWNERS),
    "insights.searches": Row(OWNERS, "everything"),
    "insights.searches_file": Row(OWNERS, "everything"),
    "insights.service_index": Row(OWNERS),
    "insights.service_index_file": Row(OWNERS),
    "insights.translations": Row(OWNERS),
    "insights.translations_file": Row(OWNERS),
    "insights.what_if": Row(OWNERS),
    "insights.what_if_file": Row(OWNERS),
    "staff.account": Row(None),
    "staff.change_account_page": Row(None),
    "staff.sign_out_elsewhere_page": Row(None),
    "staff.password": Row(None),
    "staff.change_password_page": Row(None),
    "staff.codes": Row(None),
    "staff.set_codes_up": Row(None),
    "staff.renew_recovery_codes_page": Row(None),
    "staff.remove_codes_page": Row(None),
    "staff.logout": Row(None),
    "staff.log": Row(OWNERS),
    "staff.people": Row(OWNERS),
    "staff.add_person": Row(OWNERS),
    "staff.one_person": OF_A_PERSON,
    "staff.give_grant": Row(OWNERS, "registry", 404, form={"role": "reviewer", "organisation": "registry"}),
    "staff.take_grant": Row(OWNERS, "registry", 404, form=A_RIGHT),
    "staff.invite_again": OF_A_PERSON,
    "staff.change_state": OF_A_PERSON,
    "staff.remove_persons_codes": OF_A_PERSON,
}


def staff_rules(app: Flask) -> list[Rule]:
    """Return every rule of staff's rooms."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(ROOMS)]


def address_of(app: Flask, rule: Rule, values: Mapping[str, Any]) -> str:
    """Return an address of a rule; what `values` leaves open is filled in by the kind of variable."""
    samples = {name: _sample(converter) for name, converter in rule._converters.items()} | dict(values)
    return app.url_map.bind("localhost").build(rule.endpoint, samples, append_unknown=False)


def methods_of(rule: Rule) -> list[str]:
    """Return the methods that a rule answers itself."""
    return sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})


def people_of_all_kinds() -> dict[str, tuple[Grant, ...]]:
    """Return every role – everywhere, in one organisation, in another – and somebody without any right, by a name."""
    people: dict[str, tuple[Grant, ...]] = {"nobody": ()}
    for role in Role:
        for where in (None, "registry", "town-hall"):
            people[f"{role.value}-{where or 'everywhere'}"] = (Grant(role, where),)
    return people


def is_allowed(row: Row, grants: tuple[Grant, ...]) -> bool:
    """Tell whether somebody with these grants may, as the matrix says."""
    if row.roles is None:
        return True
    return any(
        grant.role in row.roles and (row.organisation is None or grant.organisation in (None, row.organisation))
        for grant in grants
    )


def _sample(converter: object) -> object:
    name = type(converter).__name__
    if name == "AnyConverter":
        return next(iter(converter.items))  # type: ignore[attr-defined]
    return {"IntegerConverter": 1, "LanguageConverter": "fr", "KindConverter": "service"}.get(name, "register-birth")
