"""The command `onedoor serve`: the portal behind gunicorn, with the catalogue's due work done beside it."""

from __future__ import annotations

from dataclasses import replace

import click

from catalogue.settings import Settings as CatalogueSettings
from portal.server import run
from portal.settings import Settings


@click.command()
@click.option("--host", metavar="H", help="Address to listen on (ONEDOOR_HOST, 127.0.0.1).")
@click.option("--port", metavar="N", type=click.IntRange(1, 65535), help="Port to listen on (ONEDOOR_PORT, 8000).")
@click.option(
    "--workers", metavar="N", type=click.IntRange(1, 64), help="How many processes answer readers (ONEDOOR_WORKERS, 2)."
)
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serves the portal."""
    named = {"host": host, "port": port, "workers": workers}
    settings = Settings.from_environment()
    settings = replace(settings, **{name: value for name, value in named.items() if value is not None})
    run(settings, CatalogueSettings.from_environment())
