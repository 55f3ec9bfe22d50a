"""The service index for owners: where their services lose points, and where each can be mended."""

from __future__ import annotations

from decimal import Decimal

from flask import Response
from flask_babel import gettext, ngettext

from catalogue.facts import Kind
from catalogue.facts.service import ChannelKind, Depth
from catalogue.figures.service_index import DEPTHS, ENOUGH_CHANNELS, Check, Criterion, Measures, Topic
from catalogue.queries.lost_points import LostPoints, ScoredService, get_lost_points
from catalogue.rights import FACTS_PART, Action, may
from portal.editor.addresses import part_address
from portal.formats import enumeration, language_names
from portal.insights.asked import asked, figures_page, for_owners
from portal.insights.blueprint import insights
from portal.insights.naming import object_row, page_of
from portal.insights.tables import Cell, Column, Row, Table, file_of
from portal.staff.who import person
from portal.work import frame, reading

SHOWN = 40
"""So many lines of each table stand on the page; the file holds all."""


@insights.get("/service-index")
@for_owners
def service_index() -> str:
    """Show what is lost, the most first."""
    return figures_page(
        gettext("Service index"),
        gettext("Where your services lose points, and what would win them back. The formula is public."),
        _tables(_lost(), SHOWN),
        spans=False,
    )


@insights.get("/service-index.csv")
@for_owners
def service_index_file() -> Response:
    """Answer with the same as a file."""
    return file_of("lost-points", _tables(_lost()))


def criterion_name(criterion: Criterion) -> str:
    """Return what a criterion is called, as on the public page."""
    return {
        Criterion.INFORMATION: gettext("Information"),
        Criterion.MEANS: gettext("How far you get"),
        Criterion.TIME: gettext("Time"),
        Criterion.LANGUAGES: gettext("Languages"),
        Criterion.CHANNELS: gettext("Ways to do it"),
        Criterion.CHECKS: gettext("Checks"),
        Criterion.FEEDBACK: gettext("Feedback"),
        Criterion.ANSWERS: gettext("Answers"),
    }[criterion]


def reason(criterion: Criterion, measures: Measures, behind: tuple[str, ...]) -> str:
    """Say why points of a criterion are lost."""
    match criterion:
        case Criterion.INFORMATION:
            lacking = [_topic_name(topic) for topic in Topic if topic not in measures.told]
            return gettext("Not told: %(topics)s.", topics=enumeration(lacking))
        case Criterion.MEANS:
            return " ".join(_means(measures))
        case Criterion.TIME:
            open_ways = len(measures.channels) - measures.timed
            return ngettext("For %(num)s way no time is promised.", "For %(num)s ways no time is promised.", open_ways)
        case Criterion.LANGUAGES:
            return gettext("Missing or outdated in: %(languages)s.", languages=language_names(behind))
        case Criterion.CHANNELS:
            kinds = len({kind for kind, _ in measures.channels})
            return ngettext(
                "%(num)s kind of way is offered; %(enough)s have all points.",
                "%(num)s kinds of way are offered; %(enough)s have all points.",
                kinds,
                enough=ENOUGH_CHANNELS,
            )
        case Criterion.CHECKS if measures.check is Check.NEVER:
            return gettext("The facts were never checked.")
        case Criterion.CHECKS:
            return gettext("The next check is overdue, or none is set within a year of the last.")
        case Criterion.FEEDBACK:
            return gettext("Not all readers found it useful.")
        case Criterion.ANSWERS:
            return gettext("Not all questions and complaints were answered in time.")


def _topic_name(topic: Topic) -> str:
    return {
        Topic.WHO: gettext("who it is for"),
        Topic.NEXT: gettext("how it goes on"),
        Topic.OUTPUT: gettext("what one receives"),
        Topic.LAW: gettext("the law"),
        Topic.HOW: gettext("how to do it in each way"),
    }[topic]


def _means(measures: Measures) -> list[str]:
    online = [depth for kind, depth in measures.channels if kind is ChannelKind.ONLINE]
    other = [depth for kind, depth in measures.channels if kind is not ChannelKind.ONLINE]
    said = []
    if not online:
        said.append(gettext("It is not offered online."))
    elif max(online, key=DEPTHS.__getitem__) is not Depth.COMPLETE:
        said.append(gettext("It cannot be finished online."))
    if not other:
        said.append(gettext("It is offered online only."))
    elif max(other, key=DEPTHS.__getitem__) is not Depth.COMPLETE:
        said.append(gettext("It cannot be finished in any other way than online."))
    return said


def _lost() -> LostPoints:
    return get_lost_points(reading(), person(), organisation=asked().organisation)


def _tables(found: LostPoints, shown: int | None = None) -> list[Table]:
    titles = {one.key: one.title for one in found.organisations}
    organisations = [
        Row(one.key, one.title, (_points(one.tenths), one.services), page_of(Kind.ORGANISATION, one.key))
        for one in found.organisations
    ]
    services = [
        object_row(Kind.SERVICE, one.key, one.title, (_points(one.tenths),), titles[one.organisation])
        for one in found.services
    ]
    losses = sorted(((loss, one) for one in found.services for loss in one.losses), key=lambda pair: -pair[0].tenths)
    rows = [
        Row(
            f"{one.key}/{loss.criterion.value}",
            one.title,
            (_points(loss.tenths), loss.most),
            _where_to_mend(one, loss.criterion),
            gettext(
                "%(criterion)s: %(reason)s",
                criterion=criterion_name(loss.criterion),
                reason=reason(loss.criterion, one.measures, one.behind),
            ),
        )
        for loss, one in losses
    ]
    nothing = gettext("No service is in your care yet.")
    more = gettext("The first %(number)s are shown here; the file holds all.", number=shown) if shown else None
    return [
        Table(
            "organisations",
            gettext("Organisations"),
            gettext("Organisation"),
            (Column("points", gettext("Points"), drawn=True, most=100), Column("services", gettext("Services"))),
            tuple(organisations[:shown]),
            nothing,
        ),
        Table(
            "lost",
            gettext("What would win most"),
            gettext("Service"),
            (
                Column("lost", gettext("Points lost"), drawn=True),
                Column("most", gettext("Out of")),
            ),
            tuple(rows[:shown]),
            gettext("No point is lost: nothing is left to win.") if found.services else nothing,
            lead=more if shown and len(rows) > shown else None,
        ),
        Table(
            "services",
            gettext("Services"),
            gettext("Service"),
            (Column("points", gettext("Points"), drawn=True, most=100),),
            tuple(services[:shown]),
            nothing,
            lead=more if shown and len(services) > shown else None,
        ),
    ]


def _points(tenths: int) -> Cell:
    whole, rest = divmod(tenths, 10)
    return Decimal(tenths) / 10 if rest else whole


def _where_to_mend(one: ScoredService, criterion: Criterion) -> str | None:
    """Return the form in which the points can be won; for who edits nothing, the page that everybody sees."""
    if not may(person(), Action.SEE_DRAFTS):
        return page_of(Kind.SERVICE, one.key)
    part = FACTS_PART
    if criterion is Criterion.LANGUAGES and one.behind:
        part = one.behind[0]
    elif criterion is Criterion.INFORMATION and {Topic.WHO, Topic.NEXT, Topic.HOW} - one.measures.told:
        part = frame().source_language
    return part_address(Kind.SERVICE, one.key, part) or page_of(Kind.SERVICE, one.key)
