"""The pages to browse by: what they list, in what order, and how many queries they cost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from catalogue.errors import NotFound, NotReady
from catalogue.facts import Kind
from catalogue.queries.documents import get_document, list_documents
from catalogue.queries.frame import get_frame, get_page_text
from catalogue.queries.groups import get_target_group, get_topic, list_target_groups, list_topics
from catalogue.queries.home import get_home
from catalogue.queries.life_events import get_life_event, get_pathway, list_life_events
from catalogue.queries.offices import get_office, list_offices
from catalogue.queries.organisations import get_organisation, list_organisations
from catalogue.queries.search_documents import list_search_documents
from catalogue.queries.sitemap import list_addresses


@pytest.fixture
def reading(catalogue):
    with catalogue.reading("en") as opened:
        yield opened


def queries_of(catalogue, count_queries, read, place=None):
    with catalogue.reading("en", place=place) as opened:
        read(opened)
    with count_queries(catalogue.engine) as queries, catalogue.reading("en", place=place) as opened:
        read(opened)
    return queries.count


def test_home_costs_two_queries(catalogue, count_queries):
    assert queries_of(catalogue, count_queries, lambda reading: (get_frame(reading), get_home(reading))) <= 2


def test_a_second_plan_asks_the_database_only_whether_the_catalogue_changed(catalogue, count_queries):
    assert queries_of(catalogue, count_queries, lambda reading: get_pathway(reading, "having-a-baby")) == 1


def test_a_first_plan_costs_five_queries(catalogue, count_queries):
    with catalogue.reading("en") as opened:
        get_frame(opened)
    with count_queries(catalogue.engine) as queries, catalogue.reading("en") as opened:
        get_pathway(opened, "having-a-baby")
    assert queries.count <= 5


def test_an_empty_catalogue_says_what_is_missing(empty_catalogue):
    with empty_catalogue.reading("en") as reading, pytest.raises(NotReady) as fault:
        get_frame(reading)
    assert "content" in fault.value.missing[0]


def test_home_lists_life_events_groups_and_topics(reading):
    home = get_home(reading)
    assert [card.id for card in home.life_events] == ["having-a-baby"]
    assert [card.id for card in home.target_groups] == ["parents"]
    assert [card.id for card in home.topics] == ["family"]
    assert (home.services, home.offices, home.organisations) == (1, 1, 2)


def test_the_frame_names_country_places_and_whom_to_ask(reading):
    frame = get_frame(reading)
    assert str(frame.country) == "Littleland"
    assert [place.place for place in frame.places] == ["harbour"]
    assert frame.languages == ("en", "fr")
    assert frame.contact.id == "centre"


def test_the_packs_own_pages_have_words(reading):
    assert str(get_page_text(reading, "about")) == "A"


@pytest.mark.parametrize(("get", "key"), [(get_target_group, "parents"), (get_topic, "family")])
def test_a_group_lists_what_is_tagged_with_it(reading, get, key):
    page = get(reading, key)
    assert [card.id for card in page.services] == ["register-birth"]
    assert [card.id for card in page.life_events] == ["having-a-baby"]
    assert page.others == ()


def test_groups_and_topics_are_listed(reading):
    assert [card.id for card in list_target_groups(reading).cards] == ["parents"]
    assert [card.id for card in list_topics(reading).cards] == ["family"]


def test_an_organisation_has_its_services_and_offices(reading):
    page = get_organisation(reading, "registry")
    assert [card.id for card in page.services] == ["register-birth"]
    assert [office.id for office in page.offices] == ["centre"]


def test_a_service_belongs_to_the_body_that_does_it_in_one_place(reading):
    assert [card.id for card in get_organisation(reading, "town-hall").services] == ["register-birth"]


def test_organisations_and_documents_are_listed_by_title(reading):
    assert [card.id for card in list_organisations(reading).cards] == ["registry", "town-hall"]
    titles = [str(card.title) for card in list_documents(reading).cards]
    assert titles == sorted(titles)


def test_a_document_tells_who_issues_and_who_wants_it(reading):
    certificate = get_document(reading, "birth-certificate")
    assert certificate.issued_by_service.id == "register-birth"
    assert get_document(reading, "consent").issued_by_organisation.id == "registry"
    assert [card.id for card in get_document(reading, "consent").wanted_by] == ["register-birth"]


def test_a_paper_that_only_a_place_wants_is_wanted_by_its_service(reading):
    assert "receipt" not in [card.id for card in get_document(reading, "birth-notice").wanted_by]


def test_an_office_tells_hours_holidays_and_services(catalogue, clock):
    clock.now = datetime(2026, 12, 30, 10, 0, tzinfo=UTC)
    with catalogue.reading("en") as reading:
        page = get_office(reading, "centre")
    assert [line.service.id for line in page.services] == ["register-birth"]
    assert page.hours[0].openings[0][0].isoformat() == "09:00:00"
    assert page.time_zone == "Pacific/Auckland"
    # New Year falls on a Friday, when the centre is closed anyway: it changes nothing and is not told.
    assert page.dated == ()
    assert page.changes_at.tzinfo is not None


def test_offices_are_listed(reading):
    assert [office.id for office in list_offices(reading)] == ["centre"]


def test_a_life_event_asks_its_questions(reading):
    page = get_life_event(reading, "having-a-baby")
    assert [question.id for question in page.questions] == ["married"]
    assert [option.id for option in page.questions[0].options] == ["yes", "no"]
    assert [card.id for card in list_life_events(reading).cards] == ["having-a-baby"]


def test_a_pathway_has_the_service_as_it_is_in_the_place(catalogue):
    with catalogue.reading("en", place="harbour") as reading:
        local = get_pathway(reading, "having-a-baby").services["register-birth"]
    with catalogue.reading("en") as reading:
        national = get_pathway(reading, "having-a-baby").services["register-birth"]
    assert str(local.organisation_title) == "Town hall"
    assert str(national.organisation_title) == "Registry"
    assert local.offices == ("centre",)


@pytest.mark.parametrize(
    "get", [get_target_group, get_topic, get_organisation, get_document, get_office, get_life_event, get_pathway]
)
def test_what_does_not_exist_is_not_found(reading, get):
    with pytest.raises(NotFound):
        get(reading, "no-such-thing")


def test_the_sitemap_lists_every_page_once(reading):
    addresses = list_addresses(reading)
    assert len({(address.kind, address.id) for address in addresses}) == len(addresses)
    assert ("service", "register-birth") in {(address.kind, address.id) for address in addresses}
    assert {address.kind for address in addresses}.isdisjoint({Kind.VARIANT, Kind.PACK, Kind.QUESTION, Kind.LAW})


def test_search_reads_each_object_in_each_language(reading):
    documents = list(list_search_documents(reading, ["en", "fr"]))
    services = {document.language: document for document in documents if document.kind == "service"}
    assert services["en"].aliases == ("birth certificate",)
    assert services["fr"].title == "Register a birth (fr)"
    assert services["en"].facets["channel"] == ("office", "online")
    assert services["en"].facets["organisation"] == ("registry", "town-hall")
    assert "free" not in {name for name, values in services["en"].facets.items() if values}
    one = list(list_search_documents(reading, ["en"], [("service", "register-birth")]))
    assert [document.id for document in one] == ["register-birth"]
