"""The desk of work: the first page after signing in, and the translations that need a hand."""

from __future__ import annotations

from flask import abort

from catalogue.queries.object_card import get_zone
from catalogue.queries.reports import count_new_reports
from catalogue.queries.work_list import get_work_list, list_translations
from catalogue.rights import Action, may
from portal import work
from portal.editor.blueprint import editor
from portal.staff.who import person, staff, staff_page

MOST_SHOWN = 100
"""Objects in one list of the desk; whoever has more to do begins with these."""


@editor.get("/")
@staff()
def desk() -> str:
    """Show what there is to do."""
    reading = work.reading()
    listed = get_work_list(reading, person())
    return staff_page(
        "editor/desk.html",
        work=listed,
        new_reports=count_new_reports(reading, person()),
        grants=person().grants,
        may_edit=may(person(), Action.SEE_DRAFTS),
        zone=get_zone(reading, None),
        most=MOST_SHOWN,
    )


@editor.get("/translations/<code>")
@staff(Action.TRANSLATE)
def translations(code: str) -> str:
    """Show the objects whose words in one language need a hand."""
    reading = work.reading()
    if code not in reading.all_languages or code == reading.source_language:
        abort(404)
    needs = list_translations(reading, person(), code)
    return staff_page("editor/translations.html", needs=needs[:MOST_SHOWN], total=len(needs), code=code)
