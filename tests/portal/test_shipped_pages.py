"""Meridia in the portal: every page opens, says all it means to say, and protects whom it must protect."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from bs4 import BeautifulSoup
from page import LEFT_OVER, leaves_no_trace

from catalogue.languages import languages
from catalogue.queries.life_events import get_pathway
from catalogue.queries.sitemap import list_addresses
from portal import create_app
from portal.public.robots import PLAIN_PAGES
from portal.urls import PAGE_OF_KIND

WHOLLY_READ = ("en", "ar")
"""Languages in which every page is opened; in the others one page of each kind, to stay quick."""

HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
SCRIPTS_AND_TAGS = re.compile(r"<script.*?</script>|<[^>]+>", re.DOTALL)


@pytest.fixture(scope="module")
def client(portal_settings, shipped_and_indexed):
    """A browser before the portal of Meridia."""
    return create_app(portal_settings, shipped_and_indexed).test_client()


@pytest.fixture(scope="module")
def pages(client, shipped) -> list[list[str]]:
    """The pages of the sitemap, without their language, kind by kind."""
    with shipped.reading("en") as reading:
        found = [(PAGE_OF_KIND[row.kind], {"id": row.id}) for row in list_addresses(reading)]
    found += [("public.plan", values) for endpoint, values in found if endpoint == "public.life_event"]
    found += [("public.search", {"q": "birth"})]
    with client.application.test_request_context():
        build = client.application.url_for
        kinds = [[build(endpoint, language="en", **values)] for endpoint, values in PLAIN_PAGES]
        for _, rows in groupby(found, key=lambda row: row[0]):
            kinds.append([build(endpoint, language="en", **values) for endpoint, values in rows])
    return kinds


def faults_of(client, address: str) -> list[str]:
    """Tell what is wrong with the page at an address."""
    answer = client.get(address)
    if answer.status_code != 200:
        return [f"{address}: {answer.status}"]
    headings = [SCRIPTS_AND_TAGS.sub("", heading).strip() for heading in HEADING.findall(answer.text)]
    left_over = LEFT_OVER.findall(SCRIPTS_AND_TAGS.sub(" ", answer.text))
    faults = [] if len(headings) == 1 and headings[0] else [f"{address}: headings {headings}"]
    return faults + [f"{address}: left over {found}" for found in left_over]


@pytest.mark.long
@pytest.mark.parametrize("language", languages())
def test_every_page_of_the_country_opens_and_leaves_no_placeholder_open(client, pages, language):
    chosen = [address for kind in pages for address in (kind if language in WHOLLY_READ else kind[:1])]
    faults = [fault for address in chosen for fault in faults_of(client, address.replace("/en/", f"/{language}/", 1))]
    assert not faults, "\n".join(faults)


SENSITIVE_PLANS = (
    "having-a-baby/plan?baby-outcome=stillbirth",
    "having-a-baby?baby-outcome=stillbirth",
    "arriving-as-a-newcomer/plan?purpose-of-stay=protection",
    "death-of-a-relative/plan",
)
SENSITIVE_SERVICES = (
    "register-stillbirth",
    "claim-leave-after-stillbirth",
    "get-bereavement-support",
    "apply-for-protection",
    "get-reception-housing",
    "get-provisional-identity-paper",
    "register-death",
    "get-burial-permit",
    "choose-grave",
    "bring-deceased-home",
)


def told(client, service: str, *parts: str) -> str:
    """What parts of a service's page say."""
    page = BeautifulSoup(client.get(f"/en/services/{service}").text, "html.parser")
    return " ".join(" ".join(page.select_one(part).get_text(" ") for part in parts).split())


def test_what_is_paid_to_a_notary_alone_is_not_called_free_of_charge(client):
    costs = told(client, "make-will-with-notary", ".key-facts", "#cost")
    assert "Cost €120 to €380" in costs
    assert "Paid not to the state, but to those who do the work" in costs
    assert "Free of charge" not in costs


def test_steps_that_all_ways_have_in_common_are_told_once_and_several_articles_are_articles(client):
    ways = told(client, "declare-gift", "#how")
    assert ways.count("Find out what the gift is worth") == 1
    assert ways.count("You come in person once.") == 1
    assert ", articles 21, 23 and 24" in told(client, "declare-gift", "#law")
    assert "This must be true: You received a gift" in told(client, "declare-gift", "#who")


@pytest.mark.parametrize("plan", SENSITIVE_PLANS)
def test_plans_about_loss_and_flight_leave_no_trace(client, plan):
    assert leaves_no_trace(client.get(f"/en/life-events/{plan}"))


def test_nobody_who_lost_a_child_is_shown_what_would_have_come_next(client):
    told = "What often comes next"
    assert told in client.get("/en/life-events/having-a-baby?baby-outcome=expected").text
    assert told not in client.get("/en/life-events/having-a-baby?baby-outcome=stillbirth").text
    assert told in client.get("/en/life-events/victim-of-an-attack").text


@pytest.mark.parametrize("service", SENSITIVE_SERVICES)
@pytest.mark.parametrize("query", ["", "?event=having-a-baby", "?event=arriving-as-a-newcomer&place=norvale"])
def test_services_about_loss_and_flight_leave_no_trace_whichever_way_one_came(client, service, query):
    assert leaves_no_trace(client.get(f"/en/services/{service}{query}"))


@pytest.mark.parametrize("address", ["services/register-birth", "life-events/having-a-baby/plan?baby-outcome=expected"])
def test_ordinary_pages_are_not_sensitive(client, address):
    assert not leaves_no_trace(client.get(f"/en/{address}"))


def test_every_step_that_only_a_sensitive_answer_brings_is_a_sensitive_service(shipped):
    with shipped.reading("en") as reading:
        for event in ("having-a-baby", "arriving-as-a-newcomer"):
            pathway = get_pathway(reading, event)
            steps = [step for step in pathway.facts.steps if step.service]
            brought = {step.service for step in steps if step.when == pathway.facts.sensitive_when}
            assert brought
            assert all(pathway.services[service].facts.sensitive for service in brought)


def test_the_title_of_a_service_of_many_life_events_does_not_lie_far_below(client):
    page = client.get("/en/services/get-income-certificate").text.partition("<h1")[0]
    seen, folded, rest = page.partition("<details><summary>Part of ")
    assert folded
    assert seen.count('<nav class="pathway"') == 3
    assert rest.count('<nav class="pathway"') == int(rest.split()[0])
