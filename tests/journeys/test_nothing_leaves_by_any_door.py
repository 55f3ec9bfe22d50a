"""Words that stand nowhere else are planted wherever something is confidential, and sought behind every door.

What each door may tell is listed once: everything else that is found there is a leak. A door that is not listed, such
as a public address that nobody opens here, fails the test.
"""

from __future__ import annotations

import gzip
import io
import json
import logging
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from cases import a_form
from content_builder import small_content
from counted import a_deed, rate, today_of
from permissions import ROOMS
from planted_secrets import (
    ANSWERED,
    AT_COUNTER,
    MAIL,
    NAME,
    NOTE,
    PAPER,
    PHONE,
    SOUGHT,
    TOLD,
    WRITTEN,
    confidential,
    found_in,
    plant,
)
from staff import FROM_HERE, a_person, staff_pages

from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.utterance import Utterance
from catalogue.commands.backup import backup
from catalogue.commands.counts.record_deeds import record_deeds
from catalogue.commands.export_content import export_content
from catalogue.commands.import_content import import_content
from catalogue.commands.inquiries.receive import receive
from catalogue.context import Catalogue
from catalogue.jobs.run import work_once
from catalogue.queries.standing import get_standings
from catalogue.rights import Role
from catalogue.settings import PROJECT
from portal import create_app
from portal.kept import KeptPages
from portal.settings import Settings as PortalSettings
from portal.translations import compile_all

pytestmark = pytest.mark.long

ENGLISH, ARABIC = "en", "ar"
OWNER, WRITER = "olga@example.org", "edith@example.org"
OBJECTS = {
    "service": "register-birth",
    "slip": "register-birth",
    "life_event": "having-a-baby",
    "plan": "having-a-baby",
    "plan_calendar": "having-a-baby",
    "plan_json": "having-a-baby",
    "document": "consent",
    "organisation": "registry",
    "office": "centre",
    "target_group": "parents",
    "topic": "family",
}
ASKED = {
    "feedback": "?about=service:register-birth",
    "office_feedback": "?about=service:register-birth",
    "thanks": "?about=service:register-birth&said=report",
}
"""What an address has to be told besides its variables."""

Said = Iterator[tuple[str, str]]


@pytest.fixture
def catalogue(settings, clock):
    with Catalogue(settings, clock=clock) as opened:
        import_content(opened, small_content())
        yield opened


@pytest.fixture
def house(catalogue, tmp_path, caplog):
    """A portal over the country, with everything planted; its log is kept whole."""
    compile_all(PROJECT / "translations")
    caplog.set_level(logging.DEBUG)
    app = create_app(PortalSettings.from_environment({"ONEDOOR_HOME": str(tmp_path / "portal")}), catalogue)
    for mail, role in ((OWNER, Role.OWNER), (WRITER, Role.EDITOR), (AT_COUNTER, Role.DESK)):
        a_person(catalogue, mail, role)
    code = plant(app, catalogue)
    work_once(catalogue)
    return SimpleNamespace(app=app, catalogue=catalogue, code=code, log=caplog)


def said_by(answer) -> str:
    """Return everything of an answer: its lines of headers, and its body."""
    return f"{answer.headers}\n{answer.get_data().decode('utf-8', 'replace')}"


