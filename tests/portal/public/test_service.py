"""The page of a service: its fixed order, its fees, ways and promises, its place and its pathway."""

from __future__ import annotations

import json

import pytest
from content_builder import changed, entry, service, small_content
from every_language import EVERY_LANGUAGE
from page import Pages, leaves_no_trace

from catalogue.commands.import_content import import_content
from catalogue.facts import Kind

ORDER = ["what", "who", "need", "cost", "time", "how", "get", "cases", "next", "complaint", "law", "contact"]


@pytest.fixture(scope="module")
def birth(page):
    """The page of a birth under national rules."""
    return page("public.service", id="register-birth")


def text_of(shown, selector: str) -> str:
    return " ".join(shown.select_one(selector).get_text(" ").split())


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("id", ["register-birth", "get-passport", "get-papers"])
def test_every_service_shows_every_part_in_the_fixed_order(page, id, language):
    shown = page("public.service", language, id=id)
    assert [part["id"] for part in shown.select(".sections > section[id]") if part["id"] in ORDER] == ORDER
    assert [link["href"] for link in shown.select("nav.contents a")] == [f"#{part}" for part in ORDER]


def test_papers_say_form_number_age_and_that_any_one_will_do(birth):
    text = text_of(birth, "#need .checklist")
    assert text_of(birth, "#need .any-one-title").startswith("Identity")
    assert "for each person" in text
    assert "not older than 3 months" in text
    assert "2 copies" in text
    assert "Are you married? No" in text


def test_what_another_body_sends_need_not_be_brought(birth):
    assert "Birth notice It is sent for you. From: Town hall" in text_of(birth, "#need .not-needed")
    assert "Birth notice" not in text_of(birth, "#need .checklist")


def test_a_fee_tells_its_change_waiver_means_and_law(birth):
    text = text_of(birth, "#fee-entry")
    assert "€12.50" in text
    assert "From 1 January 2027: €14" in text
    assert "You pay 50% less: Low income" in text
    assert "Card" in text
    assert "Civil Act , article 4" in text


def test_the_page_of_a_day_after_the_change_shows_the_new_fee(page):
    shown = page("public.service", query=[("as-of", "2027-01-01")], id="register-birth")
    assert "€14" in text_of(shown, "#fee-entry td")
    assert "12.50" not in text_of(shown, "#fee-entry td")


def test_a_band_of_lateness_names_its_days_and_leads_to_its_deadline(birth):
    link = birth.select_one("#fee-late a[href='#deadline-register']")
    assert link.get_text(strip=True) == "Only if you are late by 1 to 30 calendar days."


def test_what_an_agent_charges_stands_apart_and_unknown_is_not_nothing(birth):
    state, agents = birth.select("#cost table.fees")
    assert "fee-agent" not in str(state)
    assert text_of(agents, "#fee-agent td") != "Free of charge"
    assert birth.select_one("#fee-agent .amount-unknown")


def test_nobody_may_ask_for_more(birth):
    assert "Anything above this is not official." in text_of(birth, "#cost")


def test_a_service_without_fees_is_free_of_charge(page):
    assert "Free of charge" in text_of(page("public.service", id="get-passport"), "#cost")


def test_every_way_stands_open_with_what_differs_for_it(birth):
    ways = birth.select("#how section.channel")
    assert [way.h3.get_text(strip=True) for way in ways] == ["At an office", "Online", "Through an agent"]
    counter, web, errand = (" ".join(way.get_text(" ").split()) for way in ways)
    assert "Service centre" in counter
    assert "Are you married? Yes" in web
    assert "births.example.org" in web
    assert "Errand of the agent" in errand
    assert "This is run by another body: Town hall" in errand
    assert not birth.select("#how details")


def test_who_leaves_for_a_site_in_other_languages_is_told(page, birth):
    told = "This site is in English and Français only."
    assert told not in text_of(birth, "#channel-web")
    assert page("public.service", "zh", id="register-birth").select_one("#channel-web strong")
    assert "births.example.org" in text_of(birth, "#channel-web")


def test_a_deadline_says_what_follows_from_being_late(birth):
    text = text_of(birth, "#deadline-register")
    assert "Register within 10 working days." in text
    assert "If you are late: You pay €20." in text


def test_the_rule_of_a_place_is_marked_and_the_rest_is_not(page):
    shown = page("public.service", query=[("place", "harbour")], id="register-birth")
    assert "These are the rules for Harbour. Pay in cash." in text_of(shown, ".page-head .notice")
    assert "Rule of Harbour" in text_of(shown, "#fee-entry")
    assert "Cash" in text_of(shown, "#fee-entry")
    assert not shown.select("#fee-late .tag.local, #need .tag.local")


def test_without_a_place_the_page_says_so_and_leads_to_the_places_that_differ(birth):
    notice = birth.select_one(".page-head .notice")
    assert "national rules" in notice.get_text()
    assert [link["href"] for link in notice.select("a")] == ["/en/services/register-birth?place=harbour"]


def test_a_service_knows_its_pathway_and_keeps_the_one_the_reader_came_by(page, birth):
    banner = text_of(birth, "nav.pathway")
    assert "Step 2 of 4 Having a baby" in banner
    shown = page("public.service", query=[("event", "having-a-baby"), ("place", "harbour")], id="register-birth")
    onwards = shown.select_one("nav.pathway a[rel=prev]")["href"]
    assert "event=having-a-baby" in onwards
    assert "place=harbour" in onwards


