"""The Markdown of content as blocks of plain text: paragraphs, lists, headings; links keep their address."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bots.dialogue.reply import Block, BlockKind, Line
from catalogue.read_models.text import Text

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")

_LISTS = {"bullet_list_open": BlockKind.LIST, "ordered_list_open": BlockKind.NUMBERED}


def prose(text: Text, reply_language: str) -> tuple[Block, ...]:
    """Return Markdown as blocks; its lines know when they fell back to another language."""
    language = text.language if text.language != reply_language else None
    return tuple(
        Block(kind, tuple(Line(line, language) for line in lines)) for kind, lines in _parsed(text.value) if lines
    )


@lru_cache(maxsize=1024)
def _parsed(markdown: str) -> tuple[tuple[BlockKind, tuple[str, ...]], ...]:
    blocks: list[tuple[BlockKind, list[str]]] = []
    lists: list[BlockKind] = []
    kind = BlockKind.TEXT
    for token in _parser.parse(markdown):
        if token.type in _LISTS:
            if not lists:
                blocks.append((_LISTS[token.type], []))
            lists.append(_LISTS[token.type])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and lists:
            # Each item is one line; what follows within the item is added to it.
            blocks[-1][1].append("")
        elif token.type == "heading_open":
            kind = BlockKind.HEADING
        elif token.type == "tr_open":
            blocks.append((BlockKind.TEXT, [""]))
        elif token.type == "inline":
            said = _said(token)
            if lists:
                blocks[-1][1][-1] = " ".join(filter(None, (blocks[-1][1][-1], said)))
            elif token.level and blocks and blocks[-1][1][-1:] != [] and _in_table(token):
                blocks[-1][1][-1] = " · ".join(filter(None, (blocks[-1][1][-1], said)))
            else:
                blocks.append((kind, said.split("\n")))
            kind = BlockKind.TEXT
    return tuple((kind, tuple(lines)) for kind, lines in blocks)


def _in_table(token: Token) -> bool:
    # A cell lies within table, head or body, row and cell; a paragraph lies within nothing.
    return token.level >= 4


def _said(token: Token) -> str:
    """Return what a piece of running text says, without its marks; a link is followed by where it leads."""
    pieces: list[str] = []
    leads_to: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append(" ")
        elif child.type == "hardbreak":
            pieces.append("\n")
        elif child.type == "link_open":
            leads_to.append(str(child.attrs.get("href", "")))
        elif child.type == "link_close":
            address = leads_to.pop()
            if address and not pieces[-1:] == [address]:
                pieces.append(f" ({address})")
    return "".join(pieces)
