"""What was looked for: found and in vain, through which door, in which language – and which words are mended by now."""

from __future__ import annotations

from flask import Response, url_for
from flask_babel import gettext

from catalogue.errors import NotReady
from catalogue.queries.figures import get_searches
from catalogue.read_models.figures import Searches
from catalogue.rights import Action, may
from portal.extensions import get_house
from portal.insights.asked import asked, figures_page, for_owners
from portal.insights.blueprint import insights
from portal.insights.naming import channels_table, languages_table, series_table
from portal.insights.reads import not_told
from portal.insights.tables import Column, Row, Table, file_of
from portal.staff.who import person
from portal.work import reading


@insights.get("/searches")
@for_owners
def searches() -> str:
    """Show what was looked for. Searches belong to no organisation, so only owners of everything see them."""
    return figures_page(
        gettext("Searches"),
        gettext("What people looked for on the portal, in the chat and at the desk, and how often they found nothing."),
        _tables(_searches()),
        of_country=True,
        onwards=[(url_for("editor.searches"), gettext("Mend failed searches"))]
        if may(person(), Action.STEER_SEARCH)
        else [],
    )


@insights.get("/searches.csv")
@for_owners
def searches_file() -> Response:
    """Answer with the same as a file."""
    return file_of("searches", _tables(_searches()))


def _searches() -> Searches:
    return get_searches(reading(), person(), asked().span, get_house().catalogue.seal, _is_answered)


def _is_answered(text: str, language: str) -> bool:
    """Tell whether the search finds something by now, as the page of search would: a synonym or a pin is enough."""
    try:
        return bool(get_house().catalogue.search_index.find(text, language, limit=1).hits)
    except NotReady:
        return False


def _tables(found: Searches) -> list[Table]:
    none = gettext("No search was counted yet. It will fill as people come.")
    no_failed = gettext("No search was in vain.") if found.failed.value == 0 else not_told()
    answered = none if found.answered.value == 0 else not_told()
    number = gettext("Searches")
    fixed = {True: gettext("answered now"), False: gettext("still in vain")}
    words = [
        Row(
            f"{one.language}/{one.text}",
            one.text,
            (one.searches, one.last_day, fixed[one.fixed]),
            language=one.language,
        )
        for one in found.words
    ]
    return [
        Table(
            "searches",
            gettext("In all"),
            gettext("What"),
            (Column("number", gettext("Number")),),
            (
                Row("answered", gettext("Something was found"), (found.answered,)),
                Row("failed", gettext("Nothing was found"), (found.failed,)),
            ),
            none,
        ),
        Table(
            "failed_words",
            gettext("Words looked for in vain in the last 30 days"),
            gettext("Words"),
            (
                Column("number", number, drawn=True),
                Column("last_day", gettext("Last")),
                Column("state", gettext("Today")),
            ),
            tuple(words),
            gettext("No words were looked for in vain by enough people to show them."),
            lead=gettext("Numbers and addresses are covered before anything is kept."),
        ),
        series_table("failed_over_time", gettext("In vain over time"), found.failed_series, no_failed, number),
        channels_table("failed_by_door", gettext("In vain by door"), found.failed_channels, no_failed, number),
        languages_table(
            "failed_by_language", gettext("In vain by language"), found.failed_languages, no_failed, number
        ),
        channels_table("answered_by_door", gettext("Found by door"), found.answered_channels, answered, number),
        languages_table(
            "answered_by_language", gettext("Found by language"), found.answered_languages, answered, number
        ),
    ]
