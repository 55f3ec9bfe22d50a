"""The address `/` asks the browser for its language; no other address does, and nothing is remembered."""

import pytest

from catalogue.languages import languages


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ar-EG,ar;q=0.9,en;q=0.5", "ar"),
        ("ru", "ru"),
        ("zh-CN", "zh"),
        ("fr-CA;q=0.8,en;q=0.4", "fr"),
        ("sw", "en"),
        ("", "en"),
    ],
)
def test_the_choice_speaks_the_language_the_browser_prefers_and_offers_all(page, accepted, language):
    page.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = accepted
    try:
        shown = page.open("/", language)
    finally:
        del page.client.environ_base["HTTP_ACCEPT_LANGUAGE"]
    offered = [link["lang"] for link in shown.select("ul.choose a")]
    assert offered[0] == language
    assert sorted(offered) == sorted(languages())
    assert [link["href"] for link in shown.select("ul.choose a")] == [f"/{code}/" for code in offered]


def test_the_choice_varies_by_what_the_browser_says_and_sets_no_cookie(client):
    answer = client.get("/")
    assert "Accept-Language" in answer.headers["Vary"]
    assert "Set-Cookie" not in answer.headers


def test_a_page_speaks_the_language_of_its_address_whatever_the_browser_prefers(client):
    answer = client.get("/fr/", headers={"Accept-Language": "ar"})
    assert '<html lang="fr" dir="ltr">' in answer.text
    assert "Accept-Language" not in answer.headers.get("Vary", "")


def test_a_language_that_is_not_shipped_has_no_pages(client):
    assert client.get("/xx/").status_code == 404


def test_an_address_without_its_last_slash_leads_on_and_keeps_its_query(client):
    answer = client.get("/en/services?place=harbour")
    assert answer.status_code == 308
    assert answer.headers["Location"].endswith("/en/services/?place=harbour")


def test_words_that_fell_back_say_in_which_language_they_are(page):
    shown = page("public.home", "ar")
    assert shown.h1.bdi["lang"] == "en"
    assert shown.h1.bdi["dir"] == "ltr"


def test_a_section_that_fell_back_is_marked_and_says_so(page):
    shown = page("public.page", "ar", name="about")
    assert shown.select_one("main .prose")["lang"] == "en"
    assert shown.select_one("main .fallen-back")
    assert not page("public.page", "en", name="about").select_one("main .fallen-back")
