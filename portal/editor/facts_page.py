"""The form of one object's facts as a page has it: read from the catalogue or from what was sent, and drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext
from pydantic import ValidationError
from werkzeug.exceptions import BadRequest

from catalogue.context import Reading
from catalogue.errors import NotFound
from catalogue.facts import FACTS_OF_KIND, Kind, Service
from catalogue.facts.variant import PART_LISTS
from catalogue.queries.choices import get_choices, get_part_titles
from catalogue.queries.facts_problems import list_facts_problems
from catalogue.queries.open_facts import OpenFacts, find_open_facts, get_used_ids, is_code_free
from portal.editor.forms.changes import form_of_variant
from portal.editor.forms.describe import form_of
from portal.editor.forms.faults import CODE_TAKEN, add
from portal.editor.forms.groups import Group
from portal.editor.forms.problems import add_problems
from portal.editor.forms.rows import NoSuchButton, give_ids, press
from portal.editor.forms.sent import Sent
from portal.editor.forms.soundness import find_faults
from portal.editor.forms.view import FormView


@dataclass
class FactsPage:
    """One object's facts, and the form for them."""

    kind: Kind
    key: str
    opened: OpenFacts
    form: Group
    view: FormView
    service: Service | None = None
    """What a variant belongs to."""
    used: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return the title of the object, or its id while it has none; of a variant, those of its service and place."""
        choices = self.view.choices_of_catalogue
        if self.kind is Kind.VARIANT:
            service, _, place = self.key.partition("/")
            titles = (choices.title(Kind.SERVICE, service) or service, choices.title(Kind.PLACE, place) or place)
            return " – ".join(titles)
        return choices.title(self.kind, self.key) or self.key

    def read(self, sent: Sent) -> None:
        """Take what was sent for what was typed. Raises `BadRequest` for anything that the form does not have."""
        self.view.typed = self.form.read(sent, "")
        if sent.unknown():
            raise BadRequest("a field that this form does not have")

    def press(self, button: str, chosen: str) -> None:
        """Add, move or remove a row. Raises `BadRequest` for a button that the form does not have."""
        try:
            self.view.focus = press(self.form, self.view.typed, button, chosen)
        except NoSuchButton as fault:
            raise BadRequest("a button that this form does not have") from fault

    def body(self) -> dict[str, Any]:
        """Return the facts as typed, every new part with an id; in the canonical form where they are sound."""
        give_ids(self.form, self.view.typed, self.used)
        body = self.form.plain(self.view.typed)
        try:
            return FACTS_OF_KIND[self.kind].from_plain(body).to_plain()
        except ValidationError:
            return body

    def show(self, body: dict[str, Any]) -> None:
        """Show a body in the form."""
        self.view.typed = self.form.show(body)

    def check(self, reading: Reading, body: dict[str, Any]) -> bool:
        """Look for faults, and tell whether there are none."""
        self.view.wrong = find_faults(self.view, body, self.service)
        code = body.get("code")
        if self.kind is Kind.SERVICE and isinstance(code, str) and not is_code_free(reading, code, self.key):
            add(self.view.wrong, "code", gettext(CODE_TAKEN))
        if not self.view.wrong:
            facts = FACTS_OF_KIND[self.kind].from_plain(body)
            problems = list_facts_problems(reading, self.kind, self.key, facts)
            add_problems(self.view.wrong, self.view, self.kind, self.key, problems)
        return not self.view.wrong


def open_facts_page(reading: Reading, kind: Kind, key: str) -> FactsPage:
    """Return the form of an object's facts, filled with the open draft or with what is in force. Raises `NotFound`."""
    opened = find_open_facts(reading, kind, key)
    if opened is None:
        raise NotFound(kind, key)
    service = _service_of(reading, kind, key)
    form = form_of_variant(service, opened.body) if service is not None else form_of(FACTS_OF_KIND[kind])
    titles = get_part_titles(reading, kind, key)
    if service is not None:
        titles = {**get_part_titles(reading, Kind.SERVICE, key.partition("/")[0]), **titles}
    used = get_used_ids(reading, kind, key)
    view = FormView(
        form,
        form.show(opened.body),
        get_choices(reading),
        titles,
        _inherited(service, titles),
        published=_published(opened.live) if service is None else {},
    )
    return FactsPage(kind, key, opened, form, view, service, used)


def _service_of(reading: Reading, kind: Kind, key: str) -> Service | None:
    if kind is not Kind.VARIANT:
        return None
    name = key.partition("/")[0]
    found = find_open_facts(reading, Kind.SERVICE, name)
    if found is None or found.live is None:
        raise NotFound(Kind.SERVICE, name)
    return Service.from_plain(found.live)


def _inherited(service: Service | None, titles: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    if service is None:
        return {}

    def title(name: str, key: str) -> str:
        return titles.get(f"{name}.{key}.title") or titles.get(f"{name}.{key}") or key

    return {name: [(part.id, title(name, part.id)) for part in getattr(service, name)] for name in PART_LISTS}


def _published(live: dict[str, Any] | None) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(part["id"] for part in value if isinstance(part, dict) and isinstance(part.get("id"), str))
        for name, value in (live or {}).items()
        if isinstance(value, list)
    }
