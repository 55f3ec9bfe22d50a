"""Which addresses of other sites the catalogue sends people to, and from where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from catalogue.files.check.walking import walk
from catalogue.files.content import Content, Entry

_IN_WORDS = re.compile(r"\]\((https?://[^\s()]+)\)|<(https?://[^\s<>]+)>")
_RESERVED = ("example", "test", "invalid", "localhost", "local", "example.com", "example.net", "example.org")
"""Names that belong to nobody (RFC 2606, RFC 6762): a country that is made up has only these."""


def list_addresses(content: Content) -> dict[str, tuple[tuple[Entry, str, str], ...]]:
    """Return each address of another site with the places that name it: object, part, and field or section.

    The part is `facts` or the language of the words. Addresses of names that belong to nobody are left out.
    """
    found: dict[str, list[tuple[Entry, str, str]]] = {}
    for entry in content.list_entries():
        for address, part, where in _named_by(entry):
            if not is_reserved(address):
                found.setdefault(address, []).append((entry, part, where))
    return {address: tuple(places) for address, places in sorted(found.items())}


def is_reserved(address: str) -> bool:
    """Tell whether an address is of a name that belongs to nobody, so that there is nothing to visit."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    return not host or any(host == name or host.endswith(f".{name}") for name in _RESERVED)


def _named_by(entry: Entry) -> Iterator[tuple[str, str, str]]:
    for path, part in walk(entry.facts):
        for field in type(part).model_fields:
            value = getattr(part, field)
            if isinstance(value, str) and value.startswith("https://"):
                yield value, "facts", f"{path}.{field}" if path else field
    for language, words in sorted(entry.words.items()):
        for key, text in words.sections.items():
            for match in _IN_WORDS.finditer(text if isinstance(text, str) else "\n".join(text)):
                yield match[1] or match[2], language, key
