"""The provider of identities as a partner: where to send somebody, and what it says of who comes back.

Authlib and what it needs are loaded at the first use: a portal that offers no single sign-on never loads them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from catalogue.commands.people.single_sign_on import Identity, Trip
from portal.provider_settings import ProviderSettings

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session

SECONDS_TO_CONNECT = 3.0
SECONDS_TO_ANSWER = 5.0
SECONDS_LEFT_ALONE = 10.0
"""A provider that did not answer is not asked again for so long: nobody waits for it, and no process is kept busy."""
ASKED_AT_ONCE = 2
"""So many threads of a process wait for the provider; readers need the others."""
SECONDS_TO_BE_ASKED = 2.0
KNOWN_FOR = 3600.0
"""Seconds after which the provider is asked anew where its pages are and which keys it signs with."""
KEYS_ASKED_EVERY = 30.0
"""Seconds before keys are asked for again because a token names one that is not known."""
LEEWAY = timedelta(seconds=60)
"""So far two clocks may differ."""
LARGEST_ANSWER = 512 * 1024

ALGORITHMS = ["RS256", "PS256", "ES256"]
"""What an ID token may be signed with. Named here and never taken from the token, which could say `none`."""
METADATA = "/.well-known/openid-configuration"
SCOPE = "openid email profile"


class ProviderUnreachable(Exception):
    """The provider is down, slow, or does not speak OpenID Connect. Its text says what happened, and nothing secret."""


class NotVouchedFor(Exception):
    """What came back vouches for nobody. Its text says why, and nothing of the person."""


@dataclass(frozen=True)
class Answer:
    """What a browser brought back."""

    code: str
    issuer: str | None
    """The issuer that the answer names (RFC 9207); None when it names none."""


class Provider:
    """The provider of the settings; one per process, used by several threads."""

    def __init__(self, settings: ProviderSettings, back: str) -> None:
        """`back` is the address to which the provider sends people back."""
        self.settings = settings
        self._back = back
        self._seats = threading.BoundedSemaphore(ASKED_AT_ONCE)
        self._failed_at = float("-inf")
        self._metadata: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, dict[str, Any]] | None = None

    def way_there(self, trip: Trip) -> str:
        """Return the address at the provider that begins a trip. Raises `ProviderUnreachable`."""
        with self._asking() as client:
            metadata = self._described(client)
            address, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=trip.state,
                nonce=trip.nonce,
                code_verifier=trip.verifier,
                response_mode="query",
            )
        return address

    def identity(self, trip: Trip, answer: Answer, now: datetime) -> Identity:
        """Return whom the provider vouches for, after everything that it signed was checked.

        Raises `NotVouchedFor` for an answer that is another's, spent, forged or late, and `ProviderUnreachable`.
        """
        with self._asking() as client:
            metadata = self._described(client)
            named = answer.issuer is not None or metadata.get("authorization_response_iss_parameter_supported") is True
            if named and answer.issuer != self.settings.issuer:
                raise NotVouchedFor("the answer is another provider's")
            token = self._token(client, metadata, trip, answer)
            claims = self._checked(client, metadata, token, trip, now)
            if "email" not in claims and metadata.get("userinfo_endpoint"):
                claims |= self._more(client, metadata, claims["sub"])
        return Identity(
            self.settings.issuer,
            claims["sub"],
            _text(claims.get("email")),
            # Some send the word “true”; only what the standard says is believed.
            claims.get("email_verified") is True,
            _text(claims.get("name")),
        )

    @contextmanager
    def _asking(self) -> Iterator[OAuth2Session]:
        """Open a client. Whatever goes wrong between us and the provider becomes `ProviderUnreachable`."""
        if time.monotonic() - self._failed_at < SECONDS_LEFT_ALONE:
            raise ProviderUnreachable("it did not answer a moment ago")
        if not self._seats.acquire(timeout=SECONDS_TO_BE_ASKED):
            raise ProviderUnreachable("others are waiting for it")
        from authlib.common.errors import AuthlibBaseError
        from authlib.integrations.requests_client import OAuth2Session
        from requests import ConnectionError, RequestException, Timeout

        try:
            with OAuth2Session(
                self.settings.client_id,
                self.settings.client_secret,
                redirect_uri=self._back,
                scope=SCOPE,
                code_challenge_method="S256",
                default_timeout=(SECONDS_TO_CONNECT, SECONDS_TO_ANSWER),
                # What is fetched with a token is fetched at once; one that lasts a minute only will do.
                leeway=0,
            ) as client:
                # A redirect would carry the secret to where the provider's own words did not send us.
                client.max_redirects = 0
                yield client
        except (RequestException, AuthlibBaseError, ValueError, TypeError) as error:
            if isinstance(error, (ConnectionError, Timeout)):
                self._failed_at = time.monotonic()
            raise ProviderUnreachable(type(error).__name__) from None
        finally:
            self._seats.release()

    def _described(self, client: OAuth2Session) -> dict[str, Any]:
        """Return what the provider says of itself, asked for once in a while."""
        if self._metadata is None or time.monotonic() - self._metadata[0] > KNOWN_FOR:
            found = self._read(client, self.settings.issuer.rstrip("/") + METADATA)
            if found.get("issuer") != self.settings.issuer:
                raise ValueError("it calls itself something else")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                _require_as_safe(found.get(name), self.settings.issuer)
            self._metadata = time.monotonic(), found
        metadata = self._metadata[1]
        ways = metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        basic = "client_secret_basic" in ways
        client.token_endpoint_auth_method = "client_secret_basic" if basic else "client_secret_post"
        return metadata

    def _read(self, client: OAuth2Session, address: str, **asked: Any) -> dict[str, Any]:
        """Return the JSON object at an address."""
        answer = client.request("GET", address, headers={"Accept": "application/json"}, **(asked or _BARE))
        answer.raise_for_status()
        found = answer.json() if len(answer.content) <= LARGEST_ANSWER else None
        if not isinstance(found, dict):
            raise ValueError("no object")
        return found

    def _token(self, client: OAuth2Session, metadata: dict[str, Any], trip: Trip, answer: Answer) -> dict[str, Any]:
        """Exchange the code for tokens."""
        from authlib.integrations.base_client import OAuthError

        try:
            token = client.fetch_token(
                metadata["token_endpoint"],
                grant_type="authorization_code",
                code=answer.code,
                code_verifier=trip.verifier,
            )
        except OAuthError as error:
            # Such as `invalid_grant`, for a code that was used already. Its description may hold anything.
            raise NotVouchedFor(f"the code was refused ({str(error.error)[:40]!r})") from None
        if not isinstance(token.get("id_token"), str):
            raise NotVouchedFor("there was no ID token")
        return dict(token)

    def _checked(
        self, client: OAuth2Session, metadata: dict[str, Any], token: dict[str, Any], trip: Trip, now: datetime
    ) -> dict[str, Any]:
        """Return what an ID token claims, once signature, issuer, audience, times and nonce have been checked."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        signed = token["id_token"]
        wrong = (JoseError, ValueError, TypeError, KeyError)

        def decoded_by(keys: dict[str, Any]) -> jwt.Token:
            return jwt.decode(signed, KeySet.import_key_set(keys), ALGORITHMS)  # type: ignore[arg-type]

        keys = self._signing(client, metadata)
        try:
            decoded_by(keys)
        except wrong:
            # It may sign with a new key since a moment ago.
            keys = self._signing(client, metadata, anew=True)
        try:
            decoded = decoded_by(keys)
            # Decoding looks at no claim.
            checks = {"iss": {"essential": True, "value": self.settings.issuer}, "exp": {"essential": True}}
            checks |= {"aud": {"essential": True, "value": self.settings.client_id}, "sub": {"essential": True}}
            params = {"nonce": trip.nonce, "client_id": self.settings.client_id}
            params |= {"access_token": token.get("access_token")}
            claims = CodeIDToken(decoded.claims, decoded.header, checks, params)
            claims.validate(now=int(now.timestamp()), leeway=int(LEEWAY.total_seconds()))
        except wrong as error:
            raise NotVouchedFor(f"the ID token did not pass: {type(error).__name__}") from None
        if not isinstance(claims["sub"], str) or _audiences(claims["aud"]) != {self.settings.client_id}:
            raise NotVouchedFor("the ID token is for others, too")
        return dict(claims)

    def _signing(self, client: OAuth2Session, metadata: dict[str, Any], *, anew: bool = False) -> Any:
        """Return the keys with which the provider signs; asked for again at times, or when one is not known."""
        lasting = KEYS_ASKED_EVERY if anew else KNOWN_FOR
        if self._keys is None or time.monotonic() - self._keys[0] > lasting:
            self._keys = time.monotonic(), self._read(client, metadata["jwks_uri"])
        return self._keys[1]

    def _more(self, client: OAuth2Session, metadata: dict[str, Any], subject: str) -> dict[str, Any]:
        """Return mail and name from where a provider tells them that puts neither into its ID tokens."""
        address = metadata["userinfo_endpoint"]
        _require_as_safe(address, self.settings.issuer)
        found = self._read(client, address, allow_redirects=False)
        if found.get("sub") != subject:
            raise NotVouchedFor("the provider tells of somebody else")
        return {name: found[name] for name in ("email", "email_verified", "name") if name in found}


_BARE: dict[str, Any] = {"withhold_token": True, "allow_redirects": False}
"""Asked for without a token, and only there."""


def _require_as_safe(address: object, issuer: str) -> None:
    """Raise `ValueError` for what is no address, or one by plain HTTP while the issuer is known by HTTPS."""
    at = urlsplit(address if isinstance(address, str) else "")
    if not at.hostname or at.scheme not in ("https", urlsplit(issuer).scheme):
        raise ValueError("no safe address")


def _audiences(value: object) -> set[object]:
    return set(value) if isinstance(value, list) else {value}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
