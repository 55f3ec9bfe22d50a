"""A case from the public side: ready answers first, sent without an account, followed and opened again by its code."""

from __future__ import annotations

import logging
import re

import pytest
from as_seen import as_seen
from bs4 import BeautifulSoup
from cases import CLERK, CONTACT, REVIEWER, TEXT, a_case, an_answered_case, row_of
from every_language import EVERY_LANGUAGE
from page import Pages, markup_faults, page_faults
from sqlalchemy import func, select

from catalogue.commands.inquiries.handle import close
from catalogue.commands.inquiries.pass_time import forget_texts
from catalogue.commands.inquiries.tell_public import publish_note, write_note
from catalogue.guessing import FREE
from catalogue.models import Inquiry

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def app(build_app, own_catalogue):
    return build_app(own_catalogue)


@pytest.fixture
def pages(app):
    return Pages(app)


def judged(answer, language="en"):
    html = answer.get_data(as_text=True)
    page = BeautifulSoup(html, "html5lib")
    assert not [*markup_faults(html), *page_faults(page, language)]
    return page


def send(app, path="/en/help/new", headers=HERE, **form):
    return app.test_client().post(path, data=form, headers=headers)


def form_of(pages, about="service:register-birth", language="en"):
    """Everything hidden that a form carries."""
    page = pages("public.new_case", language, {"about": about} if about else ())
    return {field["name"]: field["value"] for field in page.select("main input[type=hidden]")}


def number_of_cases(catalogue):
    with catalogue.reading("en") as reading:
        return reading.session.scalar(select(func.count()).select_from(Inquiry))


def receipt_of(answer):
    told = judged(answer).select("main dd")
    return told[0].get_text().replace("-", ""), told[1].get_text()


@pytest.mark.parametrize("code", EVERY_LANGUAGE)
def test_every_page_is_sound_in_every_language(app, pages, own_catalogue, code):
    receipt = an_answered_case(own_catalogue)
    for endpoint in ("public.help", "public.new_case", "public.follow", "public.answered"):
        pages(endpoint, code)
    pages("public.help", code, {"about": "service:register-birth"})
    judged(send(app, f"/{code}/help/new", kind="question", text="Why?"), code)
    judged(send(app, f"/{code}/help/new", mail="x"), code)
    judged(send(app, f"/{code}/help/follow", code=receipt.code), code)
    judged(send(app, f"/{code}/help/follow", code="x"), code)


def test_what_answers_at_once_stands_before_the_form(pages):
    page = pages("public.help", query={"about": "service:register-birth"})
    links = [link["href"] for link in page.select("main a")]
    assert links[0] == "/en/services/register-birth"
    assert links.index("/en/search") < links.index("/en/help/new?about=service%3Aregister-birth")
    assert "/en/offices/centre" in links


@pytest.mark.parametrize(
    ("endpoint", "id", "about"),
    [
        ("public.service", "register-birth", "service:register-birth"),
        ("public.office", "centre", "office:centre"),
        ("public.organisation", "registry", "organisation:registry"),
    ],
)
def test_pages_lead_here_and_say_what_about(pages, endpoint, id, about):
    page = pages(endpoint, id=id)
    assert page.select_one(f'main a[href="/en/help/?about={about.replace(":", "%3A")}"]')
    assert page.select_one('footer a[href="/en/help/"]')
    assert page.select_one('footer a[href="/en/help/follow"]')


def test_a_case_is_sent_without_an_account_and_without_a_cookie(app, pages, own_catalogue):
    answer = send(app, **form_of(pages), kind="complaint", text=TEXT, **CONTACT)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    number, code = receipt_of(answer)
    row = row_of(own_catalogue, number)
    assert (row.kind, row.about_key, row.organisation, row.language) == (
        "complaint",
        "register-birth",
        "registry",
        "en",
    )
    assert "Friday, 4 December 2026" in as_seen(answer.text)
    shown = judged(send(app, "/en/help/follow", code=code)).main.get_text(" ")
    assert TEXT in shown
    assert "Registry" in shown
    # How to reach the person is shown to nobody here, not even to them.
    for value in CONTACT.values():
        assert value not in shown


def test_a_form_that_is_sent_twice_is_one_case_with_one_receipt(app, pages, own_catalogue):
    form = {**form_of(pages), "kind": "question", "text": "Why?"}
    first, again = (receipt_of(send(app, **form)) for _ in range(2))
    assert first == again
    assert number_of_cases(own_catalogue) == 1
    assert receipt_of(send(app, **{**form_of(pages), "kind": "question", "text": "Why?"})) != first


