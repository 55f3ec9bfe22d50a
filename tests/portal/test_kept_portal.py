"""Kept pages in the portal itself: which are kept, and that a publication, an opening and midnight are seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from content_builder import changed, entry, service, small_content

from catalogue.commands.import_content import import_content
from catalogue.commands.parts import find_object, get_part_state
from catalogue.commands.publish import publish
from catalogue.facts import Kind
from catalogue.jobs.run import work_once
from portal import kept


@pytest.fixture(autouse=True)
def every_request_looks(monkeypatch):
    """Let every request see whether something was published."""
    monkeypatch.setattr(kept, "SECONDS_BETWEEN_LOOKS", 0)


def kept_addresses(app) -> set[str]:
    """Return the addresses of the pages that are kept."""
    return set(app.wsgi_app._kept)


PLAN = "/en/life-events/having-a-baby/plan"

KEPT = {
    "/en/",
    "/en/services/",
    "/en/services/register-birth",
    "/fr/offices/",
    "/sitemap.xml",
    "/robots.txt",
    "/en/services/?topic=family",
    "/en/?place=harbour",
    "/en/services/?place=harbour&topic=family",
    "/en/services/?topic=family&place=harbour",
    "/en/services/register-birth?place=harbour",
    "/en/life-events/having-a-baby?place=harbour",
    PLAN,
    f"{PLAN}?place=harbour",
}
NOT_KEPT = {
    "/",
    "/go/1001",
    "/readyz",
    "/en/nothing",
    "/en/search?q=birth",
    "/en/services/?as-of=2026-12-01",
    "/en/services/?topic=nothing",
    # What strangers may make up without end, and what says more of a reader than the place.
    "/en/?place=atlantis",
    "/en/services/register-birth?place=atlantis",
    "/en/?topic=family",
    "/en/?topic=nothing",
    "/en/services/?topic=family&topic=nothing",
    "/en/services/?topic=nothing&topic=family",
    "/en/services/?place=harbour&topic=nothing",
    "/sitemap.xml?place=harbour",
    "/en/services/register-birth?place=harbour&as-of=2026-12-01",
    "/en/services/register-birth?event=having-a-baby",
    f"{PLAN}?married=yes",
    f"{PLAN}?place=harbour&event-date=2026-12-03",
    f"{PLAN}?done=register",
    f"{PLAN}.ics",
    f"{PLAN}.json",
}


def test_pages_that_tell_nothing_of_a_reader_but_the_place_are_kept_and_others_are_not(catalogue, build_app):
    work_once(catalogue)
    app = build_app(catalogue)
    client = app.test_client()
    for address in (*KEPT, *NOT_KEPT):
        client.get(address)
    assert kept_addresses(app) == KEPT


def test_a_kept_page_has_the_rules_of_its_place(catalogue, build_app):
    client = build_app(catalogue).test_client()
    for _ in range(2):
        assert "Rule of Harbour" in client.get("/en/services/register-birth?place=harbour").text
        assert "Rule of Harbour" not in client.get("/en/services/register-birth").text


def test_a_kept_page_carries_its_parameters_on_as_they_came(catalogue, build_app):
    client = build_app(catalogue).test_client()
    for query in ("place=harbour&topic=family", "topic=family&place=harbour"):
        shown = client.get(f"/en/services/?{query}").text.replace("&amp;", "&")
        assert f'"/fr/services/?{query}"' in shown


def test_what_is_published_is_shown_at_once(catalogue, build_app):
    client = build_app(catalogue).test_client()
    assert "Register a birth" in client.get("/en/services/register-birth").text
    import_content(catalogue, small_content(service(title="Register your newborn")))
    assert "Register your newborn" in client.get("/en/services/register-birth").text


def test_a_kept_page_outlives_a_publication_of_what_it_was_not_made_of(catalogue, build_app):
    def say(key, section, said):
        with catalogue.work("editor") as work:
            state = get_part_state(work.session, find_object(work.session, Kind.QUESTION, key), "en", work.now)
            sections = {**state.live.body["sections"], section: said}
            publish(work, Kind.QUESTION, key, "en", {**state.live.body, "sections": sections}, lock=state.lock)

    app = build_app(catalogue)
    client = app.test_client()
    for address in (PLAN, "/en/"):
        client.get(address)
    before = dict(app.wsgi_app._kept)
    say("married", "title", "Are you a couple?")
    assert "Are you a couple?" in client.get(PLAN).text
    client.get("/en/")
    assert app.wsgi_app._kept["/en/"] is before["/en/"]
    assert app.wsgi_app._kept[PLAN] is not before[PLAN]


def test_the_list_of_offices_changes_when_one_opens_or_closes(catalogue, build_app, clock):
    # The centre opens on Mondays from 09:00 to 12:30, and Auckland is thirteen hours ahead in November.
    client = build_app(catalogue).test_client()
    clock.now = datetime(2026, 11, 22, 19, 59, tzinfo=UTC)
    assert "Closed now" in client.get("/en/offices/").text
    clock.move(minutes=1)
    assert "Open until" in client.get("/en/offices/").text
    clock.move(hours=3, minutes=30)
    assert "Closed now" in client.get("/en/offices/").text


def test_a_fee_changes_at_midnight_of_the_country(catalogue, build_app, clock):
    dearer = service()
    amounts = [{"from": "2026-01-01", "amount": "12.50"}, {"from": "2026-12-01", "amount": "14.00"}]
    facts = dearer.facts.to_plain()
    facts["fees"][0]["amounts"] = amounts
    import_content(catalogue, changed(small_content(), entry(Kind.SERVICE, "register-birth", facts, **dearer.words)))
    client = build_app(catalogue).test_client()
    clock.now = datetime(2026, 11, 30, 10, 59, tzinfo=UTC)
    before = client.get("/en/services/register-birth").text
    clock.move(minutes=1)
    after = client.get("/en/services/register-birth").text
    assert before != after


def test_a_publication_at_an_instant_to_come_is_shown_from_then_on(catalogue, build_app, clock):
    client = build_app(catalogue).test_client()
    said = service(title="Declare your newborn").words["en"].to_plain()
    with catalogue.work("editor") as work:
        target = find_object(work.session, Kind.SERVICE, "register-birth")
        state = get_part_state(work.session, target, "en", work.now)
        later = clock.now + timedelta(hours=1)
        publish(work, Kind.SERVICE, "register-birth", "en", said, lock=state.lock, published_from=later)
    assert "Declare your newborn" not in client.get("/en/services/register-birth").text
    clock.move(minutes=59)
    assert "Declare your newborn" not in client.get("/en/services/register-birth").text
    clock.move(minutes=1)
    assert "Declare your newborn" in client.get("/en/services/register-birth").text
