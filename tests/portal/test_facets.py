"""Filters of a search: every number beside a value is what ticking it gives, and every choice can be taken back."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from content_builder import changed, entry, many_services, small_content, words

from catalogue.commands.import_content import import_content
from catalogue.facts import Kind
from catalogue.jobs.run import work_once
from portal import create_app

Asked = list[tuple[str, str]]


@pytest.fixture(scope="module")
def shipped_client(portal_settings, shipped_and_indexed):
    """A browser before the portal of Meridia."""
    return create_app(portal_settings, shipped_and_indexed).test_client()


def results(client, asked: Asked, language: str = "en") -> BeautifulSoup:
    answer = client.get(f"/{language}/search", query_string=asked)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def fields(shown: BeautifulSoup) -> list[Tag]:
    return shown.select("form.filters input")


def sent(shown: BeautifulSoup, ticked: Tag) -> Asked:
    """Return what a browser sends for the form, as it stands, with one more box ticked or one dot set."""
    single = ticked["type"] == "radio"
    return [
        (field["name"], field["value"])
        for field in fields(shown)
        if field is ticked
        or field["type"] == "hidden"
        or (field.has_attr("checked") and not (single and field["name"] == ticked["name"]))
    ]


def number_beside(box: Tag) -> int:
    digits = re.search(r"\((.*)\)", box.find_parent("label").get_text()).group(1)
    return int("".join(str(int(sign)) for sign in digits if sign.isdecimal()))


def listed(client, asked: Asked, language: str) -> int:
    """Return how many results stand on all pages, counted one by one."""
    number, page = 0, 1
    while True:
        text = client.get(f"/{language}/search", query_string=[*asked, ("page", str(page))]).text
        number += text.count("<h2><a ")
        if 'rel="next"' not in text:
            return number
        page += 1


STATES = [
    ("en", [("q", "certificate")]),
    ("en", [("q", "certifcate"), ("kind", "service")]),
    ("en", [("q", "register"), ("place", "norvale"), ("for", "newcomers")]),
    ("en", [("q", "money"), ("free", "yes"), ("organisation", "family-benefits-agency")]),
    ("fr", [("q", "mairie"), ("kind", "office"), ("place", "port-alba")]),
    ("ar", [("q", "شهادة"), ("channel", "online")]),
    ("zh", [("q", "登记"), ("topic", "family-and-children")]),
]


@pytest.mark.long
@pytest.mark.parametrize(("language", "asked"), STATES, ids=[f"{language} {asked}" for language, asked in STATES])
def test_every_number_is_what_ticking_the_value_gives(shipped_client, language, asked):
    shown = results(shipped_client, asked, language)
    assert [field["name"] for field in fields(shown) if field["type"] == "hidden"].count("q") == 1
    chosen = {name for name, _ in asked}
    offered = [
        box
        for box in fields(shown)
        if box["type"] != "hidden" and box["value"] and (box["type"] == "radio" or box["name"] not in chosen)
    ]
    assert offered
    wrong = {
        (box["name"], box["value"]): (number_beside(box), given)
        for box in offered
        if (given := listed(shipped_client, sent(shown, box), language)) != number_beside(box)
    }
    assert wrong == {}


def test_values_of_one_filter_are_alternatives_and_each_number_is_its_own(shipped_client):
    shown = results(shipped_client, [("q", "certificate"), ("kind", "service")])
    by_value = {box["value"]: box for box in shown.select("input[name=kind]")}
    alone = {value: listed(shipped_client, [("q", "certificate"), ("kind", value)], "en") for value in by_value}
    assert {value: number_beside(box) for value, box in by_value.items()} == alone
    both = listed(shipped_client, sent(shown, by_value["document"]), "en")
    assert both == alone["service"] + alone["document"]


def numbers(page, asked: Asked) -> dict[str, dict[str, int]]:
    """Return the numbers beside all values."""
    found: dict[str, dict[str, int]] = {}
    for box in fields(page("public.search", query=asked)):
        if box["type"] != "hidden" and box["value"]:
            found.setdefault(box["name"], {})[box["value"]] = number_beside(box)
    return found


@pytest.fixture
def wide_country(catalogue):
    """The small country with a region, an office in each place and one of the country, and a service of one town."""
    town = {"code": "1003", "organisation": "town-hall", "place": "harbour", "channels": [{"id": "c", "kind": "post"}]}
    office = {"organisation": "registry", "kind": "counter", "hours": []}
    content = changed(
        small_content(),
        entry(Kind.PLACE, "coast", {"level": "region", "parent": "littleland"}, en=words(title="Coast")),
        entry(Kind.PLACE, "harbour", {"level": "municipality", "parent": "coast"}, en=words(title="Harbour")),
        entry(Kind.PLACE, "valley", {"level": "municipality", "parent": "littleland"}, en=words(title="Valley")),
        entry(Kind.SERVICE, "lend-boat", town, en=words(title="Lend a boat at the desk", summary="A boat for a day.")),
        entry(Kind.OFFICE, "all", {**office, "place": "littleland"}, en=words(title="Desk of the country")),
        entry(Kind.OFFICE, "shore", {**office, "place": "coast"}, en=words(title="Desk of the coast")),
        entry(Kind.OFFICE, "quay", {**office, "place": "harbour"}, en=words(title="Desk of the harbour")),
        entry(Kind.OFFICE, "hill", {**office, "place": "valley"}, en=words(title="Desk of the valley")),
    )
    import_content(catalogue, content)
    work_once(catalogue)
    return catalogue


def test_a_place_has_what_is_of_it_of_what_it_lies_in_and_of_the_whole_country(wide_country, build_app):
    from page import Pages

    page = Pages(build_app(wide_country))
    # By hand: country, coast, harbour and the boat for the harbour; country and coast for the coast; two in the valley.
    assert numbers(page, [("q", "desk")]) == {
        "place": {"coast": 2, "harbour": 4, "valley": 2},
        "kind": {"office": 4, "service": 1},
        "channel": {"post": 1},
        "free": {"yes": 1},
        "organisation": {"registry": 4, "town-hall": 1},
    }
    assert numbers(page, [("q", "desk"), ("place", "valley")]) == {"place": {"coast": 2, "harbour": 4, "valley": 2}}
    shown = page("public.search", query=[("q", "desk"), ("place", "valley")])
    assert {link["href"] for link in shown.select("ol.rows h2 a")} == {
        "/en/offices/all?place=valley",
        "/en/offices/hill?place=valley",
    }
    dots = shown.select("form.filters input[type=radio]")
    assert [dot["value"] for dot in dots if dot.has_attr("checked")] == ["valley"]
    assert dots[0]["value"] == ""


def test_chosen_filters_are_links_that_take_them_away_one_by_one(page):
    asked = [("q", "birth"), ("kind", "service"), ("for", "parents"), ("place", "harbour"), ("page", "1")]
    shown = page("public.search", query=asked)
    links = {link["aria-label"]: link for link in shown.select("ul.chosen a[aria-label]")}
    assert list(links) == ["Remove filter: Harbour", "Remove filter: Service", "Remove filter: Parents"]
    for label, gone in zip(links, ("place", "kind", "for"), strict=True):
        left = dict(parse_qsl(urlsplit(links[label]["href"]).query))
        assert left == {name: value for name, value in asked if name not in (gone, "page")}
    everything = shown.select_one("ul.chosen a:not([aria-label])")
    assert parse_qsl(urlsplit(everything["href"]).query) == [("q", "birth")]


def test_without_a_choice_there_is_nothing_to_take_away(page):
    assert not page("public.search", query=[("q", "birth")]).select("ul.chosen")


def test_a_value_that_does_not_exist_is_passed_over(page):
    plain = page("public.search", query=[("q", "birth")])
    asked = [("q", "birth"), ("topic", "nothing"), ("kind", "x"), ("channel", "pigeon"), ("free", "no"), ("for", "")]
    shown = page("public.search", query=asked)
    assert [link["href"] for link in shown.select("ol.rows a")] == [link["href"] for link in plain.select("ol.rows a")]
    assert not shown.select("ul.chosen")


def test_another_language_keeps_the_words_and_the_filters(page):
    asked = [("q", "birth"), ("kind", "service"), ("for", "parents"), ("place", "harbour")]
    shown = page("public.search", query=asked)
    french = urlsplit(shown.select_one(".languages a[hreflang=fr]")["href"])
    assert (french.path, parse_qsl(french.query)) == ("/fr/search", asked)
    narrowed = page("public.search", "fr", asked)
    assert len(narrowed.select("ul.chosen a[aria-label]")) == 3


def test_more_values_than_are_shown_at_once_stand_under_a_fold(catalogue, build_app):
    from page import Pages

    organisations = [
        entry(Kind.ORGANISATION, f"agency-{number}", {"level": "national"}, en=words(title=f"Agency {number:02}"))
        for number in range(14)
    ]
    services = [
        entry(
            Kind.SERVICE,
            f"permit-{number}",
            {"code": str(3000 + number), "organisation": f"agency-{number}", "channels": [{"id": "c", "kind": "post"}]},
            en=words(title=f"Permit {number}", summary="A permit."),
        )
        for number in range(14)
    ]
    import_content(catalogue, changed(small_content(*many_services(1, "1")), *organisations, *services))
    work_once(catalogue)
    page = Pages(build_app(catalogue))
    shown = page("public.search", query=[("q", "permit"), ("organisation", "agency-13")])
    boxes = shown.select("form.filters input[name=organisation]")
    assert len(boxes) == 14
    assert boxes[0]["value"] == "agency-13"
    folded = shown.select(".filter-list details input")
    assert [box["value"] for box in folded] == ["agency-11", "agency-12"]
    assert shown.select_one(".filter-list details summary").get_text() == "2 more"
