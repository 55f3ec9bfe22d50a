"""Files of words and of content through the browser: shown first, then drafts; all else is refused kindly."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from editing import ADA, EVE, TOM, Browser
from reading_back import live_body
from staff import FROM_HERE, a_person, csrf_token, signed_in

from catalogue.exchange.waiting import KEPT_FOR
from catalogue.facts import Kind
from catalogue.files.archive import LARGEST_ARCHIVE
from catalogue.queries.drafts import get_editable
from catalogue.rights import Grant, Role

KEY = "register-birth"
OTTO = "otto@example.org"
PAGE = "/editor/exchange"
ENTITIES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="{}"/>'


def upload(browser, what, data, name="file", kind="application/octet-stream", **fields):
    token = csrf_token(browser.client, PAGE)
    answer = browser.client.post(
        f"{PAGE}/{what}",
        data={"csrf_token": token, "file": (io.BytesIO(data), name, kind), **fields},
        headers=FROM_HERE,
    )
    browser.page, browser.status = BeautifulSoup(answer.text, "html5lib"), answer.status_code
    return browser.open(answer.headers["Location"]) if answer.status_code == 303 else browser


def words_of(browser, **asked):
    return browser.client.get(f"{PAGE}/words", query_string={"language": "fr", **asked})


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def table(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, ["kind", "key", "section", "state", "source", "target"])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def translated(browser, said="Déclarer une naissance ici", section="title"):
    rows = rows_of(words_of(browser, form="csv").data)
    (row,) = (row for row in rows if (row["kind"], row["key"], row["section"]) == ("service", KEY, section))
    return table([{**row, "target": said}])


def draft(country, part="fr"):
    with country.reading("en") as reading:
        return get_editable(reading, Kind.SERVICE, KEY, part)


@pytest.fixture
def tom(editors):
    return Browser(editors, TOM)


@pytest.fixture
def ada(editors):
    return Browser(editors, ADA)


@pytest.mark.parametrize("form", ["csv", "xliff"])
def test_words_come_back_as_drafts_after_they_were_shown(country, tom, form):
    before = live_body(country, Kind.SERVICE, KEY, "fr")
    data = translated(tom)
    if form == "xliff":
        out = words_of(tom, kind="service").text
        start = out.index(f'original="service/{KEY}"')
        unit = out[start:].replace("<target>", "<target>Nouveau : ", 1)
        data = (out[:start] + unit).encode()
    upload(tom, "words", data, language="fr")
    assert tom.page.select(".difference[lang=fr] ins")
    assert draft(country).stage is None
    tom.press("take")
    assert "Saved as drafts" in tom.said
    assert live_body(country, Kind.SERVICE, KEY, "fr") == before
    assert draft(country).authors == (TOM,)
    assert upload(tom, "words", data, language="fr").said.count("This file changes nothing.") == 1
    assert not tom.page.select("button[value=take]")


def test_what_is_refused_is_told_with_its_line_and_the_rest_is_taken(country, tom):
    rows = rows_of(words_of(tom, form="csv").data)
    good = next(row for row in rows if (row["key"], row["section"]) == (KEY, "title"))
    bad = next(row for row in rows if (row["key"], row["section"]) == (KEY, "summary"))
    sent = [
        {**good, "target": "Bon titre"},
        {**bad, "target": "Sans rien {fee.none}"},
        {**good, "key": "nothing", "target": "x"},
        {**good, "section": "stray", "target": "x"},
        {**good, "kind": "<script>alert(1)</script>", "target": "x"},
    ]
    upload(tom, "words", table(sent), language="fr")
    for told in (
        "Line 3: A placeholder is lost or wrong: {fee.none}",
        "Line 4: There is no such object: service/nothing",
        "Line 5: The object has no such section: stray",
        "Line 6: There is no such object: <script>alert(1)</script>/",
    ):
        assert told in tom.said
    assert not tom.page.main.select("script")
    tom.press("take")
    assert draft(country).body["sections"]["title"] == "Bon titre"


def test_only_what_somebody_may_translate_goes_out(country, editors, tom):
    assert {row["state"] for row in rows_of(words_of(tom, form="csv", which="open").data)} <= {
        "missing",
        "outdated",
        "machine",
    }
    assert words_of(tom, language="en").status_code == 403
    assert words_of(tom, language="xx").status_code == 404
    eve = Browser(editors, EVE)
    hers = {row["key"] for row in rows_of(words_of(eve, form="csv").data)}
    all_of_it = {row["key"] for row in rows_of(words_of(tom, form="csv").data)}
    assert hers < all_of_it
    services = {row["kind"] for row in rows_of(words_of(tom, form="csv", kind="service").data)}
    assert services == {"service"}
    own = {row["key"] for row in rows_of(words_of(tom, form="csv", organisation="town-hall").data)}
    assert own < all_of_it


def test_a_file_for_a_language_of_others_is_refused(tom):
    assert upload(tom, "words", XLIFF.format("ru").encode(), language="fr").errors == [
        "Line 1: The file is for another language."
    ]
    assert upload(tom, "words", XLIFF.format("en").encode(), language="en").status == 403
    assert upload(tom, "words", XLIFF.format("xx").encode(), language="xx").status == 404


def test_objects_of_others_are_refused_row_by_row(country, editors, tom):
    eve = Browser(editors, EVE)
    upload(eve, "words", translated(tom), language="fr")
    assert f"Line 2: You may not translate this object: service/{KEY}" in eve.said
    assert not eve.page.select("button[value=take]")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file is empty."),
        (b" \n", "The file is empty."),
        (ENTITIES.encode(), "document type"),
        (("\ufeff" + ENTITIES).encode(), "document type"),
        (ENTITIES.encode("utf-16"), "document type"),
        (b"<xliff", "damaged"),
        (b"<x/>", "not XLIFF 2"),
        ("kind;clé".encode("latin-1"), "UTF-8"),
        ("kind,key".encode("utf-16"), "UTF-8"),
        (b"a,b\n1,2", "lacks columns"),
        (b"PK\x03\x04" + b"\x00\xff" * 50, "UTF-8"),
        (b"kind,key,section,source,target\nservice,a,title,x," + b"a" * 200_000, "damaged"),
    ],
)
def test_what_is_none_of_ours_is_refused_beside_the_field(country, tom, data, told):
    upload(tom, "words", data, language="fr", name="../../<script>.csv", kind="text/html")
    assert tom.status == 422
    assert len(tom.errors) == 1, tom.errors
    assert told in tom.errors[0]
    assert "root:" not in tom.said
    assert not (country.settings.home / "uploads").exists()


def test_a_cell_that_a_spreadsheet_would_compute_is_text_on_both_ways(country, tom):
    upload(tom, "words", translated(tom, '=HYPERLINK("http://x.example","a")'), language="fr")
    tom.press("take")
    assert draft(country).body["sections"]["title"].startswith("=HYPERLINK")
    (row,) = (
        row
        for row in rows_of(words_of(tom, form="csv").data)
        if (row["kind"], row["key"], row["section"]) == ("service", KEY, "title")
    )
    assert row["target"].startswith("'=HYPERLINK")


def test_what_was_sent_is_too_large(tom, editors):
    answer = tom.client.post(
        f"{PAGE}/words",
        data=b"x" * (LARGEST_ARCHIVE + 200_000),
        content_type="multipart/form-data; boundary=x",
        headers=FROM_HERE,
    )
    assert answer.status_code == 413
    assert "This is too large" in answer.text


def test_nothing_is_read_of_what_a_stranger_sends(editors):
    class Unread(io.BytesIO):
        def read(self, *_):
            raise AssertionError("it was read")

        readline = readinto = read

    answer = editors.test_client().post(
        f"{PAGE}/content",
        input_stream=Unread(),
        content_length=10_000_000,
        content_type="multipart/form-data; boundary=x",
        headers=FROM_HERE,
    )
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/staff/login")


def test_what_waits_is_for_one_person_and_one_hour(country, editors, tom, ada, clock):
    upload(tom, "words", translated(tom), language="fr")
    mark = {tag["name"]: tag["value"] for tag in tom.page.select("main form input[type=hidden]")}
    assert "does not wait" in ada.open(f"{PAGE}/waiting").said
    token = csrf_token(ada.client, PAGE)
    ada.client.post(f"{PAGE}/waiting", data={**mark, "csrf_token": token, "do": "take"}, headers=FROM_HERE)
    assert draft(country).stage is None
    (kept,) = (country.settings.home / "uploads").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    old = (clock() - KEPT_FOR - timedelta(seconds=1)).timestamp()
    os.utime(kept, (old, old))
    tom.press("take")
    assert "does not wait" in tom.said
    assert draft(country).stage is None


def test_only_the_file_that_was_shown_is_taken(country, editors, tom):
    upload(tom, "words", translated(tom, "Un"), language="fr")
    other = Browser(editors, TOM)
    upload(other, "words", translated(other, "Deux"), language="fr")
    tom.press("take")
    assert "Look at it again" in tom.said
    assert draft(country).stage is None
    tom.press("take")
    assert draft(country).body["sections"]["title"] == "Deux"


def test_what_changed_meanwhile_is_shown_again(country, editors, tom):
    upload(tom, "words", translated(tom), language="fr")
    other = Browser(editors, TOM).open(f"/editor/service/{KEY}/words/fr")
    other.press("save", **{"text-title": "Entre-temps"})
    assert draft(country).body["sections"]["title"] == "Entre-temps"
    tom.press("take")
    assert tom.status == 409
    assert draft(country).body["sections"]["title"] == "Entre-temps"
    tom.press("drop")
    assert "thrown away" in tom.said
    assert not list((country.settings.home / "uploads").iterdir())


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


def test_a_form_without_our_token_is_refused(editors):
    client = signed_in(editors, ADA)
    for what in ("words", "content", "waiting"):
        assert client.post(f"{PAGE}/{what}", data={"language": "fr"}, headers=FROM_HERE).status_code == 400
