"""The command `onedoor health`, for a monitor: a line for each thing; the exit code says whether all is well."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import click

from catalogue.opened import opened
from catalogue.queries.health import Limits, examine

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_above_zero = click.IntRange(min=1)


@click.command("health")
@click.option("--backups", type=_FOLDER, help="The folder that backups are written to.")
@click.option("--backup-hours", type=_above_zero, default=48, show_default=True, help="Oldest the newest one may be.")
@click.option("--poll-minutes", type=_above_zero, default=5, show_default=True, help="Longest the bot may be silent.")
@click.option("--links-days", type=_above_zero, default=2, show_default=True, help="Longest a visit may be due.")
@click.option("--overdue-days", type=_above_zero, default=90, show_default=True, help="Longest a check may be due.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def health_command(
    backups: Path | None, backup_hours: int, poll_minutes: int, links_days: int, overdue_days: int, as_json: bool
) -> None:
    """Say whether all that runs by itself still runs; the exit code is 1 when a limit is passed."""
    limits = Limits(
        timedelta(hours=backup_hours),
        timedelta(minutes=poll_minutes),
        timedelta(days=links_days),
        timedelta(days=overdue_days),
    )
    with opened() as catalogue:
        found = examine(catalogue, limits, backups)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
    else:
        for one in found:
            click.echo(f"{'ok ' if one.well else 'BAD'} {one.name}: {one.said}")
    sys.exit(0 if all(one.well for one in found) else 1)
