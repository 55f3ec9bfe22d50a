"""What search engines read of a page: schema.org's `GovernmentService` and `HowTo`, from the same read models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from catalogue.facts.base import Duration, Unit
from catalogue.read_models.office import OfficeCard, OfficePage
from catalogue.read_models.pages import LifeEventPage
from catalogue.read_models.plan import Plan
from catalogue.read_models.service import ServicePage
from catalogue.read_models.service_lines import ChannelSection, FeeLine

Linked = dict[str, Any]
AddressOf = Callable[[str, str], str]
"""Given an endpoint and an id: the absolute address of the page."""

_CONTEXT = "https://schema.org"
# schema.org's durations know no working days, so such times are not told rather than told wrongly.
_ISO_UNITS = {Unit.DAYS: "D", Unit.WEEKS: "W", Unit.MONTHS: "M", Unit.YEARS: "Y"}


def describe_service(page: ServicePage, country: str, address_of: AddressOf) -> Linked:
    """Return a service as a `GovernmentService`."""
    return _said(
        {
            "@context": _CONTEXT,
            "@type": "GovernmentService",
            "@id": address_of("public.service", page.id),
            "url": address_of("public.service", page.id),
            "name": page.title.value,
            "description": page.summary.value,
            "identifier": page.code,
            "serviceOperator": _said(
                {
                    "@type": "GovernmentOrganization",
                    "name": page.organisation.title.value,
                    "url": address_of("public.organisation", page.organisation.id),
                    "telephone": page.organisation_phone,
                    "email": page.organisation_mail,
                }
            ),
            "areaServed": {
                "@type": "AdministrativeArea",
                "name": page.place.title.value if page.place else country,
            },
            "audience": [{"@type": "Audience", "audienceType": group.title.value} for group in page.target_groups],
            "availableChannel": [_channel(page, channel, address_of) for channel in page.channels],
            "offers": [offer for fee in page.fees for offer in _offers(fee)],
            "serviceOutput": [{"@type": "Thing", "name": output.title.value} for output in page.outputs],
            "isRelatedTo": [
                {"@type": "Service", "name": card.title.value, "url": address_of("public.service", card.id)}
                for card in page.related
            ],
        }
    )


def describe_life_event(page: LifeEventPage, plan: Plan, address_of: AddressOf) -> Linked:
    """Return a life event as a `HowTo`: the plan of somebody of whom nothing is known."""
    return _said(
        {
            "@context": _CONTEXT,
            "@type": "HowTo",
            "@id": address_of("public.life_event", page.id),
            "url": address_of("public.life_event", page.id),
            "name": page.title.value,
            "description": page.summary.value,
            "inLanguage": page.title.language,
            "supply": [{"@type": "HowToSupply", "name": item.title.value} for item in plan.bring],
            "estimatedCost": [
                {
                    "@type": "MonetaryAmount",
                    "currency": cost.currency,
                    "minValue": str(cost.minimum),
                    "maxValue": str(cost.maximum),
                }
                for cost in plan.costs
            ],
            "step": [
                {
                    "@type": "HowToSection",
                    "name": stage.title.value,
                    "position": position,
                    "itemListElement": [
                        _said(
                            {
                                "@type": "HowToStep",
                                "position": step.number,
                                "name": step.title.value,
                                "url": address_of("public.service", step.service) if step.service else step.address,
                            }
                        )
                        for step in stage.steps
                    ],
                }
                for position, stage in enumerate((stage for stage in plan.stages if stage.steps), start=1)
            ],
        }
    )


def describe_office(page: OfficePage, address_of: AddressOf) -> Linked:
    """Return an office as a `GovernmentOffice` with its weekly hours."""
    return _said(
        {
            "@context": _CONTEXT,
            "@type": "GovernmentOffice",
            "@id": address_of("public.office", page.id),
            "url": address_of("public.office", page.id),
            "name": page.title.value,
            "telephone": page.phone,
            "email": page.mail,
            "address": ", ".join(page.post),
            "geo": _position(page.latitude, page.longitude),
            "parentOrganization": {"@type": "GovernmentOrganization", "name": page.organisation.title.value},
            "openingHoursSpecification": [
                {
                    "@type": "OpeningHoursSpecification",
                    "dayOfWeek": f"https://schema.org/{row.day.value.capitalize()}",
                    "opens": f"{opens:%H:%M}",
                    "closes": f"{closes:%H:%M}",
                }
                for row in page.hours
                for opens, closes in row.openings
            ],
        }
    )


def iso_duration(duration: Duration) -> str | None:
    """Write a span as ISO 8601 does, or return None for working days, which it cannot say."""
    unit = _ISO_UNITS.get(duration.unit)
    return f"P{duration.value}{unit}" if unit else None


def _channel(page: ServicePage, channel: ChannelSection, address_of: AddressOf) -> Linked:
    time = next((time for time in page.times if not time.channels or channel.id in time.channels), None)
    return _said(
        {
            "@type": "ServiceChannel",
            "name": channel.title.value if channel.title else None,
            "serviceUrl": channel.address,
            "servicePhone": {"@type": "ContactPoint", "telephone": channel.phone} if channel.phone else None,
            "serviceLocation": [_location(office, address_of) for office in channel.offices],
            "availableLanguage": list(channel.languages),
            "processingTime": iso_duration(time.usual) if time else None,
        }
    )


def _location(office: OfficeCard, address_of: AddressOf) -> Linked:
    return _said(
        {
            "@type": "GovernmentOffice",
            "name": office.title.value,
            "url": address_of("public.office", office.id),
            "address": ", ".join(office.post),
            "telephone": office.phone,
        }
    )


def _offers(fee: FeeLine) -> list[Linked]:
    amounts = ((fee.amount, None, fee.valid_until), (fee.next_amount, fee.next_from, None))
    return [
        _said(
            {
                "@type": "Offer",
                "name": fee.title.value,
                "price": str(amount.minimum) if amount.minimum == amount.maximum else None,
                "priceSpecification": None
                if amount.minimum == amount.maximum
                else {
                    "@type": "PriceSpecification",
                    "minPrice": str(amount.minimum),
                    "maxPrice": str(amount.maximum),
                    "priceCurrency": amount.currency,
                },
                "priceCurrency": amount.currency,
                "validFrom": first.isoformat() if first else None,
                "validThrough": last.isoformat() if last else None,
            }
        )
        for amount, first, last in amounts
        if amount is not None and amount.known
    ]


def _position(latitude: float | None, longitude: float | None) -> Linked | None:
    if latitude is None or longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def _said(linked: Linked) -> Linked:
    """Leave out what is not known."""
    return {name: value for name, value in linked.items() if value not in (None, [], "")}
