"""Secret links to a preview of an object's drafts: made here, listed, and taken back."""

from __future__ import annotations

from datetime import date

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.commands.make_preview import make_preview, revoke_preview
from catalogue.facts import Kind
from catalogue.languages import languages
from catalogue.queries.previews import list_previews
from catalogue.rights import Action
from portal import work
from portal.days import read_date
from portal.editor.addresses import OBJECT
from portal.editor.blueprint import editor
from portal.editor.kinds import in_address, read_kind
from portal.editor.objects import open_card
from portal.extensions import get_house
from portal.previewing import ROOM
from portal.staff.who import person, staff, staff_page
from portal.urls import PAGE_OF_KIND, with_parameters


@editor.get(OBJECT + "preview")
@staff(Action.SEE_DRAFTS)
def previews(kind: str, key: str) -> ResponseReturnValue:
    """Show the links that were made for an object, and the form for a new one."""
    return _page(kind, key)


@editor.post(OBJECT + "preview")
@staff(Action.SEE_DRAFTS)
def new_preview(kind: str, key: str) -> ResponseReturnValue:
    """Make a link and show it, this once."""
    read = read_kind(kind)
    typed = request.form.get("day", "").strip()
    day = read_date(typed) if typed else None
    if typed and day is None:
        return _page(kind, key, errors=[("day", gettext("Write the day as 2026-12-31."))]), 422
    with get_house().catalogue.work(person().mail) as unit:
        everything = request.form.get("scope") == "all"
        secret = make_preview(unit, person(), read, key, day=day, everything=everything)
    return _page(kind, key, made=_address(secret, read, key), day=day)


@editor.post(OBJECT + "preview/<int:link>/revoke")
@staff(Action.SEE_DRAFTS)
def no_preview(kind: str, key: str, link: int) -> ResponseReturnValue:
    """Let a link lead nowhere from now on."""
    with get_house().catalogue.work(person().mail) as unit:
        revoke_preview(unit, person(), read_kind(kind), key, link)
    return redirect(url_for("editor.previews", kind=kind, key=key), 303)


def _page(
    kind: str,
    key: str,
    *,
    made: tuple[str, str] | None = None,
    day: date | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> str:
    reading = work.reading()
    card = open_card(kind, key)
    return staff_page(
        "editor/preview.html",
        card=card,
        kind_in_address=in_address(card.kind),
        previews=list_previews(reading.session, card.kind, key),
        now=reading.now,
        places=work.frame().places,
        made=made,
        form=request.form,
        errors=errors or [],
    )


def _address(secret: str, kind: Kind, key: str) -> tuple[str, str]:
    """Return where the preview of an object begins, and where its chat does."""
    language = request.form.get("language", "")
    language = language if language in languages() else person().language
    place = request.form.get("place", "")
    id, _, of_variant = key.partition("/")
    endpoint = "public.service" if kind is Kind.VARIANT else PAGE_OF_KIND.get(kind)
    page = url_for(endpoint, language=language, id=id) if endpoint else url_for("public.home", language=language)
    chat = url_for("public.chat", language=language)
    about = {"about": f"{kind.value}:{id}"} if kind in (Kind.SERVICE, Kind.LIFE_EVENT) else {}
    chosen = {"place": of_variant or place} if of_variant or place else {}
    root = f"{get_house().settings.public_address}{ROOM}{secret}"
    return root + with_parameters(page, chosen), root + with_parameters(chat, chosen | about)
