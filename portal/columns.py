"""The lines of a sheet in one language or two: every line has the id of its field, by which the columns are aligned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from flask import g, get_template_attribute
from flask_babel import gettext
from markupsafe import Markup

from catalogue.languages import formats
from catalogue.read_models.counter import Sheet
from catalogue.read_models.office import OfficeCard
from catalogue.read_models.service import ServicePage
from portal.labels import label
from portal.locale import speak

MOST_OFFICES = 3
"""Offices of one way that are shown; the page of the service has them all."""
_CELLS = "components/sheet_cells.html"


@dataclass(frozen=True, slots=True)
class Row:
    """One field in one language or two."""

    path: str
    """The field, such as `requirements.identity`."""
    first: Markup
    second: Markup | None
    tickable: bool = False
    depends: bool = False
    """An answer that nobody gave yet decides whether it holds."""

    @property
    def id(self) -> str:
        """Return the id of the part."""
        return self.path.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of rows under one heading."""

    id: str
    first: str
    second: str | None
    rows: tuple[Row, ...]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write what is written inside in another language than that of the page."""
    own = g.get("language")
    speak(language)
    try:
        yield
    finally:
        if own is not None:
            speak(own)


def align(sheet: Sheet, beside: Sheet | None) -> tuple[Block, ...]:
    """Return the blocks of a sheet, with the same fields of another language beside them.

    Which lines there are the first sheet decides; the other one is of the same service, person and day.
    """
    order = [office.id for channel in sheet.channels for office in _open_first(channel.offices)]
    with speaking(sheet.page.language):
        names, cells = _headings(), _cells(sheet, order)
    other_names: Mapping[str, str] = {}
    others: Mapping[str, Mapping[str, Markup]] = {}
    if beside is not None:
        with speaking(beside.page.language):
            other_names, others = _headings(), _cells(beside, order)
    return tuple(
        Block(
            block,
            names[block],
            other_names.get(block),
            tuple(
                Row(
                    path,
                    cell,
                    others.get(block, {}).get(path, Markup("")) if beside is not None else None,
                    tickable=block == "bring",
                    depends=path in sheet.open,
                )
                for path, cell in rows.items()
            ),
        )
        for block, rows in cells.items()
        if rows
    )


def channel_names(sheet: Sheet) -> dict[str, str]:
    """Return what the ways are called, by id."""
    return {
        channel.id: channel.title.value if channel.title else label(channel.kind) for channel in sheet.page.channels
    }


def _headings() -> dict[str, str]:
    return {
        "bring": gettext("What you need"),
        "not-bring": gettext("You need not bring"),
        "cost": gettext("What it costs"),
        "time": gettext("How long it takes, and until when"),
        "how": gettext("How and where"),
        "conditions": gettext("Who it is for"),
        "cases": gettext("Special cases"),
        "get": gettext("What you get"),
    }


def _open_first(offices: Iterable[OfficeCard]) -> list[OfficeCard]:
    return sorted(offices, key=lambda office: not office.openness.open)


def _cells(sheet: Sheet, order: list[str]) -> dict[str, dict[str, Markup]]:
    """Return the cells of each block by their fields, in the language that is being spoken.

    `order` is that of the offices: their names, by which the catalogue sorts them, differ from language to language.
    """
    channels = [
        replace(channel, offices=tuple(sorted(channel.offices, key=lambda office: order.index(office.id))))
        for channel in sheet.channels
    ]

    def write(name: str, lines: object, *more: object, path: str | None = None) -> dict[str, Markup]:
        cell = get_template_attribute(_CELLS, name)
        return {f"{path or name}.{line.id}": cell(line, *more) for line in lines}  # type: ignore[attr-defined]

    names = channel_names(sheet)
    groups = {line.id: group for group in sheet.requirements if len(group.lines) > 1 for line in group.lines}
    total = {"cost.total": get_template_attribute(_CELLS, "total")(sheet.costs)}
    due = {"due.day": get_template_attribute(_CELLS, "due")(sheet.due)} if sheet.due and sheet.due.latest else {}
    deadlines = write("deadlines", sheet.deadlines) or {
        "deadlines.none": get_template_attribute(_CELLS, "no_deadline")()
    }
    return {
        "bring": write("requirements", sheet.papers, groups, sheet.open)
        or {"requirements.none": get_template_attribute(_CELLS, "no_papers")()},
        "not-bring": write("supplied", sheet.supplied, path="requirements"),
        "cost": {**write("fees", sheet.fees), **total},
        "time": {**due, **deadlines, **write("times", sheet.times, names, sheet.quickest)},
        "how": write("channels", channels, sheet.way, MOST_OFFICES),
        "conditions": write("criteria", sheet.criteria, sheet.left_out),
        "cases": write("exceptions", sheet.exceptions),
        "get": write("outputs", sheet.outputs),
    }


def title_beside(page: ServicePage) -> Markup:
    """Return the title of a service in the second language, marked where it is not translated."""
    with speaking(page.language):
        return get_template_attribute(_CELLS, "said")(page.title)


def day_beside(page: ServicePage) -> str:
    """Return the day for which a service is shown, as its own language writes it."""
    return formats.long_date(page.as_of, page.language)
