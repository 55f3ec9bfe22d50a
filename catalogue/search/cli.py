"""The command of this room: `onedoor evaluate`, relevance of our search on a test set."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--engine", metavar="NAME", help="The search engine; that of the settings by default.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def evaluate(folder: Path, engine: str | None, as_json: bool) -> None:
    """Measure search on a test set: corpus.jsonl, queries.jsonl and qrels.tsv."""
    from catalogue.search.engines import UnknownEngine
    from catalogue.search.evaluate import InvalidSet, measure, read_set
    from catalogue.settings import Settings

    try:
        measured = measure(read_set(folder), engine or Settings.from_environment().search_engine)
    except (InvalidSet, UnknownEngine) as error:
        raise click.UsageError(str(error)) from error
    measures = measured.to_json()
    if as_json:
        click.echo(json.dumps(measures, ensure_ascii=False))
    else:
        for name, value in measures.items():
            click.echo(f"{name:<12}{value}")