def test_who_comes_by_a_sensitive_event_is_protected_here_too(page):
    answer = page.client.get(page.address("public.service", query=[("event", "loss")], id="get-papers"))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "data-leave" in answer.get_data(as_text=True)


@pytest.mark.parametrize("query", [(), [("event", "having-a-baby")], [("place", "harbour")]])
def test_a_sensitive_service_leaves_no_trace_whichever_way_one_came(catalogue, build_app, query):
    plain = service().facts.to_plain()
    import_content(catalogue, changed(small_content(), entry(Kind.SERVICE, "register-birth", plain)))
    pages = Pages(build_app(catalogue))
    address = pages.address("public.service", query=query, id="register-birth")
    assert not leaves_no_trace(pages.client.get(address))
    plain["sensitive"] = True
    import_content(catalogue, changed(small_content(), entry(Kind.SERVICE, "register-birth", plain)))
    assert leaves_no_trace(pages.client.get(address))


def test_a_promise_is_counted_in_working_days_of_the_place(page):
    # Ten working days after Tuesday, 17 November; 8 December is Harvest Day, and is past the end.
    shown = page("public.service", query=[("applied", "2026-11-17")], id="register-birth")
    assert "You should have an answer by Tuesday, 1 December 2026." in text_of(shown, "#applied [role=status]")
    # The holiday moves the end of the ten days after 26 November by one.
    later = page("public.service", query=[("applied", "2026-11-20"), ("as-of", "2026-11-26")], id="register-birth")
    assert "Friday, 4 December 2026" in text_of(later, "#applied [role=status]")
    longer = page("public.service", query=[("applied", "2026-11-26"), ("as-of", "2026-11-26")], id="register-birth")
    assert "Friday, 11 December 2026" in text_of(longer, "#applied [role=status]")


def test_after_the_promise_the_way_to_complain_comes_first(page):
    shown = page("public.service", query=[("applied", "2026-10-01")], id="register-birth")
    text = text_of(shown, "#applied [role=status]")
    assert text.startswith("The promised time was over on Thursday, 15 October 2026.")
    assert "You may complain, free of charge." in text
    assert "Write to the registry." in text


@pytest.mark.parametrize("written", ["2026-02-30", "yesterday", "2031-01-01", "<b>", "0001-01-01"])
def test_a_day_that_cannot_be_counted_from_is_told_and_not_repeated(page, written):
    shown = page("public.service", query=[("applied", written)], id="register-birth")
    assert shown.select_one("#applied [role=alert]")
    assert not shown.select_one("#applied [role=status]")
    assert shown.select_one("#applied-on")["value"] == ""


def test_the_calculator_keeps_place_and_pathway(page):
    query = [("place", "harbour"), ("event", "having-a-baby"), ("applied", "2026-11-02")]
    shown = page("public.service", query=query, id="register-birth")
    carried = {field["name"]: field["value"] for field in shown.select("#applied input[type=hidden]")}
    assert carried == {"place": "harbour", "event": "having-a-baby"}


def test_the_reader_sees_when_it_was_checked_by_whom_and_when_next(birth):
    text = text_of(birth, ".checked")
    assert "Checked on 1 June 2026 by: Registry" in text
    assert "Next check due: 1 June 2027." in text


def test_an_overdue_check_is_admitted(page):
    shown = page("public.service", query=[("as-of", "2027-06-02")], id="register-birth")
    assert "overdue" in text_of(shown, ".checked")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Not checked since 1 June 2026."), ("fr", "Non vérifié depuis le 1er juin 2026.")],
)
def test_a_check_more_than_twice_overdue_is_told_with_its_day(page, language, said):
    shown = page("public.service", language, query=[("as-of", "2028-06-02")], id="register-birth")
    assert said in text_of(shown, ".checked")
    assert "Not checked since" not in text_of(
        page("public.service", query=[("as-of", "2028-05-30")], id="register-birth"), ".checked"
    )


def test_code_and_qr_code_lead_back_from_paper(birth):
    assert text_of(birth, ".code-card .code") == "1001"
    assert "https://services.example.org/go/1001" in text_of(birth, ".code-card")
    assert birth.select_one(".code-card svg.qr path")


def test_search_engines_read_a_government_service(birth):
    linked = json.loads(birth.select_one('script[type="application/ld+json"]').string)
    assert linked["@type"] == "GovernmentService"
    assert linked["url"] == "https://services.example.org/en/services/register-birth"
    assert linked["offers"][0]["price"] == "12.50"
    assert linked["offers"][1]["validFrom"] == "2027-01-01"
    assert {channel["@type"] for channel in linked["availableChannel"]} == {"ServiceChannel"}


def test_a_part_that_fell_back_says_its_language(page):
    shown = page("public.service", "ar", id="register-birth")
    assert shown.select_one('h1 [lang="en"][dir="ltr"]')
    assert shown.select_one('#what [lang="en"][dir="ltr"]')


def test_a_service_page_asks_the_database_three_times_at_most(page, count_statements):
    address = page.address("public.service", query=[("place", "harbour")], id="register-birth")
    assert len(count_statements(address)) <= 3
