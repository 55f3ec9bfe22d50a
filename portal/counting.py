"""Says what an answer counts as: pages about one object by their addresses, all else by its view. Of nobody, ever.

What is said here is counted where answers leave, kept pages as well (`portal.kept`): when a person asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, Response, g, request

from catalogue.facts.kinds import Kind
from catalogue.figures.deeds import Channel, Counted, Deed
from portal.extensions import get_house
from portal.kept import COUNTED
from portal.security import is_sensitive
from portal.urls import PAGE_OF_KIND
from portal.work import chosen_place, reading

_KIND_OF_PAGE = {endpoint: kind for kind, endpoint in PAGE_OF_KIND.items()}
_PLAN = "public.plan"

FETCHED_AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
"""Headers by which browsers say that nobody has asked for the page yet."""
MACHINES = ("bot", "crawl", "spider", "slurp", "externalhit", "preview", "monitor", "curl/", "wget/", "python-", "scan")
"""What known machines call themselves by. It is looked at and never held."""
PHONES_LIKE_BOTS = "cubot"
"""A maker of phones, whose readers are people."""


def count_answers(app: Flask) -> None:
    """Say of each answer what it counts as."""
    if get_counting(app):
        app.after_request(_say)


def get_counting(app: Flask) -> bool:
    """Tell whether this application counts: previews do not."""
    catalogue = app.extensions["onedoor"].catalogue
    return bool(catalogue.counts and catalogue.deeds.counting)


def counter(app: Flask) -> Callable[[Mapping[str, Any], tuple[Counted, ...]], None]:
    """Return what counts an answer that is given to a request."""
    note = app.extensions["onedoor"].catalogue.deeds.note

    def count(environ: Mapping[str, Any], deeds: tuple[Counted, ...]) -> None:
        if is_asked_by_a_person(environ):
            for counted in deeds:
                note(counted)

    return count


def count_as(deed: Deed, channel: Channel = Channel.PORTAL, **about: str) -> None:
    """Say what this answer counts as, besides what its address says; `about` is its kind, key and target group."""
    g.setdefault("deeds", []).append((deed, channel, about))


def count_now(deed: Deed, channel: Channel, **about: str) -> None:
    """Count a deed that is done when this is called, such as one that was sent by a form."""
    catalogue = get_house().catalogue
    if catalogue.counts:
        catalogue.deeds.note(_counted(deed, channel, about))


def is_asked_by_a_person(environ: Mapping[str, Any]) -> bool:
    """Tell whether a request is a reader's, as far as it says: no head only, nothing ahead of time, no machine."""
    if environ["REQUEST_METHOD"] != "GET" or any(
        "prefetch" in environ[name] or "preview" in environ[name] for name in FETCHED_AHEAD if name in environ
    ):
        return False
    agent = environ.get("HTTP_USER_AGENT", "").lower().replace(PHONES_LIKE_BOTS, "")
    return not any(name in agent for name in MACHINES)


def _say(response: Response) -> Response:
    if response.status_code == 200:
        deeds = [*g.get("deeds", ()), *_by_address()]
        if deeds:
            request.environ[COUNTED] = tuple(_counted(*deed) for deed in deeds)
    return response


def _by_address() -> list[tuple[Deed, Channel, Mapping[str, str]]]:
    key = (request.view_args or {}).get("id", "")
    if request.endpoint == _PLAN:
        return [(Deed.PLANNED, Channel.PORTAL, {"kind": Kind.LIFE_EVENT.value, "key": key})]
    kind = _KIND_OF_PAGE.get(request.endpoint or "")
    return [] if kind is None else [(Deed.READ, Channel.PORTAL, {"kind": kind.value, "key": key})]


def _counted(deed: Deed, channel: Channel, about: Mapping[str, str]) -> Counted:
    place = chosen_place()
    # Of what nobody else should see, the less is known together, the better.
    placed = place.place if place and not is_sensitive() else ""
    return Counted(reading().today, deed, channel, reading().language, **about, place=placed)
