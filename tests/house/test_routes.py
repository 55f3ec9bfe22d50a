"""The routes are a promise: to drop or change one is to add a redirect and say so in routes.txt."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from portal import add_addresses, add_staff_addresses

PROMISED = Path(__file__).with_name("routes.txt")


def test_the_routes_are_those_that_were_promised():
    app = Flask("routes")
    add_addresses(app)
    add_staff_addresses(app)
    lines = sorted(
        f"{rule.rule}  {rule.endpoint}  {methods(rule)}" for rule in app.url_map.iter_rules() if is_ours(rule)
    )
    assert lines == PROMISED.read_text(encoding="utf-8").splitlines()


def methods(rule) -> str:
    """Return the methods a route takes, but for those that every route takes."""
    return ",".join(sorted(rule.methods - {"HEAD", "OPTIONS"}))


def is_ours(rule) -> bool:
    """Tell our routes from the one that Flask adds for its static folder."""
    return rule.endpoint != "static"
