"""Where editors, reviewers and translators work, a file per page family. Strangers are refused at the door."""

from portal.editor import addresses, care, desk, kinds, preview, searches
from portal.editor.blueprint import editor

__all__ = ["addresses", "care", "desk", "editor", "kinds", "preview", "searches"]
