"""Whether the portal is alive, and whether it is ready: database, index and content agree."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, jsonify

from catalogue.context import Catalogue
from catalogue.queries.home import get_home
from portal.extensions import get_house
from portal.locale import page_language

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """Answer as long as the process lives."""
    return _told({"alive": True}, 200)


@blueprint.get("/readyz")
def ready() -> Response:
    """Answer 200 when every part is there and agrees, 503 with everything that is wrong otherwise."""
    problems = list(find_problems(get_house().catalogue))
    return _told({"ready": not problems, "problems": problems}, 503 if problems else 200)


def find_problems(catalogue: Catalogue) -> Iterator[str]:
    """Tell what keeps the portal from serving, a few words each."""
    try:
        with catalogue.reading(page_language()) as reading:
            sequence = reading.sequence
            empty = not get_home(reading).services
    except Exception:  # noqa: BLE001
        # Whatever the reason, whoever asks needs an answer and not another failure.
        yield "the database cannot be read"
        return
    if empty:
        yield "there is no content"
    indexed = catalogue.search_index.sequence
    if indexed is None:
        yield "there is no search index"
    elif indexed < sequence:
        yield "the search index is behind the content"


def _told(what: dict[str, object], status: int) -> Response:
    response = jsonify(what)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
