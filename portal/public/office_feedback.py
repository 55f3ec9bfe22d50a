"""The office asked for something else, or charged more: a report of service, office, item and day, and of no person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Response, abort, request
from flask_babel import gettext

from catalogue.commands.reports.report_office import report_office
from catalogue.queries.offices import list_offices
from catalogue.read_models.office import OfficeCard
from catalogue.read_models.service import ServicePage
from catalogue.reporting import DAYS_BACK, OTHER_ITEM, Channel, ReportKind
from portal.days import read_date
from portal.extensions import get_house
from portal.locale import page_language
from portal.public.blueprint import public
from portal.public.busy import busy, too_many
from portal.public.feedback import ACTOR, Errors, form_key, place_id, shown, thanked
from portal.public.feedback_about import About, read_about
from portal.work import reading


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a service's page that an office may have handled differently."""

    value: str
    title: str


@public.get("/feedback/office")
def office_feedback() -> Response:
    """Ask what happened at an office."""
    return _page(_service(), [])


@public.post("/feedback/office")
def send_office_feedback() -> Response:
    """Take what happened at an office to those who look after the service's page."""
    about = _service()
    offices, items = list_choices(about.told)
    happened, item, office = (request.form.get(name, "") for name in ("happened", "item", "office"))
    typed_day = request.form.get("day", "").strip()
    text, day = request.form.get("text", "").strip(), read_date(typed_day)
    today = reading().today
    errors: Errors = []
    if happened not in (ReportKind.ASKED, ReportKind.CHARGED):
        errors.append(("happened-1", gettext("Choose what happened.")))
    if office not in {each.id for each in offices}:
        errors.append(("office", gettext("Choose the office.")))
    if item not in {each.value for each in items} | {OTHER_ITEM}:
        errors.append(("item", gettext("Choose what it was about.")))
    elif item == OTHER_ITEM and not text:
        errors.append(("text", gettext("Write what the office asked for.")))
    if day is None or not today - timedelta(days=DAYS_BACK) <= day <= today:
        errors.append(("day", gettext("Write the day, within the last twelve months.")))
    if errors or day is None:
        return _page(about, errors)
    if get_house().catalogue.counts and not get_house().reports.allows():
        return busy(_page(about, [("text", too_many())]))
    _keep(about, office, ReportKind(happened), item, day, text)
    return thanked(about, "office")


def list_choices(service: ServicePage) -> tuple[tuple[OfficeCard, ...], tuple[Item, ...]]:
    """Return the offices and the items that a report about a service may name: those that its page shows."""
    own = {office.id: office for channel in service.channels for office in channel.offices}
    offices = tuple(own.values()) or list_offices(reading())
    lines = (*(line for group in service.requirements for line in group.lines), *service.supplied)
    papers = {f"document:{line.document}": str(line.title) for line in lines}
    fees = {f"fee:{fee.id}": str(fee.title) for fee in service.fees}
    return offices, tuple(Item(value, title) for value, title in (papers | fees).items())


def _service() -> About:
    about = read_about()
    return about if isinstance(about.told, ServicePage) else abort(404)


def _keep(about: About, office: str, kind: ReportKind, item: str, day: date, text: str) -> None:
    if not get_house().catalogue.counts:
        return
    with get_house().catalogue.work(ACTOR) as work:
        report_office(
            work,
            about.id,
            office,
            kind,
            item,
            day,
            place=place_id(),
            language=page_language(),
            channel=Channel.PORTAL,
            text=text,
            form=form_key(),
        )


def _page(about: About, errors: Errors) -> Response:
    offices, items = list_choices(about.told)
    return shown(
        "public/feedback_office.html",
        about,
        errors,
        422 if errors else 200,
        offices=offices,
        items=items,
        other=OTHER_ITEM,
        today=reading().today,
        oldest=reading().today - timedelta(days=DAYS_BACK),
    )
