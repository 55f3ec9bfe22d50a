"""The whole catalogue through the browser: for who is trusted with all of it, as drafts, and twice the same as once."""

from __future__ import annotations

import io
import zipfile

import pytest
from editing import ADA, EVE, TOM, Browser
from exchanging import KEY, PAGE, draft, rows_of, upload
from reading_back import live_body
from staff import a_person

from catalogue.facts import Kind
from catalogue.rights import Grant, Role

OTTO = "otto@example.org"


@pytest.fixture
def ada(editors):
    return Browser(editors, ADA)


def changed_archive(browser, name="content", **replaced):
    data = browser.client.get(f"{PAGE}/content").data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for path in before.namelist():
            text = before.read(path).decode()
            for old, new in replaced.get("swap", ()):
                text = text.replace(old, new) if path == replaced["path"] else text
            after.writestr(path, text)
    return out.getvalue()


def test_an_archive_comes_back_as_drafts_and_the_second_time_as_nothing(country, ada):
    untouched = ada.client.get(f"{PAGE}/content")
    assert untouched.headers["Content-Type"] == "application/zip"
    assert "This file changes nothing." in upload(ada, "content", untouched.data).said
    title = live_body(country, Kind.SERVICE, KEY, "en")["sections"]["title"]
    data = changed_archive(ada, path=f"services/{KEY}/en.md", swap=[(title, "Tell us of a birth")])
    upload(ada, "content", data)
    assert "One part changes" in ada.said
    assert ada.page.select_one(".difference ins")
    ada.press("take")
    assert draft(country, "en").body["sections"]["title"] == "Tell us of a birth"
    assert live_body(country, Kind.SERVICE, KEY, "en")["sections"]["title"] == title
    assert "This file changes nothing." in upload(ada, "content", data).said


def test_an_archive_tells_every_bad_file(country, ada):
    data = changed_archive(ada, path=f"services/{KEY}/service.yaml", swap=[("code:", "coed:")])
    upload(ada, "content", data)
    assert f"services/{KEY}/service.yaml" in ada.said
    assert "Did you mean “code”?" in ada.said
    upload(ada, "content", b"no archive")
    assert ada.status == 422
    assert ada.errors == ["The file is no archive. Send the ZIP file that you downloaded, with your changes."]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../<b>.yaml", "a: 1")
    upload(ada, "content", out.getvalue())
    assert "(../<b>.yaml)" in ada.errors[0]
    assert not ada.page.select("main b")


def test_the_whole_catalogue_is_for_who_is_trusted_with_all_of_it(country, editors):
    a_person(country, OTTO, Role.OWNER)
    a_person(country, "fay@example.org", Grant(Role.EDITOR, language="fr"))
    otto = Browser(editors, OTTO)
    assert otto.open(PAGE).page.select("#content-file")
    assert not otto.page.select("#words-file")
    assert "You may not" in upload(otto, "content", changed_archive(otto, path="pack.yaml", swap=[("EUR", "USD")])).said
    assert not otto.page.select("button[value=take]")
    for mail in (EVE, TOM, "fay@example.org"):
        one = Browser(editors, mail)
        assert not one.open(PAGE).page.select("#content-file")
        assert one.client.get(f"{PAGE}/content").status_code == 403
        assert upload(one, "content", b"x").status == 403


def test_a_kind_is_a_table_and_an_archive_of_its_own(ada):
    answer = ada.client.get(f"{PAGE}/content", query_string={"kind": "office", "form": "csv"})
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = rows_of(answer.data)
    assert rows
    assert {"key", "title.en", "kind"} <= set(rows[0])
    files = zipfile.ZipFile(io.BytesIO(ada.client.get(f"{PAGE}/content?kind=office").data)).namelist()
    assert files
    assert all(name.startswith("offices/") for name in files)
    assert ada.client.get(f"{PAGE}/content?kind=nonsense").status_code == 404
    answer = ada.client.get(f"{PAGE}/content?kind=&form=csv")
    assert answer.status_code == 422
    assert 'href="#content-kind"' in answer.text
