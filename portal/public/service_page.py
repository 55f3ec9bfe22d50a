"""A service arranged for its page: the pathway one came by, and when an answer is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from catalogue.plans.working_days import WorkingCalendar
from catalogue.queries.shared import get_shared
from catalogue.read_models.service import PartOf, ServicePage
from catalogue.read_models.service_lines import TimeLine
from portal import work
from portal.days import read_date
from portal.labels import label
from portal.lasting import drawn_address, lasting_address, short_address
from portal.pages import soonest_change
from portal.public.linked_data import Linked, describe_service
from portal.qr import qr_code


@dataclass(frozen=True, slots=True)
class Promise:
    """The last day on which an answer is promised, counted from the day somebody applied."""

    line: TimeLine
    day: date
    over: bool


@dataclass(frozen=True)
class ShownService:
    """What the template of a service shows."""

    service: ServicePage
    event: str | None
    """The life event that the reader came by, if the service is a step of it."""
    applied: date | None
    applied_fault: bool
    country: str
    counted_in: str
    """The place whose working days count."""
    calendar: WorkingCalendar

    @cached_property
    def pathways(self) -> tuple[PartOf, ...]:
        """The pathway that the reader came by; all of them when none is known."""
        chosen = tuple(part for part in self.service.part_of if part.life_event.id == self.event)
        return chosen or self.service.part_of

    @cached_property
    def sensitive(self) -> bool:
        """Tell whether the service is sensitive, belongs to such life events only, or the reader came by one."""
        return is_sensitive_service(self.service, self.pathways)

    @cached_property
    def channel_names(self) -> Mapping[str, str]:
        """What the ways to do the service are called, by id."""
        return {
            channel.id: channel.title.value if channel.title else label(channel.kind)
            for channel in self.service.channels
        }

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """Until when an answer is promised, for each time that is promised."""
        if self.applied is None:
            return ()
        days = [
            (line, self.calendar.promised_day(self.applied, line.maximum or line.usual)) for line in self.service.times
        ]
        return tuple(Promise(line, day, day < self.service.as_of) for line, day in days if day is not None)

    @cached_property
    def late(self) -> bool:
        """Tell whether every promised time is over, so that one may complain."""
        return bool(self.promises) and all(promise.over for promise in self.promises)

    @cached_property
    def linked(self) -> Linked:
        """The page as search engines read it."""
        return describe_service(self.service, self.country, lasting_address)

    @cached_property
    def short_address(self) -> str:
        """The address by which the service is found from paper."""
        return short_address(self.service.code)

    @cached_property
    def drawing(self) -> Markup:
        """The QR code of that address."""
        return qr_code(drawn_address(self.service.code))

    @cached_property
    def valid_until(self) -> datetime | None:
        """When the page changes of itself: a fee, or an office that opens or closes."""
        instants = [soonest_change(office for channel in self.service.channels for office in channel.offices)]
        if self.service.valid_until is not None:
            instants.append(work.start_of(self.service.valid_until))
        return min(filter(None, instants), default=None)


def is_sensitive_service(service: ServicePage, pathways: tuple[PartOf, ...]) -> bool:
    """Tell whether a service is sensitive by itself, or because these pathways that lead to it all are."""
    return service.sensitive or (bool(pathways) and all(part.sensitive for part in pathways))


def show(service: ServicePage, arguments: MultiDict[str, str]) -> ShownService:
    """Arrange a service for its page, with the day of applying and the pathway that the address names."""
    frame = work.frame()
    text = arguments.get("applied", "").strip()
    applied = read_date(text)
    if applied is not None and applied > service.as_of:
        applied = None
    shared = get_shared(work.reading())
    place = service.place.place if service.place else frame.country_place
    return ShownService(
        service=service,
        event=arguments.get("event"),
        applied=applied,
        applied_fault=bool(text) and applied is None,
        country=frame.country.value,
        counted_in=service.place.title.value if service.place else frame.country.value,
        calendar=WorkingCalendar.of(place, shared.places),
    )
