"""Services: one for its page, all of them for lists, and which one a spoken code means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.care.checks import is_very_overdue
from catalogue.errors import NotFound
from catalogue.facts import Kind, Service
from catalogue.facts.conditions import Condition
from catalogue.facts.merge import merge
from catalogue.languages import formats
from catalogue.models import FACTS, CatalogueObject, Edition
from catalogue.queries.applies import applies_to
from catalogue.queries.live import Bundle, Live, fetch, selection
from catalogue.queries.moved import missing
from catalogue.queries.named import every, named_by, naming, one, together, with_variants
from catalogue.queries.part_of import parts_of
from catalogue.queries.service_lines import ServiceLines
from catalogue.queries.service_ways import ways
from catalogue.queries.shared import Shared, get_shared
from catalogue.queries.values import service_values
from catalogue.queries.wording import card, title, wording
from catalogue.read_models.cards import Card
from catalogue.read_models.pages import ListPage
from catalogue.read_models.service import Checked, ServicePage
from catalogue.read_models.service_lines import AppliesTo
from catalogue.read_models.text import Freshness, Text

if TYPE_CHECKING:
    from catalogue.context import Reading

_MEMBERS = with_variants(one(Kind.SERVICE))
_SERVICE = selection(
    together(
        _MEMBERS,
        named_by(_MEMBERS, "organisation", "checked_by", "operator", "supplier", "law", "condition"),
        named_by(_MEMBERS, "requires", "issues"),
    ),
    named_by(_MEMBERS, "target_group", "topic", "related", "mentions"),
)
# The life events and offices that name the service, and one hop further what they and its papers name.
_PATHWAYS = naming(one(Kind.SERVICE), "step")
_AROUND = selection(
    together(_PATHWAYS, naming(one(Kind.SERVICE), "offers")),
    together(named_by(_PATHWAYS, "step"), named_by(named_by(_MEMBERS, "requires"), "issued_by")),
)
_ALL = selection(cards=every(Kind.SERVICE))

SERVICES_KEPT = 60
"""Services, each in one language, that a process remembers."""


def get_service(reading: Reading, key: str) -> ServicePage:
    """Return the page of one service for the reader's place and day. Raises `NotFound`, `Gone` or `Moved`.

    What it is made from is remembered, within a bound, until the catalogue changes: a conversation asks for the same
    service again and again.
    """
    bundle = fetch_service(reading, key)
    return _page(reading, get_shared(reading), bundle, bundle[Kind.SERVICE, key])


def fetch_service(reading: Reading, key: str) -> Bundle:
    """Return a service with all that is around it, as it is remembered. Raises `NotFound`, `Gone` or `Moved`."""
    # Neither place nor day decides what is fetched, so all places and days share it.
    return reading.kept(
        (key, reading.language), lambda: _fetch_service(reading, key), shelf="services", bound=SERVICES_KEPT
    )


def _fetch_service(reading: Reading, key: str) -> Bundle:
    bundle = fetch(reading, _SERVICE, key=key)
    live = bundle.get((Kind.SERVICE, key))
    if live is None or live.facts is None:
        raise missing(reading, Kind.SERVICE, key)
    fetch(reading, _AROUND, key=key, into=bundle)
    bundle.share()
    return bundle


def _page(reading: Reading, shared: Shared, bundle: Bundle, live: Live) -> ServicePage:
    variants = {found.key.rpartition("/")[2]: found for found in bundle.of(Kind.VARIANT)}
    place = next((place for place in shared.chain(reading.place) if place in variants), None)
    variant = variants.get(place or "")
    service: Service = live.facts
    origins: dict = {}
    if variant is not None:
        service, origins = merge(service, variant.facts, strict=False)
    rule = shared.local_rule(place, reading) if place else None

    def title_of(kind: Kind, key: str) -> Text:
        found = bundle.get((kind, key))
        return title(found, reading) if found else Text(key, reading.source_language, Freshness.MISSING)

    def card_of(kind: Kind, key: str) -> Card | None:
        found = bundle.get((kind, key))
        return card(found, reading) if found else None

    words = wording(
        live,
        reading,
        variant=variant,
        value_of=service_values(
            service, reading.as_of, shared.pack.currency, lambda kind, key, language: str(title_of(kind, key))
        ),
    )
    questions = {found.key: wording(found, reading) for found in bundle.of(Kind.QUESTION)}
    options = {found.key: tuple(option.id for option in found.facts.options) for found in bundle.of(Kind.QUESTION)}

    def applies(condition: Condition | None) -> AppliesTo:
        return applies_to(condition, questions, options)

    lines = ServiceLines(
        live.key, service, words, bundle, origins, rule, reading.as_of, shared.pack.currency, reading.language,
        title_of, card_of, applies,
    )  # fmt: skip
    organisation = bundle.facts(Kind.ORGANISATION, service.organisation)
    laws = lines.laws()
    cards = {
        name: tuple(found for key in getattr(service, name) if (found := card_of(kind, key)))
        for name, kind in (
            ("target_groups", Kind.TARGET_GROUP),
            ("topics", Kind.TOPIC),
            ("related", Kind.SERVICE),
        )
    }
    fees, outputs = lines.fees(), lines.outputs()
    changes = [line.next_from for line in (*fees, *outputs) if line.next_from] + (
        [service.review] if service.review and service.review > reading.as_of else []
    )
    checked = (variant.facts.checked if variant else None) or service.checked
    checked_by = (variant.facts.checked_by if variant else None) or service.checked_by
    return ServicePage(
        id=live.key,
        code=service.code,
        language=reading.language,
        place=shared.local_rule(reading.place, reading) if reading.place in shared.places else None,
        as_of=reading.as_of,
        title=words.title,
        summary=lines.text("summary"),
        overview=words.text("overview"),
        local=words.text("local"),
        organisation=card_of(Kind.ORGANISATION, service.organisation)
        or Card(Kind.ORGANISATION, service.organisation, title_of(Kind.ORGANISATION, service.organisation)),
        organisation_phone=organisation.phone if organisation else None,
        organisation_mail=organisation.mail if organisation else None,
        organisation_address=organisation.address if organisation else None,
        who=lines.text("who"),
        criteria=lines.criteria(),
        requirements=lines.requirements(),
        supplied=lines.supplied(),
        fees=fees,
        waivers=lines.waivers(),
        times=lines.times(),
        deadlines=lines.deadlines(),
        channels=ways(lines, shared, reading),
        outputs=outputs,
        next=words.text("next"),
        exceptions=lines.exceptions(),
        files=lines.files(),
        complaint=words.text("complaint"),
        laws=laws,
        part_of=parts_of(live.key, bundle, reading),
        target_groups=cards["target_groups"],
        topics=cards["topics"],
        related=cards["related"],
        local_places=tuple(shared.local_rule(place, reading) for place in sorted(variants) if place in shared.places),
        checked=Checked(
            on=checked,
            by=title_of(Kind.ORGANISATION, checked_by) if checked_by else None,
            review=service.review,
            overdue=service.review is not None and service.review < reading.as_of,
            very_overdue=service.review is not None and is_very_overdue(checked, service.review, reading.as_of),
            being_rechecked=lines.rests_on_a_newer_law(),
        ),
        freshness=_worst(words.sections.values()),
        sequence=reading.sequence,
        valid_until=min(changes, default=None),
        sensitive=service.sensitive,
    )


def _worst(texts) -> Freshness:
    order = (Freshness.CURRENT, Freshness.MACHINE, Freshness.OUTDATED, Freshness.MISSING)
    return max((text.freshness for text in texts), key=order.index, default=Freshness.CURRENT)


def list_services(reading: Reading) -> ListPage:
    """Return all services as cards, by title in the reader's language."""
    bundle = fetch(reading, _ALL)
    cards = (card(live, reading) for live in bundle.of(Kind.SERVICE))
    return ListPage(tuple(sorted(cards, key=lambda found: formats.sort_key(found.title.value, reading.language))))


def get_service_id(reading: Reading, code: str) -> str:
    """Return the id of the service that a spoken code means. Raises `NotFound`."""
    found = reading.session.scalars(
        select(CatalogueObject.key)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(
            CatalogueObject.kind == Kind.SERVICE,
            CatalogueObject.code == code,
            Edition.part == FACTS,
            Edition.live_at(reading.now),
        )
    ).first()
    if found is None:
        raise NotFound(Kind.SERVICE, code)
    return found
