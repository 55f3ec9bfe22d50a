"""Where editors, reviewers and translators work, a file per page family. Strangers are refused at the door."""

from portal.editor import desk
from portal.editor.blueprint import editor

__all__ = ["desk", "editor"]
