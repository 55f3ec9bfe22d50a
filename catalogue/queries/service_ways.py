"""The ways to do a service: its channels, and the offices behind those that need presence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.facts import Kind, Office
from catalogue.facts.office import OfficeKind
from catalogue.facts.service import Channel, ChannelKind, Depth
from catalogue.queries.office_cards import in_reach, office_card
from catalogue.queries.service_lines import ServiceLines
from catalogue.queries.shared import Shared
from catalogue.read_models.office import OfficeCard
from catalogue.read_models.service_lines import ChannelSection

if TYPE_CHECKING:
    from catalogue.context import Reading

OFFICES_OF_CHANNEL: dict[ChannelKind, frozenset[OfficeKind]] = {
    ChannelKind.OFFICE: frozenset({OfficeKind.CENTRE, OfficeKind.COUNTER, OfficeKind.KIOSK}),
    ChannelKind.MOBILE: frozenset({OfficeKind.MOBILE}),
    ChannelKind.CONSULATE: frozenset({OfficeKind.CONSULATE}),
    ChannelKind.AGENT: frozenset({OfficeKind.AGENT}),
    ChannelKind.PHONE: frozenset({OfficeKind.CALL_CENTRE}),
}
"""Which kinds of office stand behind a channel."""

_FURTHEST_FIRST = (Depth.COMPLETE, Depth.PARTIAL, Depth.INFORMATION)


def ways(lines: ServiceLines, shared: Shared, reading: Reading) -> tuple[ChannelSection, ...]:
    """Return the channels in the order of the facts, each with its offices within the reader's reach."""
    return tuple(_way(channel, lines, shared, reading) for channel in lines.service.channels)


def _way(channel: Channel, lines: ServiceLines, shared: Shared, reading: Reading) -> ChannelSection:
    return ChannelSection(
        channel.id,
        channel.kind,
        channel.depth,
        lines.wording.text(f"channels.{channel.id}.title"),
        lines.wording.text(f"channels.{channel.id}"),
        channel.address,
        channel.phone,
        channel.mail,
        channel.post,
        channel.languages,
        lines.card_of(Kind.ORGANISATION, channel.operator) if channel.operator else None,
        channel.visits_needed,
        channel.appointment,
        offices_behind(channel.kind, lines, shared, reading),
        lines.steps(channel.id),
        lines.applies(channel.when),
        lines.origin("channels", channel.id),
    )


def offices_behind(kind: ChannelKind, lines: ServiceLines, shared: Shared, reading: Reading) -> tuple[OfficeCard, ...]:
    """Return the offices of a channel that serve the reader's place: where one gets furthest first, then by name.

    Consulates and call centres serve the whole country, wherever they stand.
    """
    everywhere = kind in (ChannelKind.CONSULATE, ChannelKind.PHONE)
    found = []
    for live in lines.bundle.of(Kind.OFFICE):
        office: Office = live.facts
        depth = depth_at(office, lines.service_key)
        if office.kind not in OFFICES_OF_CHANNEL.get(kind, ()) or depth is None:
            continue
        if everywhere or in_reach(office, reading.place, shared):
            found.append(office_card(live, shared, reading, depth))
    return tuple(sorted(found, key=lambda row: (_FURTHEST_FIRST.index(row.depth), row.title.value)))


def depth_at(office: Office, service: str) -> Depth | None:
    """Return how far one gets with a service at an office, or None where it is not offered."""
    return next((offered.depth for offered in office.services if offered.service == service), None)
