"""What is scheduled for tomorrow is nowhere today, even if its words are published already."""

from __future__ import annotations

from datetime import timedelta

import pytest
from content_builder import SERVICE
from reading_back import live_body, lock_of

from catalogue.commands.publish import publish
from catalogue.commands.withdraw import withdraw
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.queries.groups import get_target_group, list_topics
from catalogue.queries.home import get_home
from catalogue.queries.life_events import get_life_event, get_pathway
from catalogue.queries.organisations import get_organisation
from catalogue.queries.services import get_service, list_services

KEY = "leave-country"
TOMORROW = timedelta(days=1)


def publish_ahead(catalogue, kind, key, facts, **sections):
    """Publish facts for tomorrow, and words at once."""
    with catalogue.work("ada") as work:
        publish(work, kind, key, "facts", facts, lock="0/-", published_from=work.now + TOMORROW)
        publish(work, kind, key, "en", {"sections": sections}, lock="0/-")


@pytest.fixture
def coming(catalogue):
    """A service that exists from tomorrow, which a service of today names already."""
    publish_ahead(catalogue, Kind.SERVICE, KEY, {**SERVICE, "code": "1900"}, title="Leave", summary="Go away.")
    lock = lock_of(catalogue, part="facts")
    with catalogue.work("ada") as work:
        publish(work, Kind.SERVICE, "register-birth", "facts", {**SERVICE, "related": [KEY]}, lock=lock)
    return catalogue


def listed(catalogue):
    """The services that each list shows."""
    with catalogue.reading("en") as reading:
        return {
            "A to Z": [card.id for card in list_services(reading).cards],
            "group": [card.id for card in get_target_group(reading, "parents").services],
            "organisation": [card.id for card in get_organisation(reading, "registry").services],
            "related": [card.id for card in get_service(reading, "register-birth").related],
            "home": get_home(reading).services,
        }


def test_a_service_is_in_no_list_before_its_facts_are_live(coming):
    today = listed(coming)
    assert today.pop("home") == 1
    assert not [name for name, services in today.items() if KEY in services]
    with coming.reading("en") as reading, pytest.raises(NotFound):
        get_service(reading, KEY)


def test_it_is_in_every_list_from_its_instant_on(coming):
    coming.clock.move(days=1)
    tomorrow = listed(coming)
    assert tomorrow.pop("home") == 2
    assert not [name for name, services in tomorrow.items() if KEY not in services]


def test_a_topic_of_tomorrow_is_not_listed_today(catalogue):
    publish_ahead(catalogue, Kind.TOPIC, "work", {"order": 7}, title="Work", summary="Jobs.")
    with catalogue.reading("en") as reading:
        assert [card.id for card in list_topics(reading).cards] == ["family"]


def test_a_variant_of_tomorrow_changes_nothing_today(catalogue):
    with catalogue.work("ada") as work:
        withdraw(work, Kind.VARIANT, "register-birth/harbour")
    locks = [lock_of(catalogue, Kind.VARIANT, "register-birth/harbour", part) for part in ("facts", "en")]
    with catalogue.work("ada") as work:
        body = {"organisation": "town-hall", "changes": []}
        key = "register-birth/harbour"
        publish(work, Kind.VARIANT, key, "facts", body, lock=locks[0], published_from=work.now + TOMORROW)
        publish(work, Kind.VARIANT, key, "en", {"sections": {"local": "Bring a friend."}}, lock=locks[1])
    for organisation in ("registry", "town-hall"):
        with catalogue.reading("en", place="harbour") as reading:
            page = get_service(reading, "register-birth")
            assert page.organisation.id == organisation
            assert bool(page.local_places) is (organisation == "town-hall")
            assert get_pathway(reading, "having-a-baby").services["register-birth"].facts.organisation == organisation
        catalogue.clock.move(days=1)


def test_a_question_whose_facts_are_not_live_is_not_asked(catalogue):
    body = {"options": [{"id": "here"}, {"id": "abroad"}]}
    publish_ahead(catalogue, Kind.QUESTION, "birthplace", body, title="Where?", **{"options.here": "Here"})
    facts = live_body(catalogue, Kind.LIFE_EVENT, "having-a-baby")
    lock = lock_of(catalogue, Kind.LIFE_EVENT, "having-a-baby", "facts")
    with catalogue.work("ada") as work:
        asked = {**facts, "questions": [*facts["questions"], {"question": "birthplace"}]}
        publish(work, Kind.LIFE_EVENT, "having-a-baby", "facts", asked, lock=lock)
    with catalogue.reading("en") as reading:
        assert [question.id for question in get_life_event(reading, "having-a-baby").questions] == ["married"]
        assert set(get_pathway(reading, "having-a-baby").questions) == {"married"}
