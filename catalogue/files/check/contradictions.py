"""Contradictions: what one object says of a paper or a counter, and what another says of the same."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.errors import Problem
from catalogue.facts import Document, Kind, Office, Service
from catalogue.facts.document import Requirement
from catalogue.facts.office import OfficeKind
from catalogue.facts.service import ChannelKind, Depth, Output
from catalogue.files.check.timing import least_days, most_days
from catalogue.files.check.walking import Seen, list_seen
from catalogue.files.content import Content

_DONE_AT = {
    OfficeKind.CENTRE: {ChannelKind.OFFICE},
    OfficeKind.COUNTER: {ChannelKind.OFFICE},
    OfficeKind.KIOSK: {ChannelKind.OFFICE, ChannelKind.ONLINE, ChannelKind.AGENT},
    OfficeKind.MOBILE: {ChannelKind.MOBILE, ChannelKind.OFFICE},
    OfficeKind.CONSULATE: {ChannelKind.CONSULATE, ChannelKind.OFFICE},
    OfficeKind.AGENT: {ChannelKind.AGENT, ChannelKind.OFFICE},
}
"""Which ways to do a service an office of a kind may be. A call centre may be any of them."""
_NEEDS_AN_OFFICE = {ChannelKind.OFFICE: "office", ChannelKind.CONSULATE: "consulate"}
"""Ways that lead to an office of ours. Who comes to people's homes, and private agents, need be none."""


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield papers whose issuer or validity is told in two ways, and ways to do a service that no office offers."""
    for seen in list_seen(content, Kind.SERVICE, Kind.VARIANT):
        if isinstance(seen.facts, Service):
            for path, part in seen.list_parts():
                if isinstance(part, Output):
                    yield from _output(content, seen, seen.facts, path, part)
                elif isinstance(part, Requirement):
                    yield from _requirement(content, seen, path, part)
    yield from _offices(content)


def _output(content: Content, seen: Seen, service: Service, path: str, output: Output) -> Iterator[Problem]:
    document = content.find_facts(Kind.DOCUMENT, output.document)
    if not isinstance(document, Document):
        return
    if document.issued_by_service is None and document.issued_by_organisation != service.organisation:
        issuer = document.issued_by_organisation
        said = f"“{issuer}” issues it" if issuer else "somebody else issues it"
        problem = f"The service gives out “{output.document}”, but that document says that {said}."
        yield seen.problem(path, problem, f"Name the service in documents/{output.document}/document.yaml.")
    valid = document.valid_for
    if valid and output.valid_for and valid != output.valid_for:
        problem = f"It is valid for {output.valid_for} here, but for {valid} in the document “{output.document}”."
        yield seen.problem(f"{path}.valid_for", problem, "Correct one of the two, or leave it out in the document.")


def _requirement(content: Content, seen: Seen, path: str, requirement: Requirement) -> Iterator[Problem]:
    document = content.find_facts(Kind.DOCUMENT, requirement.document)
    valid = document.valid_for if isinstance(document, Document) else None
    fresh = requirement.not_older_than
    if fresh and valid and least_days(fresh) > most_days(valid):
        problem = f"It may be {fresh} old, but the document “{requirement.document}” is valid for {valid} only."
        yield seen.problem(f"{path}.not_older_than", problem, "Correct one of the two.")


def _offices(content: Content) -> Iterator[Problem]:
    # Some place may have a way of its own, or none of the national ones.
    ways: dict[str, set[ChannelKind]] = {}
    for seen in list_seen(content, Kind.SERVICE, Kind.VARIANT):
        if isinstance(seen.facts, Service):
            kinds = {channel.kind for channel in seen.facts.channels}
            ways.setdefault(seen.entry.key.partition("/")[0], set()).update(kinds)
    offered: dict[str, set[ChannelKind]] = {}
    for entry in content.list_entries(Kind.OFFICE):
        office = entry.facts
        if not isinstance(office, Office):
            continue
        done_at = _DONE_AT.get(office.kind, set(ChannelKind))
        for one in office.services:
            offered.setdefault(one.service, set()).update(done_at)
            known = ways.get(one.service)
            if known is not None and one.depth is not Depth.INFORMATION and not known & done_at:
                named = ", ".join(sorted(known))
                problem = f"One can do “{one.service}” here, but the service names no such way; it has: {named}."
                remedy = "Add the channel to the service, or write `depth: information`."
                yield Problem(entry.facts_path, f"services.{one.service}", problem, remedy)
    for entry in content.list_entries(Kind.SERVICE):
        for channel in entry.facts.channels if isinstance(entry.facts, Service) else ():
            if channel.kind in _NEEDS_AN_OFFICE and channel.kind not in offered.get(entry.key, set()):
                noun = _NEEDS_AN_OFFICE[channel.kind]
                problem = f"It sends people there, but no {noun} offers the service."
                yield Problem(
                    entry.facts_path, f"channels.{channel.id}", problem, "Name it in the `services` of an office."
                )
