"""Words are written here: an object's sections in one language beside their source, saved as a draft."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, make_response, redirect, request
from flask.typing import ResponseReturnValue

from catalogue.errors import CatalogueError
from catalogue.facts import KINDS
from catalogue.files.glossaries import load_glossary
from catalogue.merging import Collision, Side
from catalogue.queries.object_card import ObjectCard
from catalogue.rights import Action
from catalogue.translating.guard import list_breaches
from catalogue.translating.workbench import Workbench, open_workbench, save_words
from portal import work
from portal.editor.addresses import OBJECT, object_address
from portal.editor.blueprint import editor
from portal.editor.collision import ClashLine, CollisionTold
from portal.editor.objects import allowed, open_card
from portal.editor.section_names import section_name
from portal.editor.sections import Field, breach_sentence, fields_of
from portal.editor.sentences import list_refusals
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page

OPEN = "open"
"""What an address asks for that shows only what needs a hand."""
MOST_TYPED = 40_000
"""Characters of one section; no text of a public service is half as long."""


@dataclass(frozen=True)
class WordsPage:
    """One object's words in one language, as a page has them."""

    card: ObjectCard
    bench: Workbench
    fields: tuple[Field, ...]
    only_open: bool


@editor.get(OBJECT + "words/<code>")
@staff(Action.SEE_DRAFTS)
def words(kind: str, key: str, code: str) -> ResponseReturnValue:
    """Show the words beside their source, filled with the open draft or with what is in force."""
    page = _open(kind, key, code, request.args.get("show") == OPEN)
    return _answer(page, page.bench.editable.lock, saved=request.args.get("saved", ""))


@editor.post(OBJECT + "words/<code>")
@staff(Action.EDIT, Action.TRANSLATE)
def save_words_page(kind: str, key: str, code: str) -> ResponseReturnValue:
    """Save what was typed as a draft. Whatever comes of it, what was typed stays on the page."""
    page = _open(kind, key, code, request.form.get("show") == OPEN)
    for field in page.fields:
        _read(field)
    touched = {field.key: field for field in page.fields if field.sent and (field.changed or field.confirmed)}
    texts = {key: field.typed for key, field in touched.items()}
    reading = work.reading()
    for fault in list_breaches(reading.session, page.bench, page.bench.written(texts), reading.now):
        touched[fault.section].errors.append(breach_sentence(fault))
    lock = request.form.get("lock", "")
    if any(field.errors for field in touched.values()):
        return _answer(page, lock, status=422)
    try:
        _save(page, texts, touched, lock)
    except Collision as collision:
        told = _describe(collision)
        return _answer(page, lock, status=409, collision=told, against=collision.lock)
    except CatalogueError as error:
        return _answer(page, lock, status=422, refusals=list_refusals(error, "words"))
    # What nobody touched on this page was read from what is saved now, which may be what others wrote meanwhile.
    meanwhile = any(field.sent and field.key not in touched and field.overtaken for field in page.fields)
    said = "merged" if meanwhile else "draft"
    shown = {"show": OPEN} if page.only_open else {}
    return redirect(object_address(page.card.kind, page.card.key, "words", code=code, saved=said, **shown), 303)


def _open(kind: str, key: str, code: str, only_open: bool) -> WordsPage:
    card = open_card(kind, key)
    reading = work.reading()
    if code not in reading.all_languages:
        abort(404)
    bench = open_workbench(reading, card.kind, card.key, code)
    glossary = load_glossary(get_house().catalogue.settings.content, code)
    return WordsPage(card, bench, fields_of(bench, glossary, only_open=only_open and not bench.in_source), only_open)


def _read(field: Field) -> None:
    form = request.form
    name = f"text-{field.key}"
    if name not in form:
        return
    # Browsers end lines of text areas with two characters.
    field.sent = True
    field.typed = form[name].replace("\r\n", "\n")[:MOST_TYPED]
    field.shown = form.get(f"shown-{field.key}", "")
    field.stamp = form.get(f"stamp-{field.key}", "")
    field.confirmed = form.get(f"fits-{field.key}") == "yes"


def _save(page: WordsPage, texts: dict[str, str], touched: dict[str, Field], lock: str) -> None:
    made = page.bench.words(
        texts,
        confirmed=[key for key, field in touched.items() if field.confirmed],
        stamps={key: field.stamp for key, field in touched.items()},
    )
    with get_house().catalogue.work(person().mail) as unit:
        save_words(
            unit,
            person(),
            page.bench,
            made,
            lock=lock,
            choices=_choices(),
            chosen_against=request.form.get("against") or None,
        )


def _choices() -> dict[str, Side]:
    """Return whose text was chosen where two people changed the same section."""
    choices = {}
    for name, path in request.form.items():
        side = request.form.get(name.removesuffix("-path") + "-side", "")
        if name.startswith("take-") and name.endswith("-path") and side in tuple(Side):
            choices[path] = Side(side)
    return choices


def _describe(collision: Collision) -> CollisionTold:
    clashes = tuple(
        ClashLine(clash.path, section_name(clash.path), *map(_told, (clash.base, clash.theirs, clash.mine)))
        for clash in collision.merged.clashes
    )
    taken_over = tuple(section_name(path) for path in collision.merged.taken_over)
    return CollisionTold(collision.author, collision.in_review, clashes, taken_over)


def _told(text: str | list[str] | None) -> str:
    return text if isinstance(text, str) else "\n".join(text or ())


def _answer(page: WordsPage, lock: str, *, status: int = 200, **values: object) -> ResponseReturnValue:
    card = page.card
    steers = KINDS[card.kind].steers_search
    may_write = bool(allowed(card, Action.STEER_SEARCH if steers else Action.TRANSLATE, [page.bench.language]))
    told = {"saved": "", "collision": None, "against": "", "refusals": [], "may_write": may_write, **values}
    return make_response(staff_page("editor/words.html", page=page, bench=page.bench, lock=lock, **told), status)
