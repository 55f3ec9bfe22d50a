"""Withdrawing an object: with a reason, and with where its old addresses lead."""

from __future__ import annotations

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.commands.retire import retire
from catalogue.errors import BadRedirect, CatalogueError
from catalogue.languages.formats import sort_key
from catalogue.queries.object_card import ObjectCard
from catalogue.queries.standing import get_titles
from catalogue.rights import Action, require
from portal import work
from portal.editor.addresses import OBJECT, object_address
from portal.editor.blueprint import editor
from portal.editor.objects import open_card
from portal.editor.sentences import list_refusals
from portal.extensions import get_house
from portal.locale import page_language
from portal.staff.who import person, staff, staff_page

LONGEST_REASON = 2000


@editor.get(OBJECT + "withdraw")
@staff(Action.WITHDRAW)
def withdrawal(kind: str, key: str) -> ResponseReturnValue:
    """Ask for the reason, or tell who still uses the object."""
    card = open_card(kind, key)
    require(person(), Action.WITHDRAW, card.subject)
    return _answer(card, "", "", [])


@editor.post(OBJECT + "withdraw")
@staff(Action.WITHDRAW)
def withdraw(kind: str, key: str) -> ResponseReturnValue:
    """Withdraw it."""
    card = open_card(kind, key)
    reason, to = request.form.get("reason", "").strip()[:LONGEST_REASON], request.form.get("to", "").strip()
    errors = [] if reason else [("reason", gettext("Say why it is withdrawn."))]
    if not errors:
        try:
            with get_house().catalogue.work(person().mail) as unit:
                retire(unit, person(), card.kind, card.key, reason=reason, to=to or None)
        except CatalogueError as error:
            errors = list_refusals(error, "to" if isinstance(error, BadRedirect) else "reason")
        else:
            return redirect(object_address(card.kind, card.key), 303)
    return _answer(open_card(kind, key), reason, to, errors, 422)


def _answer(
    card: ObjectCard, reason: str, to: str, errors: list[tuple[str, str]], status: int = 200
) -> ResponseReturnValue:
    titles = get_titles(work.reading())
    others = [(key, title) for (kind, key), title in titles.items() if kind == card.kind and key != card.key]
    others.sort(key=lambda one: sort_key(one[1], page_language()))
    page = staff_page("editor/withdraw.html", card=card, reason=reason, to=to, others=others, errors=errors)
    return make_response(page, status)
