"""What search reads of a place: an office serves the place it is in and all places within; the country's is for all."""

from __future__ import annotations

import pytest
from content_builder import changed, entry, small_content, words

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
