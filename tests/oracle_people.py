"""Everybody whose plan was worked out by hand, as `tests/content/oracles` has them."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from catalogue.settings import PROJECT

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def oracle_people() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Return each person with the code of their life event, in the order of the files."""
    return tuple(
        (oracle["life_event"], person)
        for file in sorted((PROJECT / "tests/content/oracles").glob("*.yaml"))
        for oracle in [yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)]  # noqa: S506 - it is a safe one
        for person in oracle["people"]
    )


def names_of_people() -> list[str]:
    """Return what a test that goes through `oracle_people` calls each."""
    return [f"{life_event}-{person['id']}" for life_event, person in oracle_people()]
