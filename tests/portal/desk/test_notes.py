from __future__ import annotations

import pytest
from as_seen import as_seen
from staff import send, signed_in, staff_pages

from .conftest import EDITOR, OTHER

SHEET = "/desk/?service=register-birth"
ABOUT = {"about": "service:register-birth", "language": "en"}


def write(client, text="Ask for the blue form.", **fields):
    return send(client, "/desk/notes", SHEET, **{**ABOUT, "text": text, "back": SHEET, **fields})


def notes(page):
    return [note.get_text() for note in page.select(".note-text")]


def test_colleagues_read_a_note_beside_the_sheet(house, clerk):
    assert write(clerk.client, "Ask for the blue form.\nAlways.").location == SHEET
    page = staff_pages(house, OTHER).open(SHEET)
    assert notes(page) == ["Ask for the blue form.\nAlways."]
    told = page.select_one(".staff-notes .small").get_text(" ", strip=True)
    assert as_seen(told) == "Register a birth · Cleo · 21 November 2026"


@pytest.mark.parametrize("about", ["organisation:registry", "office:centre"])
def test_offices_and_organisations_have_notes_too(house, clerk, about):
    write(clerk.client, about=about)
    assert notes(clerk.open(SHEET)) == ["Ask for the blue form."]


def test_nobody_writes_about_what_is_not_theirs(house, clerk):
    other = signed_in(house, OTHER)
    assert write(other).status_code == 403
    assert write(other, about="organisation:town-hall").status_code == 303
    assert write(clerk.client, about="service:nothing").status_code == 404
    assert write(clerk.client, about="account:1").status_code == 400
    assert write(clerk.client, language="xx").status_code == 400


def test_its_author_takes_it_away_and_so_does_an_editor_and_nobody_else(house, clerk, country):
    for _ in range(2):
        write(clerk.client)
    assert staff_pages(house, OTHER).open(SHEET).select("[action$='/remove']") == []
    assert send(signed_in(house, OTHER), "/desk/notes/1/remove", SHEET).status_code == 403
    assert send(clerk.client, "/desk/notes/1/remove", SHEET, back=SHEET).location == SHEET
    editor = signed_in(house, EDITOR)
    assert send(editor, "/desk/notes/2/remove", "/editor/objects").status_code == 303
    assert notes(clerk.open(SHEET)) == []
    assert send(clerk.client, "/desk/notes/2/remove", SHEET).status_code == 303


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001])
def test_what_was_typed_stays_when_it_is_wrong(clerk, text):
    answer = write(clerk.client, text)
    assert answer.status_code == 422
    assert text.strip() in answer.text


def test_one_comes_back_to_no_other_site(clerk):
    assert write(clerk.client, back="https://elsewhere.example.org/").location == "/desk/"
