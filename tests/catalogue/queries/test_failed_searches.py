"""What is given out of failed searches: only what five searches on two days looked for; all the rest is one number."""

from __future__ import annotations

from datetime import date

from ledger_builder import listed, seek, seek_on_two_days

from catalogue.commands.forget_failed_searches import forget_failed_searches
from catalogue.context import Catalogue
from catalogue.read_models.failed_searches import FailedSearchGroup, FailedSearchList


def test_nothing_below_the_threshold_is_given_out(empty_catalogue):
    seek_on_two_days(empty_catalogue, "anna kovacs", times=4, reports=9)
    seek_on_two_days(empty_catalogue, "unicorn", times=5, reports=2)
    assert listed(empty_catalogue) == FailedSearchList(
        (FailedSearchGroup("unicorn", "en", 2, 5, 2, date(2026, 11, 21)),), rarer=4
    )


def test_what_one_person_may_have_sought_by_reloading_a_page_is_not_given_out(empty_catalogue, clock):
    seek(empty_catalogue, "anna kovacs", times=50)
    assert listed(empty_catalogue) == FailedSearchList((), rarer=50)
    clock.move(days=1)
    assert listed(empty_catalogue) == FailedSearchList((), rarer=50)
    seek(empty_catalogue, "anna kovacs")
    assert [(group.days, group.searches) for group in listed(empty_catalogue).groups] == [(2, 51)]


def test_days_are_added_up_and_the_last_spelling_is_shown(empty_catalogue, clock):
    seek(empty_catalogue, "unicorn licence", times=3)
    clock.move(days=2)
    seek(empty_catalogue, "Unicorn Licence", times=2)
    seek(empty_catalogue, "unicorn licence", language="fr", times=4)
    assert listed(empty_catalogue) == FailedSearchList(
        (FailedSearchGroup("Unicorn Licence", "en", 2, 5, 0, date(2026, 11, 23)),), rarer=4
    )


def test_the_most_frequent_come_first_and_the_list_is_bounded(empty_catalogue):
    for text, times in (("one", 5), ("two", 7), ("three", 6)):
        seek_on_two_days(empty_catalogue, text, times=times)
    assert [group.text for group in listed(empty_catalogue).groups] == ["two", "three", "one"]
    short = listed(empty_catalogue, limit=1)
    assert ([group.text for group in short.groups], short.rarer) == (["two"], 11)


def test_one_language_by_itself(empty_catalogue):
    seek_on_two_days(empty_catalogue, "вид на жительство", language="ru", times=6)
    seek_on_two_days(empty_catalogue, "unicorn", times=5)
    shown = listed(empty_catalogue, language="ru")
    assert ([group.text for group in shown.groups], shown.rarer) == (["вид на жительство"], 0)
    assert listed(empty_catalogue, language="zh") == FailedSearchList((), 0)


def test_a_text_past_its_time_is_not_given_out_even_before_it_is_forgotten(empty_catalogue, clock):
    seek_on_two_days(empty_catalogue, "unicorn", times=5)
    clock.move(days=28)
    assert listed(empty_catalogue).groups
    clock.move(days=2)
    assert listed(empty_catalogue) == FailedSearchList((), rarer=5)


def test_a_text_that_stays_is_given_out_for_good(empty_catalogue, clock):
    seek_on_two_days(empty_catalogue, "unicorn", times=5)
    clock.move(days=300)
    forget_failed_searches(empty_catalogue, lambda text, language: True)
    assert [group.text for group in listed(empty_catalogue).groups] == ["unicorn"]


def test_texts_whose_key_was_lost_are_only_counted(empty_catalogue, settings, clock):
    seek_on_two_days(empty_catalogue, "unicorn", times=5)
    settings.seal_key.unlink()
    with Catalogue(settings, clock=clock) as catalogue:
        assert listed(catalogue) == FailedSearchList((), rarer=5)
