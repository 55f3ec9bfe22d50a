"""The blueprint of the owners' rooms: nobody comes in who is not signed in."""

from flask import Blueprint

from portal.staff.refusal import refuse_strangers

insights = Blueprint("insights", __name__, url_prefix="/insights")
refuse_strangers(insights)
