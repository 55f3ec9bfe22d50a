"""Words of one language leave for translators as XLIFF or CSV, and come back as drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.exchange.csv_file import read_csv, write_csv
from catalogue.exchange.rows import BadFile, BadRow, Refusal, Row, rows_of
from catalogue.exchange.taking import Plan, plan_taking, take
from catalogue.exchange.waiting import Waiting, keep_waiting
from catalogue.exchange.xliff import read_xliff, write_xliff
from catalogue.facts import Kind
from catalogue.queries.open_parts import list_drafted
from catalogue.queries.standing import get_standings
from catalogue.rights import Action, may
from catalogue.translating.workbench import open_workbench
from furniture.labels import N_
from portal import work
from portal.editor.blueprint import editor
from portal.editor.exchange import attachment, languages_of, show_exchange
from portal.editor.kinds import read_kind
from portal.editor.uploads import bad_file_sentence, sent_file, with_line
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page

_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")

REFUSED: Mapping[Refusal, str] = {
    Refusal.NO_OBJECT: N_("There is no such object: %(told)s"),
    Refusal.NO_SECTION: N_("The object has no such section: %(told)s"),
    Refusal.NOT_ALLOWED: N_("You may not translate this object: %(told)s"),
    Refusal.TWICE: N_("This section came before in the file: %(told)s"),
    Refusal.PLACEHOLDER: N_("A placeholder is lost or wrong: %(told)s"),
    Refusal.MARKDOWN: N_("The marks of the text are broken: %(told)s"),
    Refusal.UNREADABLE: N_("The row cannot be read: %(told)s"),
    Refusal.CHANGED: N_("Somebody changed this meanwhile: %(told)s"),
}


@editor.get("/exchange/words")
@staff(Action.TRANSLATE)
def download_words() -> ResponseReturnValue:
    """Answer with the words of one language beside their source, those that this person may translate."""
    language = _language(request.args.get("language"))
    only_open, rows = request.args.get("which") == "open", []
    for kind, key in _chosen(language, only_open=only_open):
        rows += rows_of([open_workbench(work.reading(), kind, key, language)], only_open=only_open)
    if not rows:
        return redirect(url_for("editor.exchange", done="nothing"), 303)
    if request.args.get("form") == "csv":
        return attachment(write_csv(rows), "text/csv; charset=utf-8", f"words-{language}.csv")
    source = work.reading().source_language
    return attachment(write_xliff(rows, source, language), "application/xliff+xml", f"words-{language}.xlf")


@editor.post("/exchange/words")
@staff(Action.TRANSLATE)
def upload_words() -> ResponseReturnValue:
    """Keep a file for this person until it is confirmed, if it can be read at all."""
    language = _language(request.form.get("language"))
    try:
        data = sent_file()
        _read(data, language)
    except BadFile as fault:
        return show_exchange([("words-file", bad_file_sentence(fault))]), 422
    home = get_house().catalogue.settings.home
    keep_waiting(home, person(), Waiting("words", language, data), work.reading().now)
    return redirect(url_for("editor.waiting"), 303)


def take_words(found: Waiting) -> ResponseReturnValue | None:
    """Save as drafts what was shown of a file; return the page that says why not, if it cannot be."""
    plan = _plan(found)
    if plan.mark != request.form.get("plan-mark"):
        return ask_words(found, changed=True), 409
    with get_house().catalogue.work(person().mail) as unit:
        lost = take(unit, person(), plan)
    return (ask_words(found, lost, changed=True), 409) if lost else None


def _plan(found: Waiting) -> Plan:
    return plan_taking(work.reading(), person(), found.language, *_read(found.data, found.language))


def ask_words(found: Waiting, lost: Iterable[BadRow] = (), *, changed: bool = False) -> str:
    """Write the page that shows what a file would change, section by section."""
    plan = _plan(found)
    told = [with_line(gettext(REFUSED[row.refusal], told=row.told), row.line) for row in (*plan.bad, *lost)]
    return staff_page("editor/waiting_words.html", found=found, plan=plan, told=told, changed=changed)


def _read(data: bytes, language: str) -> tuple[list[Row], list[BadRow]]:
    return read_xliff(data, language) if data.startswith(_XML) else read_csv(data)


def _language(code: str | None) -> str:
    trusted = languages_of(person())
    if code is None and trusted:
        return trusted[0]
    return code if code in trusted else abort(403 if code in work.reading().all_languages else 404)


def _chosen(language: str, *, only_open: bool) -> list[tuple[Kind, str]]:
    reading = work.reading()
    # To open an object's words costs a hundred times what it costs to know that all of them are current.
    drafted = list_drafted(reading.session, language)
    kind = read_kind(named) if (named := request.args.get("kind")) else None
    organisation = request.args.get("organisation")
    return [
        (one.kind, one.key)
        for one in get_standings(reading).values()
        if language in one.translations
        and (not only_open or one.translations[language] or (one.kind, one.key) in drafted)
        and kind in (None, one.kind)
        and (not organisation or organisation in one.organisations)
        and may(person(), Action.TRANSLATE, one.subject(language))
    ]
