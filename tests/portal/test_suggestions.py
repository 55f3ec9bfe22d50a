"""Suggestions while typing: services and life events as JSON, by words or by code, for everybody alike."""

from __future__ import annotations

import pytest

from portal import create_app


def suggested(client, typed: str, language: str = "en", **more: str) -> list[dict]:
    answer = client.get(f"/{language}/suggestions", query_string={"q": typed, **more})
    assert answer.status_code == 200
    return answer.json["suggestions"]


def test_each_says_what_it_is_and_where_it_is(client):
    answer = client.get("/en/suggestions?q=Reg")
    assert answer.json == {
        "query": "Reg",
        "suggestions": [
            {
                "kind": "service",
                "id": "register-birth",
                "code": "1001",
                "title": "Register a birth",
                "language": "en",
                "url": "/en/services/register-birth",
            }
        ],
    }
    assert answer.content_type == "application/json"


def test_life_events_are_suggested_papers_and_offices_are_not(client):
    assert [one["url"] for one in suggested(client, "bab")] == ["/en/life-events/having-a-baby"]
    for typed in ("Service centre", "Consent", "Town"):
        assert suggested(client, typed) == []


@pytest.mark.parametrize("typed", ["1", "10", "1001", "10 01", "10-0", "١٠٠", "１００１"])
def test_a_code_or_its_beginning_suggests_its_service(client, typed):
    assert [one["id"] for one in suggested(client, typed)] == ["register-birth"]


@pytest.mark.parametrize("typed", ["", "   ", "\0\0", "1002", "1001001", "zzz", "' OR 1=1", "%", "_", "x" * 10_000])
def test_odd_input_suggests_nothing(client, typed):
    answer = client.get("/en/suggestions", query_string={"q": typed})
    assert answer.json["suggestions"] == []
    assert len(answer.json["query"]) <= 200


def test_without_a_question_nothing_is_suggested(client):
    assert client.get("/en/suggestions").json == {"query": "", "suggestions": []}


def test_addresses_keep_the_place_and_the_day_as_links_do(client):
    (one,) = suggested(client, "reg", place="harbour", **{"as-of": "2027-01-01", "kind": "office"})
    assert one["url"] == "/en/services/register-birth?place=harbour&as-of=2027-01-01"


def test_every_language_suggests_its_own_titles(client):
    assert [one["title"] for one in suggested(client, "register", "fr")] == ["Register a birth (fr)"]
    assert client.get("/xx/suggestions?q=reg").status_code == 404


def test_the_answer_is_nobodys_own_and_sets_no_cookie(client):
    answer = client.get("/en/suggestions?q=reg")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in answer.headers
    assert "Vary" not in answer.headers or answer.headers["Vary"] == "Accept-Encoding"


def test_the_database_is_not_asked(client, portal_catalogue, count_queries):
    with count_queries(portal_catalogue.engine) as queries:
        suggested(client, "reg", place="harbour")
        suggested(client, "1001")
    assert queries.count == 0


def test_without_an_index_there_are_none(catalogue, build_app):
    answer = build_app(catalogue).test_client().get("/en/suggestions?q=reg")
    assert (answer.status_code, answer.json["suggestions"]) == (503, [])
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("language", "typed", "id"),
    [
        ("fr", "naissan", "register-birth"),
        ("es", "nacimien", "register-birth"),
        ("ru", "рожде", "register-birth"),
        ("ar", "مولود", "register-birth"),
        ("zh", "出", "register-birth"),
    ],
)
def test_the_shipped_country_suggests_in_every_language(portal_settings, shipped_and_indexed, language, typed, id):
    client = create_app(portal_settings, shipped_and_indexed).test_client()
    assert id in [one["id"] for one in suggested(client, typed, language)]


def test_the_box_tells_a_script_where_to_ask_and_what_to_say(page):
    shown = page("public.search", "fr", [("q", "x"), ("place", "harbour")])
    form = shown.select_one("form[role=search]")
    assert form["data-suggestions"] == "/fr/suggestions?place=harbour"
    assert (form["data-service"], form["data-life_event"]) == ("Service", "Moment de vie")
    told = form["data-told"].split("|")
    assert (len(told), told[0], told[7]) == (8, "1 suggestion", "8 suggestions")


def test_without_a_script_no_attribute_promises_a_list(page):
    for box in page("public.search", query=[("q", "ü")]).select("input[name=q]"):
        assert not [name for name in box.attrs if name.startswith("aria-") or name == "role"]
