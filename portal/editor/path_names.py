"""What the form of facts calls the fields that differ, so that nobody has to read paths."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.facts import Kind
from catalogue.rights import FACTS_PART
from portal import work
from portal.editor.facts_page import open_facts_page
from portal.editor.forms.spelling import name_of_path


def name_paths(kind: Kind, key: str, part: str, paths: Iterable[str]) -> dict[str, str]:
    """Return the names of paths of facts, by path; sections of words are called as they are."""
    wanted = list(paths)
    if part != FACTS_PART or not wanted:
        return {}
    view = open_facts_page(work.reading(), kind, key).view
    return {path: name_of_path(view, path) for path in wanted}
