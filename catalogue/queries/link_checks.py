"""Checked links: which addresses are due for a visit, and which lead nowhere, with all that names them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from sqlalchemy import Text, cast, select

from catalogue.care.addresses import is_reserved, list_addresses
from catalogue.commands.export_content import get_content
from catalogue.context import Reading
from catalogue.models import Edition, LinkCheck
from catalogue.read_models.broken_link import BrokenLink, NamedIn

_WRITTEN = re.compile(r"https?://[^\s\"()<>\\\\]+")


def list_written_addresses(reading: Reading) -> frozenset[str]:
    """Return every address of another site that stands anywhere in the live catalogue.

    Bodies are only read through, one after the other: who visits links needs no catalogue in memory.
    """
    bodies = reading.session.scalars(
        select(cast(Edition.body, Text)).where(Edition.live_at(reading.now)).execution_options(yield_per=100)
    )
    return frozenset(address for body in bodies for address in _WRITTEN.findall(body) if not is_reserved(address))


def list_due(reading: Reading, named: Collection[str]) -> tuple[str, ...]:
    """Return which of these addresses are to be visited now: the ones never visited first, then the longest due."""
    due = {check.address: check.next_at for check in reading.session.scalars(select(LinkCheck))}
    waiting = [address for address in named if address not in due or due[address] <= reading.now]
    return tuple(sorted(waiting, key=lambda address: (address in due, due.get(address, reading.now), address)))


def list_broken(reading: Reading) -> tuple[BrokenLink, ...]:
    """Return the addresses that led nowhere at their last visit, longest first, with the objects that name them.

    Only what failed at two visits is told: a site that is mended tonight is no work for anybody.
    """
    checks: Mapping[str, LinkCheck] = {
        check.address: check
        for check in reading.session.scalars(
            select(LinkCheck).where(LinkCheck.fault.is_not(None), LinkCheck.visited_at > LinkCheck.failing_since)
        )
    }
    if not checks:
        return ()
    named = reading.kept("addresses", lambda: list_addresses(get_content(reading)))
    broken = [
        BrokenLink(
            address=address,
            fault=str(check.fault),
            status=check.status,
            since=check.failing_since or check.visited_at,
            visited_at=check.visited_at,
            named_in=tuple(NamedIn(entry.kind, entry.key, part, where) for entry, part, where in named[address]),
        )
        for address, check in checks.items()
        if address in named
    ]
    return tuple(sorted(broken, key=lambda link: (link.since, link.address)))
