"""The operators' command `onedoor words`: words go out to translation offices and come back as somebody's drafts."""

from __future__ import annotations

from pathlib import Path

import click

from catalogue.context import Reading
from catalogue.errors import NotAllowed, NotFound
from catalogue.exchange.csv_file import read_csv, write_csv
from catalogue.exchange.rows import BadFile, BadRow, rows_of
from catalogue.exchange.taking import Plan, plan_taking, take
from catalogue.exchange.xliff import read_xliff, write_xliff
from catalogue.facts import Kind
from catalogue.opened import opened
from catalogue.queries.accounts import list_accounts
from catalogue.queries.standing import get_standings
from catalogue.rights import Action, Person
from catalogue.translating.workbench import open_workbench

_file = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
_language = click.option("--language", metavar="L", required=True, help="The language that is translated into.")
_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


@click.group("words")
def words() -> None:
    """Exchanges words with translators: CSV, or XLIFF 2 for a file that ends in .xlf."""


@words.command("out")
@_file
@_language
@click.option("--object", "names", metavar="KIND/KEY", multiple=True, help="Only this object. May repeat.")
@click.option("--open", "only_open", is_flag=True, help="Only what is outdated, missing or a machine's.")
def out_command(file: Path, language: str, names: tuple[str, ...], only_open: bool) -> None:
    """Write the words of objects beside their source into FILE."""
    with opened() as catalogue, catalogue.reading("en") as reading:
        _check_language(reading, language)
        benches = (open_workbench(reading, kind, key, language) for kind, key in _chosen(reading, language, names))
        rows = list(rows_of(benches, only_open=only_open))
        data = write_xliff(rows, reading.source_language, language) if _is_xliff(file) else write_csv(rows)
    file.write_bytes(data)
    click.echo(f"{len(rows)} sections")


@words.command("in")
@_file
@_language
@click.option("--as", "mail", metavar="MAIL", required=True, help="Who answers for it: their rights, their drafts.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
def in_command(file: Path, language: str, mail: str, dry_run: bool) -> None:
    """Save what FILE translates as drafts; nothing is published."""
    try:
        data = file.read_bytes()
        rows, bad = read_xliff(data, language) if _is_xliff(file) else read_csv(data)
    except OSError as fault:
        raise click.UsageError(f"“{file}” cannot be read: {fault.strerror}.") from fault
    except BadFile as fault:
        where = f", line {fault.line}" if fault.line else ""
        raise click.UsageError(f"“{file}”{where}: {fault.told}.") from fault
    with opened() as catalogue:
        with catalogue.reading("en") as reading:
            _check_language(reading, language)
            person = _person(reading, mail)
            plan = plan_taking(reading, person, language, rows, bad)
        lost: list[BadRow] = []
        if not dry_run:
            with catalogue.work(person.mail) as work:
                lost = take(work, person, plan)
    _tell(plan, lost)
    if plan.bad or lost:
        click.get_current_context().exit(1)


def _tell(plan: Plan, lost: list[BadRow]) -> None:
    for one in plan.objects:
        for change in one.changes:
            said = "".join(_MARKS[piece.act].format(piece.text) for piece in change.pieces)
            outdated = " (made from an older source)" if change.outdated else ""
            click.echo(f"{one.kind.value}/{one.key} {change.section}{outdated}: {said}")
    for row in (*plan.bad, *lost):
        click.echo(f"line {row.line}: {row.refusal.value}{f': {row.told}' if row.told else ''}", err=True)


def _chosen(reading: Reading, language: str, names: tuple[str, ...]) -> list[tuple[Kind, str]]:
    if not names:
        return [(one.kind, one.key) for one in get_standings(reading).values() if language in one.translations]
    chosen = []
    for name in names:
        kind, _, key = name.partition("/")
        if kind not in tuple(Kind) or not key:
            raise click.UsageError(f"“{name}” is no KIND/KEY.")
        chosen.append((Kind(kind), key))
    return chosen


def _check_language(reading: Reading, language: str) -> None:
    if language not in reading.all_languages or language == reading.source_language:
        raise click.UsageError(f"“{language}” is no language that is translated into.")


def _person(reading: Reading, mail: str) -> Person:
    account = next((one for one in list_accounts(reading) if one.mail == mail.strip().lower()), None)
    if account is None:
        raise NotFound("account", mail)
    if account.state == "disabled":
        raise NotAllowed(Action.TRANSLATE.value)
    return Person(account.id, account.mail, account.name, account.grants, reading.language)


def _is_xliff(file: Path) -> bool:
    return file.suffix.lower() in (".xlf", ".xliff")
