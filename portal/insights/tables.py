"""What a page of figures shows and its file holds: the same tables, so that neither can say what the other does not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from flask import Response

from catalogue.exchange.csv_file import as_text
from catalogue.figures.thresholds import FEWEST, Figure

Cell = Figure | int | Decimal | date | str | None
"""None is what there is nothing to tell of."""
FILE_COLUMNS = ("table", "key", "title", "measure", "value", "told")
"""The same in every language; `told` says why there is no value."""


@dataclass(frozen=True, slots=True)
class Column:
    """One measure; its key stands in the file. Of a drawn one every number has a bar beside it."""

    key: str
    label: str
    drawn: bool = False
    unit: Literal["", "%"] = ""
    most: int | None = None
    """What its longest bar stands for; left out, the greatest number there is, of shares the whole."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its key in the file, its name on the page, and a cell for each column."""

    key: str
    name: str
    cells: tuple[Cell, ...]
    address: str | None = None
    """Where the name leads."""
    note: str | None = None
    """What is said under the name."""
    language: str | None = None
    """The language of the name, where it is not that of the page."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title. `over_time` is drawn as columns above it, and folded."""

    key: str
    title: str
    head: str
    """What the names of the rows are."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    nothing: str
    """What is said in place of a table without rows."""
    over_time: bool = False
    lead: str | None = None

    def greatest(self, column: int) -> Decimal:
        """Return what the longest bar of a column stands for."""
        most = self.columns[column].most or (100 if self.columns[column].unit == "%" else None)
        return (
            Decimal(most)
            if most
            else max(
                (number for row in self.rows if (number := number_of(row.cells[column])) is not None), default=Decimal()
            )
        )

    @property
    def fewest(self) -> int:
        """Return the threshold: what was counted less often is not told as a number."""
        return FEWEST

    def kind(self, cell: Cell) -> str:
        """Return how a page writes a cell."""
        return kind_of(cell)

    def number(self, cell: Cell) -> Decimal | int | None:
        """Return the number that a cell tells, whole where it is."""
        return whole_where_it_is(number_of(cell))

    def share(self, row: Row, column: int) -> int | None:
        """Return how long the bar of a cell is, in hundredths of the longest; None where no number is told."""
        number, greatest = number_of(row.cells[column]), self.greatest(column)
        if number is None:
            return None
        # What is there at all is to be seen.
        return max(int(100 * number / greatest), 1) if number > 0 else 0


def kind_of(cell: Cell) -> Literal["nothing", "few", "hidden", "number", "day", "text"]:
    """Return how a page writes a cell."""
    match cell:
        case None:
            return "nothing"
        case Figure(value=None, few=True):
            return "few"
        case Figure(value=None):
            return "hidden"
        case date():
            return "day"
        case str():
            return "text"
    return "number"


def number_of(cell: Cell) -> Decimal | None:
    """Return the number that a cell tells, or None."""
    value = cell.value if isinstance(cell, Figure) else cell
    return Decimal(value) if isinstance(value, int | Decimal) else None


def whole_where_it_is(number: Decimal | None) -> Decimal | int | None:
    """Return a number without a fraction of nothing."""
    return int(number) if number is not None and number == int(number) else number


def share_of(part: Figure, whole: Figure) -> int | Figure | None:
    """Return a part in hundredths of its whole; nothing where there is no whole, and not told where either is not."""
    if part.value is None or whole.value is None:
        return Figure(None)
    return round(100 * part.value / whole.value) if whole.value else None


def file_of(name: str, tables: Sequence[Table]) -> Response:
    """Answer with the tables of a page as one file, a measure a line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(FILE_COLUMNS)
    writer.writerows(_lines(tables))
    response = Response(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename={name}.csv"
    return response


def _lines(tables: Iterable[Table]) -> Iterable[tuple[str, ...]]:
    for table in tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                yield table.key, as_text(row.key), as_text(row.name), column.key, *_value(cell)


def _value(cell: Cell) -> tuple[str, str]:
    match kind_of(cell):
        case "nothing":
            return "", ""
        case "few":
            return "", f"fewer than {FEWEST}"
        case "hidden":
            return "", "not told"
        case "day":
            return cell.isoformat(), ""  # type: ignore[union-attr]
        case "text":
            return as_text(str(cell)), ""
    return str(whole_where_it_is(number_of(cell))), ""
