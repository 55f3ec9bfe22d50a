"""Translations: how far everything in scope is translated into each language."""

from __future__ import annotations

from flask import Response, url_for
from flask_babel import gettext

from catalogue.queries.figures import list_coverage
from catalogue.rights import Action, may
from portal.insights.asked import asked, figures_page, for_owners
from portal.insights.blueprint import insights
from portal.insights.naming import language_row
from portal.insights.tables import Column, Table, file_of
from portal.staff.who import person
from portal.work import reading


@insights.get("/translations")
@for_owners
def translations() -> str:
    """Show how far everything is translated today."""
    return figures_page(
        gettext("Translations"),
        gettext("How much of everything is translated and current, as of today."),
        _tables(),
        spans=False,
        onwards=[(url_for("editor.exchange"), gettext("Files for translators"))]
        if may(person(), Action.TRANSLATE) or may(person(), Action.MANAGE_PEOPLE)
        else [],
    )


@insights.get("/translations.csv")
@for_owners
def translations_file() -> Response:
    """Answer with the same as a file."""
    return file_of("translations", _tables())


def _tables() -> list[Table]:
    found = list_coverage(reading(), person(), organisation=asked().organisation)
    rows = [
        language_row(
            one.language,
            (
                100 * one.complete // one.objects if one.objects else None,
                one.complete,
                one.objects,
                one.missing,
                one.outdated,
                one.machine,
            ),
        )
        for one in found
    ]
    return [
        Table(
            "translations",
            gettext("By language"),
            gettext("Language"),
            (
                Column("complete_share", gettext("Complete"), drawn=True, unit="%"),
                Column("complete", gettext("Complete pages")),
                Column("objects", gettext("All pages")),
                Column("missing", gettext("Sections missing")),
                Column("outdated", gettext("Sections outdated")),
                Column("machine", gettext("Sections by machine")),
            ),
            tuple(rows),
            gettext("Nothing here has words to translate."),
        )
    ]
