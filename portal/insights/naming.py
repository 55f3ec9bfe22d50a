"""How rows of figures are called on a page: doors, languages, objects, days."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext

from catalogue.facts import Kind
from catalogue.languages import formats, languages
from catalogue.read_models.figures import Line, ObjectLine, Series, Split
from catalogue.rights import Action, may
from portal.editor.addresses import object_address
from portal.insights.tables import Column, Row, Table
from portal.locale import page_language
from portal.staff.who import person
from portal.urls import PAGE_OF_KIND


def channel_name(key: str) -> str:
    """Return what a door is called; one that has no name here keeps its code."""
    return {
        "portal": gettext("Portal"),
        "chat": gettext("Chat on the portal"),
        "bot": gettext("Messenger"),
        "desk": gettext("Information desk"),
    }.get(key, key)


def page_of(kind: Kind, key: str) -> str | None:
    """Return where an object can be looked at: by its editors in their room, by others as everybody sees it."""
    if may(person(), Action.SEE_DRAFTS):
        return object_address(kind, key)
    if kind in PAGE_OF_KIND:
        return url_for(PAGE_OF_KIND[kind], language=page_language(), id=key)
    return None


def channels_table(key: str, title: str, split: Split, nothing: str, label: str) -> Table:
    """Return figures by door."""
    rows = [Row(line.key, channel_name(line.key), (line.figure,)) for line in split.lines]
    return _split(key, title, gettext("Door"), rows, nothing, label)


def languages_table(key: str, title: str, split: Split, nothing: str, label: str) -> Table:
    """Return figures by language, each by its own name."""
    rows = [language_row(line.key, (line.figure,)) for line in split.lines]
    return _split(key, title, gettext("Language"), rows, nothing, label)


def named_table(key: str, title: str, head: str, split: Split, nothing: str, label: str, none: str) -> Table:
    """Return figures by places or groups, which have names of their own; `none` names those without."""
    rows = [Row(line.key, _name(line, none), (line.figure,)) for line in split.lines]
    return _split(key, title, head, rows, nothing, label)


def series_table(key: str, title: str, series: Series, nothing: str, label: str) -> Table:
    """Return figures day by day or month by month; of nothing at all no table of noughts."""
    told = series.points if any(point.figure.value != 0 for point in series.points) else ()
    rows = [
        Row(
            point.first.isoformat(),
            formats.long_date(point.first, page_language())
            if point.first == point.last
            else formats.month(point.first, page_language()),
            (point.figure,),
        )
        for point in told
    ]
    return Table(key, title, gettext("Day or month"), (Column("number", label),), tuple(rows), nothing, over_time=True)


def objects_table(
    key: str, title: str, objects: Iterable[ObjectLine], nothing: str, label: str, shown: int = 20
) -> Table:
    """Return the first objects by how often they were counted."""
    rows = [object_row(one.kind, one.key, one.title, (one.figure,)) for one in objects]
    return Table(key, title, gettext("Page"), (Column("number", label, drawn=True),), tuple(rows[:shown]), nothing)


def object_row(kind: Kind, key: str, title: str, cells: tuple, note: str | None = None) -> Row:
    """Return the row of one object."""
    return Row(f"{kind.value}/{key}", title, cells, page_of(kind, key), note)


def language_row(code: str, cells: tuple) -> Row:
    """Return the row of one language."""
    shipped = languages()
    return Row(
        code, shipped[code].endonym if code in shipped else code, cells, language=code if code in shipped else None
    )


def _name(line: Line, none: str) -> str:
    return line.title or line.key or none


def _split(key: str, title: str, head: str, rows: list[Row], nothing: str, label: str) -> Table:
    return Table(key, title, head, (Column("number", label, drawn=True),), tuple(rows), nothing)
