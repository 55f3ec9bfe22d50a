"""CSV and XLIFF, out and in: nothing is lost, and nothing that is planted in a file does harm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import example, given
from hypothesis import strategies as st

from catalogue.exchange.csv_file import read_csv, write_csv
from catalogue.exchange.rows import BadFile, BadRow, Refusal, Row
from catalogue.exchange.xliff import NAMESPACE, read_xliff, write_xliff
from catalogue.facts import Kind
from catalogue.read_models.text import Freshness

_PIECES = st.sampled_from(
    ["{fee.standard}", "{deadline}", "\n", "\n\n- ", " ", "  ", "**مهم**", "出生登记", "شهادة الميلاد", "[a](https://b.c)",
     '"', "'", ";", ",", "=1+1", "<b>", "&amp;", "]]>", "\t", "\u200f", "é", "## T\n", "\x07", "\r"]
)  # fmt: skip
TEXTS = st.lists(_PIECES | st.text(st.characters(codec="utf-8"), max_size=5), max_size=8).map("".join)
# A file of either kind ends lines in its own way; texts of the catalogue hold no other ends than these.
WITHOUT_PAIRS = TEXTS.map(lambda text: text.replace("\r\n", "\n"))
ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from([Kind.SERVICE, Kind.LIFE_EVENT, Kind.VARIANT]),
        st.sampled_from(["register-birth", "register-birth/harbour"]),
        st.sampled_from(["title", "fees.standard", "exceptions.abroad.title"]),
        WITHOUT_PAIRS,
        WITHOUT_PAIRS,
        st.sampled_from(Freshness),
    ),
    max_size=5,
)


def content(rows):
    return [(row.kind, row.key, row.section, row.source, row.target) for row in rows]


@given(ROWS)
@example([Row(Kind.SERVICE, "a", "title", " leading", "'=1+1")])
def test_a_table_loses_nothing(rows):
    read, bad = read_csv(write_csv(rows))
    assert (content(read), bad) == (content(rows), [])


@given(ROWS)
def test_an_xliff_loses_nothing(rows):
    read, bad = read_xliff(write_xliff(rows, "en", "ar"), "ar")
    assert (content(read), bad) == (content(rows), [])


ROW = Row(Kind.SERVICE, "register-birth", "overview", "It costs {fee.standard}.", "{fee.standard} à payer")


def test_a_table_never_computes():
    for start in "=+-@\t":
        text = write_csv([replace(ROW, target=f"{start}1")]).decode("utf-8-sig")
        assert f"'{start}1" in text


def test_a_table_from_a_spreadsheet_with_semicolons_is_read():
    data = "kind;key;section;source;target\r\nservice;register-birth;title;Born;Né\r\n".encode()
    assert content(read_csv(data)[0]) == [(Kind.SERVICE, "register-birth", "title", "Born", "Né")]


def test_a_bad_row_of_a_table_is_told_with_its_line():
    data = b'kind,key,section,source,target\nservice,a,title,"two\nlines",x\nnonsense,b,title,s,t\nservice,c\n'
    rows, bad = read_csv(data)
    assert [(row.key, row.line) for row in rows] == [("a", 2)]
    assert bad == [BadRow(4, Refusal.NO_OBJECT, "nonsense/b"), BadRow(5, Refusal.UNREADABLE, "columns")]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"a,b\n", 1),
        (b"", 1),
        (b"kind,key,section,source,target\n\xff", 2),
        (b'kind,key,section,source,target\nservice,a,title,"open', 2),
    ],
)
def test_what_is_no_table_of_ours_is_told(data, line):
    with pytest.raises(BadFile) as fault:
        read_csv(data)
    assert fault.value.line == line


def test_placeholders_travel_protected_and_pair_with_their_source():
    root = fromstring(write_xliff([ROW], "en", "fr"))
    found = [(one.get("id"), one.get("equiv")) for one in root.iter(f"{{{NAMESPACE}}}ph")]
    assert found == [("p1", "{fee.standard}")] * 2


def file(units, language="fr", original="service/register-birth"):
    return (
        f'<xliff xmlns="{NAMESPACE}" version="2.0" srcLang="en" trgLang="{language}">'
        f'<file id="f1" original="{original}">\n{units}</file></xliff>'
    ).encode()


def test_what_a_tool_cut_into_segments_is_put_together_again():
    unit = (
        '<unit id="u1" name="overview"><segment state="final"><source>One <ph id="1" equiv="{deadline}"/>.</source>'
        '<target>Un <ph id="1"/>.</target></segment><ignorable><source> </source></ignorable>'
        '<segment state="reviewed"><source>Two.</source><target><mrk id="m1" type="term">Deux</mrk>.</target></segment>'
        "</unit>"
    )
    (row,), bad = read_xliff(file(unit), "fr")
    assert (row.source, row.target, row.confirmed, bad) == ("One {deadline}. Two.", "Un {deadline}. Deux.", True, [])


def test_a_bad_unit_is_told_with_its_line():
    units = (
        '<unit id="u1"><segment><source>a</source></segment></unit>\n'
        '<unit id="u2" name="title"><segment><source>a<cp hex="zz"/></source></segment></unit>\n'
    )
    rows, bad = read_xliff(file(units), "fr")
    assert rows == []
    assert [(one.line, one.refusal) for one in bad] == [(2, Refusal.UNREADABLE), (3, Refusal.UNREADABLE)]
    assert read_xliff(file(units, original="thing/x"), "fr")[1][0] == BadRow(2, Refusal.NO_OBJECT, "thing/x")


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("planted", [BOMB, OUTSIDE, '<!DOCTYPE x SYSTEM "https://example.org/x.dtd">'])
def test_document_types_and_entities_are_refused(planted):
    unit = '<unit id="u1" name="title"><segment><source>&a;</source></segment></unit>'
    with pytest.raises(BadFile, match="document type"):
        read_xliff(planted.encode() + file(unit), "fr")


def test_marks_within_marks_without_end_are_refused():
    deep = "<mrk id='m'>" * 5000 + "</mrk>" * 5000
    unit = f'<unit id="u1" name="title"><segment><source>{deep}</source></segment></unit>'
    assert read_xliff(file(unit), "fr")[1] == [BadRow(2, Refusal.UNREADABLE, "marks within marks")]


@pytest.mark.parametrize("data", [b"", b"<a/>", b"no", file("", "es"), b'<?xml version="1.0" encoding="x"?><a/>'])
def test_what_is_no_xliff_of_that_language_is_told(data):
    with pytest.raises(BadFile):
        read_xliff(data, "fr")