def test_what_is_wrong_is_told_and_what_was_typed_stays(app, pages, own_catalogue):
    form = form_of(pages)
    answer = send(app, **form, text="Kept <b>text</b>", mail="no mail", phone="555")
    assert answer.status_code == 422
    page = judged(answer)
    assert [link["href"] for link in page.select('[role="alert"] a')] == ["#kind", "#mail"]
    assert page.select_one("#text").get_text() == "Kept <b>text</b>"
    assert page.select_one("#mail")["value"] == "no mail"
    assert page.select_one("#mail")["aria-invalid"] == "true"
    assert page.select_one("[name=form_key]")["value"] == form["form_key"]
    assert page.select_one("main [name=about]")["value"] == "service:register-birth"
    assert number_of_cases(own_catalogue) == 0


def test_another_site_cannot_send_one(app, own_catalogue):
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example.org"}):
        for path in ("/en/help/new", "/en/help/follow", "/en/help/reopen"):
            assert send(app, path, headers, kind="question", text="Why?").status_code == 403
    assert number_of_cases(own_catalogue) == 0


def test_what_it_is_about_is_looked_up(app, pages, own_catalogue):
    page = pages("public.new_case", query={"about": "service:none"})
    assert not page.select("main [name=about]")
    send(app, kind="question", text="Why?", about="document:consent", form_key="x")
    with own_catalogue.reading("en") as reading:
        assert reading.session.scalars(select(Inquiry.about_key)).all() == [None]


def test_a_wrong_code_and_one_that_is_over_look_alike(app, own_catalogue):
    receipt = an_answered_case(own_catalogue)
    with own_catalogue.work(CLERK.mail) as work:
        close(work, CLERK, receipt.number)
    own_catalogue.clock.move(days=366)
    assert forget_texts(own_catalogue) == 1
    answers = [send(app, "/en/help/follow", code=code) for code in (receipt.code, "C" * 20, "hello")]
    own_catalogue.clock.move(days=-366)
    assert {answer.status_code for answer in answers} == {422}
    assert len({answer.get_data(as_text=True) for answer in answers}) == 1
    assert receipt.code not in answers[0].text


def test_who_guesses_has_to_wait_and_the_right_code_is_then_not_looked_at(app, own_catalogue):
    receipt = a_case(own_catalogue)
    for _ in range(FREE):
        assert send(app, "/en/help/follow", code="C" * 20).status_code == 422
    assert send(app, "/en/help/follow", code=receipt.code).status_code == 429
    assert send(app, "/en/help/reopen", code=receipt.code, text="No.").status_code == 429
    own_catalogue.clock.move(minutes=10)
    assert send(app, "/en/help/follow", code=receipt.code).status_code == 200
    own_catalogue.clock.move(minutes=-10)


def test_a_case_is_opened_again_once(app, own_catalogue):
    receipt = an_answered_case(own_catalogue)
    page = judged(send(app, "/en/help/follow", code=receipt.code))
    assert page.select_one('form[action="/en/help/reopen"] [name=code]')
    assert send(app, "/en/help/reopen", code=receipt.code, text=" ").status_code == 422
    for _ in range(2):
        answer = send(app, "/en/help/reopen", code=receipt.code, text="Still closed.")
        assert answer.status_code == 200
    assert judged(answer).main.get_text(" ").count("Still closed.") == 1
    assert row_of(own_catalogue, receipt.number).state == "reopened"


def test_the_public_page_tells_what_was_published_and_nothing_before(app, pages, own_catalogue):
    receipt = an_answered_case(own_catalogue)
    with own_catalogue.work(CLERK.mail) as work:
        write_note(work, CLERK, receipt.number, "nothing", "The law asks for the stamp.", "en")
    assert "stamp" not in pages("public.answered").main.get_text()
    with own_catalogue.work(REVIEWER.mail) as work:
        publish_note(work, REVIEWER, receipt.number, "The law asks for the stamp.")
    told = pages("public.answered", "fr").main.get_text(" ")
    assert "The law asks for the stamp." in told
    assert TEXT not in told
    assert "No stamp is needed." not in told
    # One case is told of by nobody's figures.
    assert not re.search(r"\d", pages("public.answered").select_one("tbody tr td").get_text())


def test_nothing_of_a_case_reaches_a_log(app, pages, caplog):
    caplog.set_level(logging.DEBUG)
    answer = send(app, **form_of(pages), kind="complaint", text="Zanzibar quagga", **CONTACT)
    _, code = receipt_of(answer)
    send(app, "/en/help/follow", code=code)
    send(app, "/en/help/reopen", code=code, text="Zanzibar quagga")
    for secret in ("quagga", code, code.replace("-", ""), *CONTACT.values()):
        assert secret not in caplog.text


def test_few_queries_show_a_case(app, own_catalogue, count_queries):
    receipt = an_answered_case(own_catalogue)
    send(app, "/en/help/follow", code=receipt.code)
    with count_queries(own_catalogue.engine) as queries:
        send(app, "/en/help/follow", code=receipt.code)
    assert queries.count <= 6, queries.statements
