"""The queue of people from the chat on the clerks' side: in order, one clerk each, the counter filled in, told once."""

from __future__ import annotations

import logging
from itertools import count

import pytest
from bs4 import BeautifulSoup
from every_language import EVERY_LANGUAGE
from page import markup_faults, page_faults
from staff import a_person, send, staff_pages

from bots.webchat.chat import open_chat
from catalogue.commands.desk.queue import join_queue, leave_queue
from catalogue.commands.export_content import export_content
from catalogue.handed_over import Codes
from catalogue.jobs.run import work_once
from catalogue.queries.queue import find_place
from catalogue.rights import Role

from .conftest import CLERK, OTHER

QUEUE = "/desk/queue/"
PLAN = "PABCDEFGHJKMNPQ"
tickets = count()


@pytest.fixture
def join(country):
    """Hand somebody over; return their ticket."""

    def hand_over(**codes):
        ticket = f"ticket-{next(tickets)}"
        with country.work("bot") as work:
            join_queue(work, ticket, Codes(**{"language": "fr", "service": "register-birth", **codes}))
        return ticket

    return hand_over


@pytest.fixture
def colleague(house, country):
    a_person(country, "carl@example.org", Role.DESK)
    return staff_pages(house, "carl@example.org")


def entries(pages):
    return [link["href"] for link in pages.open(QUEUE).select("main .rows h2 a")]


def act(pages, entry, do, **fields):
    return send(pages.client, entry, QUEUE, do=do, **fields)


def place(country, ticket):
    with country.reading("en") as reading:
        return find_place(reading, ticket)


def test_they_stand_there_in_the_order_in_which_they_came(join, clerk, house):
    for service in ("register-birth", None, "register-birth"):
        join(service=service, place="harbour")
    shown = clerk.open(QUEUE).main
    assert [head.get_text() for head in shown.select("h2")] == ["Number 1", "Number 2", "Number 3"]
    assert "Register a birth" in shown.get_text()
    assert "Harbour" in shown.get_text()
    assert entries(staff_pages(house, OTHER)) == []


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_the_pages_are_sound_in_every_language(join, house, country, language):
    a_person(country, "lea@example.org", Role.DESK, language=language)
    pages = staff_pages(house, "lea@example.org")
    pages.open(QUEUE, language)
    join(language="ar", life_event="having-a-baby", place="harbour", plan=PLAN)
    pages.open(QUEUE, language)
    (entry,) = entries_in(pages, language)
    pages.open(entry, language)
    act(pages, entry, "take")
    pages.open(entry, language)
    answer = act(pages, entry, "slip", slip="no code")
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert not [*markup_faults(html), *page_faults(BeautifulSoup(html, "html5lib"), language)]
    act(pages, entry, "come", office="centre")
    pages.open(entry, language)


def entries_in(pages, language):
    return [link["href"] for link in pages.open(QUEUE, language).select("main .rows h2 a")]


def test_one_clerk_takes_somebody_and_the_other_is_told(join, clerk, colleague):
    join()
    (entry,) = entries(clerk)
    assert act(clerk, entry, "take").status_code == 303
    late = act(colleague, entry, "take")
    assert late.status_code == 422
    assert "A colleague was quicker" in late.get_data(as_text=True)
    assert act(colleague, entry, "come", office="centre").status_code == 422
    assert not colleague.open(entry).select("[name=office]")
    assert act(colleague, entry, "back").status_code == 303
    assert act(colleague, entry, "take").status_code == 303
    assert colleague.open(entry).select_one("[name=office]")


def test_the_counter_opens_with_the_codes_and_the_visitor_s_language_beside(join, clerk):
    join(place="harbour")
    (entry,) = entries(clerk)
    link = clerk.open(entry).select_one("main a.button")["href"]
    shown = clerk.open(link)
    assert shown.select_one("#sheet[data-service=register-birth].two")
    assert shown.select_one("#desk-place option[selected]")["value"] == "harbour"
    assert shown.select_one("#desk-beside option[selected]")["value"] == "fr"
    assert shown.select_one(f'main a[href="{entry}"]')
    # The same from the form of the situation, and from another search.
    assert shown.select_one("#switches [name=queue]")
    assert shown.select_one("#find [name=queue]")


def test_the_slip_of_the_counter_is_sent_to_the_chat(join, clerk, country):
    ticket = join()
    (entry,) = entries(clerk)
    act(clerk, entry, "take")
    link = clerk.open(entry).select_one("main a.button")["href"]
    slip = clerk.open(link.replace("/desk/?", "/desk/slip?"))
    form = slip.select_one(f'form[action="{entry}"]')
    code = form.select_one("[name=slip]")["value"]
    assert act(clerk, entry, "slip", slip=code).location == "/desk/queue/?said=told"
    assert place(country, ticket).answer.slip == code
    assert not clerk.open("/desk/slip?service=register-birth").select('form[action^="/desk/queue/"]')


def test_what_is_told_stands_there_and_is_told_once(join, clerk, country):
    ticket = join()
    (entry,) = entries(clerk)
    act(clerk, entry, "take")
    assert act(clerk, entry, "call", office="centre").status_code == 303
    assert act(clerk, entry, "come", office="centre").status_code == 422
    assert place(country, ticket).answer.reply == "call"
    assert "They were asked to call an office." in clerk.open(entry).main.get_text()


def test_who_has_left_is_over(join, clerk, country):
    ticket = join()
    (entry,) = entries(clerk)
    with country.work("bot") as work:
        leave_queue(work, ticket)
    assert clerk.client.get(entry).location == "/desk/queue/?said=over"
    assert "not in the queue any more" in clerk.open("/desk/queue/?said=over").main.get_text()
    assert act(clerk, entry, "take").status_code == 422
    assert act(clerk, "/desk/queue/999", "take").location == "/desk/queue/?said=over"
    assert act(clerk, entry, "dance").status_code == 400


def test_few_queries_show_the_queue(join, clerk, country, count_queries):
    for _ in range(6):
        join(life_event="having-a-baby", place="harbour")
    clerk.client.get(QUEUE)
    with count_queries(country.engine) as queries:
        clerk.client.get(QUEUE)
    assert queries.count <= 16, queries.statements


PUBLIC = ("/{}/", "/{}/services/register-birth", "/{}/life-events/having-a-baby/plan", "/{}/help/answered", "/{}/chat")


def test_the_queue_reaches_no_page_index_export_log_or_other_chat(join, clerk, house, country, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    ticket = join(plan=PLAN)
    (entry,) = entries(clerk)
    act(clerk, entry, "take")
    work_once(country)
    for address in (pattern.format(language) for pattern in PUBLIC for language in ("en", "fr")):
        for _ in range(2):
            page = house.test_client().get(address).get_data(as_text=True)
            assert not [secret for secret in (PLAN, ticket, CLERK) if secret in page], address
    chat = open_chat(country, house.extensions["onedoor"].settings.translations)
    for words in ("queue", "put me in the queue", "1", "human"):
        assert PLAN not in str(chat.turn(language="en", text=words))
    with country.reading("en") as reading:
        export_content(reading, tmp_path / "export")
    for folder in (tmp_path / "export", country.settings.index):
        held = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
        assert held
        assert PLAN.lower().encode() not in held.lower()
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("sqlalchemy"))
    assert PLAN not in ours
    assert ticket not in ours
