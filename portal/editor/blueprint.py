"""The blueprint of the editors' rooms: nobody comes in who is not signed in."""

from flask import Blueprint

from portal.staff.refusal import refuse_strangers

editor = Blueprint("editor", __name__, url_prefix="/editor")
refuse_strangers(editor)
