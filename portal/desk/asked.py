"""What the address of the counter asks for: what was typed, the service, the person's situation, a second language."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from flask import request, url_for

from catalogue.facts.base import ID_PATTERN
from catalogue.languages import languages
from catalogue.queries.counter import AtCounter
from portal.locale import page_language
from portal.public.typed import read_typed
from portal.service_answers import ids_named, parameters_of, read_known
from portal.urls import with_parameters

_ID = re.compile(ID_PATTERN)


@dataclass(frozen=True)
class Asked:
    """What was asked at the counter; codes and what the clerk typed, nothing of a visitor's name."""

    typed: str
    service: str | None
    event: str | None
    beside: str | None
    """The visitor's language, where it is another than the clerk's."""
    place: str | None
    known: AtCounter
    have: frozenset[str]
    """The papers, by the ids of requirements, that the visitor has."""
    queue: str | None = None
    """The entry of the queue whose person this is about."""

    def address(self, endpoint: str = "desk.counter", **changes: object) -> str:
        """Return the address of a page of the desk for the same question, but for what changes."""
        return with_parameters(url_for(endpoint), replace(self, **changes).parameters())  # type: ignore[arg-type]

    def parameters(self) -> dict[str, object]:
        """Return the question as the parameters of an address."""
        told: dict[str, object] = {
            "q": self.typed,
            "service": self.service,
            "event": self.event,
            "beside": self.beside,
            "place": self.place,
            **dict(parameters_of(self.known)),
            "have": sorted(self.have),
            "queue": self.queue,
        }
        return {name: value for name, value in told.items() if value}

    def without_person(self) -> Asked:
        """Return the question about the same thing for whoever comes next."""
        return replace(self, known=AtCounter(), have=frozenset(), queue=None)


def read_asked() -> Asked:
    """Read the address of this request. What has no shape of an id is passed over."""
    arguments = request.args
    beside = arguments.get("beside", "")
    return Asked(
        typed=read_typed(arguments.get("q", "")).words,
        service=read_id(arguments.get("service", "")),
        event=read_id(arguments.get("event", "")),
        beside=beside if beside in languages() and beside != page_language() else None,
        place=read_id(arguments.get("place", "")),
        known=read_known(arguments),
        have=ids_named(arguments, "have"),
        queue=queue if (queue := arguments.get("queue", "")).isdecimal() and len(queue) < 10 else None,
    )


def read_id(text: str) -> str | None:
    """Return a text that has the shape of an id, else None."""
    return text if _ID.fullmatch(text) else None
