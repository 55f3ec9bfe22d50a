"""A note for staff is planted and looked for in everything that leaves the house, and in what the house keeps."""

from __future__ import annotations

import json
import logging

import pytest
from staff import send

from bots.webchat.chat import open_chat
from catalogue.commands.export_content import export_content
from catalogue.jobs.run import work_once

MARK = "Zwiebelfisch"
SHEET = "/desk/?service=register-birth"
PUBLIC = [
    "/{}/",
    "/{}/services/",
    "/{}/services/register-birth",
    "/{}/services/register-birth?place=harbour",
    "/{}/services/register-birth/slip?lacks=consent",
    "/{}/organisations/registry",
    "/{}/offices/centre",
    "/{}/life-events/having-a-baby",
    "/{}/life-events/having-a-baby/plan",
    "/{}/life-events/having-a-baby/plan.json",
    "/{}/life-events/having-a-baby/plan.ics",
    f"/{{}}/search?q={MARK}",
    f"/{{}}/suggestions?q={MARK[:6]}",
    "/{}/chat?about=service:register-birth",
]


@pytest.fixture
def planted(clerk, caplog):
    """A note about the service, its organisation and its office, with a word that stands nowhere else."""
    caplog.set_level(logging.DEBUG)
    for about in ("service:register-birth", "organisation:registry", "office:centre"):
        fields = {"about": about, "language": "en", "text": f"{MARK} knows more.", "back": SHEET}
        assert send(clerk.client, "/desk/notes", SHEET, **fields).status_code == 303
    assert clerk.client.get(SHEET).text.count(MARK) == 3
    return caplog


def test_no_public_page_says_it_not_even_a_kept_one(planted, house, country):
    work_once(country)
    pages = [path.format(language) for path in PUBLIC for language in ("en", "fr")]
    for address in (*pages, "/sitemap.xml", "/robots.txt"):
        for _ in range(2):
            answer = house.test_client().get(address)
            assert answer.status_code == 200, address
            assert "knows more" not in answer.text, address
            # What was asked for is said again; nothing else says it.
            assert MARK not in answer.text or "q=" in address, address


def test_the_slip_of_the_desk_does_not_say_it_either(planted, clerk):
    assert MARK not in clerk.client.get("/desk/slip?service=register-birth").text


def test_the_index_the_export_and_the_log_do_not_have_it(planted, country, tmp_path):
    work_once(country)
    index = country.search_index
    assert index.find(MARK, "en", literally=True).hits == ()
    assert index.suggest(MARK, "en") == ()
    assert not any(MARK.lower() in str(file.read_bytes()).lower() for file in _files(country.settings.index))
    with country.reading("en") as reading:
        export_content(reading, tmp_path / "export")
    files = list(_files(tmp_path / "export"))
    assert files
    assert not any(MARK.encode() in file.read_bytes() for file in files)
    assert MARK not in planted.text


def test_the_bot_does_not_know_it(planted, country, portal_settings):
    work_once(country)
    chat = open_chat(country, portal_settings.translations)
    for question in (
        MARK,
        "Register a birth",
        "what documents do I need to register a birth",
        "where is the Service centre",
    ):
        reply = json.dumps(chat.turn(language="en", text=question), ensure_ascii=False)
        assert "knows more" not in reply


def _files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]
