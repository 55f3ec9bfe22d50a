"""What stands in the tables of a page of figures, and in its file, so that tests can compare the two."""

from __future__ import annotations

import csv

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

Lines = list[tuple[str, ...]]


def table_of(page: BeautifulSoup, key: str) -> Lines:
    """Return the rows of a table, its name first; bars and notes say nothing of their own."""
    table = page.select_one(f"section[aria-labelledby={key}] table")
    return [
        (_text(row.th.select_one("a, bdi") or row.th), *(_text(cell) for cell in row.select("td")))
        for row in (table.select("tbody tr") if table else ())
    ]


def tables_on(page: BeautifulSoup) -> dict[str, Lines]:
    """Return all tables of a page by their keys."""
    return {section["aria-labelledby"]: table_of(page, section["aria-labelledby"]) for section in _sections(page)}


def told_instead(page: BeautifulSoup, key: str) -> str:
    """Return what is said in place of a table that has no rows."""
    section = page.select_one(f"section[aria-labelledby={key}]")
    assert section.select_one("table") is None
    return _text(section.select("p")[-1])


def tables_in(client: FlaskClient, address: str) -> dict[str, Lines]:
    """Return all tables of a file, each cell as its page would write it."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    found: dict[str, dict[str, list[str]]] = {}
    for line in csv.DictReader(answer.get_data().decode("utf-8-sig").splitlines()):
        cells = found.setdefault(line["table"], {}).setdefault(line["key"], [line["title"]])
        cells.append(line["value"] or line["told"] or "–")
    return {table: [tuple(cells) for cells in rows.values()] for table, rows in found.items()}


def _sections(page: BeautifulSoup) -> list:
    return page.select("section.figured")


def _text(tag) -> str:
    for unseen in tag.select("[aria-hidden] + .unseen"):
        unseen.extract()
    text = tag.get_text(" ", strip=True)
    number = text.replace(",", "").removesuffix("%")
    return number if number.replace(".", "").isdecimal() else text
