"""What readers report stays inside: no page, answer of the chat, index, export or backup tells of it."""

from __future__ import annotations

import zipfile

import pytest
from bs4 import BeautifulSoup
from reporting import tell, tell_of_office
from staff import FROM_HERE

from catalogue.commands.backup import backup as back_up
from catalogue.commands.export_content import export_content
from catalogue.jobs.run import work_once

WORDS = ("zebra", "umbrella", "bank card")
"""They stand nowhere but in reports."""


@pytest.fixture
def reported(own_catalogue):
    """A catalogue with reports that nobody has looked at."""
    tell(own_catalogue, "zebra umbrella")
    tell_of_office(own_catalogue, times=3)
    work_once(own_catalogue)
    return own_catalogue


def leaked(text: str) -> list[str]:
    return [word for word in WORDS if word in text]


@pytest.mark.long
def test_no_page_and_no_answer_of_the_chat_tells_of_a_report(reported, build_app):
    client = build_app(reported).test_client()
    todo, seen = ["/en/", "/fr/services/register-birth", "/sitemap.xml", "/robots.txt", "/healthz", "/readyz"], set()
    while todo:
        address = todo.pop().partition("#")[0]
        if address in seen or len(seen) > 150:
            continue
        seen.add(address)
        answer = client.get(address)
        assert leaked(answer.text) == [], address
        page = BeautifulSoup(answer.text, "html5lib")
        todo += [link["href"] for link in page.select('a[href^="/en/"]') if "/chat" not in link["href"]]
    assert {"/en/services/register-birth", "/en/offices/centre"} <= seen
    for text in ("zebra", "which office asked for a bank card", "what do readers report about register a birth"):
        said = client.post("/en/chat", data={"text": text}, headers={**FROM_HERE, "Accept": "application/json"})
        told = str(said.get_json()["blocks"])
        assert "umbrella" not in told
        assert "copy of my" not in told


def test_no_search_suggestion_index_export_or_backup_holds_a_report(reported, tmp_path):
    assert reported.search_index.find("zebra umbrella", "en").hits == ()
    for file in reported.settings.index.rglob("*"):
        if file.is_file():
            assert not any(word.encode() in file.read_bytes() for word in WORDS[:2]), file
    with reported.reading("en") as reading:
        export_content(reading, tmp_path / "out")
    for file in (tmp_path / "out").rglob("*.*"):
        assert leaked(file.read_text(encoding="utf-8")) == [], file
    back_up(reported, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as backup:
        assert "page_ratings" in str(backup.namelist())
        for name in backup.namelist():
            assert leaked(backup.read(name).decode("utf-8", "replace")) == [], name
