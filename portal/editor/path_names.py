"""What differs is called as in the forms, and told in words, so that nobody has to read paths or code."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from catalogue.facts import Kind
from catalogue.rights import FACTS_PART
from portal import work
from portal.editor.facts_page import open_facts_page
from portal.editor.forms.shapes import Choice, Day, Inner, Named
from portal.editor.forms.spelling import name_of_path, shape_of_path, spell
from portal.editor.forms.view import FormView
from portal.editor.section_names import section_name


class FactsInWords:
    """Says what differs in facts in the words of their form, which is made when the first difference asks for it."""

    def __init__(self, kind: Kind, key: str) -> None:
        self._kind, self._key = kind, key

    @cached_property
    def _view(self) -> FormView:
        return open_facts_page(work.reading(), self._kind, self._key).view

    def tell(self, path: str, value: Any) -> str | None:
        """Return days, conditions, references and other values of several fields in words; None for a plain value."""
        if isinstance(value, str):
            shape = shape_of_path(self._view, path)
            return spell(self._view, shape, value) if isinstance(shape, Choice | Day | Inner | Named) else None
        if isinstance(value, dict | bool) or (
            isinstance(value, list) and any(isinstance(each, dict) for each in value)
        ):
            return spell(self._view, shape_of_path(self._view, path), value)
        return None

    def name_paths(self, part: str, paths: Iterable[str]) -> dict[str, str]:
        """Return what the parts of facts, or the sections of words, at these paths are called, by path."""
        if part != FACTS_PART:
            return {path: section_name(path) for path in paths}
        return {path: name_of_path(self._view, path) for path in paths}
