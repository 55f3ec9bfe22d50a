"""The sets of searches that the shipped content must answer, as they are written in `tests/content`."""

from __future__ import annotations

from pathlib import Path

import yaml

SETS = ("searches", "searches_unseen", "searches_whole_country")
_FOLDER = Path(__file__).parent / "content"


def searches_of(name: str, language: str) -> list[dict]:
    """Return the searches of a set in a language: what is typed, and what is expected."""
    text = (_FOLDER / name / f"{language}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - it is a safe one
