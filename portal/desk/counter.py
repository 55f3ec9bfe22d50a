"""The counter: a code or a few letters, and everything a visitor must know on one screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Response, jsonify, request
from flask.blueprints import BlueprintSetupState

from catalogue.errors import Gone, Moved, NotFound, NotReady
from catalogue.facts import Kind
from catalogue.figures.deeds import Channel, Deed
from catalogue.queries.counter import AtCounter, get_sheet
from catalogue.queries.opened_services import list_changed
from catalogue.read_models.counter import Sheet
from catalogue.rights import Action
from catalogue.search.hits import Suggestion
from portal.columns import Block, align, channel_names, day_beside, title_beside
from portal.counting import count_as
from portal.desk.asked import Asked, read_asked
from portal.desk.blueprint import desk
from portal.desk.changes import look_at
from portal.desk.finding import find_hits, list_hits_of
from portal.desk.notes import notes_about
from portal.locale import page_language
from portal.public.suggestions import MOST_SUGGESTIONS
from portal.public.typed import read_typed
from portal.staff.who import person, staff, staff_page
from portal.work import reading

LONG = 18
"""Fields above which a sheet is long."""


@dataclass(frozen=True)
class Shown:
    """A service as the counter shows it."""

    sheet: Sheet
    beside: Sheet | None
    blocks: tuple[Block, ...]
    ways: dict[str, str]

    @property
    def is_long(self) -> bool:
        """Tell whether there is so much that letters are made smaller on paper."""
        return sum(len(block.rows) for block in self.blocks) > LONG


@desk.get("/")
@staff(Action.USE_DESK)
def counter() -> str:
    """Show the field and, for what was typed in it, the service that is meant before all others."""
    asked = read_asked()
    hits = _hits(asked)
    service = asked.service or next((hit.id for hit in hits if hit.kind == Kind.SERVICE), None)
    shown = show(asked, service) if service else None
    if shown is not None:
        asked = replace(asked, service=shown.sheet.page.id)
    _count(asked, shown, hits)
    return staff_page(
        "desk/counter.html",
        asked=asked,
        notes=notes_about(shown.sheet) if shown else None,
        changed_since=look_at(shown.sheet.page.id) if shown else None,
        changed=() if shown or asked.typed else list_changed(reading(), person()),
        said=request.args.get("said", ""),
        hits=[hit for hit in hits if shown is None or hit.id != shown.sheet.page.id],
        shown=shown,
        unanswered=bool(asked.typed) and shown is None and not hits,
    )


def _count(asked: Asked, shown: Shown | None, hits: tuple[Suggestion, ...]) -> None:
    """Count what was looked up once for each visitor: not again as the sheet is fitted to the person."""
    if asked.known != AtCounter() or asked.have:
        return
    if shown is not None:
        count_as(Deed.LOOKED_UP, Channel.DESK, kind=Kind.SERVICE.value, key=shown.sheet.page.id)
    if asked.typed and hits:
        count_as(Deed.SEARCH_ANSWERED, Channel.DESK)


@desk.get("/suggestions")
@staff(Action.USE_DESK)
def suggestions() -> Response:
    """Answer as JSON with what goes on as typed, as the public suggestions do; each leads to the counter."""
    asked = replace(read_asked(), service=None, event=None).without_person()
    typed = read_typed(request.args.get("q", "")).words
    return jsonify(
        query=typed,
        suggestions=[
            {
                "kind": hit.kind,
                "id": hit.id,
                "code": hit.code,
                "title": hit.title,
                "language": hit.language,
                "url": address_of_hit(asked, hit),
            }
            for hit in (_hits(replace(asked, typed=typed)) if typed else ())[:MOST_SUGGESTIONS]
        ],
    )


def show(asked: Asked, service: str) -> Shown | None:
    """Arrange a service for the person who is asked about; None for one that is not there any more."""
    try:
        sheet = get_sheet(reading(), service, asked.known)
    except Moved as moved:
        return show(asked, moved.to)
    except (NotFound, Gone):
        return None
    beside = None
    if asked.beside:
        beside = get_sheet(replace(reading(), language=asked.beside), service, asked.known)
    return Shown(sheet, beside, align(sheet, beside), channel_names(sheet))


def address_of_hit(asked: Asked, hit: Suggestion) -> str:
    """Return the address at which the counter shows what was found."""
    if hit.kind == Kind.SERVICE:
        return asked.without_person().address(service=hit.id, event=None, queue=asked.queue)
    return asked.without_person().address(service=None, event=hit.id, queue=asked.queue)


def _hits(asked: Asked) -> tuple[Suggestion, ...]:
    try:
        if asked.event:
            return list_hits_of(asked.event)
        return find_hits(asked.typed, page_language(), asked.beside) if asked.typed else ()
    except (NotFound, Gone, Moved, NotReady):
        return ()


@desk.record
def tell_templates(state: BlueprintSetupState) -> None:
    """Let the templates of the desk build the addresses of what was found."""
    state.app.jinja_env.globals.update(address_of_hit=address_of_hit, day_beside=day_beside, title_beside=title_beside)
