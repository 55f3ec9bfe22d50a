"""Notices on top of the portal's pages: seen everywhere, in the reader's language, and on kept pages in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from content_builder import card, changed, entry, small_content, without, words
from page import Pages

from catalogue.commands.import_content import import_content
from catalogue.facts import Kind
from catalogue.facts.words import Words
from catalogue.jobs.run import work_once
from portal import kept

ARABIC = Words({"title": "الجسر مغلق", "text": "اتصلوا على **+999 20 000 100**."})
SHOWN = [
    ("public.home", {}),
    ("public.service", {"id": "register-birth"}),
    ("public.search", {"query": {"q": "birth"}}),
    ("public.life_event", {"id": "having-a-baby"}),
    ("public.plan", {"id": "having-a-baby"}),
    ("public.offices", {}),
]


def country(*notices):
    """The small country, in Arabic too, with these notices."""
    content = small_content()
    pack = content.objects[Kind.PACK, "pack"]
    facts = {**pack.facts.to_plain(), "languages": ["en", "fr", "ar"]}
    return changed(content, entry(Kind.PACK, "pack", facts, **pack.words), *notices)


def bridge(level="emergency", begins="2026-11-21 20:00", ends="2026-11-22 08:00", **facts):
    """A notice in English and Arabic. It is 21 November, 23:00 in the country."""
    said = {"en": words(title="The bridge is closed", text="Take the ferry."), "ar": ARABIC}
    return entry(Kind.NOTICE, "bridge", {"level": level, "from": begins, "until": ends, **facts}, **said)


@pytest.fixture
def load(empty_catalogue, build_app):
    """Load a country, and return the opener of its pages; again and again into the same application."""
    pages = []

    def loaded(content):
        import_content(empty_catalogue, content, withdraw_absent=True)
        work_once(empty_catalogue)
        if not pages:
            pages.append(Pages(build_app(empty_catalogue)))
        return pages[0]

    return loaded


def regions(page):
    """The landmarks that hold the notices of a page."""
    return page.select("[role=region].notices")


@pytest.mark.parametrize(("endpoint", "values"), SHOWN)
def test_it_stands_on_top_of_every_page_in_the_direction_of_its_language(load, endpoint, values):
    pages = load(country(bridge()))
    shown = pages(endpoint, "ar", **values)
    (region,) = regions(shown)
    assert (shown.html["dir"], region["aria-label"]) == ("rtl", "تنبيهات")
    assert region.find_next("header"), "it stands before the header"
    assert region.strong.get_text() == "الجسر مغلق"
    assert not region.select("[lang]"), "all of it is in the language of the page"
    assert region.select_one("bdi[dir=ltr]").get_text() == "+999 20 000 100"


def test_a_page_of_error_and_the_choice_of_language_carry_it_too(load):
    pages = load(country(bridge()))
    assert regions(pages.open("/en/nothing", status=404))
    assert regions(pages.open("/"))


def test_how_urgent_it_is_where_it_holds_and_until_when_are_said_in_words(load):
    told = bridge(places=["harbour"], services=["register-birth"], address="https://harbour.example.org/bridge")
    (region,) = regions(load(country(told))("public.home"))
    assert [tag.get_text() for tag in region.select(".tag")] == ["Emergency", "Harbour"]
    assert "Harbour Until Sunday, 22 November 2026, 08:00" in " ".join(region.get_text(" ").split())
    links = {link.get_text(): link["href"] for link in region.select("a")}
    assert links == {
        "Register a birth": "/en/services/register-birth",
        "More about this": "https://harbour.example.org/bridge",
    }


@pytest.mark.parametrize(
    ("level", "name", "kind"),
    [("info", "Information", []), ("warning", "Warning", ["warn"]), ("emergency", "Emergency", ["bad"])],
)
def test_each_level_has_a_name_and_a_look(load, level, name, kind):
    (region,) = regions(load(country(bridge(level)))("public.home"))
    assert (region.select_one(".tag").get_text(), region.select_one(".notice")["class"][1:]) == (name, kind)


def test_where_it_is_not_translated_the_source_text_is_marked_as_such(load):
    (region,) = regions(load(country(bridge()))("public.home", "fr"))
    assert region.strong.bdi["lang"] == "en"
    assert region.select_one(".prose")["lang"] == "en"


def test_a_page_without_notices_has_no_such_landmark(load):
    pages = load(country(bridge(ends="2026-11-21 22:00"), bridge_to_come()))
    assert not regions(pages("public.home"))


def bridge_to_come():
    """Another one, of tomorrow."""
    facts = {"level": "info", "from": "2026-11-22 06:00", "until": "2026-11-22 07:00"}
    return entry(Kind.NOTICE, "tomorrow", facts, en=words(title="Tomorrow"))


def test_readers_of_another_place_do_not_see_it(load):
    hills = entry(Kind.PLACE, "hills", {"level": "municipality", "parent": "littleland"}, en=card("Hills"))
    pages = load(changed(country(bridge(places=["harbour"])), hills))
    seen = {place: bool(regions(pages("public.home", query={"place": place}))) for place in ("harbour", "hills", "")}
    assert seen == {"harbour": True, "hills": False, "": True}


@pytest.fixture
def every_request_looks(monkeypatch):
    """Let every request see whether something was published."""
    monkeypatch.setattr(kept, "SECONDS_BETWEEN_LOOKS", 0)


def test_a_kept_page_is_dropped_when_a_notice_begins_and_when_it_ends(load, clock):
    # Nobody publishes anything here, so that only the clock can drop a page.
    pages = load(country(bridge(begins="2026-11-21 23:10", ends="2026-11-21 23:20")))
    store = pages.app.wsgi_app
    start = clock.now

    def seen_at(**span):
        clock.now = start + timedelta(**span)
        seen = bool(regions(pages("public.home")))
        assert "/en/" in store._kept
        return seen

    assert not seen_at(minutes=0)
    first = store._kept["/en/"]
    assert not seen_at(minutes=9, seconds=59)
    assert store._kept["/en/"] is first, "until then it was answered from the store"
    assert seen_at(minutes=10)
    during = store._kept["/en/"]
    assert seen_at(minutes=19, seconds=59)
    assert store._kept["/en/"] is during
    assert not seen_at(minutes=20)


@pytest.mark.usefixtures("every_request_looks")
def test_one_that_is_loaded_or_taken_down_changes_kept_pages_at_once(load):
    pages = load(country())
    assert not regions(pages("public.home"))
    load(country(bridge()))
    assert regions(pages("public.home"))
    load(without(country(bridge()), Kind.NOTICE, "bridge"))
    assert not regions(pages("public.home"))
