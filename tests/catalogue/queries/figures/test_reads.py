"""Readings equal SQL written by hand, and nothing below the threshold leaves, however one asks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from content_builder import changed, service, small_content
from counted import do, sums_by, today_of

from catalogue.commands.import_content import import_content
from catalogue.errors import NotAllowed, NotFound
from catalogue.facts import Kind
from catalogue.figures.deeds import Channel, Deed
from catalogue.figures.spans import Period, span_of
from catalogue.figures.thresholds import FEW, HIDDEN, Figure
from catalogue.queries.figures import get_reads, list_scopes, sees_everything
from catalogue.read_models.figures import Series, Split

LEARNED = """
    SELECT {column}, sum(times) FROM counts
    WHERE deed IN ('read', 'bot_answered', 'looked_up') AND kind <> '' AND day BETWEEN :since AND :until
    GROUP BY {column}
"""


def reads_of(catalogue, person, span, **asked):
    with catalogue.reading("en") as reading:
        return get_reads(reading, person, span, **asked)


def by_key(lines):
    return {line.key: line.figure.value for line in lines}


@pytest.fixture
def busy(catalogue):
    """Deeds of every kind on several days, none of them rare."""
    for days_ago, times in ((0, 7), (1, 5), (12, 11), (29, 4), (30, 100), (200, 1000)):
        do(catalogue, times, days_ago=days_ago)
    do(catalogue, 6, days_ago=12, language="fr", place="harbour")
    do(catalogue, 8, days_ago=12, deed=Deed.BOT_ANSWERED, channel=Channel.BOT)
    do(catalogue, 9, days_ago=1, deed=Deed.BOT_ANSWERED, channel=Channel.CHAT, language="fr")
    do(catalogue, 3, days_ago=1, deed=Deed.LOOKED_UP, channel=Channel.DESK, place="harbour")
    do(catalogue, 21, days_ago=1, kind="life_event", key="having-a-baby")
    do(catalogue, 13, days_ago=1, kind="life_event", key="having-a-baby", deed=Deed.PLANNED)
    do(catalogue, 10, days_ago=3, kind="target_group", key="parents")
    do(catalogue, 40, days_ago=3, kind="", key="", deed=Deed.SEARCH_ANSWERED, target_group="parents")
    do(catalogue, 50, days_ago=3, kind="", key="", deed=Deed.BOT_DECLINED, channel=Channel.CHAT)
    return catalogue


@pytest.mark.parametrize("period", Period)
def test_figures_equal_sql_written_by_hand(busy, owner, period):
    span = span_of(period, today_of(busy))
    reads = reads_of(busy, owner, span)

    def by_hand(column):
        return sums_by(busy, LEARNED.format(column=column), since=span.since, until=span.until)

    assert by_key(reads.channels.lines) == by_hand("channel")
    assert by_key(reads.languages.lines) == by_hand("language")
    assert by_key(reads.places.lines) == by_hand("place")
    assert {(line.kind.value, line.key): line.figure.value for line in reads.objects} == {
        ("service", "register-birth"): by_hand("key")["register-birth"],
        ("life_event", "having-a-baby"): 21,
        ("target_group", "parents"): 10,
    }
    assert reads.total == Figure(sum(by_hand("channel").values()))
    assert reads.plans == Figure(13)
    assert by_key(reads.groups.lines) == {"parents": 50}
    days = {day if isinstance(day, date) else date.fromisoformat(day): n for day, n in by_hand("day").items()}
    drawn = {point.first: point.figure.value for point in reads.series.points}
    assert sum(drawn.values()) == sum(days.values())
    if not span.by_month:
        assert {day: n for day, n in drawn.items() if n} == days
    else:
        months = {}
        for day, number in days.items():
            months[day.replace(day=1)] = months.get(day.replace(day=1), 0) + number
        assert {day: n for day, n in drawn.items() if n} == months
    assert [line.figure.value for line in reads.objects] == sorted(by_key(reads.objects).values(), reverse=True)


def test_what_is_chosen_is_called_by_its_title_and_the_rest_by_the_furniture(busy, owner, month):
    reads = reads_of(busy, owner, month)
    assert {line.key: line.title for line in reads.places.lines} == {"": None, "harbour": "Harbour"}
    assert [line.title for line in reads.groups.lines] == ["Parents"]
    assert {line.title for line in reads.channels.lines} == {None}
    assert reads.objects[0].title == "Register a birth"


def test_one_object_alone(busy, owner, month):
    reads = reads_of(busy, owner, month, kind=Kind.LIFE_EVENT, key="having-a-baby")
    assert (reads.total, reads.plans) == (Figure(21), Figure(13))
    assert by_key(reads.languages.lines) == {"en": 21}
    assert [line.key for line in reads.objects] == ["having-a-baby"]
    with pytest.raises(NotFound):
        reads_of(busy, owner, month, kind=Kind.SERVICE, key="unknown")


def test_everybody_sees_what_they_look_after(busy, owner, of_registry, of_harbour, clerk, month):
    assert sees_everything(owner)
    assert not sees_everything(of_registry)
    assert not sees_everything(of_harbour)
    reads = reads_of(busy, of_registry, month)
    assert by_key(reads.objects) == {"register-birth": 53}
    assert reads.total == Figure(53)
    assert (reads.plans, reads.groups) == (Figure(0), Split(()))
    assert reads_of(busy, of_harbour, month).total == Figure(0)
    assert reads_of(busy, owner, month, organisation="registry").total == Figure(53)
    assert reads_of(busy, owner, month, organisation="town-hall").total == Figure(0)
    for person, organisation in ((of_registry, "town-hall"), (owner, "unknown"), (clerk, None), (clerk, "registry")):
        with pytest.raises(NotAllowed):
            reads_of(busy, person, month, organisation=organisation)
    with pytest.raises(NotFound):
        reads_of(busy, of_registry, month, kind=Kind.LIFE_EVENT, key="having-a-baby")
    with busy.reading("en") as reading:
        assert [scope.title for scope in list_scopes(reading, owner)] == ["Registry", "Town hall"]
        assert [scope.organisation for scope in list_scopes(reading, of_registry)] == ["registry"]


def test_nothing_was_counted(catalogue, owner, month):
    reads = reads_of(catalogue, owner, month)
    assert reads.total == reads.plans == Figure(0)
    assert len(reads.series.points) == 30
    assert {point.figure for point in reads.series.points} == {Figure(0)}
    assert reads.objects == reads.channels.lines == ()


@pytest.mark.parametrize("times", [1, 2])
def test_of_fewer_than_three_nothing_is_told_but_that_they_are_few(catalogue, owner, month, times):
    do(catalogue, times, language="fr", place="harbour")
    do(catalogue, times, kind="life_event", key="having-a-baby", deed=Deed.PLANNED)
    for asked in ({}, {"organisation": "registry"}, {"kind": Kind.SERVICE, "key": "register-birth"}):
        reads = reads_of(catalogue, owner, month, **asked)
        assert reads.total in (FEW, HIDDEN)
        assert reads.series == Series(())
        assert reads.objects == ()
        assert {reads.channels, reads.languages, reads.places, reads.groups} == {Split(())}
    assert reads_of(catalogue, owner, month).plans == FEW


def test_what_few_did_cannot_be_taken_from_the_total(catalogue, owner, month):
    do(catalogue, 20)
    do(catalogue, 5, language="fr", place="harbour", days_ago=2)
    do(catalogue, 2, language="ru", days_ago=4)
    reads = reads_of(catalogue, owner, month)
    assert reads.total == Figure(27)
    told = {line.key: line.figure for line in reads.languages.lines}
    assert told == {"en": Figure(20), "fr": HIDDEN, "ru": FEW}
    days = {point.first: point.figure for point in reads.series.points}
    today = today_of(catalogue)
    assert (days[today], days[today - timedelta(days=2)]) == (Figure(20), HIDDEN)
    assert days[today - timedelta(days=4)] == FEW
    # What is not told stands behind all that is, by its name: its place would tell how great it is.
    assert [line.key for line in reads.languages.lines] == ["en", "fr", "ru"]


def test_what_owners_have_few_of_is_in_no_sum(catalogue, owner, of_registry, month):
    do(catalogue, 53)
    do(catalogue, 2, kind="life_event", key="having-a-baby", language="fr", days_ago=4, place="harbour")
    reads = reads_of(catalogue, owner, month)
    assert reads.total == Figure(53) == reads_of(catalogue, of_registry, month).total
    assert by_key(reads.objects) == {"register-birth": 53}
    assert by_key(reads.languages.lines) == {"en": 53}
    assert by_key(reads.places.lines) == {"": 53}
    assert {point.figure.value for point in reads.series.points} == {0, 53}
    do(catalogue, 2, key="register-birth/harbour", kind="variant")
    assert reads_of(catalogue, owner, month).total == Figure(53)


def test_what_all_owners_have_few_of_is_hidden(catalogue, owner, month):
    do(catalogue, 2)
    do(catalogue, 2, kind="life_event", key="having-a-baby")
    reads = reads_of(catalogue, owner, month)
    assert (reads.total, reads.series, reads.objects, reads.languages) == (HIDDEN, Series(()), (), Split(()))


def test_what_is_hidden_among_others_is_hidden_alone(catalogue, owner, of_registry, month):
    import_content(catalogue, changed(small_content(), service("move", "2002"), service("marry", "3003")))
    for key, times in (("register-birth", 20), ("move", 5), ("marry", 2)):
        do(catalogue, times, key=key)
    do(catalogue, 3, kind="life_event", key="having-a-baby")
    expected = {"register-birth": Figure(20), "move": HIDDEN, "marry": FEW}
    for asked in ((owner, {}), (owner, {"organisation": "registry"}), (of_registry, {})):
        lines = reads_of(catalogue, asked[0], month, **asked[1]).objects
        assert {line.key: line.figure for line in lines if line.kind is Kind.SERVICE} == expected
    for key, told in expected.items():
        alone = reads_of(catalogue, owner, month, kind=Kind.SERVICE, key=key)
        assert alone.total == told
        assert bool(alone.channels.lines) == (told.value is not None)


def test_a_group_is_told_no_more_than_its_page(catalogue, owner, month):
    do(catalogue, 2, kind="target_group", key="parents")
    do(catalogue, 30, kind="document", key="consent")
    do(catalogue, 7, kind="", key="", deed=Deed.SEARCH_ANSWERED, target_group="parents")
    [line] = reads_of(catalogue, owner, month).groups.lines
    assert line.figure == FEW


def test_it_costs_the_same_however_much_was_counted(busy, owner, of_registry, month, count_queries):
    with busy.reading("en") as reading:
        get_reads(reading, owner, month)
        for person, most in ((owner, 5), (of_registry, 3)):
            with count_queries(busy.engine) as queries:
                get_reads(reading, person, month)
            assert queries.count <= most
