"""Single sign-on in a real browser: to another site and back under the policy of our pages, without JavaScript too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.conftest import MILLISECONDS_TO_WAIT, Quiet
from identity_provider import CLIENT, SECRET, IdentityProvider, running_provider
from judging import violations
from playwright.sync_api import Page
from reserved_port import reserved_port
from staff import a_person
from werkzeug.serving import make_server

from catalogue.languages import languages
from catalogue.rights import Role
from portal import create_app
from portal.provider_settings import ProviderSettings
from portal.settings import Settings

pytestmark = pytest.mark.browser
numbers = count()


@pytest.fixture(scope="module")
def provider(running_site) -> Iterator[IdentityProvider]:
    with running_provider() as running:
        running.now = running_site.catalogue.clock
        yield running


@pytest.fixture(scope="module")
def door(running_site, provider, tmp_path_factory) -> Iterator[str]:
    """The address of a portal over the running site's catalogue that offers single sign-on."""
    with reserved_port() as port:
        yield from serving_at(port, running_site, provider, tmp_path_factory.mktemp("door"))


def serving_at(port, running_site, provider, home) -> Iterator[str]:
    settings = Settings.from_environment({"ONEDOOR_HOME": str(home), "ONEDOOR_PORT": str(port)})
    # Another host name than ours, so that the browser takes the provider for another site.
    issuer = provider.issuer.replace("127.0.0.1", "localhost")
    provider.issuer = issuer
    offered = replace(settings, provider=ProviderSettings(issuer, CLIENT, SECRET, "Harbour ID", ask_for_code=False))
    server = make_server(
        "127.0.0.1", port, create_app(offered, running_site.catalogue), threaded=True, request_handler=Quiet
    )
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def mail(running_site, provider) -> str:
    address = f"signing-on{next(numbers)}@example.org"
    a_person(running_site.catalogue, address, Role.EDITOR)
    provider.reset()
    provider.vouch_for(f"subject of {address}", address)
    return address


@pytest.fixture
def new_page(chromium) -> Iterator:
    contexts = []

    def opened(language: str = "en", *, javascript: bool = True) -> Page:
        context = chromium.new_context(locale=language, java_script_enabled=javascript)
        context.set_default_timeout(MILLISECONDS_TO_WAIT)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_button_leads_to_the_provider_and_back_to_the_page_that_was_wanted(new_page, door, mail, javascript):
    page = new_page(javascript=javascript)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(f"{door}/staff/account")
    page.get_by_role("button", name="Sign in with Harbour ID").click()
    page.wait_for_url(f"{door}/staff/account")
    assert mail in page.content()
    assert not refused


def test_what_was_typed_when_the_session_ended_is_sent_after_signing_on_in_another_tab(new_page, door, mail):
    page = new_page()
    page.goto(f"{door}/staff/account")
    page.get_by_role("button", name="Sign in with Harbour ID").click()
    page.wait_for_url(f"{door}/staff/account")
    page.fill("#name", "Dora of the Docks")
    page.context.clear_cookies()
    page.locator("form:has(#name) button").click()
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Sign in with Harbour ID").click()
    opened.value.wait_for_url(f"{door}/editor/")
    page.get_by_role("button", name="I have signed in").click()
    page.get_by_role("button", name="Send again").click()
    page.goto(f"{door}/staff/account")
    assert page.input_value("#name") == "Dora of the Docks"


@pytest.mark.parametrize("language", languages())
def test_the_pages_have_no_violation_in_any_language(new_page, door, provider, mail, language):
    axe, page = Axe(), new_page(language)
    page.goto(f"{door}/staff/login?language={language}")
    assert not violations(axe, page)
    provider.vouch_for("nobody", "nobody@example.org")
    page.locator("section button").click()
    page.wait_for_url("**/staff/single-sign-on/return?**")
    assert page.locator("html").get_attribute("lang") == language
    assert not violations(axe, page)
