"""The Markdown of content as blocks of plain text: paragraphs, lists and headings, without any mark-up left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bots.dialogue.reply import Block, BlockKind, Line
from catalogue.languages import formats
from catalogue.read_models.text import Text

PHONE = re.compile(r"\+\d{1,3}(?:[ \u00a0-]\d{2,})+")

_parser = MarkdownIt("commonmark", {"html": False})


def prose(text: Text, reply_language: str) -> tuple[Block, ...]:
    """Return a section of content as blocks; a list keeps its kind, an item of it is one line."""
    language = text.language if text.language != reply_language else None
    return tuple(
        Block(kind, tuple(Line(line, language) for line in lines)) for kind, lines in _read(text.value, text.language)
    )


def one_line(text: Text) -> str:
    """Return a section of content as one line of plain text."""
    return " ".join(line for _, lines in _read(text.value, text.language) for line in lines)


@lru_cache(maxsize=4096)
def _read(markdown: str, language: str) -> tuple[tuple[BlockKind, tuple[str, ...]], ...]:
    blocks: list[tuple[BlockKind, list[str]]] = []
    lists: list[BlockKind] = []
    kind, fresh = BlockKind.TEXT, False
    for token in _parser.parse(markdown):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append(BlockKind.LIST if token.type.startswith("bullet") else BlockKind.NUMBERED)
                if len(lists) == 1:
                    blocks.append((lists[0], []))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                fresh = True
            case "heading_open":
                kind = BlockKind.HEADING
            case "inline":
                said = _plain(token.children or (), language)
                if not lists:
                    blocks.append((kind, [said]))
                elif fresh:
                    blocks[-1][1].append(said)
                else:
                    # A second paragraph of an item goes on in its line.
                    blocks[-1][1][-1] += f" {said}"
                kind, fresh = BlockKind.TEXT, False
    return tuple((kind, tuple(lines)) for kind, lines in blocks if lines)


def _plain(tokens: Sequence[Token], language: str) -> str:
    pieces: list[str] = []
    addresses: list[tuple[str, int]] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            pieces.append(PHONE.sub(lambda phone: formats.left_to_right(phone[0], language), token.content))
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif token.type == "link_open":
            addresses.append((str(token.attrs.get("href", "")), len(pieces)))
        elif token.type == "link_close" and addresses:
            address, start = addresses.pop()
            if address != "".join(pieces[start:]):
                pieces.append(f" ({formats.left_to_right(address, language)})")
    return "".join(pieces)
