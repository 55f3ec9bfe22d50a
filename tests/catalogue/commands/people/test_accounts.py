"""Accounts: what changes them is logged, an owner reaches no further than their own, and nothing secret leaves."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select
from staff import PASSWORD, a_person, account_of

from catalogue.cli import main
from catalogue.commands.backup import backup
from catalogue.commands.export_content import export_content
from catalogue.commands.people.accounts import add_account, disable_account, enable_account, find_account
from catalogue.commands.people.codes import set_up_codes
from catalogue.commands.people.grants import give, take
from catalogue.commands.people.invitations import invite
from catalogue.commands.people.sign_in import Attempt, remember_device, sign_in
from catalogue.commands.restore import restore
from catalogue.errors import AlreadyThere, BadMail, NotAllowed, NotFound
from catalogue.models import Account, Event, Invitation, KnownDevice, SignInFailures, StaffSession
from catalogue.rights import Grant, Person, Role

NATIONAL = Grant(Role.OWNER)
OF_REGISTRY = Grant(Role.OWNER, "registry")


def owner(catalogue, grant: Grant, mail: str = "owner@example.org") -> Person:
    return a_person(catalogue, mail, grant)


def events(catalogue) -> list[tuple[str, str, dict]]:
    with catalogue.reading("en") as reading:
        rows = reading.session.scalars(select(Event).where(Event.object_id.is_(None)).order_by(Event.id))
        return [(row.actor, row.action, row.details) for row in rows]


@pytest.mark.parametrize(
    "mail", ["", "ana", "ana@", "@x.org", "a b@x.org", "a@x", "a@x.org\nBcc: y@z.org", "<a@x.org>"]
)
def test_what_is_no_mail_address_is_refused(empty_catalogue, mail):
    with pytest.raises(BadMail), empty_catalogue.work("test") as work:
        add_account(work, None, mail, [], "en")


def test_there_is_one_account_for_an_address_however_it_is_typed(empty_catalogue):
    a_person(empty_catalogue, "ana@example.org")
    with pytest.raises(AlreadyThere), empty_catalogue.work("test") as work:
        add_account(work, None, " Ana@Example.ORG ", [], "en")


@pytest.mark.parametrize(
    "grant",
    [Grant(Role.EDITOR, "nowhere"), Grant(Role.EDITOR, place="nowhere"), Grant(Role.EDITOR, language="xx")],
)
def test_rights_hold_in_what_there_is(catalogue, grant):
    with pytest.raises(NotFound), catalogue.work("test") as work:
        add_account(work, None, "ana@example.org", [grant], "en")


@pytest.mark.parametrize(
    ("held", "given", "allowed"),
    [
        (NATIONAL, Grant(Role.EDITOR), True),
        (NATIONAL, Grant(Role.OWNER), True),
        (OF_REGISTRY, Grant(Role.EDITOR, "registry"), True),
        (OF_REGISTRY, Grant(Role.EDITOR, "registry", "harbour", "fr"), True),
        (OF_REGISTRY, Grant(Role.EDITOR), False),
        (OF_REGISTRY, Grant(Role.TRANSLATOR, language="fr"), False),
        (OF_REGISTRY, Grant(Role.EDITOR, "town-hall"), False),
        (OF_REGISTRY, Grant(Role.OWNER), False),
        (Grant(Role.OWNER, place="harbour"), Grant(Role.EDITOR, "registry"), False),
        (Grant(Role.OWNER, place="harbour"), Grant(Role.EDITOR, place="harbour"), True),
        (Grant(Role.EDITOR), Grant(Role.EDITOR), False),
        (Grant(Role.REVIEWER), Grant(Role.EDITOR), False),
    ],
)
def test_nobody_gives_or_takes_more_than_they_look_after(catalogue, held, given, allowed):
    person = owner(catalogue, held)
    a_person(catalogue, "bob@example.org", given)
    for act in (
        lambda work: add_account(work, person, "new@example.org", [given], "en"),
        lambda work: take(work, person, find_account(work, "bob@example.org"), given),
        lambda work: give(work, person, find_account(work, "bob@example.org"), given),
    ):
        if allowed:
            with catalogue.work(person.mail) as work:
                act(work)
        else:
            with pytest.raises(NotAllowed), catalogue.work(person.mail) as work:
                act(work)
    assert account_of(catalogue, "bob@example.org").grants == (given,)


@pytest.mark.parametrize(
    "act", [disable_account, enable_account, lambda work, person, mail: invite(work, person, find_account(work, mail))]
)
def test_an_owner_of_one_organisation_takes_over_nobody_who_is_trusted_with_more(catalogue, act):
    person = owner(catalogue, OF_REGISTRY)
    a_person(catalogue, "both@example.org", Grant(Role.EDITOR, "registry"), Grant(Role.REVIEWER))
    with pytest.raises(NotAllowed), catalogue.work(person.mail) as work:
        act(work, person, "both@example.org")


def test_nobody_changes_their_own_rights_or_disables_themselves(catalogue):
    person = owner(catalogue, NATIONAL)
    for act in (
        lambda work: give(work, person, find_account(work, person.mail), Grant(Role.EDITOR)),
        lambda work: take(work, person, find_account(work, person.mail), NATIONAL),
        lambda work: disable_account(work, person, person.mail),
        lambda work: invite(work, person, find_account(work, person.mail)),
    ):
        with pytest.raises(NotAllowed), catalogue.work(person.mail) as work:
            act(work)


def test_the_log_says_who_did_what_to_whom_before_and_after(catalogue):
    person = owner(catalogue, NATIONAL)
    editor, reviewer = Grant(Role.EDITOR, "registry"), Grant(Role.REVIEWER)
    with catalogue.work(person.mail) as work:
        account = add_account(work, person, "bob@example.org", [editor], "en")
        invite(work, person, account)
        give(work, person, account, reviewer)
        take(work, person, account, editor)
        disable_account(work, person, "bob@example.org")
        enable_account(work, person, "bob@example.org")
    mine = [(action, details) for actor, action, details in events(catalogue) if actor == person.mail]
    assert [action for action, _ in mine] == [
        "account_added",
        "invited",
        "granted",
        "revoked",
        "account_disabled",
        "account_enabled",
    ]
    assert {details["mail"] for _, details in mine} == {"bob@example.org"}
    one, both = [{"role": "editor", "organisation": "registry"}], [{"role": "reviewer"}]
    assert (mine[2][1]["before"], mine[2][1]["after"]) == (one, one + both)
    assert (mine[3][1]["before"], mine[3][1]["after"]) == (one + both, both)


def test_what_changes_nothing_is_not_logged(catalogue):
    person = owner(catalogue, NATIONAL)
    a_person(catalogue, "bob@example.org", Role.EDITOR)
    before = len(events(catalogue))
    with catalogue.work(person.mail) as work:
        give(work, person, find_account(work, "bob@example.org"), Grant(Role.EDITOR))
        enable_account(work, person, "bob@example.org")
    assert len(events(catalogue)) == before


def test_the_log_is_only_added_to(catalogue):
    a_person(catalogue, "ana@example.org")
    for change in (lambda session, row: setattr(row, "actor", "bob"), lambda session, row: session.delete(row)):
        with pytest.raises(ValueError, match="never"), catalogue.work("test") as work:
            change(work.session, work.session.scalars(select(Event)).first())


def everything_secret(catalogue) -> list[str]:
    """Give somebody every kind of secret there is, and return all of them and what is kept of them."""
    person = a_person(catalogue, "ana@example.org", Role.EDITOR)
    import pyotp

    from catalogue.commands.people.codes import offer_secret

    secret, sealed = offer_secret(catalogue.staff_seal, person)
    opened = sign_in(catalogue, Attempt("ana@example.org", PASSWORD, None, ""))
    with catalogue.work(person.mail) as work:
        given = set_up_codes(
            work, catalogue.staff_seal, person, sealed, pyotp.TOTP(secret).at(work.now), token=opened.token
        )
        device = remember_device(work, person.id, "")
        invitation = invite(work, None, add_account(work, None, "new@example.org", [], "en"))
        kept = work.session.scalars(select(Account.password)).first()
    return [secret, sealed, opened.token, device, invitation, kept, PASSWORD, *given]


def test_the_log_holds_no_secret(catalogue):
    secrets = everything_secret(catalogue)
    told = json.dumps(events(catalogue))
    assert not [secret for secret in secrets if secret in told]


def test_content_files_hold_nothing_of_people(catalogue, tmp_path):
    secrets = everything_secret(catalogue)
    with catalogue.reading("en") as reading:
        export_content(reading, tmp_path / "out")
    files = [file.read_text(encoding="utf-8") for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert files
    assert not [secret for secret in (*secrets, "ana@example.org") if any(secret in text for text in files)]


def test_a_restore_brings_accounts_back_and_nobody_is_signed_in(catalogue, tmp_path):
    everything_secret(catalogue)
    before = account_of(catalogue, "ana@example.org")
    backup(catalogue, tmp_path / "backup.zip")
    with catalogue.work("test") as work:
        take(work, None, find_account(work, "ana@example.org"), Grant(Role.EDITOR))
    restore(catalogue, tmp_path / "backup.zip", force=True)
    after = account_of(catalogue, "ana@example.org")
    assert (after.grants, after.has_codes, after.state) == (before.grants, True, "active")
    with catalogue.reading("en") as reading:
        for table in (StaffSession, KnownDevice, Invitation, SignInFailures):
            assert reading.session.scalar(select(func.count()).select_from(table)) == 0
    assert sign_in(catalogue, Attempt("ana@example.org", PASSWORD, None, "")).waits_for_code
    with catalogue.work("test") as work:
        assert add_account(work, None, "next@example.org", [], "en").id > before.id


@pytest.fixture
def run(settings, catalogue, monkeypatch):
    monkeypatch.setenv("ONEDOOR_HOME", str(settings.home))
    monkeypatch.setenv("ONEDOOR_DATABASE_URL", settings.database_url)
    return lambda *words: CliRunner().invoke(main, ["user", *words])


def test_the_command_looks_after_accounts(run):
    assert run("add", "ana@example.org", "--role", "translator", "--language", "fr", "--language", "ar").exit_code == 0
    assert run("grant", "ana@example.org", "--role", "editor", "--place", "harbour").exit_code == 0
    assert run("revoke", "ana@example.org", "--role", "translator", "--language", "ar").exit_code == 0
    assert run("disable", "ana@example.org").exit_code == 0
    listed = json.loads(run("list", "--json").output)
    assert [(row["mail"], row["state"], row["name"]) for row in listed] == [("ana@example.org", "disabled", "")]
    assert [{name for name, value in grant.items() if value} for grant in listed[0]["grants"]] == [
        {"role", "language"},
        {"role", "place"},
    ]
    assert run("enable", "ana@example.org").exit_code == 0
    assert "invited\ttranslator (fr); editor (harbour)" in run("list").output
    assert "http://127.0.0.1:8000/staff/invitation?token=" in run("invite", "ana@example.org").output
    assert run("reset-codes", "ana@example.org").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "ana", "--role", "editor"), 1, "“ana” is no mail address."),
        (("add", "ana@example.org"), 2, "--role"),
        (("add", "ana@example.org", "--role", "king"), 2, "king"),
        (("add", "ana@example.org", "--role", "editor", "--organisation", "x"), 1, "There is no organisation “x”."),
        (("disable", "ana@example.org"), 1, "There is no account “ana@example.org”."),
        (("revoke", "bob@example.org", "--role", "owner"), 1, "There is no grant “owner”."),
        (("loosen", "bob@example.org"), 1, "bob@example.org is not bound to anybody at a provider."),
        (("add", "bob@example.org", "--role", "editor"), 1, "The account “bob@example.org” is there already."),
    ],
)
def test_the_command_says_what_is_wrong(run, catalogue, words, code, said):
    a_person(catalogue, "bob@example.org", Role.EDITOR)
    done = run(*words)
    assert done.exit_code == code
    assert said in done.output
