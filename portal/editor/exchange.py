"""The page on which words and whole objects leave as files, and on which files come back."""

from __future__ import annotations

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.queries.organisations import list_organisations
from catalogue.rights import ACTIONS_OF, Action, Person, Subject, may
from portal import work
from portal.editor.blueprint import editor
from portal.editor.kinds import NAMES, in_address
from portal.editor.uploads import MEGABYTES
from portal.staff.who import person, staff, staff_page

EVERYTHING = Subject(None, None)
"""What belongs to nobody in particular: only grants without an organisation, a place or a language reach it."""


@editor.get("/exchange")
@staff(Action.TRANSLATE, Action.MANAGE_PEOPLE)
def exchange() -> ResponseReturnValue:
    """Offer what can be downloaded and uploaded."""
    return show_exchange([])


def show_exchange(errors: list[tuple[str, str]], *, lapsed: bool = False) -> str:
    """Write the page, with what is wrong with a file that was sent; `lapsed` when a file waits no more."""
    return staff_page(
        "editor/exchange.html",
        errors=errors,
        lapsed=lapsed,
        done=request.args.get("done", ""),
        codes=languages_of(person()),
        kinds=[(in_address(kind), gettext(name)) for kind, name in NAMES.items()],
        organisations=[(card.id, card.title) for card in list_organisations(work.reading()).cards],
        all_too=may_exchange_all(person()),
        megabytes=MEGABYTES,
    )


def may_exchange_all(who: Person) -> bool:
    """Tell whether somebody is trusted with the whole catalogue, as an editor or as an owner."""
    return any(may(who, action, EVERYTHING) for action in (Action.EDIT, Action.MANAGE_PEOPLE))


def languages_of(who: Person) -> list[str]:
    """Return the languages that are translated into, as far as somebody is trusted with them."""
    reading = work.reading()
    trusted = [grant.language for grant in who.grants if Action.TRANSLATE in ACTIONS_OF[grant.role]]
    others = [code for code in reading.all_languages if code != reading.source_language]
    return others if None in trusted else [code for code in others if code in trusted]


def attachment(data: bytes, form: str, name: str) -> Response:
    """Answer with a file to keep."""
    answer = make_response(data)
    answer.headers["Content-Type"] = form
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
