"""A reply as the portal's own page lays it out: plain values, and the portal's pages as links within it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bots.dialogue.reply import Attachment, Block, Button, Line, Reply
from catalogue.languages import direction
from furniture.translations import Phrases

_FILES = {"plan.ics": "/plan.ics", "plan.html": "/plan"}
"""The files of a plan that the portal has itself, at the plan's own address."""


@dataclass(frozen=True, slots=True)
class Page:
    """Lays replies out for a page of the portal that others know by `public_address`."""

    public_address: str
    phrases: Phrases

    def block(self, block: Block) -> dict[str, Any]:
        """Return a block with its lines."""
        return {"kind": block.kind.value, "lines": [self._line(line) for line in block.lines]}

    def button(self, button: Button) -> dict[str, Any]:
        """Return a button: it has an `action` or an `address`."""
        action = str(button.action) if button.action else None
        return {"label": button.label, "action": action, "address": self._within(button.address)}

    def file(self, file: Attachment, reply: Reply) -> dict[str, Any]:
        """Return where the portal itself has a file of a plan."""
        address = next((source.address for answer in reply.answers for source in answer.sources), "")
        path, question, query = address.partition("?")
        whole = f"{path.removesuffix('/plan')}{_FILES[file.name]}{question}{query}"
        return {"title": file.title, "address": self._within(whole)}

    def _line(self, line: Line) -> dict[str, Any]:
        text, address = line.text, self._within(line.address or _bare_address(line.text))
        if address != line.text and _bare_address(line.text):
            # On paper and in a messenger the address itself is told; on a page it is a link that says where it leads.
            text = self.phrases.gettext("Read the whole page")
        return {
            "text": text,
            "language": line.language,
            "direction": direction(line.language) if line.language else None,
            "address": address,
        }

    def _within(self, address: str | None) -> str | None:
        """Return an address of the portal without its host, which the reader is at already; any other as it is."""
        if address is None or not address.startswith(f"{self.public_address}/"):
            return address
        return urlsplit(self.public_address).path + address.removeprefix(self.public_address)


def _bare_address(text: str) -> str | None:
    return text if text.startswith(("http://", "https://")) and " " not in text else None
