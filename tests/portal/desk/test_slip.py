from __future__ import annotations

import re

import pytest

from catalogue.plans.slip import is_sound_slip_code

PUBLIC = "/en/services/register-birth/slip"
SLIP = "/desk/slip?service=register-birth&answer-married=no&place=harbour"


def papers(page):
    return [row["data-field"] for row in page.select("#slip-bring [data-field]")]


def code_on(page):
    return re.sub("-", "", page.select_one(".code-card .code").get_text(strip=True))


def test_only_what_is_not_ticked_stands_on_the_slip(clerk):
    assert papers(clerk.open(SLIP)) == ["requirements.consent", "requirements.receipt"]
    assert papers(clerk.open(f"{SLIP}&have=consent")) == ["requirements.receipt"]
    assert papers(clerk.open(f"{SLIP}&have=consent&have=receipt")) == []


def test_the_visitor_reads_the_first_column(clerk):
    page = clerk.open(f"{SLIP}&beside=fr")
    first, second = page.select('#slip-bring [data-field="requirements.consent"] > .cell')
    assert first["lang"] == "fr"
    assert second["lang"] == "en"
    assert page.select_one(".code-card svg.qr")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_portal_reopens_it_by_code(clerk, house, language):
    code = code_on(clerk.open(f"{SLIP}&have=consent&beside=fr"))
    assert is_sound_slip_code(code)
    answer = house.test_client().get(f"/go/{code.lower()}?language={language}")
    assert answer.status_code == 302
    assert answer.location.startswith(f"/{language}/services/register-birth/slip?place=harbour&")
    clerk.client = house.test_client()
    page = clerk.open(answer.location, language)
    assert papers(page) == ["requirements.receipt"]
    assert code_on(page) == code
    searched = house.test_client().get(f"/{language}/search?q={code}")
    assert searched.location == answer.location


def test_a_mistyped_code_leads_nowhere(clerk, house):
    code = code_on(clerk.open(SLIP))
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert house.test_client().get(f"/go/{wrong}").status_code == 404


def test_a_public_slip_is_not_indexed_and_sets_no_cookie(house):
    answer = house.test_client().get(
        "/en/services/register-birth/slip?answer-married=no&lacks=consent&lacks=gone&since=0"
    )
    assert answer.status_code == 200
    assert 'content="noindex"' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Something on the slip is no longer asked for." in answer.text


def test_a_slip_for_nothing_leads_back(house, clerk):
    assert clerk.client.get("/desk/slip").location == "/desk/"
    assert clerk.client.get("/desk/slip?service=nothing").location == "/desk/"
    assert house.test_client().get("/en/services/nothing/slip").status_code == 404
