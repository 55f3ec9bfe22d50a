"""What people write in a case, who they are and their code are found nowhere but where they belong."""

from __future__ import annotations

import logging
import zipfile
from pathlib import Path

import pytest
from cases import CLERK, REVIEWER, a_form
from content_builder import small_content
from permissions import address_of, people_of_all_kinds, staff_rules
from sqlalchemy import text
from staff import FROM_HERE, a_person, csrf_token, staff_pages

from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.utterance import Utterance
from catalogue.commands.backup import backup
from catalogue.commands.export_content import export_content
from catalogue.commands.import_content import import_content
from catalogue.commands.inquiries.handle import answer, close, take
from catalogue.commands.inquiries.pass_time import forget_contacts, forget_texts
from catalogue.commands.inquiries.receive import receive
from catalogue.commands.inquiries.tell_public import publish_note, write_note
from catalogue.commands.restore import restore
from catalogue.context import Catalogue
from catalogue.jobs.run import work_once
from catalogue.queries.inquiries import get_followed
from catalogue.rights import Grant, Role
from catalogue.sealing import Seal
from catalogue.settings import PROJECT, Settings
from portal import create_app
from portal.settings import Settings as PortalSettings
from portal.translations import compile_all

WRITTEN, ANSWERED, NOTED = "Xylophonic quagga", "Vermilion zebu", "Cerulean okapi"
CONTACT = {"name": "Ottoline Quux", "mail": "ottoline@quux.example.org", "phone": "+99 876 5432 10"}
TYPED_NUMBER = "4929 1234 5678 9012"


@pytest.fixture
def catalogue(settings, clock):
    with Catalogue(settings, clock=clock) as opened:
        import_content(opened, small_content())
        yield opened


@pytest.fixture
def receipt(catalogue):
    """A case that was answered and of which a note was written, and not published."""
    with catalogue.work("person") as work:
        sent = a_form(text=f"{WRITTEN} {TYPED_NUMBER}", contact=CONTACT)
        receipt = receive(work, catalogue.inquiry_seal, sent)
    with catalogue.work(CLERK.mail) as work:
        take(work, CLERK, receipt.number)
        answer(work, CLERK, receipt.number, ANSWERED, "en")
        write_note(work, CLERK, receipt.number, "changed", NOTED, "en")
    return receipt


@pytest.fixture
def secrets(receipt):
    """All that nobody else is to read."""
    code = receipt.code
    grouped = "-".join(code[start : start + 4] for start in range(0, len(code), 4))
    return (WRITTEN, ANSWERED, NOTED, *CONTACT.values(), code, grouped, code.lower(), TYPED_NUMBER, receipt.number)


@pytest.fixture
def app(catalogue, tmp_path):
    compile_all(PROJECT / "translations")
    return create_app(PortalSettings.from_environment({"ONEDOOR_HOME": str(tmp_path / "portal")}), catalogue)


def files_of(folder: Path) -> bytes:
    """Everything that lies in a folder, as bytes."""
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def public_addresses(app):
    """Every page that can be asked for without a form, in two languages."""
    samples = {"name": "about", "code": "1001"}
    objects = {"life_event": "having-a-baby", "target_group": "parents", "topic": "family", "document": "consent"}
    objects |= {"organisation": "registry", "office": "centre", "plan": "having-a-baby"}
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint.startswith(("staff.", "editor.", "desk.", "assets.")):
            continue
        for language in ("en", "fr"):
            name = rule.endpoint.partition(".")[2].removesuffix("_calendar").removesuffix("_json")
            values = {**samples, "language": language, "id": objects.get(name, "register-birth")}
            wanted = {part: values[part] for part in rule.arguments if part in values}
            if set(wanted) == set(rule.arguments):
                yield app.url_map.bind("localhost").build(rule.endpoint, wanted, append_unknown=False)


@pytest.mark.long
def test_no_public_page_index_log_or_kept_page_holds_anything(app, catalogue, receipt, secrets, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    work_once(catalogue)
    client = app.test_client()
    addresses = sorted(set(public_addresses(app)))
    assert len(addresses) > 30
    for address in addresses:
        # Asked for twice: the second time some come from what is kept.
        for _ in range(2):
            page = client.get(address, query_string={"q": WRITTEN} if address.endswith("search") else None).text
            found = [secret for secret in secrets if secret in page.replace(f'value="{WRITTEN}"', "")]
            if address.endswith(("/search", "/suggestions")):
                found = [secret for secret in found if secret != WRITTEN]
            assert not found, (address, found)
    for form in ({"code": receipt.code}, {"code": receipt.code[:-1]}):
        client.post("/en/help/follow", data=form, headers=FROM_HERE)
    printed = capfd.readouterr()
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("sqlalchemy"))
    for secret in secrets:
        assert secret not in ours + printed.out + printed.err
    index = files_of(catalogue.settings.index)
    assert index
    for secret in (*WRITTEN.split(), *ANSWERED.split(), *NOTED.split(), receipt.code, CONTACT["mail"]):
        assert secret.lower().encode() not in index.lower()


def test_what_was_published_is_the_note_alone(app, catalogue, receipt, secrets):
    with catalogue.work(REVIEWER.mail) as work:
        publish_note(work, REVIEWER, receipt.number, NOTED)
    page = app.test_client().get("/en/help/answered").text
    assert NOTED in page
    assert [secret for secret in secrets if secret in page] == [NOTED]


