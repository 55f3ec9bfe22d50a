"""Where editors, reviewers and translators work, a file per page family. Strangers are refused at the door."""

from portal.editor import addresses, desk, history, objects, review, sentences, withdrawal
from portal.editor.blueprint import editor

__all__ = ["addresses", "desk", "editor", "history", "objects", "review", "sentences", "withdrawal"]
