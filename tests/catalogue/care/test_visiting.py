"""Visits to a real server of another site: what each answer means, and that nobody is sent into our own network."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from catalogue.care import visiting
from catalogue.care.visiting import Visitor
from catalogue.care.visits import Fault, Visit


class Site(BaseHTTPRequestHandler):
    """Answers by its paths: `/status/404`, `/to/<path>`, `/no-head`, `/slow`, `/garbage`."""

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        part = self.path.split("/")
        if part[1] == "slow":
            self.server.at_last.wait(60)
        if part[1] == "garbage":
            self.wfile.write(b"not a word of HTTP\r\n\r\n")
            return
        status = int(part[2]) if part[1] == "status" else 302 if part[1] in ("to", "out") else 200
        if part[1] == "no-head" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if part[1] == "to":
            self.send_header("Location", "/" + "/".join(part[2:]))
        if part[1] == "out":
            self.send_header("Location", "file:///etc/passwd")
        if status in (429, 503):
            self.send_header("Retry-After", "120")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer  # noqa: N815 - names of the standard library

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[ThreadingHTTPServer]:
    """The other site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.asked, server.at_last = [], threading.Event()
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def visit(site, monkeypatch):
    """Visit a path of the site."""
    site.asked.clear()
    site.at_last.clear()
    visitor = Visitor("Onedoor link check", may_visit=lambda address: True)

    def at(path):
        # A busy machine answers late too: only what answers nothing at all is not waited for.
        monkeypatch.setattr(visiting, "SECONDS_FOR_AN_ANSWER", 0.4 if path == "/slow" else 60)
        return visitor.visit(f"http://127.0.0.1:{site.server_port}{path}")

    yield at
    site.at_last.set()


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/page", None),
        ("/status/204", None),
        ("/status/404", Fault.GONE),
        ("/status/410", Fault.GONE),
        ("/status/403", Fault.REFUSED),
        ("/status/500", Fault.FAILED),
        ("/status/429", None),
        ("/to/page", None),
        ("/to/to/page", None),
        ("/to/status/404", Fault.GONE),
        ("/to/", Fault.SENT_HOME),
        ("/out", Fault.CIRCLE),
        ("/slow", Fault.SLOW),
        ("/garbage", Fault.UNREACHABLE),
        ("/no-head", None),
    ],
)
def test_what_an_answer_means(visit, path, fault):
    assert visit(path).fault == fault


def test_a_circle_of_redirects_ends(visit, site):
    assert visit("/to" * 9 + "/page").fault is Fault.CIRCLE
    assert len(site.asked) <= visiting.MOST_REDIRECTS + 1


def test_a_site_is_asked_for_no_more_than_its_answer_and_told_who_asks(visit, site):
    visit("/page")
    assert site.asked == [("HEAD", "/page", "Onedoor link check")]


def test_a_site_that_asks_for_patience_is_heard(visit):
    assert visit("/status/429") == Visit(None, 429, 120)
    assert visit("/status/503").wait == 120


def test_nobody_is_listening(visit):
    assert Visitor("us", may_visit=lambda address: True).visit("http://127.0.0.1:1/").fault is Fault.UNREACHABLE


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "169.254.169.254", "[::1]", "192.168.0.1"])
def test_nobody_has_us_knock_at_machines_of_our_own_network(host, site):
    site.asked.clear()
    assert Visitor("us").visit(f"http://{host}:{site.server_port}/page").fault is Fault.INSIDE
    assert site.asked == []


def test_a_redirect_into_our_own_network_is_not_followed(site):
    numbers = iter((True, False))
    visitor = Visitor("us", may_visit=lambda address: next(numbers))
    assert visitor.visit(f"http://127.0.0.1:{site.server_port}/to/page").fault is Fault.INSIDE


@pytest.fixture
def secure_site(tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    """A site behind a certificate that it wrote for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding, private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (tmp_path / "site.pem").write_bytes(
        key.private_bytes(encoding, private, serialization.NoEncryption()) + certificate.public_bytes(encoding)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "site.pem")
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.asked = []
        server.handle_error = lambda *arguments: None
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_only_a_certificate_that_somebody_vouches_for_is_trusted(secure_site, tmp_path):
    address = f"https://127.0.0.1:{secure_site.server_port}/page"
    assert Visitor("us", may_visit=lambda number: True).visit(address).fault is Fault.UNTRUSTED
    vouching = ssl.create_default_context(cafile=tmp_path / "site.pem")
    assert Visitor("us", may_visit=lambda number: True, context=vouching).visit(address) == Visit(None, 200)


@pytest.mark.parametrize("address", ["https://", "https://exa mple/", "https://a..b/", "https://host:99999/"])
def test_what_is_no_address_leads_nowhere(address):
    assert Visitor("us").visit(address).fault is Fault.UNREACHABLE
