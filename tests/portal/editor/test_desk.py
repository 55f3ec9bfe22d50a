"""The desk of work and the ways from it: to objects, to translations, and back."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from editing import ADA, BOB, EVE, TOM
from every_language import EVERY_LANGUAGE
from reviewing import ADA as ADA_PERSON
from reviewing import BOB as BOB_PERSON
from reviewing import KEY, edit, says, send, send_back
from staff import a_person, staff_pages

from catalogue.rights import Role


def headings(page) -> list[str]:
    return [heading.get_text(strip=True) for heading in page.select("main h2")]


def test_everybody_finds_what_is_theirs_to_do(editors, country):
    edit(country, ADA_PERSON, says(title="Declare a birth"))
    send(country, ADA_PERSON, note="Plainer")
    assert "Yours, in review" in headings(staff_pages(editors, ADA).open("/editor/"))
    page = staff_pages(editors, BOB).open("/editor/")
    assert "Waiting for your review" in headings(page)
    link = page.select_one(".desk .rows a")
    assert (link.get_text(strip=True), link["href"]) == ("Declare a birth", f"/editor/service/{KEY}/review")
    assert "Plainer" in page.main.get_text()
    send_back(country, BOB_PERSON, "Say “register”.")
    page = staff_pages(editors, ADA).open("/editor/")
    assert "Sent back to you" in headings(page)
    assert "Say “register”." in page.main.get_text()


def test_a_translator_is_led_to_what_is_missing(editors):
    pages = staff_pages(editors, TOM)
    page = pages.open("/editor/")
    assert [link["href"] for link in page.select("main li a")] == ["/editor/translations/fr"]
    page = pages.open("/editor/translations/fr")
    assert "Parents" in page.main.get_text()
    assert "2 sections missing" in page.main.get_text()


@pytest.mark.parametrize("code", ["en", "xx", "de"])
def test_there_are_no_translations_into_the_source_or_an_unknown_language(editors, code):
    assert staff_pages(editors, TOM).client.get(f"/editor/translations/{code}").status_code == 404


def test_objects_are_found_by_words_kind_and_state(editors, country):
    edit(country, ADA_PERSON, says(title="Declare a birth"))
    pages = staff_pages(editors, ADA)

    def found(query):
        page = pages.open(f"/editor/objects?{query}")
        return [link.get_text(strip=True) for link in page.select("main .rows a")]

    assert found("q=BIRTH+notice&kind=document") == ["Birth notice"]
    assert found("stage=draft") == ["Register a birth"]
    assert found("q=nothing+like+it") == []
    assert len(found("q=&page=-3")) == 16
    assert pages.client.get("/editor/objects?kind=spell").status_code == 404


def test_who_may_see_no_drafts_finds_nothing(editors, country):
    a_person(country, "dee@example.org", Role.DESK)
    client = staff_pages(editors, "dee@example.org").client
    for path in ("/editor/objects", f"/editor/service/{KEY}/", f"/editor/service/{KEY}/history"):
        assert client.get(path).status_code == 403
    assert staff_pages(editors, EVE).client.get(f"/editor/service/{KEY}/").status_code == 403


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_all_pages_are_sound_in_every_language(editors, country, language):
    edit(country, ADA_PERSON, says(title="<b>Declare</b> a {birth} %(x)s"))
    edit(country, ADA_PERSON, {"sections": {"title": "Déclarer"}}, "fr")
    send(country, ADA_PERSON, "en")
    a_person(country, f"{language}@example.org", Role.EDITOR, Role.REVIEWER, language=language)
    pages = staff_pages(editors, f"{language}@example.org")
    for path in ("", "objects", "translations/fr", f"service/{KEY}/", f"service/{KEY}/review", f"service/{KEY}/history",
                 f"service/{KEY}/withdraw", f"variant/{KEY}/harbour/", "topic/family/withdraw"):  # fmt: skip
        answer = pages.client.get(f"/editor/{path}")
        assert answer.status_code == 200, path
        assert "<b>Declare" not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        shown = BeautifulSoup(answer.text, "html5lib")
        if "{birth}" not in shown.main.get_text():
            pages.open(f"/editor/{path}", language)
