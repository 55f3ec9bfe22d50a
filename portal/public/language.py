"""The address `/`: the only one that asks the browser for its language, and then lets the reader choose."""

from flask import Blueprint, Response, make_response, render_template

from catalogue.languages import languages
from portal.locale import preferred_language, speak

blueprint = Blueprint("language", __name__)


@blueprint.get("/")
def choose() -> Response:
    """Offer every language, the one the browser prefers first. Nothing is remembered: the choice is an address."""
    preferred = preferred_language()
    speak(preferred.code)
    others = (language for language in languages().values() if language != preferred)
    response = make_response(render_template("choose_language.html", choices=(preferred, *others)))
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Language")
    return response