def test_the_chat_tells_the_code_s_owner_the_state_and_everybody_else_nothing(catalogue, receipt, secrets):
    compile_all(PROJECT / "translations")
    work_once(catalogue)
    dialogue = Dialogue(catalogue, PROJECT / "translations")
    for words in (receipt.code, receipt.number, "What about my complaint?", "complaint", CONTACT["mail"]):
        reply, memory = dialogue.respond(Utterance(text=words), Memory())
        for secret in secrets:
            assert secret not in str(reply)
            assert secret not in str(memory)


def test_export_and_backup_hold_no_contact_and_no_code(catalogue, receipt, secrets, tmp_path, clock):
    with catalogue.reading("en") as reading:
        export_content(reading, tmp_path / "exported")
    exported = files_of(tmp_path / "exported")
    for secret in secrets:
        assert secret.encode() not in exported
    backup(catalogue, tmp_path / "one.backup")
    with zipfile.ZipFile(tmp_path / "one.backup") as archive:
        names = archive.namelist()
        saved = b"\n".join(archive.read(name) for name in names)
    assert not [name for name in names if "contact" in name or "mail" in name]
    for secret in (*CONTACT.values(), receipt.code, TYPED_NUMBER):
        assert secret.encode() not in saved
    # Cases themselves come back, and are followed by the same code.
    other = Settings(tmp_path / "other", tmp_path, f"sqlite:///{tmp_path / 'other.sqlite'}", "whoosh")
    with Catalogue(other, clock=clock) as restored:
        restore(restored, tmp_path / "one.backup")
        with restored.reading("en") as reading:
            case = get_followed(reading, receipt.code)
        assert ANSWERED in [message.text for message in case.messages]


def test_the_database_does_not_tell_who_it_is_without_the_key(catalogue, receipt, database_kind, tmp_path):
    with catalogue.work("test") as work:
        everything = []
        for table in ("inquiries", "inquiry_messages", "inquiry_steps", "inquiry_notes", "inquiry_mails"):
            everything += [str(tuple(row)) for row in work.session.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608
        sealed = [bytes(row[0]) for row in work.session.execute(text("SELECT sealed FROM inquiry_contacts"))]
    held = "\n".join(everything).encode() + b"\n".join(sealed)
    if database_kind == "sqlite":
        held += files_of(Path(catalogue.settings.database_url.removeprefix("sqlite:///")).parent)
    for secret in (*CONTACT.values(), receipt.code, TYPED_NUMBER, "9012"):
        assert secret.encode() not in held, secret
    # Somebody with the database and another key reads nothing.
    thief = Seal(tmp_path / "another-key")
    assert thief.open(sealed[0], f"inquiry contact {receipt.number}") is None
    assert CONTACT["mail"] in catalogue.inquiry_seal.open(sealed[0], f"inquiry contact {receipt.number}")


def test_what_was_deleted_is_gone_from_the_file(catalogue, receipt, database_kind):
    with catalogue.work(CLERK.mail) as work:
        close(work, CLERK, receipt.number)
    catalogue.clock.move(days=366)
    assert (forget_contacts(catalogue), forget_texts(catalogue)) == (1, 1)
    if database_kind != "sqlite":
        return
    with catalogue.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    held = Path(catalogue.settings.database_url.removeprefix("sqlite:///")).read_bytes()
    assert WRITTEN.encode() not in held
    assert ANSWERED.encode() not in held


@pytest.mark.long
def test_every_staff_page_asked_as_everybody_shows_a_case_to_its_own_people_only(app, catalogue, receipt, secrets):
    people = {f"{name}@example.org": grants for name, grants in people_of_all_kinds().items()}
    for mail, grants in people.items():
        a_person(catalogue, mail, *grants)
    for mail, grants in people.items():
        client = staff_pages(app, mail).client
        token = csrf_token(client, "/staff/account")
        own = any(g.role in (Role.DESK, Role.REVIEWER) and g.organisation in (None, "registry") for g in grants)
        for rule in staff_rules(app):
            if rule.endpoint == "staff.logout":
                continue
            values = {"number": receipt.number} if rule.endpoint.startswith("desk.") else {"number": 1}
            path = address_of(app, rule, {name: values[name] for name in rule.arguments if name in values})
            # A page of errors may name the address that was asked for.
            page = client.get(path).get_data().decode(errors="replace").replace(path, "")
            if rule.endpoint.startswith("desk.case") and own:
                # Only who has taken the case reads how to reach the person.
                assert not [secret for secret in (*CONTACT.values(), receipt.code) if secret in page], (mail, path)
                continue
            if rule.endpoint.startswith("desk.act"):
                continue
            assert not [secret for secret in secrets if secret in page], (mail, path)
        if not own:
            sent = client.post(
                f"/desk/cases/{receipt.number}", data={"csrf_token": token, "do": "close"}, headers=FROM_HERE
            )
            assert sent.status_code in (403, 404), mail


def test_a_grant_for_another_place_or_language_reaches_no_case(app, catalogue, receipt):
    a_person(catalogue, "p@example.org", Grant(Role.DESK, "registry", "harbour"))
    a_person(catalogue, "l@example.org", Grant(Role.DESK, "registry", language="fr"))
    for mail in ("p@example.org", "l@example.org"):
        client = staff_pages(app, mail).client
        assert client.get(f"/desk/cases/{receipt.number}").status_code == 404
        for show in ("open", "mine", "late", "done"):
            assert receipt.number not in client.get(f"/desk/cases/?show={show}").text
