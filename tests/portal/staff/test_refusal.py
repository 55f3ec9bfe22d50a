"""Every address of staff refuses strangers, those that nobody marked included; tested by asking all of them."""

from __future__ import annotations

import pytest
from flask import Flask
from staff import FROM_HERE, a_person, csrf_token, signed_in

from catalogue.rights import Role
from portal.editor.blueprint import editor

OPEN = {"staff.login", "staff.try_login", "staff.code", "staff.try_code", "staff.invitation", "staff.take_invitation"}
"""What people see before they are signed in; every other address of staff is closed to them."""

ROOMS = ("staff.", "editor.", "desk.", "insights.")


def staff_rules(app: Flask):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(ROOMS)]


def addresses(app: Flask, rule) -> list[tuple[str, str]]:
    """Return the methods and an address of a rule, its variables filled in."""
    samples = {name: _sample(converter) for name, converter in rule._converters.items()}
    with app.test_request_context():
        path = app.url_map.bind("localhost").build(rule.endpoint, samples, append_unknown=False)
    return [(method, path) for method in sorted(rule.methods - {"OPTIONS"})]


def _sample(converter) -> object:
    name = type(converter).__name__
    if name == "AnyConverter":
        return next(iter(converter.items))
    return {"IntegerConverter": 1, "LanguageConverter": "fr"}.get(name, "register-birth")


def test_strangers_are_refused_at_every_address(app):
    client = app.test_client()
    token = csrf_token(client)
    for rule in staff_rules(app):
        for method, path in addresses(app, rule):
            answer = client.open(path, method=method, data={"csrf_token": token}, headers=FROM_HERE)
            if rule.endpoint in OPEN:
                assert answer.status_code != 303 or "/staff/login" not in answer.headers["Location"], path
            else:
                assert answer.status_code == 303, f"{method} {path} answered {answer.status_code}"
                assert answer.headers["Location"].startswith("/staff/login"), path


def test_a_view_that_nobody_marked_is_refused_to_everybody(portal_settings, portal_catalogue, build_app):
    app = build_app(portal_catalogue)
    a_person(portal_catalogue, "all@example.org", *Role)
    app.add_url_rule("/editor/forgotten", endpoint=f"{editor.name}.forgotten", view_func=lambda: "secret")
    assert app.test_client().get("/editor/forgotten").status_code == 303
    assert signed_in(app, "all@example.org").get("/editor/forgotten").status_code == 403


@pytest.mark.parametrize("path", ["/editor/no/such/page", "/staff/nothing"])
def test_addresses_that_lead_nowhere_say_so(app, path):
    assert app.test_client().get(path).status_code == 404
