"""Which provider of identities staff may sign in through: read from the environment once; none unless all is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from urllib.parse import urlsplit

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_LONGEST_ISSUER = 255


@dataclass(frozen=True)
class ProviderSettings:
    """A provider that speaks OpenID Connect, and who we are to it."""

    issuer: str
    """Its address, letter for letter as it calls itself."""
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    """What the button calls it."""
    ask_for_code: bool
    """Whether people who have set one-time codes up are asked for one after the provider vouched for them."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], faults: list[str]) -> ProviderSettings | None:
        """Read `ONEDOOR_OIDC_…`; None where none of it is set. What cannot be used is added to `faults`."""
        issuer = environment.get("ONEDOOR_OIDC_ISSUER") or ""
        client_id = environment.get("ONEDOOR_OIDC_CLIENT_ID") or ""
        secret = environment.get("ONEDOOR_OIDC_CLIENT_SECRET") or ""
        needed = {
            "ONEDOOR_OIDC_ISSUER": issuer,
            "ONEDOOR_OIDC_CLIENT_ID": client_id,
            "ONEDOOR_OIDC_CLIENT_SECRET": secret,
        }
        if not any(needed.values()):
            return None
        missing = [name for name, value in needed.items() if not value]
        faults += [f"{name} (the other settings of single sign-on are there)" for name in missing]
        trusted = _can_be_trusted(issuer)
        if issuer and not trusted:
            faults.append("ONEDOOR_OIDC_ISSUER (the provider's address, beginning with https://)")
        asked = environment.get("ONEDOOR_OIDC_ASK_FOR_CODE") or "no"
        if asked not in ("yes", "no"):
            faults.append("ONEDOOR_OIDC_ASK_FOR_CODE (yes or no)")
        if not all(find_spec(library) for library in ("authlib", "requests")):
            faults.append("the libraries of single sign-on, which `pip install '.[single-sign-on]'` brings")
        name = environment.get("ONEDOOR_OIDC_NAME") or (urlsplit(issuer).hostname if trusted else None) or issuer
        return cls(issuer, client_id, secret, name, asked == "yes")


def _can_be_trusted(address: str) -> bool:
    """Tell whether nobody on the way can answer in the place of an address: by HTTPS, or on this machine."""
    try:
        at = urlsplit(address)
        host = at.hostname
    except ValueError:
        return False
    plain = at.query == at.fragment == "" and at.username is None and len(address) <= _LONGEST_ISSUER
    return plain and bool(host) and (at.scheme == "https" or (at.scheme == "http" and host in _LOOPBACK))
