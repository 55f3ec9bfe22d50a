"""The pages to browse by list what is tagged, each once, in the reader's alphabet; offices can be filtered."""

import pytest
from flask import Flask

from catalogue.facts import Kind
from catalogue.read_models.cards import Card
from catalogue.read_models.text import Text
from portal.markdown import markdown
from portal.public.alphabet import by_letter, first_letter


def test_home_lists_life_events_then_groups_then_topics(page):
    main = page("public.home").main
    places = [
        str(main).index(f'href="/en/{path}"') for path in ("life-events/having-a-baby", "for/parents", "topics/family")
    ]
    assert places == sorted(places)
    assert main.select_one("form[role=search]")


@pytest.mark.parametrize(("endpoint", "id"), [("public.target_group", "parents"), ("public.topic", "family")])
def test_a_group_lists_its_services_and_life_events_once(page, endpoint, id):
    main = page(endpoint, id=id).main
    assert [link["href"] for link in main.select(".rows a")] == ["/en/services/register-birth"]
    assert [link["href"] for link in main.select(".events a")] == ["/en/life-events/having-a-baby"]


def test_services_of_one_topic_are_listed_by_their_letter(page):
    main = page("public.services", query=[("topic", "family")]).main
    assert [heading.get_text() for heading in main.select("section h2")] == ["R"]
    assert main.select_one(".pills [aria-current]")["href"] == "/en/services/?topic=family"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ([], 1),
        ([("place", "harbour")], 1),
        ([("kind", "centre")], 1),
        ([("kind", "kiosk")], 0),
        ([("kind", "nonsense")], 0),
        ([("open", "now")], 0),
    ],
)
def test_offices_are_filtered_by_kind_place_and_whether_they_are_open(page, query, count):
    main = page("public.offices", query=query).main
    assert len(main.select(".rows > li")) == count
    assert bool(main.select("a[href='/en/offices/']")) is (count == 0)


def test_a_document_says_who_issues_it_and_who_wants_it(page):
    main = page("public.document", id="consent").main
    assert main.select("a[href='/en/organisations/registry']")
    assert main.select("a[href='/en/services/register-birth']")
    assert "It does not expire." in main.get_text()


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Register a birth", "R"),
        ("État civil", "E"),
        ("«Ёлка»", "Е"),
        ("أسرة", "ا"),
        ("出生登记", "C"),
        ("申请护照", "S"),
        ("1,000 forms", "#"),
        ("…", "#"),
    ],
)
def test_a_title_stands_under_the_letter_its_readers_look_for(title, letter):
    assert first_letter(title) == letter


def test_a_letter_stands_once_even_where_titles_of_two_languages_meet():
    cards = [
        Card(Kind.SERVICE, id, Text(title, "zh")) for id, title in (("a", "Cars"), ("b", "办证"), ("c", "出生登记"))
    ]
    assert [(letter, [card.id for card in found]) for letter, found in by_letter(cards, "zh")] == [
        ("B", ["b"]),
        ("C", ["a", "c"]),
    ]


def test_markdown_fits_its_headings_under_the_page_and_lets_nothing_run():
    text = "# Top\n\n## Next\n\n<script>alert(1)</script> [x](javascript:alert(1)) [y](https://example.org)\n\n- one"
    html = markdown(text, 3)
    assert "<h3>Top</h3>" in html
    assert "<h4>Next</h4>" in html
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert 'href="https://example.org"' in html
    assert "<li>one</li>" in html


def test_phones_and_codes_stay_whole_in_text_from_right_to_left(app: Flask):
    template = app.jinja_env.from_string("{{ '+999 555 0100'|left_to_right }} {{ '+999 555 0100'|dialled }}")
    assert template.render() == '<bdi dir="ltr" class="whole">+999 555 0100</bdi> tel:+9995550100'
