"""The chat: what it answered, what it had to decline, through which door and in which language."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext

from catalogue.queries.figures import get_bot_figures
from catalogue.read_models.figures import BotFigures, Split
from portal.insights.asked import asked, figures_page, for_owners
from portal.insights.blueprint import insights
from portal.insights.naming import channels_table, languages_table, objects_table, series_table
from portal.insights.reads import not_told
from portal.insights.tables import Column, Row, Table, file_of
from portal.staff.who import person
from portal.work import reading


@insights.get("/chat")
@for_owners
def bot() -> str:
    """Show what the chat answered and declined."""
    return figures_page(
        gettext("Chat"),
        gettext("Questions that the chat answered with facts, on the portal and in messengers, and those it declined."),
        _tables(_figures()),
    )


@insights.get("/chat.csv")
@for_owners
def bot_file() -> Response:
    """Answer with the same as a file."""
    return file_of("chat", _tables(_figures()))


def _figures() -> BotFigures:
    chosen = asked()
    return get_bot_figures(reading(), person(), chosen.span, organisation=chosen.organisation)


def _tables(found: BotFigures) -> list[Table]:
    none = gettext("The chat has answered nothing here yet. It will fill as people ask.")
    answered = none if found.answered.value == 0 else not_told()
    label = gettext("Answers")
    rows = [Row("answered", gettext("Answered with facts"), (found.answered,))]
    if found.declined is not None:
        rows.append(Row("declined", gettext("Declined: not understood, or not known"), (found.declined,)))
    return [
        Table(
            "chat",
            gettext("In all"),
            gettext("What"),
            (Column("number", gettext("Number"), drawn=True),),
            tuple(rows),
            none,
        ),
        series_table("chat_over_time", gettext("Answers over time"), found.series, answered, label),
        objects_table("chat_by_page", gettext("What is asked most"), found.objects, answered, label),
        channels_table("chat_by_door", gettext("Answers by door"), found.channels, answered, label),
        languages_table("chat_by_language", gettext("Answers by language"), found.languages, answered, label),
        *_declined(found.declined_channels, found.declined_languages),
    ]


def _declined(channels: Split | None, languages: Split | None) -> list[Table]:
    none, label = gettext("The chat has declined nothing, or too little to show."), gettext("Declined")
    found = []
    if channels is not None:
        found.append(channels_table("declined_by_door", gettext("Declined by door"), channels, none, label))
    if languages is not None:
        found.append(languages_table("declined_by_language", gettext("Declined by language"), languages, none, label))
    return found
