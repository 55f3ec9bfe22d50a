"""CSV: a table that every spreadsheet opens, UTF-8 with its mark, one section a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from catalogue.exchange.rows import LARGEST_FILE, BadFile, BadRow, Refusal, Row
from catalogue.facts import Kind

COLUMNS = ("kind", "key", "section", "state", "source", "target")
_READ_AS_FORMULA = ("=", "+", "-", "@", "\t", "'")
"""A spreadsheet computes a cell that begins so; an apostrophe before it says that it is text."""
_KINDS = {kind.value: kind for kind in Kind}


def write_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as a file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        cells = (row.kind.value, row.key, row.section, row.state.value, row.source, row.target)
        writer.writerow([as_text(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def read_csv(data: bytes) -> tuple[list[Row], list[BadRow]]:
    """Return the rows of a file and those that make no sense, by line. Raises `BadFile`."""
    if len(data) > LARGEST_FILE:
        raise BadFile("too large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadFile("not UTF-8", data[: fault.start].count(b"\n") + 1) from fault
    header = text.partition("\n")[0]
    # Spreadsheets of half of Europe separate by semicolons.
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    bad: list[BadRow] = []
    try:
        places = _places(next(reader, []))
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                _take(cells, places, line, rows, bad)
            line = reader.line_num + 1
    except csv.Error as fault:
        raise BadFile(str(fault), reader.line_num) from fault
    return rows, bad


def _places(header: list[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in header]
    lacking = [name for name in COLUMNS if name != "state" and name not in names]
    if lacking:
        raise BadFile(f"no column {', '.join(lacking)}", 1)
    return {name: names.index(name) for name in COLUMNS if name in names}


def _take(cells: list[str], places: dict[str, int], line: int, rows: list[Row], bad: list[BadRow]) -> None:
    if len(cells) <= max(places.values()):
        bad.append(BadRow(line, Refusal.UNREADABLE, "columns"))
        return
    said = {name: _from_text(cells[place]) for name, place in places.items()}
    kind = _KINDS.get(said["kind"].strip())
    if kind is None:
        bad.append(BadRow(line, Refusal.NO_OBJECT, f"{said['kind']}/{said['key']}"))
        return
    rows.append(Row(kind, said["key"].strip(), said["section"].strip(), said["source"], said["target"], line=line))


def as_text(cell: str) -> str:
    """Return a cell so that no spreadsheet computes it."""
    return f"'{cell}" if cell.startswith(_READ_AS_FORMULA) else cell


def _from_text(cell: str) -> str:
    # Spreadsheets end lines within a cell as their system does.
    return cell.removeprefix("'").replace("\r\n", "\n")
