"""The services and documents of a pathway, as they are in the reader's place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from catalogue.facts import Kind, LifeEvent, Office, Service
from catalogue.facts.merge import merge
from catalogue.facts.office import OfficeKind
from catalogue.facts.service import Depth
from catalogue.plans.pathway import PathwayDocument, PathwayService
from catalogue.queries.live import Bundle, Live
from catalogue.queries.office_cards import in_reach
from catalogue.queries.service_ways import depth_at
from catalogue.queries.shared import Shared
from catalogue.queries.values import service_values, titles_in
from catalogue.queries.wording import title, wording
from catalogue.read_models.text import Freshness, Text

if TYPE_CHECKING:
    from catalogue.context import Reading

NOT_A_VISIT = frozenset({OfficeKind.CALL_CENTRE, OfficeKind.CONSULATE})
"""Kinds of office that a person in the country does not go to."""


def pathway_services(
    facts: LifeEvent, bundle: Bundle, shared: Shared, reading: Reading
) -> Mapping[str, PathwayService]:
    """Return the services of a pathway's steps, each with the variant of the reader's place merged in."""
    offices = bundle.of(Kind.OFFICE)
    found: dict[str, PathwayService] = {}
    for key in dict.fromkeys(step.service for step in facts.steps if step.service):
        live = bundle.get((Kind.SERVICE, key))
        if live is not None and live.facts is not None:
            found[key] = _service(live, bundle, offices, shared, reading)
    return found


def _service(live: Live, bundle: Bundle, offices: list[Live], shared: Shared, reading: Reading) -> PathwayService:
    variants = (bundle.get((Kind.VARIANT, f"{live.key}/{place}")) for place in shared.chain(reading.place))
    variant = next((found for found in variants if found is not None and found.facts is not None), None)
    service: Service = live.facts
    if variant is not None:
        service, _ = merge(service, variant.facts, strict=False)

    title_of = titles_in(bundle)

    organisation = bundle.get((Kind.ORGANISATION, service.organisation))
    return PathwayService(
        service,
        wording(
            live,
            reading,
            variant=variant,
            value_of=service_values(service, reading.as_of, shared.pack.currency, title_of),
        ),
        title(organisation, reading)
        if organisation
        else Text(service.organisation, reading.source_language, Freshness.MISSING),
        tuple(office.key for office in offices if _completes(office.facts, live.key, shared, reading)),
    )


def _completes(office: Office, service: str, shared: Shared, reading: Reading) -> bool:
    return (
        office.kind not in NOT_A_VISIT
        and depth_at(office, service) is Depth.COMPLETE
        and in_reach(office, reading.place, shared)
    )


def pathway_documents(
    bundle: Bundle, organisations: Mapping[str, Text], reading: Reading
) -> Mapping[str, PathwayDocument]:
    """Return the kinds of paper of a pathway with the body that issues each, or the words that say who does."""
    found: dict[str, PathwayDocument] = {}
    for live in bundle.of(Kind.DOCUMENT):
        if live.facts is None:
            continue
        service = bundle.facts(Kind.SERVICE, live.facts.issued_by_service)
        body = service.organisation if service else live.facts.issued_by_organisation
        issuer = organisations.get(body or "") or wording(live, reading).text("issuer")
        found[live.key] = PathwayDocument(live.facts, title(live, reading), issuer)
    return found
