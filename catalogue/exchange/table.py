"""One kind of object as a table for spreadsheets: its title in every language, and what its facts say in one word."""

from __future__ import annotations

import csv
import io

from catalogue.exchange.csv_file import as_text
from catalogue.facts import Kind
from catalogue.files.content import Content

_IN_ONE_WORD = (str, int, float, bool)


def write_table(content: Content, kind: Kind) -> bytes:
    """Return the objects of a kind as CSV, UTF-8 with its mark. It is for reading: what is nested is left out."""
    entries = list(content.list_entries(kind))
    facts = [
        {name: value for name, value in entry.facts.to_plain().items() if isinstance(value, _IN_ONE_WORD)}
        for entry in entries
    ]
    names = list(dict.fromkeys(name for said in facts for name in said))
    languages = sorted({language for entry in entries for language in entry.words})
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["key", *(f"title.{language}" for language in languages), *names])
    for entry, said in zip(entries, facts, strict=True):
        titles = [_title(entry.words.get(language)) for language in languages]
        writer.writerow([as_text(str(cell)) for cell in (entry.key, *titles, *(said.get(name, "") for name in names))])
    return out.getvalue().encode("utf-8-sig")


def _title(words: object) -> str:
    said = getattr(words, "sections", {}).get("title", "")
    return said if isinstance(said, str) else ""
