"""Files of words and of content through the browser: shown first, then drafts; all else is refused kindly."""

from __future__ import annotations

import io
import os
from datetime import timedelta

import pytest
from editing import ADA, EVE, TOM, Browser
from exchanging import KEY, PAGE, draft, rows_of, table, translated, upload, words_of
from reading_back import live_body
from staff import FROM_HERE, csrf_token, signed_in

from catalogue.exchange.waiting import KEPT_FOR
from catalogue.facts import Kind
from catalogue.files.archive import LARGEST_ARCHIVE

ENTITIES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="{}"/>'


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


def test_of_what_is_current_there_is_no_file(country, editors, tom):
    answer = words_of(tom, form="csv", which="open", kind="topic", organisation="town-hall")
    assert answer.status_code == 303
    assert "so there is no file" in tom.open(answer.location).said


def test_the_open_words_are_all_those_of_the_whole_that_are_open(tom):
    upload(tom, "words", translated(tom), language="fr").press("take")
    whole = rows_of(words_of(tom, form="csv").data)
    open_ones = [row for row in whole if row["state"] in ("missing", "outdated", "machine")]
    assert 0 < len(open_ones) < len(whole)
    assert rows_of(words_of(tom, form="csv", which="open").data) == open_ones


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


def test_a_form_without_our_token_is_refused(editors):
    client = signed_in(editors, ADA)
    for what in ("words", "content", "waiting"):
        assert client.post(f"{PAGE}/{what}", data={"language": "fr"}, headers=FROM_HERE).status_code == 400
