"""Where editors, reviewers and translators work, a file per page family. Strangers are refused at the door."""

from portal.editor import (
    addresses,
    catching_up,
    desk,
    facts,
    history,
    new_object,
    objects,
    review,
    sections,
    sentences,
    withdrawal,
    words,
)
from portal.editor.blueprint import editor

__all__ = [
    "addresses",
    "catching_up",
    "desk",
    "editor",
    "facts",
    "history",
    "new_object",
    "objects",
    "review",
    "sections",
    "sentences",
    "withdrawal",
    "words",
]
