"""The blueprint of the editors' rooms: nobody comes in who is not signed in."""

from flask import Blueprint, request

from catalogue.errors import NotReady
from portal.relay import AWAY
from portal.staff.refusal import refuse_strangers


def _answer_in_their_process() -> None:
    if AWAY in request.environ:
        raise NotReady(("the editors’ process",))


editor = Blueprint("editor", __name__, url_prefix="/editor")
refuse_strangers(editor, _answer_in_their_process)
