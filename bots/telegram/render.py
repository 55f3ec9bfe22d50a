"""A reply as messages of Telegram: plain text with entities, cut at units of sense, buttons below the last one.

Entities are offsets, not markup: whatever stands in the text, formatting cannot break.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from bots.dialogue.reply import Attachment, Block, BlockKind, Button, Reply, plain_lines
from bots.telegram.buttons import pack

LONGEST_MESSAGE = 4096
"""UTF-16 code units of a message, as Telegram counts."""
LONGEST_LABEL = 64
SHORT_LABEL = 18
"""Two buttons with labels up to this length stand in a row."""
MOST_BUTTONS = 90
_ISOLATES = "\u2066\u2067\u2068\u2069"

Part = dict[str, Any]
"""One message, JSON-ready: `text`, `entities`, `buttons`; or `document`, `name`, `title`."""


def render(reply: Reply) -> list[Part]:
    """Return the messages of a reply, in order. Each is accepted by Telegram, whatever the catalogue says."""
    parts = [_text_part(blocks) for blocks in _messages(reply.blocks)]
    keyboard = lay_out(reply.buttons)
    if keyboard and parts:
        parts[-1]["buttons"] = keyboard
    return [*parts, *map(_document_part, reply.attachments)]


def width(text: str) -> int:
    """Return the length of a text as Telegram counts it: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def lay_out(buttons: Sequence[Button]) -> list[list[dict[str, str]]]:
    """Return buttons in rows: two short ones beside each other, a long one alone."""
    rows: list[list[dict[str, str]]] = []
    waiting = False
    for button in [button for button in buttons if _can_be_pressed(button)][:MOST_BUTTONS]:
        shown = {"text": _label(button.label)}
        if button.action is not None:
            shown["callback_data"] = pack(button.action)
        else:
            shown["url"] = str(button.address)
        short = width(shown["text"]) <= SHORT_LABEL
        if short and waiting:
            rows[-1].append(shown)
            waiting = False
        else:
            rows.append([shown])
            waiting = short
    return rows


def _can_be_pressed(button: Button) -> bool:
    """Tell whether Telegram takes a button: for one with an address it does not know it refuses the whole message."""
    if button.action is not None:
        return True
    parts = urlsplit(button.address or "")
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")


def _label(text: str) -> str:
    return text if width(text) <= LONGEST_LABEL else _head(text, LONGEST_LABEL - 1).rstrip() + "…"


def _messages(blocks: Sequence[Block]) -> Iterable[list[tuple[Block, list[str]]]]:
    """Yield blocks, and pieces of blocks, that fit into one message together."""
    current: list[tuple[Block, list[str]]] = []
    size = 0
    for block, lines in _pieces(blocks):
        length = width("\n".join(lines)) + 2
        if current and size + length > LONGEST_MESSAGE:
            yield current
            current, size = [], 0
        current.append((block, lines))
        size += length
    if current:
        yield current


def _pieces(blocks: Sequence[Block]) -> Iterable[tuple[Block, list[str]]]:
    """Yield each block whole, or between its lines in pieces where it alone is longer than a message."""
    for block in blocks:
        lines = [piece for line in plain_lines(block) for piece in _cut(line)]
        if not any(line.strip() for line in lines):
            continue
        taken: list[str] = []
        for line in lines:
            if taken and width("\n".join((*taken, line))) + 2 > LONGEST_MESSAGE:
                yield block, taken
                taken = []
            taken.append(line)
        yield block, taken


def _cut(line: str) -> list[str]:
    """Return a line in pieces that fit: after a sentence, else after a word, else anywhere."""
    pieces = []
    most = LONGEST_MESSAGE - 2
    while width(line) > most:
        head = _head(line, most)
        at = max(head.rfind(". "), head.rfind("؟ "), head.rfind("。"), head.rfind("! "), head.rfind("? ")) + 1
        if at < len(head) // 2:
            at = head.rfind(" ") + 1
        if at < len(head) // 2:
            at = len(head)
        pieces.append(line[:at].rstrip())
        line = line[at:].lstrip()
    return [*pieces, line]


def _head(line: str, most: int) -> str:
    """Return as much of the start of a line as fits, never half a character."""
    return line.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")


def _text_part(pieces: Sequence[tuple[Block, list[str]]]) -> Part:
    text, entities = "", []
    for block, lines in pieces:
        if text:
            text += "\n\n"
        start = width(text)
        addresses = {line.text: line.address for line in block.lines if line.address}
        for number, line in enumerate(lines):
            if number:
                text += "\n"
            text += line
        entity = _ENTITY.get(block.kind)
        length = width(text) - start
        if entity and length:
            entities.append({"type": entity, "offset": start, "length": length})
        entities += _links(addresses, text, start)
    return {"text": text, "entities": sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))}


_ENTITY = {BlockKind.HEADING: "bold", BlockKind.NOTICE: "blockquote"}


def _links(addresses: dict[str, str | None], text: str, start: int) -> list[dict[str, Any]]:
    """Return what makes the words of a linked line lead to its address; the bare address after them stays as well."""
    found = []
    for words, address in addresses.items():
        if words == address or not address or not address.startswith("https://"):
            continue
        # Found by both: the words alone may stand further up as well, and would lead there.
        at = text.find(f"{words} {address}", _index(text, start))
        if at >= 0:
            found.append({"type": "text_link", "offset": width(text[:at]), "length": width(words), "url": address})
    return found


def _index(text: str, units: int) -> int:
    return len(_head(text, units))


def _document_part(file: Attachment) -> Part:
    return {
        "document": base64.b64encode(file.content).decode("ascii"),
        "name": file.name,
        "title": "".join(sign for sign in file.title if sign not in _ISOLATES)[:200],
    }
