"""The blueprint of the clerks' rooms: nobody comes in who is not signed in."""

from flask import Blueprint

from portal.staff.refusal import refuse_strangers

desk = Blueprint("desk", __name__, url_prefix="/desk")
refuse_strangers(desk)
