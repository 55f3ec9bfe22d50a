"""Opens the catalogue for a request: one `Reading` for a GET, in the address's language, for its place and day."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, datetime, time, timedelta

from flask import Flask, g, request
from werkzeug.exceptions import BadRequest

from catalogue.context import Reading
from catalogue.queries.frame import get_frame
from catalogue.queries.notices import find_next_notice_change, list_notices
from catalogue.read_models.cards import LocalRule
from catalogue.read_models.notice import Notice
from catalogue.read_models.pages import Frame
from portal.days import read_date
from portal.extensions import get_house


def open_readings(app: Flask) -> None:
    """Give templates the frame of the page and its notices, and close what a request opened."""
    app.jinja_env.globals.update(frame=frame, notices=notices, chosen_place=chosen_place, unknown_place=unknown_place)
    app.teardown_request(_close)


def reading() -> Reading:
    """Return the request's reading, opened when it is first asked for."""
    if "reading" not in g:
        g.opened = ExitStack()
        g.reading = g.opened.enter_context(
            get_house().catalogue.reading(g.language, place=_place_named(), as_of=as_of_named())
        )
    return g.reading


def frame() -> Frame:
    """Return what stands around the page."""
    if "frame" not in g:
        g.frame = get_frame(reading())
    return g.frame


def notices() -> tuple[Notice, ...]:
    """Return the notices that stand on top of the page."""
    return list_notices(reading())


def next_notice_change() -> datetime | None:
    """Return the next instant at which the notices on top of the page change, or None."""
    return find_next_notice_change(reading())


def as_of_named() -> date | None:
    """Return the day the address names, or None for today. Raises `BadRequest` for any other text."""
    text = request.args.get("as-of")
    if not text or g.get("answering_error") or g.get("day_ignored"):
        return None
    day = read_date(text)
    if day is None:
        raise BadRequest("as-of")
    return day


def ignore_day() -> None:
    """Read the catalogue as of today, whatever day the address names; to be said before the reading is opened."""
    g.day_ignored = True


def chosen_place() -> LocalRule | None:
    """Return the place that the reader chose, if the country has it."""
    named = _place_named()
    return next((place for place in frame().places if place.place == named), None)


def unknown_place() -> bool:
    """Tell whether the address names a place that the country does not have."""
    return _place_named() not in (None, frame().country_place) and chosen_place() is None


def midnight() -> datetime:
    """Return the instant at which today ends in the country."""
    return start_of(reading().now.astimezone(reading().country.zone).date() + timedelta(days=1))


def start_of(day: date) -> datetime:
    """Return the instant at which a day begins in the country."""
    return datetime.combine(day, time(), reading().country.zone)


def _place_named() -> str | None:
    return request.args.get("place") or None


def _close(error: BaseException | None) -> None:
    opened = g.pop("opened", None)
    if opened is not None:
        opened.close()
