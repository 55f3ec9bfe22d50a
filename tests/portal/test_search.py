"""The search page: results with kind and code, filters in the address, codes that lead on, help for nothing found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from content_builder import card, changed, entry, small_content
from page import Pages

from catalogue.commands.import_content import import_content
from catalogue.facts import Kind
from catalogue.jobs.run import work_once
from catalogue.search.hits import Hit, Hits


def found(shown) -> list[str]:
    return [link["href"].partition("?")[0] for link in shown.select("ol.rows h2 a")]


def test_words_find_services_and_life_events_with_their_kind_and_code(page):
    shown = page("public.search", query=[("q", "register a birth")])
    assert found(shown)[0] == "/en/services/register-birth"
    assert "Service" in shown.select_one("ol.rows li").get_text()
    assert "1001" in shown.select_one("ol.rows li").get_text()
    assert shown.select_one("meta[name=robots]")["content"] == "noindex"


def test_what_was_typed_stays_in_the_box_and_is_shown_as_text(page):
    shown = page("public.search", query=[("q", '<b>"birth"</b>')])
    assert shown.select_one("main input[name=q]")["value"] == '<b>"birth"</b>'
    assert not shown.select("h1 b")


@pytest.mark.parametrize("typed", ["1001", "10 01", "١٠٠١"])
def test_a_code_leads_straight_to_its_service_and_keeps_the_place(client, typed):
    answer = client.get("/en/search", query_string={"q": typed, "place": "harbour"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/en/services/register-birth?place=harbour"


def test_a_number_that_is_no_code_is_searched_for(page):
    page("public.search", query=[("q", "9999")])


def test_filters_are_boxes_in_a_plain_form_and_stay_in_the_address(page):
    shown = page("public.search", query=[("q", "birth"), ("kind", "service"), ("place", "harbour")])
    form = shown.select_one("form.filters")
    assert form["method"] == "get"
    assert form.select_one("input[name=q]")["value"] == "birth"
    assert [dot["value"] for dot in form.select("input[name=place][checked]")] == ["harbour"]
    assert [box["value"] for box in form.select("input[name=kind][checked]")] == ["service"]
    assert {address.split("/")[2] for address in found(shown)} == {"services"}


@pytest.mark.parametrize("number", ["-3", "0", "", "two", "1.5", "9" * 5_000, "١"])
def test_a_page_that_is_no_number_is_the_first(page, number):
    shown = page("public.search", query=[("q", "birth"), ("page", number)])
    assert shown.select_one("ol.rows")["start"] == "1"


@pytest.mark.parametrize("number", ["4", "26", "1000000", "99999999999999999999999"])
def test_a_page_beyond_the_last_shows_the_last(page, number):
    shown = page("public.search", query=[("q", "birth"), ("page", number)])
    assert found(shown) == found(page("public.search", query=[("q", "birth")]))
    assert shown.select_one("ol.rows")["start"] == "1"


def test_no_more_pages_are_offered_than_are_ranked(page, monkeypatch):
    monkeypatch.setattr("portal.public.search.RESULTS_ON_A_PAGE", 1)
    assert page("public.search", query=[("q", "birth")]).select("nav.pages [rel=next]")
    monkeypatch.setattr("portal.public.search.MOST_CANDIDATES", 1)
    assert found(page("public.search", query=[("q", "birth"), ("page", "2")]))
    assert not page("public.search", query=[("q", "birth")]).select("nav.pages")


def test_nothing_found_helps_on(page):
    shown = page("public.search", "fr", [("q", "qqqqzzzz")])
    assert shown.select("ul.events a")
    assert shown.select("a[href='/fr/services/']")
    assert "Service centre" in shown.main.get_text()


def test_an_empty_search_asks_for_words(page):
    shown = page("public.search", query=[("q", "  ")])
    assert "Type what you need" in shown.main.get_text()


def test_a_slip_is_repaired_and_can_be_searched_for_as_typed(page):
    shown = page("public.search", query=[("q", "certifcate"), ("kind", "document")])
    assert "/en/documents/birth-certificate" in found(shown)
    notice = shown.select_one(".notice.meant")
    assert " ".join(notice.get_text().split()) == "Showing results for certificate. Search instead for certifcate"
    assert notice.strong.get_text() == "certificate"
    assert shown.h1.get_text() == "Results for “certificate”"
    assert shown.select_one("main input[type=search]")["value"] == "certifcate"
    assert dict(parse_qsl(urlsplit(notice.a["href"]).query)) == {
        "q": "certifcate",
        "kind": "document",
        "spelling": "as-typed",
    }
    literal = page.open(notice.a["href"])
    assert literal.h1.get_text() == "Nothing found for “certifcate”"
    assert not literal.select(".notice.meant")


def test_a_search_that_filters_hide_says_that_they_do(page):
    shown = page("public.search", query=[("q", "birth"), ("kind", "office"), ("topic", "work")])
    assert shown.h1.get_text() == "Nothing found for “birth” with these filters"


def test_filters_of_a_search_as_typed_search_as_typed(page):
    shown = page("public.search", query=[("q", "birth"), ("spelling", "as-typed")])
    assert shown.select_one("form.filters input[name=spelling]")["value"] == "as-typed"


def test_a_long_text_is_searched_by_its_beginning_and_says_so(page):
    shown = page("public.search", query=[("q", "birth " * 400)])
    assert "we searched for its beginning only" in shown.select_one(".notice").get_text()
    assert found(shown)
    assert len(shown.select_one("main input[type=search]")["value"]) <= 200
    assert not page("public.search", query=[("q", "birth " * 30)]).select(".notice")


def test_what_was_typed_is_said_again_in_short(page):
    shown = page("public.search", query=[("q", "certifcate " * 12)])
    assert shown.h1.get_text() == f"Results for “{'certificate ' * 4}certificate…”"
    assert shown.select_one(".meant strong").get_text() == f"{'certificate ' * 4}certificate…"
    assert page("public.search", query=[("q", "z" * 100)]).h1.get_text() == f"Nothing found for “{'z' * 60}…”"


@pytest.mark.parametrize("typed", ["birth\0", "\x08\x1b birth", "birth \ufffe", "\u202ebirth", "birth\r\nX-Header: 1"])
def test_signs_that_nobody_sees_are_searched_for_by_nobody(page, typed):
    assert "/en/services/register-birth" in found(page("public.search", query=[("q", typed)]))


@pytest.mark.parametrize("query", [[], [("q", "")], [("q", "birth"), ("q", "death")], [("q", "+-(){}[]^~*?:/")]])
def test_odd_questions_are_answered(page, query):
    page("public.search", query=query)


@dataclass
class FoundElsewhere:
    """An index that finds one service, by words of a language and with words in a language."""

    language: str
    found_in: str | None

    def find(self, words: str, language: str, **narrowed: object) -> Hits:
        """Return the one hit."""
        hit = Hit("service", "register-birth", "1001", "Title", "Summary", self.language, 1.0, found_in=self.found_in)
        return Hits(words, language, total=1, hits=(hit,))


@pytest.mark.parametrize(
    ("language", "of_words", "found_in", "said"),
    [
        ("en", "en", "fr", "Found in its French text"),
        ("fr", "fr", "ar", "Trouvé dans son texte en arabe"),
        ("ar", "ar", "ru", "عُثر عليه في نصه باللغة الروسية"),
        ("zh", "zh", "es", "在其西班牙语内容中找到"),
        ("ru", "en", None, "Доступен только язык: английский"),
        ("es", "zh", "zh", "Solo en chino"),
    ],
)
def test_a_result_tells_by_which_words_it_was_found_and_in_which_it_is(
    page, portal_catalogue, monkeypatch, language, of_words, found_in, said
):
    monkeypatch.setitem(portal_catalogue.__dict__, "search_index", FoundElsewhere(of_words, found_in))
    result = page("public.search", language, [("q", "x")]).select_one("ol.rows li")
    assert said in result.get_text()
    assert result.h2.a.get("lang") == (None if of_words == language else of_words)
    assert result.h2.a.get("dir") == (None if of_words == language else "ltr")


@pytest.mark.parametrize(
    ("source", "reader", "direction", "said"),
    [
        ("en", "fr", "ltr", "Uniquement en anglais"),
        ("ar", "en", "rtl", "Only in Arabic"),
        ("en", "ar", "ltr", "باللغة الإنجليزية فقط"),
    ],
)
def test_what_is_not_translated_is_found_and_marked(empty_catalogue, build_app, source, reader, direction, said):
    small = small_content()
    objects = {name: replace(one, words={source: one.words["en"]}) for name, one in small.objects.items()}
    pack = objects[Kind.PACK, "pack"]
    facts = pack.facts.model_copy(update={"source_language": source, "languages": (source, reader)})
    translated = entry(
        Kind.ORGANISATION, "court", {"level": "national"}, **{source: card("Hall"), reader: card("Hall")}
    )
    import_content(empty_catalogue, changed(replace(small, objects=objects), replace(pack, facts=facts), translated))
    work_once(empty_catalogue)
    shown = Pages(build_app(empty_catalogue))("public.search", reader, [("q", "hall")])
    results = {result.h2.a["href"].split("/")[-1]: result for result in shown.select("ol.rows li")}
    assert set(results) == {"court", "town-hall"}
    for marked in (results["town-hall"].h2.a, results["town-hall"].find("p")):
        assert (marked["lang"], marked["dir"]) == (source, direction)
    assert said in results["town-hall"].get_text()
    assert not results["court"].h2.a.has_attr("lang")
    assert said not in results["court"].get_text()


def test_a_result_in_the_readers_own_words_says_nothing_of_languages(page):
    result = page("public.search", query=[("q", "register a birth")]).select_one("ol.rows li")
    assert "English" not in result.get_text()


def test_a_search_is_never_kept_and_the_header_has_one_search_box(page):
    answer = page.client.get("/en/search?q=birth")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert len(page("public.search", query=[("q", "birth")]).select("form[role=search]")) == 1


def test_the_box_takes_as_much_as_is_read_and_kept(page):
    box = page("public.search", query=[("q", "w" * 300)]).select_one("form[role=search] input[type=search]")
    assert box["maxlength"] == "200"
    assert box["value"] == "w" * 200


def test_without_an_index_readers_are_told_to_come_back(catalogue, build_app):
    told = Pages(build_app(catalogue)).open("/en/search?q=birth", status=503)
    assert told.h1.get_text(strip=True) == "We are not ready yet"
    assert "Please try again in a few minutes." in told.select_one("p.lead").get_text()


@pytest.fixture
def pinned_page(catalogue, build_app):
    """The search page of a country whose editors put the life event first for one query."""
    from content_builder import changed, entry, small_content, words
    from page import Pages

    from catalogue.commands.import_content import import_content
    from catalogue.facts import Kind
    from catalogue.jobs.run import work_once

    pin = entry(Kind.PIN, "stork", {"life_event": "having-a-baby"}, en=words(queries=("birth",)))
    import_content(catalogue, changed(small_content(), pin))
    work_once(catalogue)
    return Pages(build_app(catalogue))


def test_what_an_editor_put_first_is_first_and_says_so(page, pinned_page):
    assert found(page("public.search", query=[("q", "birth")]))[0] != "/en/life-events/having-a-baby"
    shown = pinned_page("public.search", query=[("q", "birth")])
    assert found(shown)[0] == "/en/life-events/having-a-baby"
    tags = [[tag.get_text() for tag in row.select(".tag")] for row in shown.select("ol.rows li")]
    assert tags[0] == ["Recommended", "Life event"]
    assert all("Recommended" not in row for row in tags[1:])


def test_what_is_put_first_is_not_shown_outside_the_filters(pinned_page):
    shown = pinned_page("public.search", query=[("q", "birth"), ("kind", "service")])
    assert found(shown)
    assert "Recommended" not in shown.main.get_text()
