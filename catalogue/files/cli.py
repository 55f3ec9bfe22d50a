"""The commands of this room: `onedoor format`, `onedoor check` and `onedoor stamp`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import click

from catalogue.facts import KINDS, Kind
from catalogue.settings import Settings

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _content_folder(named: Path | None) -> Path:
    folder = named or Settings.from_environment().content
    if not folder.is_dir():
        raise click.UsageError(f"There is no folder {folder}.")
    return folder


@click.command("format")
@click.argument("folder", metavar="[DIR]", required=False, type=_FOLDER)
def format_command(folder: Path | None) -> None:
    """Write content files in the canonical form, and name those that changed."""
    from catalogue.files.format import format_folder

    for path in format_folder(_content_folder(folder)):
        click.echo(path)


@click.command("check")
@click.argument("folder", metavar="[DIR]", required=False, type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day for which reviews are due; today.")
@click.pass_context
def check_command(ctx: click.Context, folder: Path | None, as_json: bool, as_of: datetime | None) -> None:
    """Say what is wrong in a content folder: path, field, problem, remedy. Silent when all is well."""
    from catalogue.files.check import check
    from catalogue.files.reader import read

    day: date = (as_of or datetime.now(UTC)).date()
    problems = check(read(_content_folder(folder)), day)
    if as_json:
        click.echo(json.dumps({"problems": [asdict(problem) for problem in problems]}, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(str(problem))
    ctx.exit(1 if problems else 0)


def _folder_above(file: Path) -> Path:
    pack = KINDS[Kind.PACK].file
    folder = next((parent for parent in file.resolve().parents if (parent / pack).is_file()), None)
    if folder is None:
        raise click.UsageError(f"{file} lies in no content folder: there is no {pack} above it.")
    return folder


@click.command("stamp")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--section", "sections", multiple=True, help="Mark only this section; can be given several times.")
@click.pass_context
def stamp_command(ctx: click.Context, files: tuple[Path, ...], sections: tuple[str, ...]) -> None:
    """Mark words files as translated from the source sections as they are now."""
    from catalogue.files.format import stamp

    by_folder: dict[Path, list[str]] = {}
    for file in files:
        folder = _folder_above(file)
        by_folder.setdefault(folder, []).append(file.resolve().relative_to(folder).as_posix())
    failed = False
    for folder, paths in by_folder.items():
        changed, refused = stamp(folder, paths, sections)
        for path in changed:
            click.echo(path)
        for path in refused:
            click.echo(f"{path} is no translation that could be read; see `onedoor check`.", err=True)
        failed = failed or bool(refused)
    ctx.exit(1 if failed else 0)
