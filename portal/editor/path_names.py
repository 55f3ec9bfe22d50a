"""What the forms call the fields and sections that differ, so that nobody has to read paths."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.facts import Kind
from catalogue.rights import FACTS_PART
from portal import work
from portal.editor.facts_page import open_facts_page
from portal.editor.forms.spelling import name_of_path
from portal.editor.section_names import section_name


def name_paths(kind: Kind, key: str, part: str, paths: Iterable[str]) -> dict[str, str]:
    """Return what the parts of facts, or the sections of words, at these paths are called, by path."""
    wanted = list(paths)
    if part != FACTS_PART:
        return {path: section_name(path) for path in wanted}
    if not wanted:
        return {}
    view = open_facts_page(work.reading(), kind, key).view
    return {path: name_of_path(view, path) for path in wanted}
