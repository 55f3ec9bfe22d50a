"""Bringing a draft up to date with what was published since it was begun, or is scheduled before it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue

from catalogue.commands.edit_draft import catch_up
from catalogue.errors import CatalogueError
from catalogue.merging import Collision, Side
from catalogue.queries.object_card import ObjectCard
from catalogue.rights import FACTS_PART, Action
from portal.editor.addresses import OBJECT, object_address
from portal.editor.blueprint import editor
from portal.editor.numbers import read_number
from portal.editor.objects import open_card, show_object
from portal.editor.path_names import FactsInWords
from portal.editor.sentences import list_refusals
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page


@dataclass(frozen=True)
class Choice:
    """One place that both changed, in words; an empty text stands for what is not there."""

    path: str
    before: str
    theirs: str
    mine: str


@editor.post(OBJECT + "catch-up")
@staff(Action.EDIT, Action.TRANSLATE)
def catch_up_draft(kind: str, key: str) -> ResponseReturnValue:
    """Merge what was published into the draft; where both changed the same, ask whose it is to be."""
    card = open_card(kind, key)
    part, _, number = request.form.get("catch-up", "").partition(":")
    try:
        with get_house().catalogue.work(person().mail) as unit:
            catch_up(
                unit,
                person(),
                card.kind,
                card.key,
                part,
                lock=request.form.get(f"lock-{part}", ""),
                at=_instant_of(card, part, read_number(number)),
                choices=_read_choices(),
            )
    except Collision as collision:
        return _ask(card, part, number, collision)
    except CatalogueError as error:
        return show_object(card, list_refusals(error, "parts"), 422)
    return redirect(object_address(card.kind, card.key, done="caught-up"), 303)


def _instant_of(card: ObjectCard, part: str, number: int | None) -> datetime | None:
    line = card.part(part)
    return next((one.published_from for one in (line.scheduled if line else ()) if one.number == number), None)


def _read_choices() -> dict[str, Side]:
    choices = {}
    for name, side in request.form.items():
        path = request.form.get(name.replace("side-", "path-", 1))
        if name.startswith("side-") and path and side in tuple(Side):
            choices[path] = Side(side)
    return choices


def _ask(card: ObjectCard, part: str, number: str, collision: Collision) -> ResponseReturnValue:
    page = staff_page(
        "editor/catch_up.html",
        card=card,
        part=part,
        code=None if part == FACTS_PART else part,
        number=number,
        names=FactsInWords(card.kind, card.key).name_paths(part, (clash.path for clash in collision.merged.clashes)),
        lock=collision.lock,
        choices=[
            Choice(clash.path, _spell(clash.base), _spell(clash.theirs), _spell(clash.mine))
            for clash in collision.merged.clashes
        ],
    )
    return make_response(page, 409)


def _spell(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case list() if all(isinstance(item, str) for item in value):
            return "\n".join(value)
    return json.dumps(value, ensure_ascii=False)
