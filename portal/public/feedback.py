"""Was this page useful, and what is wrong on it: plain forms without cookies, kept apart from asking for help."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response, abort, redirect, request
from flask_babel import gettext

from catalogue.commands.reports.rate_page import rate_page
from catalogue.commands.reports.report_error import report_error
from catalogue.reporting import LONGEST_TEXT, PLAN, Channel, Matter
from catalogue.rights import FACTS_PART
from portal.extensions import get_house
from portal.locale import page_language
from portal.pages import page
from portal.public.blueprint import public
from portal.public.busy import busy, too_many
from portal.public.feedback_about import About, read_about
from portal.urls import address
from portal.work import chosen_place

ACTOR = "feedback"
LONGEST_FORM = 64

Errors = list[tuple[str, str]]


@public.post("/feedback/useful")
def rate() -> Response:
    """Count whether a page was useful, and lead to a page that a reload of counts nothing."""
    about, useful = read_about(), request.form.get("useful", "")
    if useful not in ("yes", "no"):
        abort(400)
    if get_house().catalogue.counts:
        with get_house().catalogue.work(ACTOR) as work:
            rate_page(
                work,
                about.kind,
                about.id,
                useful == "yes",
                place=place_id(),
                language=page_language(),
                channel=Channel.PORTAL,
            )
    return thanked(about, useful)


@public.get("/feedback")
def feedback() -> Response:
    """Ask what is wrong on a page."""
    return shown("public/feedback.html", read_about(), [], matters=list(Matter))


@public.post("/feedback")
def send_feedback() -> Response:
    """Take what is wrong on a page to those who look after it."""
    about = read_about()
    matter, text = request.form.get("matter", ""), request.form.get("text", "").strip()
    errors = []
    if matter not in tuple(Matter):
        errors.append(("matter-1", gettext("Choose what is wrong.")))
    if not text and matter == Matter.OTHER:
        errors.append(("text", gettext("Write what is wrong.")))
    if errors:
        return shown("public/feedback.html", about, errors, 422, matters=list(Matter))
    if get_house().catalogue.counts:
        if not get_house().reports.allows():
            return busy(shown("public/feedback.html", about, [("text", too_many())], matters=list(Matter)))
        with get_house().catalogue.work(ACTOR) as work:
            report_error(
                work,
                about.kind,
                about.id,
                part=_part(Matter(matter)),
                field=f"{PLAN}:{matter}" if about.page == PLAN else matter,
                place=place_id(),
                language=page_language(),
                channel=Channel.PORTAL,
                text=text,
                form=form_key(),
            )
    return thanked(about, "report")


@public.get("/feedback/thanks")
def thanks() -> Response:
    """Thank somebody, and say what comes of it."""
    said = request.args.get("said", "")
    if said not in ("yes", "no", "report", "office"):
        abort(404)
    return shown("public/feedback_thanks.html", read_about(), [], said=said)


def shown(template: str, about: About, errors: Errors, status: int = 200, **values: Any) -> Response:
    """Answer with a page about another page. What is typed on it is nobody else's, so it is kept nowhere."""
    response = page(
        template,
        kept=False,
        about=about,
        errors=errors,
        wrong=dict(errors),
        typed=request.form,
        form_key=form_key(),
        longest=LONGEST_TEXT,
        **values,
    )
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def thanked(about: About, said: str) -> Response:
    """Lead to the thanks."""
    response = redirect(address("public.thanks", about=about.text, said=said), 303)
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]


def place_id() -> str | None:
    """Return the place the reader chose."""
    place = chosen_place()
    return place.place if place else None


def form_key() -> str:
    """Return the key of the form that was sent, or of one that is about to be written; a second click has the same."""
    sent = request.form.get("form", "")
    return sent[:LONGEST_FORM] if sent else secrets.token_urlsafe(18)


def _part(matter: Matter) -> str | None:
    """Return the part of an object that is wrong, as far as that can be told."""
    if matter is Matter.WORDS:
        return page_language()
    return None if matter is Matter.OTHER else FACTS_PART
