"""Spoken and printed codes: a service's code leads to the service, a plan's to the plan."""

from flask import Blueprint, Response, make_response, redirect, request

from catalogue.errors import NotFound
from catalogue.languages import languages
from portal.locale import preferred_language, speak
from portal.public.code_address import address_of_code

blueprint = Blueprint("go", __name__)


@blueprint.get("/go/<code>", endpoint="code")
def go(code: str) -> Response:
    """Lead to what a code means, in the language that `?language=` names or that the browser prefers."""
    asked = request.args.get("language")
    speak(asked if asked in languages() else preferred_language().code)
    found = address_of_code(code)
    if found is None:
        raise NotFound("code", code)
    response = make_response(redirect(found))
    response.vary.add("Accept-Language")
    return response
