"""What is written is read back the same, and writing it again gives the same bytes."""

from pathlib import Path

import pytest
from generated_facts import facts, ids, lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.facts import KINDS, Kind
from catalogue.facts.words import Shape, Words, sections
from catalogue.files.content import PACK_KEY, Content, Entry
from catalogue.files.reader import read
from catalogue.files.writer import render, write

texts = st.lists(lines | st.sampled_from(["# looks like a section", "\\# so does this", "## heading", "- item"])).map(
    lambda written: "\n".join(written).strip()
)


@st.composite
def entries(draw: st.DrawFn, kind: Kind) -> Entry:
    built = draw(facts(KINDS[kind].facts))
    spoken = {}
    for section in sections(built):
        if draw(st.booleans()):
            strategy = {Shape.LINE: lines, Shape.LIST: st.lists(lines).map(tuple), Shape.TEXT: texts}[section.shape]
            spoken[section.key] = draw(strategy)
    made_from = dict.fromkeys(spoken, "0123abcd") if draw(st.booleans()) else {}
    machine = frozenset(draw(st.lists(st.sampled_from(sorted(spoken)))) if spoken else ())
    key = {Kind.PACK: PACK_KEY, Kind.VARIANT: "x/y"}.get(kind) or draw(ids)
    return Entry(kind, key, built, {"en": Words(spoken, made_from, machine)})


def _with_a_pack(entry: Entry) -> Content:
    pack = KINDS[Kind.PACK].facts(country="a", source_language="en", languages=("en",), currency="EUR")
    service = {"code": "1234", "organisation": "a", "channels": [{"id": "a", "kind": "post"}]}
    objects = {(Kind.PACK, PACK_KEY): Entry(Kind.PACK, PACK_KEY, pack)}
    if entry.kind is Kind.VARIANT:
        objects[Kind.SERVICE, "x"] = Entry(Kind.SERVICE, "x", KINDS[Kind.SERVICE].facts.from_plain(service))
    return Content({**objects, (entry.kind, entry.key): entry})


@pytest.mark.parametrize("kind", list(Kind))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_reading_what_was_written_gives_the_same(kind: Kind, data: st.DataObject, tmp_path_factory) -> None:
    content = _with_a_pack(data.draw(entries(kind)))
    folder: Path = tmp_path_factory.mktemp("content")
    write(content, folder)
    again = read(folder)
    assert again.problems == ()
    assert again.objects == content.objects
    assert render(again) == render(content)
    assert write(again, folder) == ()


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(list(Kind)).flatmap(entries))
def test_words_go_through_their_json_form(entry: Entry) -> None:
    words = entry.words["en"]
    assert Words.from_plain(words.to_plain()) == words
