"""A provider of identities over real HTTP on this machine: it vouches for whom a test names, or misbehaves as told."""

from __future__ import annotations

import json
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "onedoor at home", "a secret: of the client/und so weiter"


@dataclass
class Misbehaviour:
    """How the next answers are wrong; as it stands, they are right."""

    claims: dict[str, Any] = field(default_factory=dict)
    """Claims of the ID token that are others; None leaves one out."""
    unsigned: bool = False
    """`alg: none`."""
    symmetric: bool = False
    """`alg: HS256`, signed with what everybody can read: the public key."""
    foreign_key: bool = False
    """Signed by a key that is not the provider's."""
    issuer_in_response: str | None = "own"
    """The `iss` beside the code; None for none."""
    seconds: float = 0.0
    """To wait before each answer."""
    status: int | None = None
    """Answered to everything, with a page of HTML."""
    metadata: dict[str, Any] = field(default_factory=dict)
    error: str | None = None
    """What the authorization endpoint answers instead of a code."""


@dataclass
class Granted:
    """What was asked for when a code was given."""

    nonce: str
    challenge: str
    redirect_uri: str


class IdentityProvider:
    """The provider: whom it vouches for, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.key, self.foreign = (RSAKey.generate_key(2048, {"kid": "first"}) for _ in range(2))
        self.now = lambda: datetime.now(UTC)
        self.reset()

    def reset(self) -> None:
        """Behave again, and forget everybody."""
        self.person: dict[str, Any] = {}
        self.wrong = Misbehaviour()
        self.codes: dict[str, Granted] = {}
        self.userinfo: dict[str, Any] | None = None
        self.asked: list[str] = []

    def vouch_for(self, subject: str, mail: str, *, verified: object = True, name: str = "Somebody") -> None:
        """Sign everybody in as this person, until told otherwise."""
        self.person = {"sub": subject, "email": mail, "email_verified": verified, "name": name}

    def turn_keys(self) -> None:
        """Sign with a new key from now on."""
        self.key = RSAKey.generate_key(2048, {"kid": f"after {self.key.kid}"})

    def authorize(self, query: str) -> str:
        """Return where a browser that came with this query is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        back = {"state": asked["state"]}
        if self.wrong.error:
            return f"{asked['redirect_uri']}?{urlencode(back | {'error': self.wrong.error})}"
        code = f"code{len(self.codes)}-{asked['state'][:8]}"
        self.codes[code] = Granted(asked["nonce"], asked["code_challenge"], asked["redirect_uri"])
        named = self.issuer if self.wrong.issuer_in_response == "own" else self.wrong.issuer_in_response
        back |= {"code": code} | ({} if named is None else {"iss": named})
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def token(self, body: str, authorization: str) -> tuple[int, dict[str, Any]]:
        """Answer the token endpoint: a code is good once, for the client that holds secret and verifier."""
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        pair = b64decode(authorization.removeprefix("Basic ")).decode()
        if [unquote(part) for part in pair.split(":", 1)] != [CLIENT, SECRET] and pair != f"{CLIENT}:{SECRET}":
            return 401, {"error": "invalid_client"}
        granted = self.codes.pop(sent.get("code", ""), None)
        digest = sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = urlsafe_b64encode(digest).decode().rstrip("=")
        if granted is None or (granted.challenge, granted.redirect_uri) != (challenge, sent.get("redirect_uri")):
            return 400, {"error": "invalid_grant", "error_description": "a secret that no log may hold"}
        signed = self._id_token(granted)
        return 200, {"access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": signed}

    def _id_token(self, granted: Granted) -> str:
        now = self.now()
        times = {"iat": int(now.timestamp()), "exp": int((now + timedelta(minutes=5)).timestamp())}
        claims = {"iss": self.issuer, "aud": CLIENT, "nonce": granted.nonce} | times | self.person | self.wrong.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.wrong.unsigned:
            parts = ({"alg": "none"}, claims)
            return ".".join(urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."
        if self.wrong.symmetric:
            return _signed_with_the_public_key(claims, self.key)
        key = self.foreign if self.wrong.foreign_key else self.key
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, key)

    def describe(self) -> dict[str, Any]:
        """Return what is read at the well-known address."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize?realm=staff",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "authorization_response_iss_parameter_supported": True,
        } | self.wrong.metadata


def _signed_with_the_public_key(claims: dict[str, Any], key: RSAKey) -> str:
    import hmac

    parts = [{"alg": "HS256", "kid": key.kid}, claims]
    head = ".".join(urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    signature = hmac.new(key.as_pem(private=False), head.encode(), "sha256").digest()
    return f"{head}.{urlsafe_b64encode(signature).decode().rstrip('=')}"


@contextmanager
def running_provider() -> Iterator[IdentityProvider]:
    """Run a provider on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.provider = IdentityProvider(server.server_port)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server.provider  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider = self._provider()
        at = urlsplit(self.path)
        match at.path:
            case "/.well-known/openid-configuration":
                self._answer(200, provider.describe())
            case "/keys":
                self._answer(200, {"keys": [provider.key.as_dict(private=False)]})
            case "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(at.query))
                self.send_header("Content-Length", "0")
                self.end_headers()
            case "/userinfo" if self.headers["Authorization"] == "Bearer access":
                self._answer(200, provider.userinfo or provider.person)
            case _:
                self._answer(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(*self._provider().token(body, self.headers["Authorization"] or ""))

    def _provider(self) -> IdentityProvider:
        provider: IdentityProvider = self.server.provider  # type: ignore[attr-defined]
        provider.asked.append(urlsplit(self.path).path)
        time.sleep(provider.wrong.seconds)
        return provider

    def _answer(self, status: int, answer: dict[str, Any]) -> None:
        provider: IdentityProvider = self.server.provider  # type: ignore[attr-defined]
        body = json.dumps(answer).encode()
        if provider.wrong.status is not None:
            status, body = provider.wrong.status, b"<!doctype html><title>Down</title>"
        try:
            self.send_response(status)
            self.send_header("Location", quote("/elsewhere"))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:
            # Whoever asked did not want to wait any longer.
            pass

    def log_message(self, *told: object) -> None:
        """Write nothing."""
