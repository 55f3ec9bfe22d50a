"""Every type of page in every language: without a violation that axe can find, in every colour scheme."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from judging import violations
from page_types import PAGE_TYPES

from catalogue.languages import languages

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", PAGE_TYPES)
def test_no_page_has_a_violation(visit, axe, name, language):
    assert not violations(axe, visit(PAGE_TYPES[name].format(language=language), width=360))


@pytest.mark.parametrize("name", ["home", "life event", "plan", "sensitive plan", "service", "office", "search"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_wide_and_dark_pages_have_none_either(visit, axe, name, language):
    assert not violations(axe, visit(PAGE_TYPES[name].format(language=language), width=1280, colour="dark"))


@pytest.mark.parametrize("name", ["life event", "plan", "service"])
def test_what_is_folded_away_has_none_once_it_is_open(visit, axe, name):
    page = visit(PAGE_TYPES[name].format(language="en"))
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert not violations(axe, page)
