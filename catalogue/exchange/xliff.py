"""XLIFF 2.0: what translation tools exchange. A file of ours for each object, a unit for each section.

Placeholders travel as `<ph>`, which tools protect; characters that XML cannot hold as `<cp>`. Nothing in a file that
comes back is trusted: document types and entities are refused before anything is read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from catalogue.exchange.rows import LARGEST_FILE, BadFile, BadRow, Refusal, Row
from catalogue.facts import Kind
from catalogue.facts.words import PLACEHOLDER
from catalogue.read_models.text import Freshness

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_IN = f"{{{NAMESPACE}}}"
_LINE = "line"
_KINDS = {kind.value: kind for kind in Kind}
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_DEEPEST = 30
_CONFIRMED = ("reviewed", "final")
"""States by which a tool says that somebody looked at the target and it fits."""


def write_xliff(rows: Iterable[Row], source_language: str, language: str) -> bytes:
    """Return rows as a file; those of one object stand together."""
    return "".join(_document(rows, source_language, language)).encode()


def read_xliff(data: bytes, language: str) -> tuple[list[Row], list[BadRow]]:
    """Return the rows of a file in a language and those that make no sense, by line. Raises `BadFile`."""
    if len(data) > LARGEST_FILE:
        raise BadFile("too large")
    root = _parse(data)
    if root.tag != f"{_IN}xliff":
        raise BadFile("no XLIFF 2", 1)
    if root.get("trgLang", "").lower() != language.lower():
        raise BadFile(f"trgLang is {root.get('trgLang')}", 1)
    rows: list[Row] = []
    bad: list[BadRow] = []
    for file in root.iter(f"{_IN}file"):
        name, _, key = (file.get("original") or "").partition("/")
        for unit in file.iter(f"{_IN}unit"):
            line = int(unit.get(_LINE, "0"))
            if name not in _KINDS or not key:
                bad.append(BadRow(line, Refusal.NO_OBJECT, file.get("original") or ""))
                continue
            try:
                rows.append(_row(_KINDS[name], key, unit, line))
            except ValueError as fault:
                bad.append(BadRow(line, Refusal.UNREADABLE, str(fault)))
    return rows, bad


def _document(rows: Iterable[Row], source_language: str, language: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xliff xmlns="{NAMESPACE}" version="2.0" srcLang="{source_language}" trgLang="{language}">\n'
    for number, ((kind, key), group) in enumerate(groupby(rows, key=lambda row: (row.kind, row.key)), start=1):
        yield f'<file id="f{number}" original={quoteattr(f"{kind.value}/{key}")}>\n'
        for place, row in enumerate(group, start=1):
            yield from _unit(place, row)
        yield "</file>\n"
    yield "</xliff>\n"


def _unit(place: int, row: Row) -> Iterator[str]:
    # The ids of placeholders pair those of the target with those of the source.
    ids: dict[str, list[str]] = defaultdict(list)
    state = "translated" if row.state is Freshness.CURRENT else "initial"
    yield f'<unit id="u{place}" name={quoteattr(row.section)} xml:space="preserve"><segment state="{state}">'
    yield f"<source>{_inline(row.source, ids)}</source>"
    if row.target:
        yield f"<target>{_inline(row.target, ids)}</target>"
    yield "</segment></unit>\n"


def _inline(text: str, ids: dict[str, list[str]]) -> str:
    used: dict[str, int] = defaultdict(int)
    out, end = [], 0
    for found in PLACEHOLDER.finditer(text):
        out.append(_plain(text[end : found.start()]))
        name, end = found[0], found.end()
        if used[name] == len(ids[name]):
            ids[name].append(f"p{sum(map(len, ids.values())) + 1}")
        out.append(f'<ph id="{ids[name][used[name]]}" equiv={quoteattr(name)} disp={quoteattr(name)}/>')
        used[name] += 1
    return "".join([*out, _plain(text[end:])])


def _plain(text: str) -> str:
    return _NO_XML.sub(lambda found: f'<cp hex="{ord(found[0]):04X}"/>', escape(text))


def _row(kind: Kind, key: str, unit: Element, line: int) -> Row:
    section = unit.get("name")
    if not section:
        raise ValueError("name")
    source, target, states, translated = [], [], [], False
    placeholders = {one.get("id"): one.get("equiv", "") for one in unit.iter(f"{_IN}ph") if one.get("equiv")}
    # A tool may have cut the unit into several segments, with what it left out between them.
    for piece in unit:
        if piece.tag not in (f"{_IN}segment", f"{_IN}ignorable"):
            continue
        original = _text(piece.find(f"{_IN}source"), placeholders)
        said = piece.find(f"{_IN}target")
        source.append(original)
        if piece.tag == f"{_IN}segment":
            states.append(piece.get("state", "initial"))
            translated = translated or said is not None
            target.append(_text(said, placeholders))
        else:
            target.append(original if said is None else _text(said, placeholders))
    confirmed = bool(states) and all(state in _CONFIRMED for state in states)
    return Row(
        kind, key, section, "".join(source), "".join(target) if translated else "", confirmed=confirmed, line=line
    )


def _text(element: Element | None, placeholders: dict[str | None, str], depth: int = 0) -> str:
    if element is None:
        return ""
    if depth > _DEEPEST:
        raise ValueError("marks within marks")
    out = [element.text or ""]
    for child in element:
        if child.tag == f"{_IN}ph":
            out.append(child.get("equiv") or placeholders.get(child.get("id"), ""))
        elif child.tag == f"{_IN}cp":
            out.append(chr(int(child.get("hex", "")[:6], 16)))
        else:
            # Marks of the tool's own: what they surround is text.
            out.append(_text(child, placeholders, depth + 1))
        out.append(child.tail or "")
    return "".join(out)


def _parse(data: bytes) -> Element:
    target = _WithLines()
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    target.parser = parser.parser
    try:
        parser.feed(data)
        return parser.close()
    except ParseError as fault:
        raise BadFile("no XML", fault.position[0]) from fault
    except DefusedXmlException as fault:
        raise BadFile("a document type") from fault
    except (ValueError, LookupError) as fault:
        raise BadFile("no XML") from fault


class _WithLines(TreeBuilder):
    """Builds the tree with the line of each unit, by which a bad one is found."""

    parser: Any = None

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        element = super().start(tag, attributes)
        if tag == f"{_IN}unit":
            element.set(_LINE, str(self.parser.CurrentLineNumber))
        return element
