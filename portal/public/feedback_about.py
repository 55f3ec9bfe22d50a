"""What a reader's word is about: the page that it was sent from, carried as `service:register-birth`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import BadRequest

from catalogue.facts import Kind
from catalogue.queries.changes import list_changes
from catalogue.queries.documents import get_document
from catalogue.queries.life_events import get_life_event
from catalogue.queries.offices import get_office
from catalogue.queries.organisations import get_organisation
from catalogue.queries.services import get_service
from catalogue.read_models.report import Change
from catalogue.read_models.text import Text
from catalogue.reporting import PLAN
from portal.public.blueprint import public
from portal.public.service_page import is_sensitive_service
from portal.security import mark_sensitive
from portal.urls import address
from portal.work import reading

HELP = "public.help"
"""The page of questions and complaints that are answered, where the portal has it."""

KIND_OF: dict[str, Kind] = {
    "service": Kind.SERVICE,
    "life_event": Kind.LIFE_EVENT,
    PLAN: Kind.LIFE_EVENT,
    "office": Kind.OFFICE,
    "organisation": Kind.ORGANISATION,
    "document": Kind.DOCUMENT,
}
"""The pages that ask whether they were useful, by the name of their endpoint, and the kind of their object.

Of the answers that make a plan nothing is carried: they are the reader's own.
"""

_ABOUT = re.compile(rf"({'|'.join(KIND_OF)}):([a-z0-9-]{{1,100}})")


@dataclass(frozen=True, slots=True)
class About:
    """A page that somebody says something of."""

    page: str
    """The name of the page, a key of `KIND_OF`."""
    id: str
    title: Text
    told: Any
    """What the page is made from."""

    @property
    def kind(self) -> Kind:
        """Return the kind of the page's object."""
        return KIND_OF[self.page]

    @property
    def text(self) -> str:
        """Return what stands for the page in addresses and forms."""
        return f"{self.page}:{self.id}"

    @property
    def back(self) -> str:
        """Return the address of the page, in the reader's place."""
        return address(f"public.{self.page}", id=self.id)


_READ: dict[Kind, Callable[[Any, str], Any]] = {
    Kind.SERVICE: get_service,
    Kind.LIFE_EVENT: get_life_event,
    Kind.OFFICE: get_office,
    Kind.ORGANISATION: get_organisation,
    Kind.DOCUMENT: get_document,
}


def read_about() -> About:
    """Return the page that this request is about; a sensitive one makes this page sensitive, too.

    Raises `BadRequest` for what names no page, and `NotFound` or `Gone` for one that is not there.
    """
    found = _ABOUT.fullmatch(request.values.get("about", ""))
    if found is None:
        raise BadRequest("about")
    page, id = found.groups()
    told = _READ[KIND_OF[page]](reading(), id)
    if _is_sensitive(KIND_OF[page], told):
        mark_sensitive()
    return About(page, id, told.title, told)


def about_this_page() -> str | None:
    """Return what stands for the page that is being written, or None for one that does not ask."""
    endpoint = (request.endpoint or "").removeprefix("public.")
    return f"{endpoint}:{request.view_args['id']}" if endpoint in KIND_OF and request.view_args else None


def changes_here() -> tuple[Change, ...]:
    """Return what was changed lately on the page that is being written because readers told us."""
    page, _, id = (about_this_page() or "").partition(":")
    return list_changes(reading(), KIND_OF[page], id) if page else ()


def _is_sensitive(kind: Kind, told: Any) -> bool:
    if kind is Kind.SERVICE:
        return is_sensitive_service(told, told.part_of)
    return kind is Kind.LIFE_EVENT and told.sensitive


@public.record
def _for_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(
        about_this_page=about_this_page, changes_here=changes_here, has_help=lambda: HELP in state.app.view_functions
    )
