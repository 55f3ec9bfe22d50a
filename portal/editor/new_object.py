"""Something new begins here: its title, the id made from it, and whose it is; then its facts are filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from anyascii import anyascii
from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import NotFound as NoSuchPage

from catalogue.care.duplicates import Alike
from catalogue.commands.begin_object import begin_object as begin
from catalogue.context import Reading
from catalogue.facts import FACTS_OF_KIND, KINDS, Kind
from catalogue.facts.base import ID_PATTERN
from catalogue.facts.labels import is_reserved
from catalogue.queries.alike import find_alike
from catalogue.queries.choices import Choices, get_choices
from catalogue.queries.open_facts import find_open_facts, propose_code
from catalogue.rights import Action, may
from furniture.labels import N_
from portal import work
from portal.editor.addresses import OBJECT
from portal.editor.blueprint import editor
from portal.editor.forms.faults import FILL_IN, NOT_FOUND, OF_PATTERNS
from portal.editor.kinds import NAMES, facts_address, in_address, kind_name, read_kind
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page

NEW_OBJECT = OBJECT.replace("<path:key>/", "new")
ALREADY_THERE = N_("There is one of this name already.")
RESERVED = N_("Addresses use this word for something else.")
IS_IT_THERE = N_("Something is called much the same. Look at it, and say whether yours is something else.")


@dataclass
class NewObject:
    """What was typed to begin something new."""

    kind: Kind
    choices: Choices
    title: str = ""
    key: str = ""
    organisation: str = ""
    service: str = ""
    place: str = ""
    alike: tuple[Alike, ...] = ()
    """What is called much like it."""
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def asks_organisation(self) -> bool:
        """Tell whether the facts name the organisation that they belong to."""
        return "organisation" in FACTS_OF_KIND[self.kind].model_fields and self.kind is not Kind.PIN

    @property
    def is_variant(self) -> bool:
        """Tell whether it is what a place changes of a service."""
        return self.kind is Kind.VARIANT

    @property
    def is_titled(self) -> bool:
        """Tell whether the title becomes words of its own; rules of the search and local rules have none."""
        return not self.is_variant and not KINDS[self.kind].steers_search


@editor.get(NEW_OBJECT)
@staff(Action.EDIT, Action.STEER_SEARCH)
def new_object(kind: str) -> ResponseReturnValue:
    """Ask for the title and whose it is."""
    new = NewObject(_may_be_new(kind), get_choices(work.reading()))
    own = {grant.organisation for grant in person().grants if grant.organisation}
    new.organisation = own.pop() if len(own) == 1 else ""
    return _answer(new)


@editor.post(NEW_OBJECT)
@staff(Action.EDIT, Action.STEER_SEARCH)
def begin_object(kind: str) -> ResponseReturnValue:
    """Save the first draft, and lead to the form of the facts."""
    reading = work.reading()
    sent = {name: request.form.get(name, "").strip() for name in ("title", "key", "organisation", "service", "place")}
    new = NewObject(_may_be_new(kind), get_choices(reading), **sent)
    if new.is_variant:
        new.key = f"{new.service}/{new.place}"
    elif not new.key:
        new.key = _free_key(reading, new.kind, new.title)
    _check(reading, new)
    _tell_apart(reading, new)
    if new.faults:
        return _answer(new, 422)
    body = {}
    if new.kind is Kind.SERVICE:
        body["code"] = propose_code(reading)
    if new.asks_organisation and new.organisation:
        body["organisation"] = new.organisation
    with get_house().catalogue.work(person().mail) as unit:
        begin(
            unit,
            person(),
            new.kind,
            new.key,
            body,
            title=new.title if new.is_titled else "",
            language=reading.country.source_language,
            told_apart_from=[alike.key for alike in new.alike],
        )
    return redirect(facts_address(new.kind, new.key, saved="begun"), 303)


def kinds_to_begin() -> list[tuple[str, str]]:
    """Return the kinds of which the person may begin something anywhere: what they are called, and where it begins."""
    return [
        (kind_name(kind), url_for("editor.new_object", kind=in_address(kind)))
        for kind in NAMES
        if kind is not Kind.PACK and may(person(), Action.STEER_SEARCH if KINDS[kind].steers_search else Action.EDIT)
    ]


@editor.context_processor
def _for_templates() -> dict[str, object]:
    return {"kinds_to_begin": kinds_to_begin}


def _may_be_new(text: str) -> Kind:
    kind = read_kind(text)
    if kind is Kind.PACK:
        # There is one country.
        raise NoSuchPage
    return kind


def _check(reading: Reading, new: NewObject) -> None:
    if new.is_variant:
        for name, kind in (("service", Kind.SERVICE), ("place", Kind.PLACE)):
            if new.choices.title(kind, getattr(new, name)) is None:
                new.faults[name] = gettext(FILL_IN if not getattr(new, name) else NOT_FOUND)
    else:
        if not new.title:
            new.faults["title"] = gettext(FILL_IN)
        if new.key and not re.fullmatch(rf"{ID_PATTERN}", new.key):
            new.faults["key"] = gettext(OF_PATTERNS[rf"^{ID_PATTERN}$"])
        elif new.kind is Kind.QUESTION and is_reserved(new.key):
            new.faults["key"] = gettext(RESERVED)
        if new.asks_organisation and new.choices.title(Kind.ORGANISATION, new.organisation) is None:
            new.faults["organisation"] = gettext(FILL_IN if not new.organisation else NOT_FOUND)
    if not new.faults and find_open_facts(reading, new.kind, new.key) is not None:
        new.faults["place" if new.is_variant else "key"] = gettext(ALREADY_THERE)


def _tell_apart(reading: Reading, new: NewObject) -> None:
    """Find what is called much the same; it is a fault until the person has said that theirs is none of it."""
    if not new.title or not new.is_titled:
        return
    new.alike = find_alike(reading, new.kind, new.title, (person().language, reading.country.source_language))
    told_apart = request.form.getlist("shown") if request.form.get("none-of-these") == "yes" else []
    if not {alike.key for alike in new.alike} <= set(told_apart):
        new.faults["none-of-these"] = gettext(IS_IT_THERE)


def _free_key(reading: Reading, kind: Kind, title: str) -> str:
    """Return an id made of the title that nothing else of the kind has."""
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower()).strip("-")[:56].strip("-")
    if not plain:
        return ""
    key, number = plain, 2
    while find_open_facts(reading, kind, key) is not None:
        key, number = f"{plain}-{number}", number + 1
    return key


def _answer(new: NewObject, status: int = 200) -> ResponseReturnValue:
    return make_response(staff_page("editor/new_object.html", new=new), status)
