"""Addresses: canonical ones and their languages, the place that is kept, ids that moved, codes that lead on."""

import re

import pytest

from catalogue.languages import languages

PUBLIC = "https://services.example.org"


def test_a_page_names_its_one_address_without_place_day_or_answers(page):
    shown = page("public.service", query=[("place", "harbour"), ("as-of", "2026-12-01")], id="register-birth")
    assert shown.select_one("link[rel=canonical]")["href"] == f"{PUBLIC}/en/services/register-birth"


def test_a_page_names_itself_in_every_language_the_same_way_from_each(page):
    sets = []
    for code in languages():
        links = page("public.service", code, id="register-birth").select("link[rel=alternate][hreflang]")
        sets.append({(link["hreflang"], link["href"]) for link in links})
    assert all(alternates == sets[0] for alternates in sets)
    assert sets[0] == {
        *((code, f"{PUBLIC}/{code}/services/register-birth") for code in languages()),
        ("x-default", f"{PUBLIC}/en/services/register-birth"),
    }


def test_the_place_is_chosen_by_a_form_that_carries_everything_else_on(page):
    shown = page("public.offices", query=[("kind", "centre"), ("as-of", "2026-12-01")])
    form = shown.select_one(".place form")
    assert form["action"] == "/en/offices/"
    assert form["method"] == "get"
    carried = {tag["name"]: tag["value"] for tag in form.select("input[type=hidden]")}
    assert carried == {"kind": "centre", "as-of": "2026-12-01"}
    assert [option["value"] for option in form.select("option")] == ["", "harbour"]


def test_the_chosen_place_is_shown(page):
    shown = page("public.home", query=[("place", "harbour")])
    assert "Harbour" in shown.select_one(".place summary").get_text()
    assert shown.select_one(".place option[selected]")["value"] == "harbour"


def test_a_place_that_does_not_exist_is_said_and_national_rules_are_shown(page):
    shown = page("public.services", query=[("place", "atlantis")])
    assert "We do not know the place" in shown.select_one(".notice.warn").get_text()


def test_a_day_that_is_no_date_gets_a_page_that_says_so(page):
    for day in ("tomorrow", "20260101", "2026-W01-1", "0001-01-01", "9999-12-31"):
        page.open(f"/en/services/?as-of={day}", status=400)
    page.open("/en/nowhere?as-of=tomorrow", status=404)


@pytest.mark.parametrize("language", languages())
def test_an_object_that_was_renamed_is_found_under_its_new_address_with_the_query(client, language):
    answer = client.get(f"/{language}/services/birth?place=harbour&q=a%20b")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/{language}/services/register-birth?place=harbour&q=a+b"


@pytest.mark.parametrize("typed", ["1001", "10 01", "10-01", "١٠٠١", " 1001 "])
def test_a_spoken_code_leads_to_its_service_however_it_is_typed(client, typed):
    answer = client.get(f"/go/{typed}?language=fr")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/fr/services/register-birth"


def test_a_code_without_language_leads_to_the_language_the_browser_prefers(client):
    answer = client.get("/go/1001", headers={"Accept-Language": "ar"})
    assert answer.headers["Location"] == "/ar/services/register-birth"
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("code", ["9999", "12", "not-a-code", "1001x"])
def test_a_code_that_means_nothing_gets_a_kind_page(page, code):
    shown = page.open(f"/go/{code}?language=fr", "fr", status=404)
    assert shown.select("ul.events a")


def test_the_map_of_the_site_names_every_object_in_every_language(client):
    xml = client.get("/sitemap.xml").text
    for code in languages():
        for path in ("", "services/register-birth", "life-events/having-a-baby", "offices/centre", "documents/consent"):
            assert f"<loc>{PUBLIC}/{code}/{path}</loc>" in xml
    assert xml.count("<url>") * (len(languages())) == xml.count("<xhtml:link")


def test_every_address_on_the_map_opens(page):
    addresses = re.findall("<loc>([^<]+)</loc>", page.client.get("/sitemap.xml").text)
    english = [address.removeprefix(PUBLIC) for address in addresses if "/en/" in address]
    assert len(english) > 15
    for address in english:
        page.open(address)


def test_robots_are_told_where_the_map_is_and_to_leave_searches_alone(client):
    text = client.get("/robots.txt").text
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in text
    assert "Disallow: /*/search" in text
