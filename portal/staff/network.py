"""From where a request comes, as far as that tells people apart."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from flask import request

from portal.extensions import get_house


def network() -> str | None:
    """Return the network address of whoever asks; of IPv6 the part that one household shares.

    None where it tells nobody apart: behind a proxy on this machine of which the settings know nothing.
    """
    proxies = get_house().settings.proxies
    text = request.remote_addr or ""
    if proxies:
        # Each proxy adds on the right whom it answers; what stands further left anybody could have written.
        told = [part.strip() for part in ",".join(request.headers.getlist("X-Forwarded-For")).split(",")]
        text = told[-proxies] if len(told) >= proxies else ""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        else:
            return None if address.is_loopback else str(ip_network((address, 64), strict=False))
    return None if address.is_loopback else str(address)
