"""The blueprint of sign-in, accounts and people."""

from flask import Blueprint

from portal.staff.refusal import refuse_strangers

staff = Blueprint("staff", __name__, url_prefix="/staff")
refuse_strangers(staff)
