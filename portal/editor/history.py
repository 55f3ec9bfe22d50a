"""The history of an object: who did what, what differs between any two editions, and restoring one."""

from __future__ import annotations

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue

from catalogue.commands.restore_edition import restore_edition
from catalogue.errors import CatalogueError
from catalogue.queries.history import get_difference, get_history
from catalogue.queries.object_card import ObjectCard, get_zone
from catalogue.read_models.review import EditionLine
from catalogue.rights import FACTS_PART, Action
from portal import work
from portal.editor.addresses import OBJECT, object_address
from portal.editor.blueprint import editor
from portal.editor.numbers import read_number
from portal.editor.objects import allowed, open_card
from portal.editor.path_names import FactsInWords
from portal.editor.sentences import list_refusals
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page


@editor.get(OBJECT + "history")
@staff(Action.SEE_DRAFTS)
def history(kind: str, key: str) -> ResponseReturnValue:
    """Show one part's editions, the difference of two of them, and the log."""
    return _answer(open_card(kind, key), [])


@editor.post(OBJECT + "history")
@staff(Action.EDIT, Action.TRANSLATE)
def restore(kind: str, key: str) -> ResponseReturnValue:
    """Make an earlier edition the draft of the next one."""
    card = open_card(kind, key)
    part, number = request.form.get("part", ""), read_number(request.form.get("number"))
    try:
        with get_house().catalogue.work(person().mail) as unit:
            lock = request.form.get("lock", "")
            restore_edition(unit, person(), card.kind, card.key, part, number or 0, lock=lock)
    except CatalogueError as error:
        return _answer(card, list_refusals(error, "editions"), 422)
    return redirect(object_address(card.kind, card.key, done="restored"), 303)


def _answer(card: ObjectCard, errors: list[tuple[str, str]], status: int = 200) -> ResponseReturnValue:
    reading = work.reading()
    told = get_history(reading, card.kind, card.key)
    held = {line.part for line in told.editions}
    parts = [each.part for each in card.parts if each.part in held]
    asked = request.values.get("part", "")
    part = asked if asked in parts else parts[0]
    lines = [line for line in told.editions if line.part == part]
    newest = lines[0].number
    after = _known(lines, request.args.get("after"), newest)
    earlier = max((one.number for one in lines if one.number < after), default=0)
    before = _known(lines, request.args.get("before"), earlier)
    facts = FactsInWords(card.kind, card.key)
    differences = get_difference(reading, card.kind, card.key, part, before, after, facts.tell)
    line = card.part(part)
    may_edit = allowed(card, Action.EDIT if part == FACTS_PART else Action.TRANSLATE, [part])
    page = staff_page(
        "editor/history.html",
        card=card,
        parts=parts,
        part=part,
        lines=lines,
        acts=[act for act in told.acts if act.part in (None, part)],
        before=before,
        after=after,
        differences=differences,
        names=facts.name_paths(part, (one.path for one in differences)),
        lock=line.lock if line else "",
        may_restore=bool(may_edit) and (line is None or line.open is None),
        errors=errors,
        zone=get_zone(reading, card.subject.place),
    )
    return make_response(page, status)


def _known(lines: list[EditionLine], text: str | None, otherwise: int) -> int:
    """Return the number of an edition that an address names, 0 for the nothing before the first one."""
    number = read_number(text)
    return number if number is not None and number in {0, *(line.number for line in lines)} else otherwise
