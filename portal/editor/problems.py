"""What the rules of content find wrong, in the language of the page."""

from __future__ import annotations

import re

from flask_babel import gettext

from portal.editor.blueprint import editor
from portal.editor.forms.faults import OF_RULES, OTHERWISE
from portal.editor.forms.view import written_day
from portal.editor.problem_sentences import SENTENCES
from portal.formats import language_name


def told_problem(problem: str) -> str:
    """Return what is wrong, and what to do about it, as a person reads it; `problem` is what the rules say of it."""
    for pattern, phrase in SENTENCES:
        found = re.match(pattern, problem)
        if found:
            values = {name: _written(name, text) for name, text in found.groupdict().items()}
            return gettext(phrase, **values) if values else gettext(phrase)
    # The models begin their own sentences with a small letter; as problems they have a capital one.
    said = problem.lower()
    return gettext(next((phrase for piece, phrase in OF_RULES.items() if piece.lower() in said), OTHERWISE))


def _written(name: str, text: str) -> str:
    match name:
        case "day":
            return written_day(text)
        case "language":
            return language_name(text)
    return text


@editor.context_processor
def _for_templates() -> dict[str, object]:
    return {"told_problem": told_problem}
