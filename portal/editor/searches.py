"""Failed searches: what people looked for in vain, and what to do about each – with the proof that it now hits."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.commands.steer_search import add_pin, add_synonym, dismiss_failed_search
from catalogue.errors import InvalidContent, NotFound, NotReady
from catalogue.facts import Kind
from catalogue.facts.search_rules import PINNED
from catalogue.languages import languages
from catalogue.queries.failed_searches import FEWEST_DAYS, FEWEST_SEARCHES, list_failed_searches
from catalogue.queries.home import get_home
from catalogue.queries.services import list_services
from catalogue.read_models.failed_searches import FailedSearchGroup
from catalogue.rights import Action
from portal import work
from portal.editor.blueprint import editor
from portal.editor.problems import told_problem
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page

PROVED_BY = 3
"""So many of the hits that a search has now are shown."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A failed search, and what it finds now."""

    group: FailedSearchGroup
    found: tuple[str, ...]
    """Titles of the first hits."""


@editor.get("/searches")
@staff(Action.STEER_SEARCH)
def searches() -> ResponseReturnValue:
    """Show what was looked for in vain, in one language."""
    return _page()


@editor.post("/searches")
@staff(Action.STEER_SEARCH)
def answer_search() -> ResponseReturnValue:
    """Do about one search what was chosen."""
    language, text = _language(request.form.get("language")), request.form.get("text", "")
    chosen = request.form.get("do", "")
    errors = _do(chosen, language, text)
    if errors:
        return _page(errors, at=text), 422
    return redirect(url_for("editor.searches", language=language, said=chosen), 303)


def _do(chosen: str, language: str, text: str) -> list[tuple[str, str]]:
    """Answer a search; return what is wrong with the form, as lines of its summary."""
    house, meant = get_house(), request.form.get("answer", "").strip()
    if chosen not in ("synonym", "pin", "dismiss") or not text:
        abort(400)
    if not meant:
        return [("answer", gettext("Say what people mean, which page answers it, or why nothing is to be done."))]
    try:
        with house.catalogue.work(person().mail) as unit:
            if chosen == "synonym":
                add_synonym(unit, person(), language, text, meant)
            elif chosen == "dismiss":
                dismiss_failed_search(unit, person(), house.catalogue.seal, language, text, meant)
            else:
                target = _targets().get(meant, meant)
                kind, _, key = target.partition(":")
                if kind not in PINNED:
                    return [("answer", gettext("Choose a page from the list."))]
                add_pin(unit, person(), language, text, Kind(kind), key)
    except InvalidContent as refused:
        return [("answer", told_problem(problem.problem)) for problem in refused.problems]
    except NotFound:
        return [("answer", gettext("This search is not on the list any more."))]
    return []


def _page(errors: list[tuple[str, str]] | None = None, at: str = "") -> str:
    language = _language(request.values.get("language"))
    house, reading = get_house(), work.reading()
    listed = list_failed_searches(reading, house.catalogue.seal, language=language)
    return staff_page(
        "editor/searches.html",
        chosen=language,
        sought=[Sought(group, _found(group)) for group in listed.groups],
        rarer=listed.rarer,
        fewest=FEWEST_SEARCHES,
        on_days=FEWEST_DAYS,
        targets=list(_targets()),
        errors=errors or [],
        at=at,
        form=request.form,
        said=request.args.get("said", ""),
    )


def _targets() -> dict[str, str]:
    """Return the pages that can be shown first, by their titles; of two of one title the life event."""
    reading = work.reading()
    cards = (*get_home(reading).life_events, *list_services(reading).cards)
    return {card.title.value: f"{card.kind}:{card.id}" for card in reversed(cards)}


def _found(group: FailedSearchGroup) -> tuple[str, ...]:
    try:
        found = get_house().catalogue.search_index.find(group.text, group.language, limit=PROVED_BY)
    except NotReady:
        return ()
    return tuple(hit.title for hit in found.hits)


def _language(asked: str | None) -> str:
    return asked if asked in languages() else person().language
