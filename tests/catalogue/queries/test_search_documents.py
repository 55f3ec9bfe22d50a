"""What search reads: an office serves its place and those within; what is not translated, in the source language."""

from __future__ import annotations

import pytest
from content_builder import card, changed, entry, small_content, words

from catalogue.commands.import_content import import_content
from catalogue.facts import Kind
from catalogue.queries.search_documents import list_search_documents


@pytest.mark.parametrize(
    ("place", "served"),
    [("littleland", ()), ("coast", ("coast", "harbour")), ("harbour", ("harbour",)), ("valley", ("valley",))],
)
def test_an_office_serves_its_place_and_those_within(empty_catalogue, place, served):
    office = {"organisation": "registry", "kind": "counter", "place": place}
    content = changed(
        small_content(),
        entry(Kind.PLACE, "coast", {"level": "region", "parent": "littleland"}, en=words(title="Coast")),
        entry(Kind.PLACE, "harbour", {"level": "municipality", "parent": "coast"}, en=words(title="Harbour")),
        entry(Kind.PLACE, "valley", {"level": "municipality", "parent": "littleland"}, en=words(title="Valley")),
        entry(Kind.OFFICE, "desk", office, en=words(title="Desk")),
    )
    import_content(empty_catalogue, content)
    with empty_catalogue.reading("en") as reading:
        (document,) = list_search_documents(reading, ["en"], [("office", "desk")])
    assert document.facets["place"] == served


def test_what_is_not_translated_is_read_in_the_source_language_and_says_so(empty_catalogue):
    registry = {"level": "national"}
    content = changed(
        small_content(),
        entry(Kind.ORGANISATION, "translated", registry, en=card("Court"), fr=card("Tribunal")),
        entry(Kind.ORGANISATION, "untranslated", registry, en=card("Court")),
        entry(Kind.ORGANISATION, "untitled", registry, en=card("Court"), fr=words(summary="Il juge.")),
    )
    import_content(empty_catalogue, content)
    with empty_catalogue.reading("en") as reading:
        names = [("organisation", key) for key in ("translated", "untranslated", "untitled")]
        documents = {
            (one.id, one.language): (one.title, one.summary, one.fallback, one.written_in)
            for one in list_search_documents(reading, ["en", "fr"], names)
        }
    own, fallen_back = ("Court", "Court, in short.", None, "en"), ("Court", "Court, in short.", "en", "en")
    assert documents == {
        ("translated", "en"): own,
        ("translated", "fr"): ("Tribunal", "Tribunal, in short.", None, "fr"),
        ("untranslated", "en"): own,
        ("untranslated", "fr"): fallen_back,
        ("untitled", "en"): own,
        ("untitled", "fr"): fallen_back,
    }
