"""The catalogue as content files: downloaded whole or by kind, and taken over as drafts by who may change all of it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.commands.draft_content import ContentPlan, NotTaken, draft_content, plan_content
from catalogue.commands.export_content import get_content
from catalogue.context import Work
from catalogue.errors import CatalogueError, NotAllowed
from catalogue.exchange.rows import BadFile
from catalogue.exchange.table import write_table
from catalogue.exchange.waiting import Waiting, keep_waiting
from catalogue.files.archive import BadArchive, read_archive, write_archive
from catalogue.rights import Action
from furniture.labels import N_
from portal import work
from portal.editor.blueprint import editor
from portal.editor.exchange import attachment, may_exchange_all, show_exchange
from portal.editor.kinds import in_address, read_kind
from portal.editor.uploads import bad_archive_sentence, bad_file_sentence, sent_file
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page

MOST_SHOWN = 200
"""Parts whose differences are shown; of the others the number is told."""

LEFT: Mapping[NotTaken, str] = {
    NotTaken.NOT_ALLOWED: N_("You may not do that with this object."),
    NotTaken.NO_OBJECT: N_("The service that this changes is not there."),
    NotTaken.HELD: N_("Somebody else has a draft of it open, or it waits for its review."),
}


@editor.get("/exchange/content")
@staff(Action.EDIT, Action.MANAGE_PEOPLE)
def download_content() -> ResponseReturnValue:
    """Answer with what is published: an archive of content files, or one kind as a table."""
    _require_all()
    kind = read_kind(named) if (named := request.args.get("kind")) else None
    if kind is None and request.args.get("form") == "csv":
        return show_exchange([("content-kind", gettext("Choose one kind: a table holds no more."))]), 422
    content = get_content(work.reading())
    name = in_address(kind) if kind else "content"
    if kind and request.args.get("form") == "csv":
        return attachment(write_table(content, kind), "text/csv; charset=utf-8", f"{name}.csv")
    return attachment(write_archive(content, [kind] if kind else ()), "application/zip", f"{name}.zip")


@editor.post("/exchange/content")
@staff(Action.EDIT, Action.MANAGE_PEOPLE)
def upload_content() -> ResponseReturnValue:
    """Keep an archive for this person until it is confirmed, if it is one."""
    _require_all()
    try:
        data = sent_file()
        read_archive(data)
    except BadFile as fault:
        return _refuse(bad_file_sentence(fault))
    except BadArchive as fault:
        return _refuse(bad_archive_sentence(fault))
    keep_waiting(get_house().catalogue.settings.home, person(), Waiting("content", "", data), work.reading().now)
    return redirect(url_for("editor.waiting"), 303)


def ask_content(found: Waiting, *, changed: bool = False) -> str:
    """Write the page that shows what an archive would change."""
    _require_all()
    reading = work.reading()
    unit = Work(reading.session, person().mail, reading.now)
    return _show(found, plan_content(unit, person(), read_archive(found.data)), changed)


def take_content(found: Waiting) -> ResponseReturnValue | None:
    """Save as drafts what was shown of an archive; return the page that says why not, if it cannot be."""
    _require_all()
    try:
        with get_house().catalogue.work(person().mail) as unit:
            draft_content(unit, person(), read_archive(found.data), request.form.get("plan-mark", ""))
    except NotAllowed:
        raise
    except CatalogueError:
        return ask_content(found, changed=True), 409
    return None


def _show(found: Waiting, plan: ContentPlan, changed: bool) -> str:
    told = [f"{one.path}: {gettext(LEFT[one.why])}" for one in plan.left]
    told += [f"{one.path}, {one.field}: {one.problem} {one.remedy}" for one in plan.problems]
    return staff_page(
        "editor/waiting_content.html", found=found, plan=plan, shown=plan.parts[:MOST_SHOWN], told=told, changed=changed
    )


def _refuse(sentence: str) -> ResponseReturnValue:
    return show_exchange([("content-file", sentence)]), 422


def _require_all() -> None:
    if not may_exchange_all(person()):
        raise NotAllowed(Action.EDIT.value)
