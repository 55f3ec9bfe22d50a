"""Taking words in: drafts only, by those who may, and what was made from another source is outdated."""

from __future__ import annotations

from dataclasses import replace

import pytest
from content_builder import small_content
from reading_back import live_body, lock_of
from reviewing import KEY, a_person

from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.errors import NotAllowed
from catalogue.exchange.csv_file import read_csv, write_csv
from catalogue.exchange.rows import BadRow, Refusal, Row, rows_of
from catalogue.exchange.taking import plan_taking, take
from catalogue.exchange.xliff import read_xliff, write_xliff
from catalogue.facts import Kind
from catalogue.read_models.text import Freshness
from catalogue.rights import Role
from catalogue.translating.workbench import open_workbench

TOM = a_person("tom", Role.TRANSLATOR, language="fr")
RITA = a_person("rita", Role.TRANSLATOR, language="ru")


@pytest.fixture
def country(catalogue):
    import_content(catalogue, small_content())
    return catalogue


def bench(country):
    with country.reading("en") as reading:
        return open_workbench(reading, Kind.SERVICE, KEY, "fr")


def plan(country, rows, person=TOM, language="fr", bad=()):
    with country.reading("en") as reading:
        return plan_taking(reading, person, language, rows, bad)


def write(country, **sections):
    body = live_body(country, Kind.SERVICE, KEY, "en")
    with country.work("test") as work:
        body = {"sections": {**body["sections"], **sections}}
        publish(work, Kind.SERVICE, KEY, "en", body, lock=lock_of(country))


def rows(country, **targets):
    given = {row.section: replace(row, line=place) for place, row in enumerate(rows_of([bench(country)]), start=2)}
    return [replace(given[section], target=target) for section, target in targets.items()]


@pytest.mark.parametrize("form", ["csv", "xliff"])
def test_what_went_out_and_comes_back_untouched_changes_nothing(country, form):
    out = list(rows_of([bench(country)]))
    assert len(out) > 5
    back, bad = read_csv(write_csv(out)) if form == "csv" else read_xliff(write_xliff(out, "en", "fr"), "fr")
    planned = plan(country, back, bad=bad)
    assert (planned.objects, planned.bad) == ((), ())


def test_what_is_translated_becomes_a_draft_and_is_not_published(country):
    planned = plan(country, rows(country, title="Autre titre"))
    (taken,) = planned.objects
    (change,) = taken.changes
    assert (change.section, change.outdated) == ("title", False)
    assert "".join(piece.text for piece in change.pieces if piece.act != "removed") == "Autre titre"
    before = live_body(country, Kind.SERVICE, KEY, "fr")
    assert bench(country).editable.stage is None
    with country.work(TOM.mail) as work:
        assert take(work, TOM, planned) == []
    assert live_body(country, Kind.SERVICE, KEY, "fr") == before
    after = bench(country)
    assert (after.editable.stage, after.target.sections["title"]) == ("draft", "Autre titre")


def test_what_was_made_from_another_source_is_outdated(country):
    sent = rows(country, title="Autre titre")
    write(country, title="Something else")
    planned = plan(country, sent)
    assert [change.outdated for change in planned.objects[0].changes] == [True]
    with country.work(TOM.mail) as work:
        take(work, TOM, planned)
    assert next(one.state for one in bench(country).segments if one.key == "title") is Freshness.OUTDATED


def test_a_target_that_somebody_confirmed_is_current(country):
    write(country, title="Register your birth")
    (row,) = rows_of([bench(country)], only_open=True)
    planned = plan(country, [replace(row, confirmed=True)])
    assert [change.outdated for change in planned.objects[0].changes] == [False]
    assert plan(country, [row]).objects == ()


def test_bad_rows_are_told_with_their_line_and_the_others_taken(country):
    good, lost = rows(country, title="Autre", summary="Perdu {fee.standard}")
    nowhere = Row(Kind.SERVICE, "none", "title", "a", "b", line=90)
    strange = replace(good, section="fees.none", line=91)
    twice = replace(good, line=92)
    marked = replace(rows(country, who="**gras")[0], line=93)
    planned = plan(country, [good, replace(lost, line=50), nowhere, strange, twice, marked])
    assert planned.bad == (
        BadRow(50, Refusal.PLACEHOLDER, "{fee.standard}"),
        BadRow(90, Refusal.NO_OBJECT, "service/none"),
        BadRow(91, Refusal.NO_SECTION, "fees.none"),
        BadRow(92, Refusal.TWICE, "title"),
        BadRow(93, Refusal.MARKDOWN, "Bold text is not closed."),
    )
    assert [change.section for change in planned.objects[0].changes] == ["title"]


def test_an_empty_target_takes_nothing_away(country):
    assert plan(country, rows(country, title="")).objects == ()


def test_who_may_not_translate_into_the_language_changes_nothing(country):
    planned = plan(country, rows(country, title="Autre"), RITA)
    assert (planned.objects, [one.refusal for one in planned.bad]) == ((), [Refusal.NOT_ALLOWED])
    toms = plan(country, rows(country, title="Autre"))
    with pytest.raises(NotAllowed), country.work(RITA.mail) as work:
        take(work, RITA, toms)
    assert bench(country).editable.stage is None


def test_words_of_the_source_language_are_not_taken_in(country):
    planned = plan(country, rows(country, title="Autre"), a_person("ada"), "en")
    assert (planned.objects, [one.refusal for one in planned.bad]) == ((), [Refusal.NOT_ALLOWED])


def test_what_changed_since_the_plan_is_not_overwritten(country):
    planned = plan(country, rows(country, title="Autre"))
    with country.work(TOM.mail) as work:
        take(work, TOM, plan(country, rows(country, title="Plus vite")))
    with country.work(TOM.mail) as work:
        assert [row.refusal for row in take(work, TOM, planned)] == [Refusal.CHANGED]
    assert bench(country).target.sections["title"] == "Plus vite"


def test_a_space_that_a_spreadsheet_made_plain_is_no_change(country):
    given = rows(country, title="Qui déclare ?")
    assert plan(country, given).objects[0].words.sections["title"] == "Qui déclare\u202f?"
    with country.work(TOM.mail) as work:
        take(work, TOM, plan(country, given))
    assert bench(country).target.sections["title"] == "Qui déclare\u202f?"
    assert plan(country, given).objects == ()
