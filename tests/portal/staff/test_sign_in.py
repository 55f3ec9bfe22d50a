"""Signing in and out: the right lead on, the wrong learn nothing, and a session is nobody else's."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from every_language import EVERY_LANGUAGE
from staff import FROM_HERE, PASSWORD, a_person, csrf_token, send, sign_in, signed_in, staff_pages

from catalogue.commands.people.accounts import disable_account
from catalogue.rights import Role
from portal.staff.session import COOKIE, DEVICE_COOKIE


@pytest.fixture(scope="module", autouse=True)
def people(portal_catalogue):
    a_person(portal_catalogue, "ana@example.org", Role.EDITOR)
    a_person(portal_catalogue, "off@example.org", Role.EDITOR)
    with portal_catalogue.work("test") as work:
        disable_account(work, None, "off@example.org")


def where(answer) -> str:
    return answer.headers["Location"]


def cookies(answer) -> dict[str, str]:
    return {line.partition("=")[0]: line for line in answer.headers.getlist("Set-Cookie")}


def test_who_signs_in_comes_to_the_work_and_is_known_there(app):
    pages = staff_pages(app, "ana@example.org")
    assert "Ana" in pages.open("/editor/").main.get_text()


@pytest.mark.parametrize(
    ("roles", "first"),
    [
        ((Role.DESK,), "/desk/"),
        ((Role.DESK, Role.OWNER), "/desk/"),
        ((Role.DESK, Role.EDITOR), "/editor/"),
        ((Role.REVIEWER,), "/editor/"),
        ((Role.OWNER,), "/editor/"),
    ],
)
def test_clerks_begin_at_the_counter_and_everybody_else_at_their_work(app, portal_catalogue, roles, first):
    mail = f"{'-'.join(roles)}@first.example.org"
    a_person(portal_catalogue, mail, *roles)
    client = app.test_client()
    assert where(sign_in(client, mail)) == first
    # Who is signed in already is led there, too.
    assert where(client.get("/staff/login")) == first


def test_nobody_is_offered_to_edit_who_may_not(app, portal_catalogue):
    for role in (Role.DESK, Role.OWNER):
        a_person(portal_catalogue, f"{role}@no-edit.example.org", role)
        assert "/editor/objects" not in str(staff_pages(app, f"{role}@no-edit.example.org").open("/editor/"))
    assert "/editor/objects" in str(staff_pages(app, "ana@example.org").open("/editor/"))


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_the_page_of_signing_in_is_sound_in_every_language(page, language):
    page.open(f"/staff/login?language={language}", language)


def test_the_page_asks_the_browser_for_its_language(client):
    assert 'lang="ar"' in client.get("/staff/login", headers={"Accept-Language": "ar, en;q=0.5"}).text


def test_pages_are_in_the_language_of_the_account(app, portal_catalogue):
    a_person(portal_catalogue, "rua@example.org", Role.EDITOR, language="ar")
    staff_pages(app, "rua@example.org").open("/editor/", "ar")


@pytest.mark.parametrize(
    ("mail", "password"),
    [("ana@example.org", "wrong"), ("nobody@example.org", PASSWORD), ("off@example.org", PASSWORD), ("", "")],
)
def test_whoever_may_not_come_in_reads_the_same_sentence(app, mail, password):
    client = app.test_client()
    answer = sign_in(client, mail, password)
    assert answer.status_code == 422
    assert "Mail address and password do not belong together." in answer.text
    assert client.get("/editor/").status_code == 303


def test_what_was_typed_stays_but_for_the_password(app):
    answer = sign_in(app.test_client(), 'ana@example.org"><script>', "a secret thing")
    assert 'value="ana@example.org&#34;&gt;&lt;script&gt;"' in answer.text
    assert "a secret thing" not in answer.text


def test_the_form_can_be_filled_in_by_a_password_manager(page):
    shown = page.open("/staff/login")
    assert shown.select_one("#mail")["autocomplete"] == "username"
    assert shown.select_one("#password")["autocomplete"] == "current-password"
    assert not shown.select("[onpaste]")


def test_the_cookies_are_read_by_no_script_and_sent_by_no_other_site(app):
    set_here = cookies(sign_in(app.test_client(), "ana@example.org"))
    for name, path in ((COOKIE, "/"), (DEVICE_COOKIE, "/staff/")):
        flags = {flag.strip().lower() for flag in set_here[name].split(";")[1:]}
        assert {"secure", "httponly", "samesite=lax", f"path={path}"} <= flags
    assert "expires" not in set_here[COOKIE].lower()


def test_a_token_planted_before_signing_in_is_worth_nothing_afterwards(app):
    victim, attacker = app.test_client(), app.test_client()
    victim.set_cookie(COOKIE, "planted-token-that-somebody-else-knows", domain="localhost")
    attacker.set_cookie(COOKIE, "planted-token-that-somebody-else-knows", domain="localhost")
    assert sign_in(victim, "ana@example.org").status_code == 303
    assert victim.get("/editor/").status_code == 200
    assert attacker.get("/editor/").status_code == 303


def test_the_token_of_forms_changes_with_the_session(app):
    client = app.test_client()
    before = csrf_token(client)
    sign_in(client, "ana@example.org")
    refused = client.post("/staff/logout", data={"csrf_token": before}, headers=FROM_HERE)
    assert refused.status_code == 400
    assert client.get("/editor/").status_code == 200


def test_signing_out_ends_the_session_on_the_server_too(app):
    client = signed_in(app, "ana@example.org")
    stolen = client.get_cookie(COOKIE).value
    assert where(send(client, "/staff/logout", "/editor/")) == "/staff/login"
    thief = app.test_client()
    thief.set_cookie(COOKIE, stolen, domain="localhost")
    assert thief.get("/editor/").status_code == 303


def test_a_session_ends_with_its_account(app, portal_catalogue):
    a_person(portal_catalogue, "gone@example.org", Role.EDITOR)
    client = signed_in(app, "gone@example.org")
    with portal_catalogue.work("test") as work:
        disable_account(work, None, "gone@example.org")
    assert client.get("/editor/").status_code == 303


def test_who_asks_for_a_page_comes_back_to_it(app):
    client = app.test_client()
    sent = where(client.get("/staff/account"))
    assert sent == "/staff/login?next=/staff/account"
    assert where(sign_in(client, "ana@example.org", next="/staff/account")) == "/staff/account"


ELSEWHERE = (
    "//evil.example",
    "///evil.example",
    "https://evil.example/editor/",
    "https:evil.example",
    "http:/evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/editor/\\..\\evil",
    "/%2f/evil.example",
    "/%5cevil.example",
    "/editor//evil.example",
    "/editor/../../evil",
    "/editor/%0d%0aSet-Cookie:x=1",
    "/editor/\r\nX: y",
    "/editor/@evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " /editor/",
    "\t//evil.example",
    "/en/",
    "/nowhere",
    "/staff/logout",
    "/staff/login",
    "editor/",
    "",
)


@pytest.mark.parametrize("path", ELSEWHERE)
def test_signing_in_leads_to_pages_of_ours_only(app, path):
    client = app.test_client()
    answer = sign_in(client, "ana@example.org", next=path)
    assert answer.status_code == 303
    assert where(answer) == "/editor/"
    # Who is signed in already is led on by the same rule.
    assert where(client.get("/staff/login", query_string={"next": path})) == "/editor/"
    assert urlsplit(where(answer)).netloc == ""


@pytest.mark.parametrize("token", [None, "", "wrong", "IjEyMyI.aaaa.bbbb"])
def test_a_form_without_the_token_is_refused(app, token):
    client = app.test_client()
    csrf_token(client)
    fields = {"mail": "ana@example.org", "password": PASSWORD}
    answer = client.post(
        "/staff/login", data=fields if token is None else {**fields, "csrf_token": token}, headers=FROM_HERE
    )
    assert answer.status_code == 400
    assert client.get("/editor/").status_code == 303


def test_the_token_of_another_browser_is_refused(app):
    other = csrf_token(app.test_client())
    client = app.test_client()
    csrf_token(client)
    fields = {"mail": "ana@example.org", "password": PASSWORD, "csrf_token": other}
    assert client.post("/staff/login", data=fields, headers=FROM_HERE).status_code == 400


def test_a_form_of_another_site_is_refused_even_with_the_token(app):
    client = signed_in(app, "ana@example.org")
    token = csrf_token(client, "/editor/")
    answer = client.post("/staff/logout", data={"csrf_token": token}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_pages_of_staff_are_kept_nowhere(app):
    client = signed_in(app, "ana@example.org")
    for address in ("/staff/login", "/editor/", "/staff/account"):
        headers = client.get(address).headers
        assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex"), address


def test_public_pages_set_no_cookie_for_staff_either(app):
    client = signed_in(app, "ana@example.org")
    answer = client.get("/en/")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
