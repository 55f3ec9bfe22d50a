"""Spoken and printed codes: a service's code leads to the service, a plan's to the plan."""

from flask import Blueprint, Response, make_response, redirect, request, url_for

from catalogue.errors import NotFound
from catalogue.languages import languages
from catalogue.queries.services import get_service_id
from portal.locale import preferred_language, speak
from portal.public.codes import service_code
from portal.work import reading

blueprint = Blueprint("go", __name__)


@blueprint.get("/go/<code>", endpoint="code")
def go(code: str) -> Response:
    """Lead to what a code means, in the language that `?language=` names or that the browser prefers."""
    asked = request.args.get("language")
    speak(asked if asked in languages() else preferred_language().code)
    number = service_code(code)
    if number is None:
        raise NotFound("code", code)
    id = get_service_id(reading(), number)
    response = make_response(redirect(url_for("public.service", id=id)))
    response.vary.add("Accept-Language")
    return response
