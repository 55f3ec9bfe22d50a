"""Pages are light: what a first visit to a service, a plan or the chat takes over the line, and from whom."""

from __future__ import annotations

import pytest
from page_types import PAGE_TYPES

from catalogue.languages import languages

pytestmark = pytest.mark.browser


@pytest.fixture
def weigh(chromium, site):
    """Return the bytes of a first visit to a path, as they were sent, and the addresses asked."""

    def weighed(path: str) -> tuple[int, list[str]]:
        with chromium.new_context() as context:
            page, asked = context.new_page(), []
            page.on("requestfinished", lambda request: asked.append(request))
            page.goto(site + path, wait_until="networkidle")
            sizes = [request.sizes() for request in asked]
            return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes), [
                request.url for request in asked
            ]

    return weighed


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("name", "kilobytes"), [("service", 30), ("plan", 45), ("general plan", 45), ("chat", 30)])
def test_a_first_visit_is_light(weigh, site, name, kilobytes, language):
    size, asked = weigh(PAGE_TYPES[name].format(language=language))
    assert size <= kilobytes * 1000
    assert len(asked) <= 4
    assert all(address.startswith(site) for address in asked)
