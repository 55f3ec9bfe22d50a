"""Searches, the bot, checks and translations: equal to SQL written by hand, and each in the sight of its owner."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from content_builder import SERVICE, changed, entry, small_content, words
from counted import do, sums_by
from ledger_builder import seek_on_two_days

from catalogue.commands.import_content import import_content
from catalogue.errors import NotAllowed
from catalogue.facts import Kind
from catalogue.figures.deeds import Channel, Deed
from catalogue.figures.thresholds import FEW, Figure
from catalogue.queries.figures import get_bot_figures, get_checks, get_searches, list_coverage
from catalogue.read_models.figures import CheckCount, Coverage, Split

SUMS = "SELECT {column}, sum(times) FROM counts WHERE deed IN ({deeds}) GROUP BY {column}"


def by_key(split):
    return {line.key: line.figure.value for line in split.lines}


@pytest.fixture
def asked(catalogue):
    """Searches and conversations, some answered and some not."""
    of_nothing = {"kind": "", "key": ""}
    do(catalogue, 30, deed=Deed.SEARCH_ANSWERED, **of_nothing)
    do(catalogue, 8, deed=Deed.SEARCH_ANSWERED, channel=Channel.DESK, language="fr", **of_nothing)
    do(catalogue, 6, deed=Deed.SEARCH_FAILED, days_ago=3, **of_nothing)
    do(catalogue, 4, deed=Deed.SEARCH_FAILED, channel=Channel.DESK, language="fr", **of_nothing)
    do(catalogue, 5, deed=Deed.BOT_DECLINED, channel=Channel.BOT, **of_nothing)
    do(catalogue, 12, deed=Deed.BOT_ANSWERED, channel=Channel.BOT)
    do(catalogue, 9, deed=Deed.BOT_ANSWERED, channel=Channel.CHAT, language="fr")
    do(catalogue, 7, deed=Deed.BOT_ANSWERED, channel=Channel.CHAT, kind="life_event", key="having-a-baby")
    return catalogue


def searches_of(catalogue, person, span, answers=lambda text, language: False):
    with catalogue.reading("en") as reading:
        return get_searches(reading, person, span, catalogue.seal, answers)


def test_searches_equal_sql_written_by_hand(asked, owner, month):
    searches = searches_of(asked, owner, month)

    def by_hand(column, *deeds):
        return sums_by(asked, SUMS.format(column=column, deeds=", ".join(f"'{deed}'" for deed in deeds)))

    found, failed = ("search_answered", "bot_answered"), ("search_failed", "bot_declined")
    assert by_key(searches.answered_channels) == by_hand("channel", *found)
    assert by_key(searches.failed_channels) == by_hand("channel", *failed)
    assert by_key(searches.answered_languages) == by_hand("language", *found)
    assert by_key(searches.failed_languages) == by_hand("language", *failed)
    assert (searches.answered, searches.failed) == (Figure(66), Figure(15))
    drawn = {point.first: point.figure.value for point in searches.failed_series.points if point.figure.value}
    assert drawn == {month.until: 9, month.until - timedelta(days=3): 6}


def test_words_that_failed_tell_whether_they_are_answered_now(asked, owner, month):
    seek_on_two_days(asked, "unicorn", "dragon", times=5)
    seek_on_two_days(asked, "anna kovacs", times=4)
    searches = searches_of(asked, owner, month, lambda text, language: (text, language) == ("dragon", "en"))
    assert {word.text: (word.fixed, word.searches) for word in searches.words} == {
        "dragon": (True, 5),
        "unicorn": (False, 5),
    }


def test_searches_are_for_who_sees_everything(asked, of_registry, of_harbour, clerk, month):
    for person in (of_registry, of_harbour, clerk):
        with pytest.raises(NotAllowed):
            searches_of(asked, person, month)


def test_few_searches_are_told_as_few(catalogue, owner, month):
    do(catalogue, 2, deed=Deed.SEARCH_FAILED, kind="", key="")
    searches = searches_of(catalogue, owner, month)
    assert (searches.answered, searches.failed) == (Figure(0), FEW)
    assert searches.failed_channels == searches.failed_languages == Split(())
    assert searches.failed_series.points == ()


def test_the_bot_answered_and_declined(asked, owner, of_registry, month):
    with asked.reading("en") as reading:
        every, own = get_bot_figures(reading, owner, month), get_bot_figures(reading, of_registry, month)
    assert (every.answered, every.declined) == (Figure(28), Figure(5))
    answered = SUMS.format(column="channel", deeds="'bot_answered'")
    assert by_key(every.channels) == sums_by(asked, answered)
    assert by_key(every.languages) == sums_by(asked, answered.replace("channel", "language"))
    assert {line.key: line.figure.value for line in every.objects} == {"register-birth": 21, "having-a-baby": 7}
    assert by_key(every.declined_channels) == {"bot": 5}
    # What was not understood is about nothing, and so belongs to no organisation.
    assert (own.answered, own.declined, own.declined_channels, own.declined_languages) == (Figure(21), None, None, None)
    assert by_key(own.channels) == {"bot": 12, "chat": 9}


def test_searches_and_the_bot_cost_a_few_queries(asked, owner, month, count_queries):
    searches_of(asked, owner, month)
    with count_queries(asked.engine) as queries:
        searches_of(asked, owner, month)
    assert queries.count <= 6
    with asked.reading("en") as reading, count_queries(asked.engine) as queries:
        get_bot_figures(reading, owner, month)
    assert queries.count <= 3


def test_checks_and_what_is_overdue(catalogue, owner, of_registry, of_harbour):
    facts = {**SERVICE, "checked": "2026-01-10", "review": "2026-11-01", "checked_by": "registry"}
    fresh = {**SERVICE, "code": "2002", "checked": "2026-11-01", "review": "2027-11-01", "checked_by": "registry"}
    import_content(
        catalogue,
        changed(
            small_content(),
            entry(Kind.SERVICE, "register-birth", facts, en=words(title="Register a birth")),
            entry(Kind.SERVICE, "move", fresh, en=words(title="Move")),
        ),
    )
    with catalogue.reading("en") as reading:
        every, own, local = (get_checks(reading, person) for person in (owner, of_registry, of_harbour))
    assert every.kinds == (
        CheckCount(Kind.LIFE_EVENT, 0, 0, 1),
        CheckCount(Kind.SERVICE, 1, 1, 0),
        CheckCount(Kind.VARIANT, 0, 0, 1),
    )
    [overdue] = every.overdue
    assert (overdue.key, overdue.organisation, overdue.review, overdue.days) == (
        "register-birth",
        "Registry",
        date(2026, 11, 1),
        20,
    )
    assert own.kinds == (CheckCount(Kind.SERVICE, 1, 1, 0),)
    assert (local.kinds, local.overdue) == ((CheckCount(Kind.VARIANT, 0, 0, 1),), ())


def test_translations_are_complete_when_nothing_needs_a_hand(catalogue, owner, of_registry):
    with catalogue.reading("en") as reading:
        [every] = list_coverage(reading, owner)
        [own] = list_coverage(reading, of_registry)
    # The organisation and its service are in French; its office is not.
    assert own == Coverage("fr", 3, 2, 0, 1, 0)
    assert every.objects > own.objects
    by_hand = """
        SELECT 'all', count(DISTINCT objects.id) FROM objects JOIN editions en ON en.object_id = objects.id
        WHERE en.part = 'en' AND en.state = 'published'
    """
    assert every.objects == sums_by(catalogue, by_hand)["all"]


def test_few_answers_are_told_as_few_and_not_as_none(catalogue, owner, month):
    do(catalogue, 2, deed=Deed.BOT_ANSWERED, channel=Channel.BOT)
    with catalogue.reading("en") as reading:
        bot = get_bot_figures(reading, owner, month)
    assert (bot.answered, bot.declined) == (FEW, Figure(0))
    assert (bot.series.points, bot.objects) == ((), ())
    assert bot.channels == bot.languages == Split(())
