"""Markdown: what is opened is closed, headings stand in their order, and there is no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.errors import Problem
from catalogue.files.content import Content

_HTML = re.compile(r"<[A-Za-z/!][^<>]*>?")
_CODE = re.compile(r"(`+)(?:(?!\1).)+?\1", re.DOTALL)
_BLOCK_OF_CODE = re.compile(r"^ {0,3}(```|~~~)[^\n]*\n(?:.*?\n)?? {0,3}\1[`~]* *$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\[\]]*\]\(([^()\s]*)\)")
_ADDRESS = re.compile(r"(https://|mailto:|tel:)\S+")
_HEADING = re.compile(r"^ {0,3}(#+)(.*)$")
_UNDERLINE = re.compile(r"^ {0,3}(-{3,}|={3,}|-|=)\s*$")
_DEEPEST = 3


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield whatever of a section would not come out as its author meant it."""
    for entry in content.list_entries():
        for language, words in sorted(entry.words.items()):
            for key, text in words.sections.items():
                joined = text if isinstance(text, str) else "\n".join(text)
                for problem, remedy in find_faults(joined):
                    yield Problem(entry.words_path(language), key, problem, remedy)


def find_faults(text: str) -> Iterator[tuple[str, str]]:
    """Yield problem and remedy for each fault in a text."""
    text = _BLOCK_OF_CODE.sub("", text)
    lines = text.split("\n")
    if any(line.lstrip().startswith(("```", "~~~")) for line in lines):
        yield "A block of code is not closed.", "Close it with the same marks on a line of their own."
        return
    if "<" in text and (html := _HTML.search(_CODE.sub("", text))):
        yield f"There is HTML: “{html[0][:30]}”.", "Write Markdown; a link is [text](https://…)."
    yield from _headings(lines)
    yield from _tables(lines)
    if any(mark in text for mark in "[]`*"):
        for paragraph in re.split(r"\n\s*\n", text):
            yield from _inline(paragraph)


def _headings(lines: list[str]) -> Iterator[tuple[str, str]]:
    level, empty_since = 1, ""
    for number, line in enumerate(lines):
        match = _HEADING.match(line)
        if not match:
            if line.strip():
                empty_since = ""
            above = lines[number - 1].strip() if number else ""
            if _UNDERLINE.match(line) and above and not above.startswith(("|", "-", "*")):
                yield f"“{above[:40]}” is underlined, which makes it a heading.", "Write headings with “##”."
            continue
        depth, title = len(match[1]), match[2]
        if not title.strip() or not title.startswith((" ", "\t")):
            yield f"“{line.strip()[:40]}” is no heading.", "Write “## ” and then the heading."
            continue
        if depth == 1 or depth > _DEEPEST or depth > level + 1:
            yield f"“{title.strip()[:40]}” is a heading of the wrong level.", "Begin with “##”, then “###” below it."
        if empty_since and depth <= level:
            yield f"Nothing stands below the heading “{empty_since[:40]}”.", "Write something, or remove the heading."
        level, empty_since = depth, title.strip()
    if empty_since:
        yield f"Nothing stands below the heading “{empty_since[:40]}”.", "Write something, or remove the heading."


def _cells(row: str) -> int:
    return len(row.strip().replace("\\|", "").strip("|").split("|"))


def _tables(lines: list[str]) -> Iterator[tuple[str, str]]:
    table: list[str] = []
    for line in [*lines, ""]:
        if line.lstrip().startswith("|"):
            table.append(line)
            continue
        if table:
            ruled = len(table) > 1 and re.fullmatch(r"[\s|:-]+", table[1]) and "-" in table[1]
            closed = all(row.rstrip().endswith("|") for row in table)
            if not ruled or not closed or len({_cells(row) for row in table}) > 1:
                remedy = "Give each row the same cells between “|”, and a line “|---|---|” below the first."
                yield f"The table “{table[0].strip()[:30]}” is broken.", remedy
        table = []


def _inline(paragraph: str) -> Iterator[tuple[str, str]]:
    bare = _CODE.sub("", paragraph)
    if "`" in bare.replace("\\`", ""):
        yield "Code is opened with ` and not closed.", "Close it, or write \\`."
    bare = re.sub(r"\\.", "", bare)
    if "![" in bare:
        yield "There is a picture.", "Say it in words."
    for link in _LINK.finditer(bare):
        if not _ADDRESS.fullmatch(link[1]):
            yield f"The link to “{link[1]}” leads nowhere.", "Write https://, mailto: or tel: in the round brackets."
        elif link[0].startswith("[]"):
            yield f"The link to “{link[1]}” has no text.", "Write what it leads to in the square brackets."
    rest = _LINK.sub("", bare)
    if "[" in rest or "]" in rest:
        yield "A link is not closed.", "Write it as [text](https://…)."
    if rest.count("**") % 2:
        yield "Bold text is not closed.", "Put ** on both sides of it."
