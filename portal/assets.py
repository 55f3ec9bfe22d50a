"""Styles, scripts and pictures: read and bundled once, addressed by their content, kept by browsers for a year."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request

from portal.kept import KEEP, Keeping

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
IN_THE_CHAT = ("chat", "leave", "suggestions")
"""The scripts that the page of the chat loads."""
YEAR = "public, max-age=31536000, immutable"

blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    address: str
    type: str
    body: bytes


class Assets:
    """All files by their plain name, and by their address."""

    def __init__(self, bodies: Mapping[str, bytes]) -> None:
        self.by_name = {name: _addressed(name, body) for name, body in bodies.items()}
        self.by_address = {asset.address: asset for asset in self.by_name.values()}

    def address(self, name: str) -> str:
        """Return the address of a file. Raises `KeyError` when there is none of that name."""
        return f"/static/{self.by_name[name].address}"


def read_assets(folder: Path = STATIC) -> Assets:
    """Read the static folder: one stylesheet out of `brand.css` and `styles/`, and for each page one script.

    What only pages of staff need, out of `staff/`, is apart: no citizen waits for it.
    """
    scripts = {file.stem: file.read_text(encoding="utf-8") for file in sorted((folder / "scripts").glob("*.js"))}
    bodies = {
        "onedoor.css": _stylesheet([folder / "brand.css", *sorted((folder / "styles").glob("*.css"))]),
        "staff.css": _stylesheet(sorted((folder / "staff").glob("*.css"))),
        "onedoor.js": _together(text for name, text in scripts.items() if name != "chat"),
        # No page but the chat needs its script, and the chat needs few of the others.
        "chat.js": _together(scripts[name] for name in IN_THE_CHAT),
        "staff.js": _together(file.read_text(encoding="utf-8") for file in sorted((folder / "staff").glob("*.js"))),
    }
    pictures = (file for file in folder.iterdir() if file.suffix in (".svg", ".png"))
    return Assets(bodies | {file.name: file.read_bytes() for file in pictures})


def add_assets(app: Flask) -> None:
    """Let templates write `{{ asset("onedoor.css") }}`."""
    app.jinja_env.globals["asset"] = app.extensions["onedoor"].assets.address


@blueprint.get("/static/<name>")
def asset(name: str) -> Response:
    """Answer with a file. An address is its content, so it never changes."""
    found = current_app.extensions["onedoor"].assets.by_address.get(name) or abort(404)
    response = Response(found.body, content_type=found.type)
    response.headers["Cache-Control"] = YEAR
    request.environ[KEEP] = Keeping(until=datetime.max.replace(tzinfo=UTC))
    return response


def _addressed(name: str, body: bytes) -> Asset:
    stem, suffix = Path(name).stem, Path(name).suffix
    return Asset(f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}{suffix}", TYPES[suffix], body)


def _stylesheet(files: Iterable[Path]) -> bytes:
    return "".join(_without_comments(file.read_text(encoding="utf-8")) for file in files).encode()


def _together(scripts: Iterable[str]) -> bytes:
    # Each script is a module that shares nothing: a block keeps its names to itself.
    return "".join(f"{{\n{text}}}\n" for text in scripts).encode()


def _without_comments(style: str) -> str:
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL).splitlines())
    return "\n".join(line for line in lines if line) + "\n"
