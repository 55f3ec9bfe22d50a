"""The first page after signing in: who one is, and what one may do."""

from __future__ import annotations

from portal.editor.blueprint import editor
from portal.staff.who import person, staff, staff_page


@editor.get("/")
@staff()
def desk() -> str:
    """Show who is signed in and what they are trusted with."""
    return staff_page("editor/desk.html", grants=person().grants)
