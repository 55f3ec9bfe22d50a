"""A flood of public forms: so many are taken from everybody together, then the form is kept and sent again later."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from cases import TEXT
from every_language import EVERY_LANGUAGE
from page import markup_faults, page_faults
from reporting import stored
from sqlalchemy import func, select

from catalogue.guessing import FREE
from catalogue.models import Inquiry
from portal.flood import AT_ONCE, PER_MINUTE, Flood
from portal.qr import draw

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def app(build_app, own_catalogue):
    """The portal, which takes two forms of a kind at once."""
    app = build_app(own_catalogue)
    few = {name: Flood(own_catalogue.clock, at_once=2) for name in ("cases", "reports")}
    app.extensions["onedoor"] = replace(app.extensions["onedoor"], **few)
    return app


def send(app, path, **form):
    return app.test_client().post(path, data=form, headers=HERE)


def judged(answer, language):
    html = answer.get_data(as_text=True)
    page = BeautifulSoup(html, "html5lib")
    assert not [*markup_faults(html), *page_faults(page, language)]
    return page


def number_of_cases(catalogue):
    with catalogue.reading("en") as reading:
        return reading.session.scalar(select(func.count()).select_from(Inquiry))


@pytest.mark.parametrize("code", EVERY_LANGUAGE)
def test_a_case_too_many_is_asked_for_later_and_what_was_typed_stays(app, own_catalogue, code):
    form = {"kind": "complaint", "text": TEXT, "mail": "a@example.org"}
    answers = [send(app, f"/{code}/help/new", **form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 503]
    assert answers[-1].headers["Retry-After"] == "120"
    page = judged(answers[-1], code)
    assert page.select_one("#text").get_text() == TEXT
    assert page.select_one("#mail")["value"] == "a@example.org"
    assert page.select_one('[role="alert"]')
    assert number_of_cases(own_catalogue) == 2


def test_it_is_taken_a_minute_later(app, own_catalogue):
    for _ in range(3):
        send(app, "/en/help/new", kind="question", text="Why?")
    own_catalogue.clock.move(minutes=1)
    assert send(app, "/en/help/new", kind="question", text="Why?").status_code == 200
    own_catalogue.clock.move(minutes=-1)


def test_reports_have_a_limit_of_their_own(app, own_catalogue):
    form = {"about": "service:register-birth", "matter": "fees", "text": "It was more."}
    answers = [send(app, "/en/feedback", **form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 503]
    assert "It was more." in judged(answers[-1], "en").select_one("#text").get_text()
    assert len(stored(own_catalogue)) == 2
    assert send(app, "/en/help/new", kind="question", text="Why?").status_code == 200


def test_what_is_wrong_is_told_first_and_counts_for_nothing(app):
    for _ in range(5):
        assert send(app, "/en/feedback", about="service:register-birth").status_code == 422
    assert send(app, "/en/feedback", about="service:register-birth", matter="fees").status_code == 303


def test_as_many_are_taken_as_is_said_and_then_some_every_minute(clock):
    flood = Flood(clock)
    assert [flood.allows() for _ in range(AT_ONCE + 1)] == [True] * AT_ONCE + [False]
    clock.move(minutes=1)
    assert [flood.allows() for _ in range(int(PER_MINUTE) + 1)] == [True] * int(PER_MINUTE) + [False]
    clock.move(days=-1)
    assert not flood.allows(), "a clock that is set back opens nothing"


def test_a_receipt_carries_its_code_as_a_drawing_that_no_server_reads(app, caplog):
    caplog.set_level(logging.DEBUG)
    page = judged(send(app, "/fr/help/new", kind="question", text="Why?"), "fr")
    code = page.select_one("main strong.code").get_text().replace("-", "")
    code = re.sub(r"[^0-9A-Z]", "", code)
    base = app.extensions["onedoor"].settings.public_address
    expected = BeautifulSoup(draw(f"{base}/fr/help/follow#{code}"), "html5lib").select("path")[1]["d"]
    assert page.select("svg.qr path")[1]["d"] == expected
    assert code not in caplog.text


def test_wrong_codes_in_the_chat_make_the_network_wait_at_every_door(app):
    for _ in range(FREE):
        assert "no case with this code" in send(app, "/en/chat", text="C" + "23456789" * 2 + "234").text
    assert "Too many codes were wrong" in send(app, "/en/chat", text="C" + "23456789" * 2 + "235").text
    assert send(app, "/en/help/follow", code="C" * 20).status_code == 429
    # Whoever has another question is answered as before.
    assert "Too many codes" not in send(app, "/en/chat", text="register a birth").text
