"""Where editors, reviewers and translators work, a file per page family. Strangers are refused at the door."""

from portal.editor import (
    addresses,
    care,
    catching_up,
    desk,
    example_plans,
    facts,
    history,
    kinds,
    new_object,
    objects,
    preview,
    review,
    searches,
    sections,
    sentences,
    withdrawal,
    words,
)
from portal.editor.blueprint import editor

__all__ = [
    "addresses",
    "care",
    "catching_up",
    "desk",
    "editor",
    "example_plans",
    "facts",
    "history",
    "kinds",
    "new_object",
    "objects",
    "preview",
    "review",
    "searches",
    "sections",
    "sentences",
    "withdrawal",
    "words",
]