def public_rules(app):
    """Return the rules that strangers can read, by endpoint."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith((*ROOMS, "assets."))
    ]


def public_pages(house) -> Said:
    """Open every public address in two languages, twice each: the second time many come from what is kept."""
    client, opened = house.app.test_client(), set()
    with house.catalogue.reading("en") as reading:
        keys = [(kind, key) for kind, key in objects_of(reading) if kind in OBJECTS]
    for rule in public_rules(house.app):
        name = rule.endpoint.partition(".")[2]
        ids = [key for kind, key in keys if kind == name] or [OBJECTS.get(name, "")]
        for language in (ENGLISH, ARABIC):
            for id in ids:
                values = {"language": language, "id": id, "code": "1001", "name": "about"}
                wanted = {part: values[part] for part in rule.arguments}
                path = house.app.url_map.bind("localhost").build(rule.endpoint, wanted, append_unknown=False)
                for _ in range(2):
                    told = client.get(path + ASKED.get(name, ""))
                    assert told.status_code in (200, 302, 303), path
                    opened.add(rule.endpoint)
                    yield path, said_by(told)
    assert opened == {rule.endpoint for rule in public_rules(house.app)}


def objects_of(reading) -> list[tuple[str, str]]:
    return [(one.kind.value, one.key) for one in get_standings(reading).values()]


def answers_to_forms(house) -> Said:
    """Ask with everything that was planted: search, suggestions, codes, the following of cases, feedback, the chat."""
    client = house.app.test_client()
    # Whoever has the code of a case is shown it.
    for secret in sorted(each for each in confidential(house.code) if each.replace("-", "") != house.code):
        for address in ("/en/search?q={}", "/en/suggestions?q={}", "/ar/search?q={}", "/go/{}"):
            told = said_by(client.get(address.format(quote(secret))))
            # What was typed is said again to who typed it, and the search leads to the same words in other languages.
            yield address, told.lower().replace(secret.lower(), "").replace(quote(secret).lower(), "")
        typed = {"text": secret}
        told = client.post("/en/chat", data=typed, headers={**FROM_HERE, "Accept": "application/json"}).get_json()
        yield "chat", json.dumps(told["blocks"], ensure_ascii=False).replace(secret, "")
        told = said_by(client.post("/en/help/follow", data={"code": secret}, headers=FROM_HERE))
        yield "follow", told.replace(secret, "")


def replies_of_the_bot(house) -> Said:
    """Ask the dialogue that every bot speaks, and what it remembers."""
    dialogue = Dialogue(house.catalogue, PROJECT / "translations")
    questions = ("register a birth", "where is the Service centre", "what do readers report", "complaint", "human")
    for words in (*sorted(confidential(house.code)), *questions):
        reply, memory = dialogue.respond(Utterance(text=words), Memory())
        told = f"{reply} {memory}"
        # The code is that of its owner: it tells the state, and nothing that was written.
        own = {words, house.code} if words.replace("-", "") == house.code else {words}
        for each in own:
            told = told.replace(each, "")
        yield f"bot: {words}", told


def figures_of_owners(house) -> Said:
    """Open every page and file of figures as somebody who sees all of them."""
    client = staff_pages(house.app, OWNER).client
    rules = [rule for rule in house.app.url_map.iter_rules() if rule.endpoint.startswith("insights.")]
    assert len(rules) > 15
    for rule in rules:
        for period in ("30-days", "12-months"):
            told = client.get(f"{rule.rule}?period={period}&life-event=having-a-baby")
            assert told.status_code == 200, rule
            yield rule.rule, said_by(told)


def rooms_of_editors(house) -> Said:
    """Open what lists failed searches and what can be downloaded, as an editor."""
    client = staff_pages(house.app, WRITER).client
    yield "failed searches", said_by(client.get("/editor/searches"))
    for address in ("/editor/exchange/content", "/editor/exchange/words?language=fr"):
        told = client.get(address)
        assert told.status_code == 200, address
        if told.mimetype == "application/zip":
            yield from within(address, io.BytesIO(told.get_data()))
        else:
            yield address, said_by(told)


def index_files(house) -> Said:
    """Read every file of the search index."""
    files = list(all_files(house.catalogue.settings.index))
    assert files
    yield from files


def exported_files(house, folder: Path) -> Said:
    """Export the content."""
    with house.catalogue.reading("en") as reading:
        export_content(reading, folder)
    files = list(all_files(folder))
    assert files
    yield from files


def log_lines(house, printed: str) -> Said:
    """Read what was logged by us while all doors were open, and what was printed."""
    yield "log", "\n".join(each.getMessage() for each in house.log.records if not each.name.startswith("sqlalchemy"))
    yield "printed", printed


def kept_pages(house) -> Said:
    """Read what is kept in memory for the next reader."""
    pages = house.app.wsgi_app
    while not isinstance(pages, KeptPages):
        pages = pages._application
    assert len(pages._kept) > 20
    for key, kept in pages._kept.items():
        body = gzip.decompress(kept.body) if kept.packed else kept.body
        yield key, f"{key} {kept.headers} {body.decode()}"


def all_files(folder: Path) -> Said:
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.name, file.read_bytes().decode("latin-1")


def within(name: str, archive: object) -> Said:
    with zipfile.ZipFile(archive) as opened:  # type: ignore[call-overload]
        for each in opened.namelist():
            yield f"{name}:{each}", opened.read(each).decode("utf-8", "replace")


def leaks(said: Said, secrets: Iterable[str]) -> list[tuple[str, set[str]]]:
    secrets = frozenset(secrets)
    return [(where, found) for where, text in said if (found := found_in(text, secrets))]


def test_nothing_confidential_leaves_by_any_door(house, tmp_path, capfd):
    secrets = confidential(house.code)
    for door in (
        public_pages(house),
        answers_to_forms(house),
        replies_of_the_bot(house),
        figures_of_owners(house),
        rooms_of_editors(house),
        index_files(house),
        exported_files(house, tmp_path / "exported"),
        kept_pages(house),
    ):
        assert leaks(door, secrets) == []
    printed = capfd.readouterr()
    assert leaks(log_lines(house, printed.out + printed.err), secrets) == []


def test_a_backup_has_what_is_to_come_back_and_neither_contacts_nor_codes_nor_reports(house, tmp_path):
    backup(house.catalogue, tmp_path / "one.backup")
    comes_back = {NOTE, WRITTEN, ANSWERED, TOLD}
    assert leaks(within("backup", tmp_path / "one.backup"), confidential(house.code) - comes_back) == []


def test_the_files_of_the_state_tell_nothing_of_who_it_is_without_the_key(house, tmp_path, database_kind):
    sealed = {NAME, MAIL, PHONE, PAPER, SOUGHT, house.code}
    files = list(all_files(tmp_path))
    assert leaks(iter(files), sealed) == []
    if database_kind == "sqlite":
        # What was sought is indeed read: the words of the case stand in the file or in what is not yet moved into it.
        names = [where for where, text in files if WRITTEN in text]
        assert any("sqlite" in name for name in names)


def test_numbers_below_the_threshold_are_in_no_public_page_or_file(house):
    """Two of everything are done about one service; no answer differs from one in which nobody did anything."""
    client = house.app.test_client()
    addresses = ("/en/service-index", "/en/service-index.csv", "/en/help/answered", "/en/help/answered.csv")
    before = {address: client.get(address).text for address in addresses}
    catalogue = house.catalogue
    catalogue.deeds.note(a_deed(today_of(catalogue)), 2)
    record_deeds(catalogue)
    rate(catalogue, 2, 0, days_ago=1)
    with catalogue.work("person") as work:
        receive(work, catalogue.inquiry_seal, a_form(kind="complaint"))
    # What people experienced is counted up to yesterday, so the next day is asked.
    catalogue.clock.move(days=1)
    day = str(today_of(catalogue))
    assert {address: client.get(address).text.replace(day, "") for address in addresses} == before
