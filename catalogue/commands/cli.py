"""The operators' commands: load, export, backup, restore, work, reindex and prepare."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from catalogue import migrations
from catalogue.commands.backup import backup
from catalogue.commands.export_content import export_content
from catalogue.commands.import_content import import_content
from catalogue.commands.import_plan import ImportReport, PartChange, Step
from catalogue.commands.prepare import folder_digest, prepare
from catalogue.commands.restore import restore
from catalogue.files.check import check
from catalogue.files.reader import read
from catalogue.opened import opened

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)

_DID = {
    Step.ADD: "added",
    Step.CHANGE: "changed",
    Step.WITHDRAW: "withdrawn",
    Step.DRAFT: "left as a draft, since a person edited or withdrew it",
    Step.DROP: "no longer a draft",
    Step.HELD: "held back by a person's open draft",
    Step.KEEP: "kept as a person left it",
    Step.ABSENT: "in the database but in no file",
}
_NOTEWORTHY = (Step.DRAFT, Step.HELD, Step.ABSENT, Step.WITHDRAW)


@click.command("load")
@click.argument("folder", metavar="[DIR]", required=False, type=_FOLDER)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--withdraw", is_flag=True, help="Withdraw what no file has any more.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def load_command(folder: Path | None, dry_run: bool, withdraw: bool, as_json: bool) -> None:
    """Load content files into the database; never over what a person edited."""
    from catalogue.jobs.run import work_once

    with opened(schema=False) as catalogue:
        folder = folder or catalogue.settings.content
        migrations.upgrade(catalogue.engine)
        digest = folder_digest(folder) if folder.samefile(catalogue.settings.content) else None
        content = read(folder)
        report = import_content(
            catalogue, content, dry_run=dry_run, withdraw_absent=withdraw, digest=None if dry_run else digest
        )
        to_mend = len(check(content, catalogue.clock().date()))
        if not dry_run:
            work_once(catalogue)
    if as_json:
        click.echo(json.dumps(_plain(report, dry_run), ensure_ascii=False))
        return
    for change in report.list_parts(*(Step if dry_run else _NOTEWORTHY)):
        click.echo(f"{_name(change)}: {_DID[change.step]}")
    click.echo(_summary(report, dry_run))
    if to_mend:
        # Loading publishes also what is unfinished, such as missing translations; nobody should miss the rest for it.
        click.echo(f"The check names {to_mend} things to mend: run `onedoor check`.", err=True)


def _name(change: PartChange) -> str:
    return f"{change.kind.replace('_', ' ')} {change.key}, {change.part}"


def _summary(report: ImportReport, dry_run: bool) -> str:
    if report.is_empty:
        return f"Nothing to change: {report.unchanged} parts are as in the files."
    counts = [f"{len(parts)} {said}" for step, said in _DID.items() if (parts := report.list_parts(step))]
    counts += [f"{len(report.numbers)} numbers given"] if report.numbers else []
    counts += [f"{len(report.redirects)} ids redirected"] if report.redirects else []
    return f"{'Would be' if dry_run else 'Done'}: {'; '.join(counts)}; {report.unchanged} parts unchanged."


def _plain(report: ImportReport, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "sequence": report.sequence,
        "unchanged": report.unchanged,
        "changes": [
            {"step": change.step, "kind": change.kind, "id": change.key, "part": change.part}
            for change in report.changes
        ],
        "numbers": [{"scope": scope, "id": key, "number": number} for scope, key, number in report.numbers],
        "redirects": [{"kind": kind, "from": old, "to": new} for kind, old, new in report.redirects],
    }


@click.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def export_command(folder: Path) -> None:
    """Write the live content as files."""
    with opened() as catalogue, catalogue.reading("en") as reading:
        changed = export_content(reading, folder)
    click.echo(f"{len(changed)} files written.")


@click.command("backup")
@click.argument("file", type=_FILE)
def backup_command(file: Path) -> None:
    """Back the whole database up to FILE, while the portal serves."""
    if not file.absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder {file.parent}.")
    with opened() as catalogue:
        manifest = backup(catalogue, file)
    click.echo(f"{sum(table.rows for table in manifest.tables.values())} rows, as of sequence {manifest.sequence}.")


@click.command("restore")
@click.argument("file", type=_FILE)
@click.option("--force", is_flag=True, help="Replace the catalogue that is there.")
def restore_command(file: Path, force: bool) -> None:
    """Make the database what it was when FILE was made."""
    from catalogue.jobs.index import rebuild_index

    with opened(schema=False) as catalogue:
        manifest = restore(catalogue, file, force=force)
        rebuild_index(catalogue)
    click.echo(f"{sum(table.rows for table in manifest.tables.values())} rows restored, made {manifest.made_at}.")


@click.command("work")
def work_command() -> None:
    """Do what is due, once; `onedoor serve` does it all the time."""
    from catalogue.jobs.run import work_once

    with opened() as catalogue:
        work_once(catalogue)


@click.command("reindex")
@click.option("--engine", help="The search engine that answers from then on; else that of the settings.")
def reindex_command(engine: str | None) -> None:
    """Build the search index anew, beside the old one, and swap."""
    from catalogue.jobs.index import rebuild_index
    from catalogue.search.engines import UnknownEngine

    with opened() as catalogue:
        try:
            number = rebuild_index(catalogue, engine or catalogue.settings.search_engine)
        except UnknownEngine as unknown:
            raise click.UsageError(str(unknown)) from unknown
    click.echo(f"{number} documents indexed.")


@click.command("prepare")
def prepare_command() -> None:
    """Make everything ready to serve: state folder, schema, content, index. Does nothing when all is ready."""
    with opened(schema=False) as catalogue:
        prepared = prepare(catalogue)
        answering, chosen = catalogue.search_index.engine, catalogue.settings.search_engine
    if answering is not None and answering != chosen:
        click.echo(f"The search index is one of {answering}; to have one of {chosen}, run `onedoor reindex`.", err=True)
    if prepared.refused is not None:
        for problem in prepared.refused.problems:
            click.echo(str(problem), err=True)
        click.echo("The content files were not loaded; what was loaded before is served.", err=True)
    elif prepared.loaded is not None:
        click.echo(_summary(prepared.loaded, dry_run=False))
