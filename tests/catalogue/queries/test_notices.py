"""Notices: from their beginning to their end, for whom they are, in which order, and when that changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from content_builder import changed, entry, small_content, words
from reading_back import lock_of, references

from catalogue.commands.export_content import export_content
from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.commands.withdraw import withdraw
from catalogue.facts import Kind
from catalogue.files.reader import read
from catalogue.jobs.run import work_once
from catalogue.queries.frame import get_frame
from catalogue.queries.notices import find_next_notice_change, list_notices
from catalogue.queries.services import get_service
from catalogue.queries.sitemap import list_addresses
from catalogue.read_models.text import Freshness

# It is 21 November, 10:00 in UTC, and 23:00 in the country.
NOW, LATER = "2026-11-21 23:00", "2026-11-22 08:00"


def notice(key, level="warning", begins="2026-11-21 20:00", ends=LATER, said=None, **facts):
    """A notice with its key for a title."""
    return entry(
        Kind.NOTICE, key, {"level": level, "from": begins, "until": ends, **facts}, **(said or {"en": words(title=key)})
    )


def load(catalogue, *notices, around=()):
    """Load the small country with more places and these notices."""
    import_content(catalogue, changed(small_content(), *around, *notices))


def shown(catalogue, place=None, language="en"):
    """The ids of the notices that a reader sees."""
    with catalogue.reading(language, place=place) as reading:
        return [one.id for one in list_notices(reading)]


def next_change(catalogue, place=None):
    """When the list changes next for a reader."""
    with catalogue.reading("en", place=place) as reading:
        return find_next_notice_change(reading)


def test_a_notice_begins_and_ends_by_itself_on_the_clocks_of_the_country(empty_catalogue, clock):
    load(empty_catalogue, notice("flood", begins="2026-11-21 23:30", ends=LATER))
    begins, ends = datetime(2026, 11, 21, 10, 30, tzinfo=UTC), datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
    assert (shown(empty_catalogue), next_change(empty_catalogue)) == ([], begins)
    clock.move(minutes=29, seconds=59)
    assert shown(empty_catalogue) == []
    clock.move(seconds=1)
    assert (shown(empty_catalogue), next_change(empty_catalogue)) == (["flood"], ends)
    clock.move(hours=8, minutes=29, seconds=59)
    assert shown(empty_catalogue) == ["flood"]
    clock.move(seconds=1)
    assert (shown(empty_catalogue), next_change(empty_catalogue)) == ([], None)


REGIONS = (
    entry(Kind.PLACE, "coast", {"level": "region", "parent": "littleland"}, en=words(title="Coast")),
    entry(Kind.PLACE, "harbour", {"level": "municipality", "parent": "coast"}, en=words(title="Harbour")),
    entry(Kind.PLACE, "hills", {"level": "municipality", "parent": "littleland"}, en=words(title="Hills")),
)


@pytest.mark.parametrize(
    ("place", "seen"),
    [
        (None, {"country", "named", "coast", "harbour", "hills", "two"}),
        ("littleland", {"country", "named", "coast", "harbour", "hills", "two"}),
        ("atlantis", {"country", "named", "coast", "harbour", "hills", "two"}),
        ("coast", {"country", "named", "coast", "harbour", "two"}),
        ("harbour", {"country", "named", "coast", "harbour", "two"}),
        ("hills", {"country", "named", "hills", "two"}),
    ],
)
def test_a_notice_for_a_place_is_for_those_who_are_there_or_may_be(empty_catalogue, place, seen):
    load(
        empty_catalogue,
        notice("country"),
        notice("named", places=["littleland"]),
        notice("coast", places=["coast"]),
        notice("harbour", places=["harbour"]),
        notice("hills", places=["hills"]),
        notice("two", places=["harbour", "hills"]),
        around=REGIONS,
    )
    assert set(shown(empty_catalogue, place)) == seen


def test_the_list_changes_only_for_those_whom_a_notice_is_for(empty_catalogue):
    load(empty_catalogue, notice("hills", places=["hills"]), around=REGIONS)
    assert next_change(empty_catalogue, "hills") == datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
    assert next_change(empty_catalogue, "harbour") is None


def test_the_most_urgent_stands_first_and_of_these_the_newest(empty_catalogue):
    load(
        empty_catalogue,
        notice("a-info-new", "info", "2026-11-21 22:59"),
        notice("b-warning-old", "warning", "2026-11-20 10:00"),
        notice("c-warning-new", "warning", "2026-11-21 10:00"),
        notice("e-emergency", "emergency", "2026-11-01 10:00"),
        notice("d-emergency", "emergency", "2026-11-01 10:00"),
    )
    assert shown(empty_catalogue) == ["d-emergency", "e-emergency", "c-warning-new", "b-warning-old", "a-info-new"]


def test_a_notice_tells_all_that_a_door_shows(empty_catalogue):
    said = {"en": words(title="Storm", text="Do not {service.register-birth} today."), "fr": words(title="Tempête")}
    load(
        empty_catalogue,
        notice(
            "storm",
            "emergency",
            said=said,
            places=["harbour"],
            services=["register-birth"],
            address="https://a.example",
        ),
    )
    with empty_catalogue.reading("fr") as reading:
        (found,) = list_notices(reading)
    assert (found.level, found.title.value, found.title.language) == ("emergency", "Tempête", "fr")
    assert (found.text.value, found.text.freshness) == ("Do not Register a birth today.", Freshness.MISSING)
    assert (found.address, found.until.isoformat()) == ("https://a.example", "2026-11-22T08:00:00+13:00")
    assert [place.title.value for place in found.places] == ["Harbour"]
    assert [(service.id, service.title.value) for service in found.services] == [
        ("register-birth", "Register a birth (fr)")
    ]


def test_a_day_that_the_reader_names_moves_no_notice(empty_catalogue):
    load(empty_catalogue, notice("storm"))
    with empty_catalogue.reading("en", as_of=datetime(2027, 3, 1, tzinfo=UTC).date()) as reading:
        assert [one.id for one in list_notices(reading)] == ["storm"]


def test_notices_cost_no_query(empty_catalogue, count_queries):
    load(empty_catalogue, notice("storm", services=["register-birth"]))
    with empty_catalogue.reading("en") as reading:
        get_frame(reading)
    with count_queries(empty_catalogue.engine) as queries, empty_catalogue.reading("en") as reading:
        assert list_notices(reading)
        assert find_next_notice_change(reading)
    assert queries.count == 1, "the reading itself asks whether the catalogue changed"


def test_a_service_page_costs_what_it_cost_before_even_when_nothing_is_remembered(empty_catalogue, count_queries):
    load(empty_catalogue, notice("storm", services=["register-birth"]))
    with empty_catalogue.reading("en") as reading, count_queries(empty_catalogue.engine) as queries:
        get_service(reading, "register-birth")
        before = queries.count
        assert list_notices(reading)
    assert queries.count == before


def test_one_that_a_person_publishes_is_seen_at_once_and_gone_when_it_is_withdrawn(catalogue):
    facts = {"level": "info", "from": "2026-11-21 20:00", "until": LATER}
    with catalogue.work("ada") as work:
        publish(work, Kind.NOTICE, "strike", "facts", facts, lock="0/-")
    assert shown(catalogue) == [], "it has no words yet"
    with catalogue.work("ada") as work:
        lock = lock_of(catalogue, Kind.NOTICE, "strike")
        publish(work, Kind.NOTICE, "strike", "en", {"sections": {"title": "Strike"}}, lock=lock)
    assert shown(catalogue) == ["strike"]
    with catalogue.work("ada") as work:
        withdraw(work, Kind.NOTICE, "strike")
    assert shown(catalogue) == []


def test_what_a_notice_names_is_known(empty_catalogue):
    load(empty_catalogue, notice("storm", places=["harbour"], services=["register-birth"]))
    assert references(empty_catalogue, Kind.NOTICE, "storm") == [
        ("concerns", "place", "harbour"),
        ("concerns", "service", "register-birth"),
    ]


def test_a_notice_has_no_page_and_is_not_searched(empty_catalogue):
    said = {"en": words(title="Zeppelins overhead", text="Zeppelins.")}
    load(empty_catalogue, notice("zeppelins", said=said))
    work_once(empty_catalogue)
    with empty_catalogue.reading("en") as reading:
        assert list_notices(reading)
        assert "notice" not in {row.kind for row in list_addresses(reading)}
    index = empty_catalogue.search_index
    assert (index.find("birth", "en").total > 0, index.find("zeppelins", "en").total) == (True, 0)


def test_export_gives_back_what_was_loaded(empty_catalogue, tmp_path):
    said = {"en": words(title="Storm", text="Stay in."), "fr": words(title="Tempête", text="Restez.")}
    storm = notice("storm", "emergency", said=said, places=["harbour"], services=["register-birth"], note="Ask Ada.")
    load(empty_catalogue, storm)
    with empty_catalogue.reading("en") as reading:
        export_content(reading, tmp_path / "out")
    again = read(tmp_path / "out")
    assert again.problems == ()
    assert again.objects[Kind.NOTICE, "storm"] == storm
    assert import_content(empty_catalogue, again).changes == ()
    assert (tmp_path / "out/notices/storm/notice.yaml").read_text(encoding="utf-8") == (
        "note: Ask Ada.\nlevel: emergency\nfrom: 2026-11-21 20:00\nuntil: 2026-11-22 08:00\n"
        "places: [harbour]\nservices: [register-birth]\n"
    )
