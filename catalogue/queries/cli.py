"""The commands that read: `onedoor search` and `onedoor plan`."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime

import click

from catalogue.addresses import page_address, plan_address
from catalogue.context import Reading
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.languages import formats, languages
from catalogue.opened import opened
from catalogue.plans.json import as_json
from catalogue.plans.pathway import Situation
from catalogue.plans.plan import plan
from catalogue.queries.life_events import get_pathway
from catalogue.queries.shared import get_shared
from catalogue.read_models.plan import Cost, Plan

_language = click.option(
    "--language", type=click.Choice(list(languages())), required=True, help="the reader's language"
)
_place = click.option("--place", help="id of the place the reader lives in")
_json = click.option("--json", "as_document", is_flag=True, help="print one JSON document")


def _day(context: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _pairs(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, equals, chosen = value.partition("=")
        if not equals or not name or not chosen:
            raise click.BadParameter(f"“{value}” is not of the form NAME=VALUE")
        pairs[name] = chosen
    return pairs


def _check_place(reading: Reading) -> None:
    """Raise `NotFound` when the reader's place does not exist."""
    if reading.place is not None and reading.place not in get_shared(reading).places:
        raise NotFound(Kind.PLACE, reading.place)


_date = click.DateTime(formats=["%Y-%m-%d"])


@click.command("search")
@click.argument("words")
@_language
@_place
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@_json
def search_command(words: str, language: str, place: str | None, limit: int, as_document: bool) -> None:
    """Find what the catalogue has for WORDS. Exits 1 when nothing is found."""
    with opened() as catalogue:
        settings = catalogue.settings
        with catalogue.reading(language, place=place) as reading:
            _check_place(reading)
        hits = catalogue.search_index.find(words, language, place=place, limit=limit)
    found = [
        {
            "kind": hit.kind,
            "id": hit.id,
            "code": hit.code,
            "title": hit.title,
            "summary": hit.summary,
            "language": hit.language,
            "url": page_address(settings.public_address, hit.kind, hit.id, language, place=place),
            "score": hit.score,
        }
        for hit in hits.hits
    ]
    if as_document:
        document = {"query": words, "language": language, "corrected": hits.corrected, "total": hits.total}
        click.echo(json.dumps({**document, "results": found}, ensure_ascii=False))
    elif not found:
        click.echo("Nothing was found.", err=True)
    else:
        for row in found:
            code = f" ({row['code']})" if row["code"] else ""
            click.echo(f"{row['title']}{code}\n  {row['summary']}\n  {row['url']}")
    sys.exit(0 if found else 1)


@click.command("plan")
@click.argument("event")
@_language
@_place
@click.option("--event-date", type=_date, callback=_day, help="the day of the life event")
@click.option("--as-of", type=_date, callback=_day, help="the day for which fees and rules are read; today")
@click.option("--answer", "answers", multiple=True, callback=_pairs, metavar="QUESTION=OPTION")
@click.option("--channel", "channels", multiple=True, callback=_pairs, metavar="STEP=CHANNEL")
@_json
def plan_command(
    event: str,
    language: str,
    place: str | None,
    event_date: date | None,
    as_of: date | None,
    answers: dict[str, str],
    channels: dict[str, str],
    as_document: bool,
) -> None:
    """Print the plan of life event EVENT for one person's situation."""
    with opened() as catalogue, catalogue.reading(language, place=place, as_of=as_of) as reading:
        settings = catalogue.settings
        _check_place(reading)
        made = plan(
            get_pathway(reading, event),
            Situation(
                as_of=reading.as_of,
                answers=answers,
                place=place,
                event_date=event_date,
                channels=channels,
                as_of_chosen=as_of is not None,
            ),
        )
    for dropped in made.dropped:
        click.echo(f"There is no {dropped.what} “{dropped.key}” here.", err=True)

    def address_of(kind: str, id: str) -> str:
        if kind != "plan":
            return page_address(settings.public_address, kind, id, language, place=place, as_of=as_of)
        given = {
            "place": place,
            "event-date": event_date and event_date.isoformat(),
            "as-of": as_of and as_of.isoformat(),
        }
        chosen = {f"channel.{step}": channel for step, channel in channels.items()}
        return plan_address(settings.public_address, id, language, {**given, **made.answers, **chosen}.items())

    if as_document:
        click.echo(json.dumps(as_json(made, address_of), ensure_ascii=False))
    else:
        _print(made)
        click.echo(address_of("plan", event))


def _print(made: Plan) -> None:
    """Print a plan for a terminal: steps with their days, then what to bring and what it costs."""
    click.echo(f"{made.title}\n")
    for stage in made.stages:
        click.echo(f"{stage.title}:")
        for step in stage.steps:
            depends = "? " if step.applies == "depends" else ""
            click.echo(f"  {step.number}. {depends}{step.title}")
            if step.due is not None:
                day = formats.long_date(step.due.latest, made.language) + " – " if step.due.latest else ""
                click.echo(f"     {day}{step.due.rule}")
    click.echo()
    for item in made.bring:
        counts = [str(number) for number in (item.originals, item.copies, item.certified_copies)]
        click.echo(f"  [{' + '.join(counts)}] {item.title}")
    for cost in made.costs:
        click.echo(_total(cost, made.language))


def _total(cost: Cost, language: str) -> str:
    total = formats.money_range(cost.minimum, cost.maximum, cost.currency, language)
    return f"{total} + {cost.unknown} × {formats.not_known(language)}" if cost.unknown else total
